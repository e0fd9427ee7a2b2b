"""The provider as a visitor of the demo plays it: certificate files, a letter or notice, device numbers for a case.

A row keeps its certificate: the test CA notes which one it made for it, so a second download holds the same files.
"""

import io
import zipfile
from collections.abc import Iterable
from datetime import datetime

from django.utils.html import escape

from config.demo.issue_acting import certificate_for, made_up_serial
from requests_workflow.documents.pdf import html_to_pdf
from requests_workflow.domain.calendar import VIETNAM
from requests_workflow.models import Dossier, Request
from requests_workflow.models.request import BRINGS_CERTIFICATE
from requests_workflow.procedures.registry import CERTIFICATE_UPDATE, ISSUES, REVOCATION
from signing.test_ca.location import test_ca_folder
from signing.test_ca.opening import open_test_ca

GONE = ("refused", "withdrawn", "undelivered", "not_installed")
LETTER_TITLE = "VĂN BẢN TRẢ LỜI CỦA CỤC (GIẢ ĐỊNH)"
NOTICE_TITLE = "THÔNG BÁO THU HỒI CHỨNG THƯ CỦA CỤC (GIẢ ĐỊNH)"
LETTER_LINES = (
    "Bản dùng thử: tệp này thay cho văn bản trả lời của Cục Chứng thực số và Bảo mật thông tin.",
    "Tên, chứng thư và thiết bị là giả định. Không có giá trị pháp lý.",
)


def rows_to_answer(dossier: Dossier) -> list[Request]:
    """The rows that the provider has not refused and nobody has withdrawn."""
    rows = dossier.requests.exclude(state__in=GONE)
    return list(
        rows.select_related(
            "certificate",
            "token",
            "predecessor__subscriber",
            "predecessor__managing_agency",
            "dossier__managing_agency",
        ).order_by("position")
    )


def certificate_of(row: Request, *, now: datetime) -> bytes:
    """DER of the row's certificate: the registered one, the one made before, or a new one of the test CA."""
    if row.certificate is not None:
        return bytes(row.certificate.der)
    ca = open_test_ca()
    noted = test_ca_folder() / "rows" / f"{row.public_id.hex}.txt"
    if not noted.exists():
        key = certificate_for(ca=ca, row=row, at=now)
        noted.parent.mkdir(mode=0o700, exist_ok=True)
        try:
            with noted.open("x", encoding="ascii") as note:
                note.write(key.fingerprint)
        except FileExistsError:
            # Two downloads at the same instant: the first one counts.
            pass
    return ca.key(noted.read_text(encoding="ascii")).der


def certificate_archive(dossier: Dossier, *, now: datetime) -> bytes:
    """A .zip with one .cer for each row, named by its number on the form; an empty one where nothing is issued."""
    held = io.BytesIO()
    rows = rows_to_answer(dossier) if dossier.procedure in BRINGS_CERTIFICATE else []
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for row in rows:
            archive.writestr(f"{row.position:03d}.cer", certificate_of(row, now=now))
    return held.getvalue()


def answer_letter(dossier: Dossier, *, now: datetime) -> bytes:
    """A PDF to attach as the answer: what became of which rows of which document; for Mẫu 05 a notice of revocation."""
    local = now.astimezone(VIETNAM)
    day = f"{local:%d/%m/%Y}"
    request = f"Trả lời văn bản số {dossier.full_number or 'chưa ghi'} ({dossier.code}), ngày {day}."
    revokes = dossier.procedure == REVOCATION.code
    if revokes and not dossier.number:
        request = f"Thông báo cho hồ sơ {dossier.code}, ngày {day}."
    done = f"đã thu hồi chứng thư lúc {local:%H:%M} ngày {day}" if revokes else "đã cấp chứng thư"
    if dossier.procedure == CERTIFICATE_UPDATE.code:
        done = "đã cấp chứng thư mới"
    rows = [f"{row.position}. {_named(row)}: {done}" for row in rows_to_answer(dossier)]
    title = NOTICE_TITLE if revokes else LETTER_TITLE
    return html_to_pdf(_page(title, (*LETTER_LINES, request, *rows)))


def _named(row: Request) -> str:
    serial = row.printed.get("certificate_serial", "")
    return f"{row.name}, số hiệu {serial}" if serial else row.name


def device_numbers(dossier: Dossier) -> list[tuple[str, str]]:
    """(name of the row, number on the label) of each device that comes with the answer; none for Mẫu 04 and 05."""
    if dossier.procedure not in ISSUES:
        return []
    return [
        (row.name, row.token.serial_number if row.token else made_up_serial(row))
        for row in rows_to_answer(dossier)
        if row.has_device
    ]


def _page(title: str, lines: Iterable[str]) -> str:
    body = "".join(f"<p>{escape(line)}</p>" for line in lines)
    return (
        f'<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8"><title>{title}</title></head>'
        f"<body><p><strong>{title}</strong></p>{body}</body></html>"
    )
