"""The words of the expiry digest: a subject with counts, then the certificates by level, each with its lawful way on.

Names of subscribers and bodies, and the end of a serial number; no other personal data leaves the product by e-mail.
"""

from collections.abc import Sequence
from datetime import date
from itertools import groupby

from certificates.domain.filing_window import Level
from certificates.models import ExpiryReminder
from requests_workflow.selectors.expiry import Expiring

SHOWN_OF_SERIAL = 8
# A digest tells D1 early where only days off follow (domain.expiry.digest_level).
LAST_CALL = "Còn không quá 1 ngày, hoặc hôm nay là ngày làm việc cuối cùng, để nộp hồ sơ gia hạn"


def digest_title(*, day: date, levels: Sequence[Level]) -> str:
    """ "Chứng thư sắp hết hạn (23/11/2026): 3 cần nộp hồ sơ, 1 đã quá ngày nộp, 1 đã hết hạn"."""
    counts = (
        (sum(one.is_open for one in levels), "cần nộp hồ sơ"),
        (levels.count(Level.PAST), "đã quá ngày nộp hồ sơ gia hạn"),
        (levels.count(Level.EXPIRED), "đã hết hạn"),
    )
    said = ", ".join(f"{number} {words}" for number, words in counts if number)
    return f"Chứng thư sắp hết hạn ({day:%d/%m/%Y}): {said}"


def digest_body(*, lines: Sequence[Expiring], total: int) -> str:
    """Lines under a heading for each level, in the order given; says how many of `total` are not written out."""
    parts: list[str] = []
    for at_level, group in groupby(lines, key=lambda line: line.level):
        found = list(group)
        heading = LAST_CALL if at_level is Level.D1 else ExpiryReminder.AtLevel(at_level.value).label
        parts.append(f"{heading} ({len(found)}):")
        parts += [f"- {line_text(line)}" for line in found]
        parts.append("")
    if total > len(lines):
        parts += [f"Còn {total - len(lines)} chứng thư khác không ghi ở đây.", ""]
    parts.append("Danh sách đầy đủ: mục “Chứng thư sắp hết hạn” trên trang Việc của tôi.")
    return "\n".join(parts)


def line_text(line: Expiring) -> str:
    """One certificate in one line: whose, which, until when, and the lawful way on with its clause."""
    certificate, window = line.certificate, line.window
    said = [
        f"{certificate.common_name} (số hiệu {short_serial(certificate.serial_number)}), "
        f"{certificate.managing_agency.name}: hết hạn {window.expires_on:%d/%m/%Y}"
    ]
    if line.renewable:
        note = f" ({line.note})" if line.note else ""
        said.append(f"ngày cuối nộp hồ sơ gia hạn {window.last_filing_day:%d/%m/%Y}{note}")
    said.append(line.remaining[0].lower() + line.remaining[1:])
    return f"{', '.join(said)}. {line.way.text}. Căn cứ: {line.way.clause}."


def short_serial(serial: str) -> str:
    """The end of a serial number, enough to tell two certificates of one person apart."""
    return serial if len(serial) <= SHOWN_OF_SERIAL else f"…{serial[-SHOWN_OF_SERIAL:]}"
