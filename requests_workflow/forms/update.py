"""The grid of Mẫu 04: which service for each certificate, and the old beside the new where information changes."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from certificates.models import Certificate
from requests_workflow.domain.form_rows import cell_problems, clean_cells
from requests_workflow.domain.information_changes import (
    CHANGES,
    InformationChange,
    changes_for,
    service_gaps,
    service_problems,
)
from requests_workflow.domain.official_email import EmailVerdict, email_verdict
from requests_workflow.forms.certificate_lines import CertificateLine, Note
from requests_workflow.forms.draft import WET_HELP, DraftForm
from requests_workflow.procedures.certificate_update import clauses
from requests_workflow.regulations.profile import Profile
from requests_workflow.selectors.update_candidates import Candidate
from requests_workflow.services.form_rows import FormRow

TICKED = "x"
SERVICES = ("renew", "change")
KEYS = (*SERVICES, "change_code", "old_information", "new_information", "official_email")
EMAIL_WORDS = {
    EmailVerdict.MALFORMED: "Nhập địa chỉ thư điện tử đầy đủ, ví dụ ten@laichau.gov.vn.",
    EmailVerdict.FREE_MAIL: "Dùng thư điện tử công vụ, không dùng hộp thư miễn phí như Gmail, Yahoo.",
    EmailVerdict.UNUSUAL: "Tên miền ít gặp ở thư điện tử công vụ. Kiểm tra lại địa chỉ do cơ quan nhà nước cấp.",
}
# Changes that are no case of Điều 15: what to do instead, the clause, and the page that leads on.
ELSEWHERE = {
    "position": Note(
        "problem",
        "Thay đổi chức vụ không phải là thay đổi thông tin chứng thư. Nếu chứng thư không còn phù hợp thì đề nghị thu "
        "hồi (Mẫu số 05) và cấp mới (Mẫu số 01); nếu còn phù hợp thì không phải làm gì.",
        clauses.POSITION_CHANGED.cite(),
        "revoke",
    ),
    "identity": Note(
        "problem",
        "Thay đổi họ tên, số định danh không có trong các trường hợp thay đổi thông tin. Hỏi Cục Chứng thực số và Bảo "
        "mật thông tin; thông thường là thu hồi (Mẫu số 05) và cấp mới (Mẫu số 01).",
        clauses.CHANGE_CASES.cite(),
        "revoke",
    ),
}


class UpdateDraftForm(DraftForm):
    """Mẫu 04: the contact person gets the new certificates."""

    reason = None  # type: ignore[assignment]  # the form has no place for it

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        contact = self.fields["coordinator"]
        contact.label = "Người phối hợp, tiếp nhận chứng thư"
        contact.help_text = "Số định danh, điện thoại, thư điện tử của người này được in trên văn bản, lấy từ danh bạ."
        self.fields["signing_way"].help_text = WET_HELP


class UpdateLine(CertificateLine):
    """A line of Mẫu 04 as its template reads it."""

    @property
    def listed(self) -> list[InformationChange]:
        """The changes that Điều 15 names for this kind of subscriber."""
        return [one for one in changes_for(self.kind) if one.locator]

    @property
    def unlisted(self) -> list[InformationChange]:
        """What people ask for all the same: offered, and explained when it is chosen."""
        return [one for one in changes_for(self.kind) if not one.locator]

    @property
    def change_label(self) -> str:
        change = CHANGES.get(self.values.get("change_code", ""))
        return change.label if change else ""


def new_values(candidate: Candidate, services: Sequence[str]) -> dict[str, str]:
    """What a line starts with when its certificate was chosen for these services ("renew", "change")."""
    ticks = {service: TICKED for service in SERVICES if service in services}
    return dict.fromkeys(KEYS, "") | ticks | {"official_email": candidate.certificate.official_email}


def old_values(certificate: Certificate) -> dict[str, str]:
    """Code of a change -> what the register has; never an identity number."""
    subscriber, agency = certificate.subscriber, certificate.subscriber.agency
    return {
        "workplace": agency.name,
        "email": certificate.official_email,
        "organisation_name": subscriber.name,
        "organisation_address": agency.address,
        "system": subscriber.name,
        "position": subscriber.person.position if subscriber.person else "",
        "identity": subscriber.name,
    }


def fill_old(line: CertificateLine) -> None:
    """Puts the register's value where the old one was left empty, or is still that of another change."""
    code = line.values["change_code"]
    if not line.values["change"] or code not in CHANGES:
        return
    known = old_values(line.certificate)
    typed = line.values["old_information"]
    if not typed or (typed in known.values() and typed != known[code]):
        line.values["old_information"] = known[code]


def row_of(line: CertificateLine) -> FormRow:
    """The line as the services take it."""
    return FormRow(cells=line.values, certificate_id=line.certificate.public_id)


def judge(lines: Sequence[CertificateLine], *, profile: Profile, today: date) -> None:
    """Writes beside the cells what the law refuses, what is missing and what deserves a second look."""
    for line in lines:
        for service in SERVICES:
            obstacle = line.candidate.obstacle(service)
            if line.values[service] and obstacle is not None:
                line.note(service, Note("problem", obstacle.text, obstacle.clause, obstacle.way))
        if line.values["change"]:
            _judge_change(line, profile)
        elif line.values["new_information"]:
            text = "Đã nhập thông tin mới nhưng chưa đánh dấu “Thay đổi thông tin”."
            line.note("change", Note("warning", text))
        for note in service_problems(line.values):
            line.note(note.key, Note("problem", note.text))
        for note in service_gaps(line.values):
            line.note(note.key, Note("gap", note.text))
        _judge_address(line, profile, today)


def _judge_change(line: CertificateLine, profile: Profile) -> None:
    values = line.values
    code = values["change_code"]
    if code in ELSEWHERE:
        line.note("change_code", ELSEWHERE[code])
    elif code and code not in {one.code for one in changes_for(line.kind)}:
        line.note("change_code", Note("problem", "Nội dung này không dùng cho loại thuê bao này. Chọn lại."))
    if code == "email" and values["new_information"]:
        _judge_new_address(line, values["new_information"], profile)


def _judge_new_address(line: CertificateLine, email: str, profile: Profile) -> None:
    verdict = email_verdict(email=email, profile=profile)
    if verdict is EmailVerdict.OFFICIAL:
        return
    allowed = ", ".join(f"@{domain}" for domain in profile.email_domains.value)
    words = EMAIL_WORDS.get(verdict, f"Quy chế chỉ chấp nhận thư điện tử {allowed}.")
    kind = "problem" if verdict.refuses else "warning"
    line.note("new_information", Note(kind, words, profile.official_email_ground(profile.update_form).cite()))


def _judge_address(line: CertificateLine, profile: Profile, today: date) -> None:
    """The registered address, which the form prints; one that the certificate bears already stops no request."""
    email = line.certificate.official_email or line.values["official_email"]
    if not email:
        line.note("official_email", Note("gap", "Nhập địa chỉ thư điện tử đã đăng ký khi cấp."))
        return
    cells = clean_cells(cells={"official_email": email}, form=profile.update_form)
    for note in cell_problems(cells=cells, form=profile.update_form, profile=profile, today=today):
        line.note(note.key, Note("warning" if line.certificate.official_email else "problem", note.text))
