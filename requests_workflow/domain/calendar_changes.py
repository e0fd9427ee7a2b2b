"""A proposed change of the calendar before anybody decides it: what it says, and what speaks against it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time

from directory.domain.names import normalise
from directory.domain.roles import Role
from directory.ledger.domain.privacy import shows_identity_number
from requests_workflow.domain.calendar import DayRule

PROPOSERS = frozenset({Role.DEPARTMENT_OFFICER})
DECIDERS = frozenset({Role.DEPARTMENT_OFFICER, Role.DEPARTMENT_LEADER, Role.ADMINISTRATOR})
OFF, WORK, PLAIN = "off", "work", "plain"
FIRST_YEAR, LAST_YEAR = 2020, 2035
LONGEST_REASON, LONGEST_REF = 160, 255
MOST_SPANS = 4

Spans = tuple[tuple[time, time], ...]
_SPAN = re.compile(r"(\d{1,2})[:hg.](\d{2})\s*(?:-|–|đến)\s*(\d{1,2})[:hg.](\d{2})")


@dataclass(frozen=True, kw_only=True)
class DayProposal:
    """What a day is to become: `kind` "off", "work", or "plain" (its row is removed). Texts are NFC, single-spaced."""

    date: date
    kind: str
    reason: str
    legal_ref: str
    provisional: bool = False

    def __post_init__(self) -> None:
        if self.kind not in {OFF, WORK, PLAIN}:
            raise ValueError(f"unknown kind of day {self.kind!r}")
        object.__setattr__(self, "reason", normalise(self.reason))
        object.__setattr__(self, "legal_ref", normalise(self.legal_ref))

    @property
    def rule(self) -> DayRule | None:
        """The rule that the day would have; None for a plain day."""
        if self.kind == PLAIN:
            return None
        return DayRule(self.kind, self.reason, self.legal_ref, self.provisional)


def faults_of(proposal: DayProposal) -> list[tuple[str, str]]:
    """(field, Vietnamese sentence) of all that is wrong with a proposal by itself; empty where nothing is."""
    found = []
    if not FIRST_YEAR <= proposal.date.year <= LAST_YEAR:
        found.append(("date", f"Chọn ngày trong các năm {FIRST_YEAR}–{LAST_YEAR}."))
    if proposal.kind == WORK and proposal.date.weekday() < 5:
        found.append(("kind", "Ngày này là thứ Hai đến thứ Sáu, vốn đã làm việc; ngày làm bù là thứ Bảy, Chủ nhật."))
    found += text_faults(reason=proposal.reason, legal_ref=proposal.legal_ref)
    if not proposal.provisional and proposal.legal_ref and not re.search(r"\d", proposal.legal_ref):
        found.append(("legal_ref", "Ghi số và ngày của văn bản quyết định; chưa có văn bản thì chọn tạm tính."))
    return found


def text_faults(*, reason: str, legal_ref: str) -> list[tuple[str, str]]:
    """(field, sentence) of what is wrong with the words of a proposal."""
    found = []
    for name, label, text, most in (
        ("reason", "Lý do", reason, LONGEST_REASON),
        ("legal_ref", "Căn cứ", legal_ref, LONGEST_REF),
    ):
        if not text:
            found.append((name, f"{label}: chưa ghi."))
        elif len(text) > most:
            found.append((name, f"{label}: dài quá {most} ký tự."))
        elif shows_identity_number(text):
            found.append((name, f"{label}: không ghi số định danh cá nhân."))
    return found


def changes_anything(proposal: DayProposal, days: Mapping[date, DayRule]) -> bool:
    """Whether the day is not already what the proposal makes of it."""
    return days.get(proposal.date) != proposal.rule


def read_spans(text: str) -> Spans:
    """Office hours typed as "7:30-11:30, 13:30-17:00"; empty text is a closed day.

    Raises ValueError with a Vietnamese sentence for what cannot be read, overlaps, or is not in order.
    """
    found: list[tuple[time, time]] = []
    for part in filter(None, (piece.strip() for piece in re.split(r"[,;\n]", text))):
        match = _SPAN.fullmatch(part)
        try:
            if match is None:
                raise ValueError
            numbers = [int(number) for number in match.groups()]
            opens, closes = time(numbers[0], numbers[1]), time(numbers[2], numbers[3])
        except ValueError:
            raise ValueError(f"Không đọc được “{part[:40]}”. Ghi dạng 7:30-11:30, 13:30-17:00.") from None
        if closes <= opens:
            raise ValueError(f"“{part}”: giờ đóng phải sau giờ mở.")
        if found and opens < found[-1][1]:
            raise ValueError(f"“{part}”: bắt đầu trước khi khoảng trước kết thúc.")
        found.append((opens, closes))
    if len(found) > MOST_SPANS:
        raise ValueError(f"Một ngày có nhiều nhất {MOST_SPANS} khoảng giờ.")
    return tuple(found)


def write_spans(spans: Spans) -> str:
    """The canonical text of office hours, which read_spans reads back."""
    return ", ".join(f"{opens:%H:%M}-{closes:%H:%M}" for opens, closes in spans)
