"""The words of the morning digest: a subject with counts, then what waits, the most urgent group first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

# Lines of a group written out; the work list in the product shows all.
MOST_LINES = 30


@dataclass(frozen=True)
class Section:
    """A group of things that wait, in the order in which they are read."""

    heading: str
    lines: tuple[str, ...]


def digest_title(*, day: date, sections: Sequence[Section]) -> str:
    """ "Việc của bạn ngày 23/11/2026: quá hạn 1, đến hạn hôm nay 2, …"; cut to what a subject holds."""
    counts = ", ".join(f"{one.heading[0].lower()}{one.heading[1:]} {len(one.lines)}" for one in sections)
    return f"Việc của bạn ngày {day:%d/%m/%Y}: {counts}"[:200]


def digest_body(*, sections: Sequence[Section], expiry_apart: bool) -> str:
    """Each group under its heading with its count; `expiry_apart` points at the reminder of coming expiries."""
    parts: list[str] = []
    for one in sections:
        parts.append(f"{one.heading} ({len(one.lines)}):")
        parts += [f"- {line}" for line in one.lines[:MOST_LINES]]
        if len(one.lines) > MOST_LINES:
            parts.append(f"- và {len(one.lines) - MOST_LINES} việc khác")
        parts.append("")
    if expiry_apart:
        parts += ["Chứng thư sắp hết hạn: xem bản nhắc riêng đã gửi hôm nay.", ""]
    parts.append("Danh sách đầy đủ: trang Việc của tôi.")
    return "\n".join(parts)
