"""Papers that a case of the demo brings from outside: a proof from the document system, a scanned Mẫu 06."""

from dataclasses import replace
from datetime import date, datetime

from django.utils.html import escape

from directory.models import Person
from requests_workflow.documents.model import Signer
from requests_workflow.documents.pdf import html_to_pdf
from requests_workflow.documents.render import render_recovery_form
from requests_workflow.models import Dossier
from requests_workflow.regulations.registry import profile_by_code
from requests_workflow.services import papers
from requests_workflow.services.documents import Incoming

PROOF_TITLE = "MINH CHỨNG GỬI, NHẬN VĂN BẢN (GIẢ ĐỊNH)"
PROOF_LINES = (
    "Tệp này thay cho ảnh chụp màn hình hoặc phiếu của hệ thống quản lý văn bản trong bản dùng thử.",
    "Thời điểm, mã gửi và số văn bản đến ghi tại bước xử lý của hồ sơ. Không có giá trị pháp lý.",
)


def proof() -> Incoming:
    """A page that says what it stands for; one serves all cases, since files are stored by their content."""
    lines = "".join(f"<p>{escape(line)}</p>" for line in PROOF_LINES)
    html = (
        f'<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8"><title>{PROOF_TITLE}</title></head>'
        f"<body><p><strong>{PROOF_TITLE}</strong></p>{lines}</body></html>"
    )
    return Incoming(data=html_to_pdf(html), name="minh-chung.pdf")


def scanned_form(
    *, dossier: Dossier, coordinator: Person, signer: Signer, number: str, issued_on: date, now: datetime
) -> Incoming:
    """The paper Mẫu 06 of a body that is not on the product: numbered and dated, without digital signatures."""
    dossier.coordinator = coordinator
    form = papers.recovery_form(dossier=dossier, profile=profile_by_code(dossier.profile_code), now=now)
    dossier.coordinator = None
    document = replace(form.document, number=number, issued_on=issued_on, signer=signer)
    return Incoming(data=render_recovery_form(replace(form, document=document)), name="van-ban-den.pdf")
