"""The grid of Mẫu 05, or of a notice of revocation: why each certificate ends, and which device comes back."""

from collections.abc import Sequence
from datetime import date
from types import MappingProxyType
from typing import Any

from certificates.models import Certificate
from directory.models import Subscriber
from requests_workflow.domain.form_rows import cell_problems, clean_cells
from requests_workflow.domain.revocation_reasons import RevocationReason, reason_of, reasons_for
from requests_workflow.forms.certificate_lines import CertificateLine, Note
from requests_workflow.forms.draft import WET_HELP, DraftForm
from requests_workflow.models import Dossier
from requests_workflow.procedures.revocation import clauses
from requests_workflow.regulations.profile import Profile
from requests_workflow.selectors.update_candidates import Candidate
from requests_workflow.services.form_rows import FormRow
from tokens.models import Token

KEYS = ("reason_code", "reason_detail", "tax_code", "budget_code", "official_email")
CODES = ("tax_code", "budget_code")
# What the register writes as the reason when somebody else than the agency had it revoked.
NOTICE_REASONS = MappingProxyType(
    {
        Dossier.Initiator.PROVIDER.value: "Theo thông báo của tổ chức cung cấp dịch vụ chứng thực",
        Dossier.Initiator.PROSECUTION.value: "Theo yêu cầu của cơ quan tiến hành tố tụng",
        Dossier.Initiator.POLICE.value: "Theo yêu cầu của cơ quan công an",
    }
)


class RevocationDraftForm(DraftForm):
    """Mẫu 05: the contact person sees to it that the devices come back."""

    reason = None  # type: ignore[assignment]  # each row has its own

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        contact = self.fields["coordinator"]
        contact.label = "Đầu mối phối hợp thu hồi thiết bị lưu khóa bí mật"
        contact.help_text = "Số định danh, điện thoại, thư điện tử của người này được in trên văn bản, lấy từ danh bạ."
        self.fields["signing_way"].help_text = WET_HELP


class RevocationLine(CertificateLine):
    """A line of Mẫu 05 as its template reads it."""

    @property
    def choices(self) -> tuple[RevocationReason, ...]:
        """The cases of Điều 17 for this kind of subscriber."""
        return reasons_for(self.kind)

    @property
    def reason_label(self) -> str:
        reason = reason_of(self.values.get("reason_code", ""))
        return reason.label if reason else ""

    @property
    def is_organisation(self) -> bool:
        """Whether the form prints tax and budget code for it."""
        return self.kind == Subscriber.Kind.ORGANISATION


def new_values(candidate: Candidate, services: Sequence[str]) -> dict[str, str]:
    """What a line starts with when its certificate was chosen; the reason is left to the clerk."""
    codes = codes_of(candidate.certificate)
    return dict.fromkeys(KEYS, "") | codes | {"official_email": candidate.certificate.official_email}


def codes_of(certificate: Certificate) -> dict[str, str]:
    """Tax and budget code of the organisation whose certificate it is, "" for anybody else."""
    if certificate.subscriber.kind != Subscriber.Kind.ORGANISATION:
        return dict.fromkeys(CODES, "")
    agency = certificate.subscriber.agency
    return {"tax_code": agency.tax_code, "budget_code": agency.budget_code}


def row_of(line: CertificateLine) -> FormRow:
    """The line as the services take it."""
    return FormRow(cells=line.values, certificate_id=line.certificate.public_id)


def row_of_notice(line: CertificateLine, *, initiator: str) -> FormRow:
    """The line of a notice: the reason is whose notice it is; `initiator` is a value of Dossier.Initiator."""
    cells = {**line.values, "reason_code": "", "reason": NOTICE_REASONS[initiator]}
    return FormRow(cells=cells, certificate_id=line.certificate.public_id)


def judge(lines: Sequence[CertificateLine], *, profile: Profile, today: date) -> None:
    """Writes beside the cells what the law refuses, what is missing and what deserves a second look."""
    for line in lines:
        judge_certificate(line)
        _judge_reason(line)
        if line.candidate.window.expires_on < today and "certificate_serial" not in line.notes:
            text = "Đã hết hạn: không cần Mẫu số 05, chỉ giao nộp thiết bị (Mẫu số 08)."
            line.note("certificate_serial", Note("warning", text, clauses.RETURNING.cite()))
        certificate = line.certificate
        email = certificate.official_email or line.values["official_email"]
        if not email:
            line.note("official_email", Note("gap", "Nhập địa chỉ thư điện tử công vụ của chứng thư."))
        typed = {key: line.values[key] for key in CODES} | {"official_email": email}
        cells = clean_cells(cells=typed, form=profile.revocation_form)
        for note in cell_problems(cells=cells, form=profile.revocation_form, profile=profile, today=today):
            # An address that the certificate bears already stops no revocation.
            borne = note.key == "official_email" and bool(certificate.official_email)
            line.note(note.key, Note("warning" if borne else "problem", note.text))
        person = certificate.subscriber.person
        if line.kind == Subscriber.Kind.INDIVIDUAL and (person is None or not person.identity_number):
            text = "Danh bạ chưa có số định danh cá nhân, nên cột đó của Mẫu số 05 để trống."
            line.note("certificate_serial", Note("warning", text))


def judge_notice(lines: Sequence[CertificateLine], *, profile: Profile, today: date) -> None:
    """The same for a notice: nothing is asked for, so only the certificate itself is looked at."""
    for line in lines:
        judge_certificate(line)


def judge_certificate(line: CertificateLine) -> None:
    """What the register says of the certificate: revoked already, in another dossier, or replaced."""
    certificate, obstacle = line.certificate, line.candidate.revocation
    if obstacle is not None:
        line.note("certificate_serial", Note("problem", obstacle.text, obstacle.clause, obstacle.way))
    elif certificate.status == Certificate.Status.SUPERSEDED:
        text = "Đã có chứng thư thay thế: kiểm tra có cần thu hồi cả chứng thư mới không."
        line.note("certificate_serial", Note("warning", text, clauses.CASES.cite()))


def _judge_reason(line: CertificateLine) -> None:
    reason = reason_of(line.values["reason_code"])
    if reason is None:
        line.note("reason_code", Note("gap", "Chọn lý do thu hồi.", clauses.CASES.cite()))
    elif line.kind not in reason.kinds:
        text = "Lý do này không dùng cho loại thuê bao này. Chọn lại theo Điều 17."
        line.note("reason_code", Note("problem", text, clauses.CASES.cite()))
    elif reason.device_lost and line.candidate.device is not None and line.candidate.device.state != Token.State.LOST:
        text = "Thiết bị thất lạc thì dùng “Báo mất”: hồ sơ này và biên bản Mẫu số 09 được mở cùng lúc."
        line.note("reason_code", Note("warning", text, clauses.RETURNING.cite(), "loss"))
