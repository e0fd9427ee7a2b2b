"""What the draft pages of all procedures share: the choices beside the rows, and the version they were made on."""

from typing import Any

from django.http import QueryDict
from django.utils import timezone

from directory.models import Person
from directory.selectors.delegations import delegations_in_force
from requests_workflow.forms.draft import DraftForm
from requests_workflow.selectors.facts.document import person_id_of, seal_is_usable, usable_devices
from requests_workflow.services import papers
from requests_workflow.views.loading import Case

SAVED_BUT = "Đã lưu nháp. Cần sửa các chỗ sau trước khi làm tiếp"
NOT_SAVED = "Chưa lưu được, nội dung đã nhập vẫn ở trang này. Cần sửa các chỗ sau"


def choices_form[F: DraftForm](form: type[F], *, case: Case, data: Any, complete: bool = False) -> F:
    """The form of a draft over this case, with the people of its body and who may sign for it.

    `complete`: it is meant to go on.
    """
    agency = case.dossier.managing_agency
    people = list(Person.objects.filter(agency=agency, left_on__isnull=True).order_by("sort_name"))
    leaders = papers.leader_memberships(agency=agency, on=timezone.localdate(case.now))
    delegations = delegations_in_force(agency=agency, now=case.now, procedure=case.dossier.procedure)
    return form(data, dossier=case.dossier, people=people, leaders=leaders, delegations=delegations, complete=complete)


def with_version(data: QueryDict, version: int) -> QueryDict:
    """The typed form with the version that is now in force: the next press is made in knowledge of the new state."""
    renewed = data.copy()
    renewed["version"] = str(version)
    return renewed


def wet_signature_reason(case: Case) -> str:
    """Why the document cannot be signed digitally today, as a sentence; "" where it can."""
    dossier, nothing = case.dossier, frozenset[int]()
    missing = []
    if dossier.signer is not None:
        usable, _ = usable_devices(person_id=person_id_of(dossier.signer), token_ids=nothing, now=case.now)
        if not usable:
            missing.append(f"người ký ({dossier.signer.get_full_name()})")
    if not seal_is_usable(dossier=dossier, token_ids=nothing, now=case.now):
        missing.append("cơ quan")
    if not missing:
        return ""
    return f"Hiện {' và '.join(missing)} chưa có chứng thư dùng được trên thiết bị: có thể chọn ký tay, quét bản giấy."
