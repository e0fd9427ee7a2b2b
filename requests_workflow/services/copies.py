"""Tracked copies: who must get one, that it left, that it arrived (Tân Uyên mục 1 điểm a)."""

from zoneinfo import ZoneInfo

from directory.domain.roles import Role
from directory.selectors.roles import body_with_function
from requests_workflow.models import DossierCopy
from requests_workflow.services.errors import FieldError, InvalidInput, WorkflowError, known
from requests_workflow.services.notify import users_with
from requests_workflow.services.performance import Performance

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")


def make_copies(p: Performance) -> None:
    """A row for each body that the profile names; the addressee and the sender need none."""
    day = p.now.astimezone(VIETNAM).date()
    for function in p.facts.profile.copies.value:
        body = body_with_function(function=function, agency=p.dossier.managing_agency, on=day)
        if body is None or body.pk in (p.dossier.recipient_id, p.dossier.managing_agency_id):
            continue
        # A paper drawn up anew needs a new copy; how the one before went stands in the steps.
        anew = {"function": function, "channel": "", "channel_code": "", "sent_at": None}
        anew |= {"incoming_number": "", "received_at": None}
        DossierCopy.objects.update_or_create(dossier=p.dossier, agency=body, defaults=anew)


def next_to_send(p: Performance) -> DossierCopy:
    """The first copy that has not left. Raises WorkflowError where all have."""
    copy = p.dossier.copies.select_for_update().filter(sent_at__isnull=True).order_by("id").first()
    if copy is None:
        raise WorkflowError("Mọi bản sao đã được ghi nhận gửi. Tải lại trang.")
    return copy


def record_copy_sent(p: Performance) -> None:
    """Channel, code and time of the copy, as its own channel shows them."""
    copy = next_to_send(p)
    copy.channel, copy.channel_code, copy.sent_at = p.given.channel, p.given.channel_code, p.given.legal_at
    copy.save(update_fields=["channel", "channel_code", "sent_at"])


def acknowledge_copy(p: Performance) -> None:
    """The copy is in the incoming register of the officer's own department."""
    received_at = known(p.given.legal_at)
    for copy in p.dossier.copies.select_for_update().filter(sent_at__isnull=False, received_at__isnull=True):
        officers = users_with(agency=copy.agency, roles=frozenset({Role.DEPARTMENT_OFFICER}), now=p.now)
        if p.by is None or p.by.pk not in {user.pk for user in officers}:
            continue
        if received_at < known(copy.sent_at):
            raise InvalidInput(
                FieldError("legal_at", "Thời điểm nhận sớm hơn lúc gửi bản sao. Kiểm tra lại ngày, giờ.")
            )
        copy.received_at, copy.incoming_number = received_at, p.given.incoming_number
        copy.save(update_fields=["received_at", "incoming_number"])
        return
    raise WorkflowError("Bản sao này đã được ghi nhận đến. Tải lại trang.")
