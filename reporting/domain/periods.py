"""The periods of a report: half-open, between Vietnamese midnights."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
# Value in the address: (words, months).
KINDS = {
    "nam": ("Năm", 12),
    "nua-nam": ("6 tháng", 6),
    "quy": ("Quý", 3),
    "thang": ("Tháng", 1),
}


@dataclass(frozen=True)
class Period:
    """From the first day until before `until` (a first day too)."""

    kind: str
    year: int
    number: int

    def __post_init__(self) -> None:
        if self.kind not in KINDS or not 1 <= self.number <= 12 // KINDS[self.kind][1]:
            raise ValueError(f"no period {self.kind} {self.number}/{self.year}")

    @property
    def since(self) -> date:
        """The first day."""
        return date(self.year, (self.number - 1) * KINDS[self.kind][1] + 1, 1)

    @property
    def until(self) -> date:
        """The first day of the next period."""
        month = self.number * KINDS[self.kind][1] + 1
        return date(self.year + 1, 1, 1) if month > 12 else date(self.year, month, 1)

    @property
    def last(self) -> date:
        """The last day."""
        return self.until - timedelta(days=1)

    @property
    def instants(self) -> tuple[datetime, datetime]:
        """[since, until) as aware instants of Vietnamese midnights."""
        return (
            datetime.combine(self.since, datetime.min.time(), VIETNAM),
            datetime.combine(self.until, datetime.min.time(), VIETNAM),
        )

    @property
    def label(self) -> str:
        """ "Quý 3 năm 2026", "6 tháng đầu năm 2026", "Năm 2026"."""
        if self.kind == "nam":
            return f"Năm {self.year}"
        if self.kind == "nua-nam":
            return f"6 tháng {'đầu' if self.number == 1 else 'cuối'} năm {self.year}"
        return f"{KINDS[self.kind][0]} {self.number} năm {self.year}"


def period_of(*, kind: str, day: date) -> Period:
    """The period of that kind that holds the day."""
    return Period(kind, day.year, (day.month - 1) // KINDS[kind][1] + 1)
