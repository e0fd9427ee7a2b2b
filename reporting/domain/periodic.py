"""The periodic report on certificates, devices and cases, computed once; page, PDF and workbook only show it."""

from dataclasses import dataclass
from datetime import datetime

from reporting.domain.movements import CaseCounts, CertificateCounts, SuspensionCounts, TermCounts, TokenCounts
from reporting.domain.periods import VIETNAM, Period

TITLE = "Tình hình quản lý, sử dụng chứng thư chữ ký số chuyên dùng công vụ"


@dataclass(frozen=True, kw_only=True)
class ProcedureLine:
    """One procedure: its cases and the stops of their clock."""

    title: str
    cases: CaseCounts
    suspended: SuspensionCounts


@dataclass(frozen=True, kw_only=True)
class TermLine:
    """One procedure with the cases whose term is one bearer's: the department's clock is never the provider's."""

    title: str
    bearer: str
    counts: TermCounts


@dataclass(frozen=True, kw_only=True)
class BodyLine:
    """One body with all that are below it."""

    name: str
    certificates: CertificateCounts
    tokens: TokenCounts
    cases: CaseCounts
    late: int

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to say about it."""
        return self.certificates.is_empty and self.tokens.is_empty and self.cases.is_empty and not self.late


@dataclass(frozen=True, kw_only=True)
class PeriodicReport:
    """The numbers of one body and those below it in one period, as they stood at `until` (the end, or now).

    `certificates` by kind of subscriber and `tokens` by kind of device; `revocations` by reason; `bodies` has a line
    for the body itself and for each one right under it, empty where there is only one. `undated_tokens` were lost or
    returned on a day that nobody recorded and are in no balance; `on_the_way` were sent and not yet received.
    """

    period: Period
    body: str
    until: datetime
    running: bool
    certificates: tuple[tuple[str, CertificateCounts], ...]
    revocations: tuple[tuple[str, int], ...]
    tokens: tuple[tuple[str, TokenCounts], ...]
    undated_tokens: int
    procedures: tuple[ProcedureLine, ...]
    terms: tuple[TermLine, ...]
    on_the_way: int
    bodies: tuple[BodyLine, ...]

    @property
    def counted_until(self) -> str:
        """ "10:30 05/08/2026", in Vietnamese time."""
        return f"{self.until.astimezone(VIETNAM):%H:%M %d/%m/%Y}"
