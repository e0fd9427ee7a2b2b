"""Somebody else is to keep the device of a body or a system, before it was handed over (Ninh Thuận Điều 16.4)."""

from requests_workflow.domain.calendar import VIETNAM
from requests_workflow.models import Notification, Request
from requests_workflow.selectors.facts.provider_request import has_left
from requests_workflow.services.errors import FieldError, InvalidInput, known
from requests_workflow.services.notify import tell
from requests_workflow.services.performance import Performance
from tokens.selectors.keepers import is_registry_clerk

FIELD = "keeper"


def change_keeper(p: Performance) -> None:
    """The row names the new keeper from now on; who was to keep the device is told.

    Nothing of the paper that was sent changes: Mẫu 02 and 03 do not print the keeper. Raises InvalidInput for the same
    person, one who works elsewhere or has left, and for an organisation one who signs in and is not its văn thư.
    """
    row, before = known(p.request), known(p.request).person
    _refuse(p, row=row)
    row.person = known(p.given.keeper)
    row.save(update_fields=["person"])
    account = getattr(before, "account", None) if before is not None else None
    if account is None or account == p.by:
        return
    # What they were asked to do about this row is another's now.
    asked = Notification.objects.filter(recipient=account, request_id=row.pk, settled_at__isnull=True)
    asked.update(settled_at=p.now)
    tell(
        users=[account],
        kind="keeper_changed",
        dossier=None,
        title=f"{p.dossier.code}: bạn không còn được ghi là người giữ thiết bị của {row.name}",
        body=(
            f"Hồ sơ {p.dossier.code}: thiết bị của {row.name} sẽ do {row.person} giữ. Lý do: {p.given.reason}. "
            "Nếu không đúng, báo ngay cho cán bộ đầu mối của cơ quan."
        ),
        event=f"step:{p.step.pk}",
        now=p.now,
        # The case may not be theirs to open any more.
        url="/thong-bao/",
    )


def _refuse(p: Performance, *, row: Request) -> None:
    person, agency = known(p.given.keeper), p.dossier.managing_agency
    if person.pk == row.person_id:
        raise InvalidInput(FieldError(FIELD, f"{person} đã là người giữ của dòng này. Chọn người khác."))
    if has_left(person=person, agency=agency, now=p.now):
        raise InvalidInput(FieldError(FIELD, f"{person} không còn công tác tại {agency.name}. Chọn người khác."))
    kept_by_clerk = row.procedure == "organisation_issue" and hasattr(person, "account")
    if kept_by_clerk and not is_registry_clerk(person=person, agency=agency, on=p.now.astimezone(VIETNAM).date()):
        text = f"{person} không phải văn thư của {agency.name}. Chọn văn thư, hoặc ghi nhận vai trò văn thư trước."
        raise InvalidInput(FieldError(FIELD, text))
