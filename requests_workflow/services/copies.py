"""Tracked copies: who must get one, that it left, that it arrived (Tân Uyên mục 1 điểm a)."""

import uuid
from datetime import datetime
from zoneinfo import ZoneInfo

from django.db import transaction

from directory.domain.roles import Role
from directory.ledger.services import record
from directory.models import User
from directory.selectors.roles import actor_for, body_with_function
from requests_workflow.models import Document, Dossier, DossierCopy, Step
from requests_workflow.procedures.outgoing_document.signing import SENDERS
from requests_workflow.procedures.provider_request import clauses
from requests_workflow.selectors.copies import has_readers
from requests_workflow.selectors.facts import profile_of
from requests_workflow.services.act_input import CLOCK_TOLERANCE
from requests_workflow.services.documents import Incoming, file_document, sniff
from requests_workflow.services.errors import FieldError, InvalidInput, WorkflowError, known
from requests_workflow.services.notify import users_with
from requests_workflow.services.performance import Performance

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
ALREADY = "Bản sao này đã được ghi nhận đến. Tải lại trang."


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
    """The copy that was named, else the first that has not left. Raises WorkflowError where it has left already."""
    waiting = p.dossier.copies.select_for_update().filter(sent_at__isnull=True)
    if p.given.copy_id is not None:
        waiting = waiting.filter(public_id=p.given.copy_id)
    copy = waiting.order_by("id").first()
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
        _refuse_time_before_sending(copy, received_at)
        copy.received_at, copy.incoming_number = received_at, p.given.incoming_number
        copy.save(update_fields=["received_at", "incoming_number"])
        return
    raise WorkflowError(ALREADY)


@transaction.atomic
def record_copy_receipt(
    *,
    copy_id: uuid.UUID,
    by: User,
    now: datetime,
    received_at: datetime,
    incoming_number: str,
    proof: Incoming,
    form_key: uuid.UUID | None = None,
) -> DossierCopy:
    """The sender writes down, with the paper that proves it, that a body without accounts has its copy.

    `proof` is a PDF, PNG or JPEG (a signed delivery book, a postal receipt). A second press (`form_key`) changes
    nothing. Raises WorkflowError for another's role, for a body that acknowledges here itself, and for a copy that has
    not left or has arrived; InvalidInput for a time or a file that cannot be.
    """
    copy = DossierCopy.objects.select_related("agency").get(public_id=copy_id)
    dossier = Dossier.objects.select_for_update(of=("self",)).select_related("managing_agency").get(pk=copy.dossier_id)
    if form_key is not None and Step.objects.filter(form_key=form_key, dossier=dossier).exists():
        return DossierCopy.objects.get(pk=copy.pk)
    copy = DossierCopy.objects.select_for_update(of=("self",)).select_related("agency").get(pk=copy.pk)
    roles = SENDERS & actor_for(user=by, now=now).roles_for(dossier.managing_agency)
    if not roles:
        raise WorkflowError("Chỉ người gửi của cơ quan ghi nhận việc bản sao đã đến.")
    if copy.received_at is not None:
        raise WorkflowError(ALREADY)
    if copy.sent_at is None:
        raise WorkflowError("Bản sao chưa được ghi nhận gửi. Ghi nhận gửi trước.")
    if has_readers(copy.agency, on=now.astimezone(VIETNAM).date()):
        raise WorkflowError(f"{copy.agency.name} có tài khoản trên hệ thống và tự ghi nhận bản sao đến.")
    if sniff(proof.data) is None:
        raise InvalidInput(FieldError("proof_file", "Tệp không phải PDF, PNG hoặc JPEG. Chọn lại tệp đúng loại."))
    if received_at > now + CLOCK_TOLERANCE:
        raise InvalidInput(FieldError("legal_at", "Thời điểm ở tương lai. Nhập đúng thời điểm ghi trên giấy tờ."))
    _refuse_time_before_sending(copy, received_at)
    file_document(
        dossier=dossier,
        kind=Document.Kind.PROOF_RECEIVED,
        data=proof.data,
        name=proof.name,
        by=by,
        now=now,
        title=f"Minh chứng bản sao đến {copy.agency.short_name}"[:160],
    )
    copy.received_at, copy.incoming_number = received_at, incoming_number
    copy.save(update_fields=["received_at", "incoming_number"])
    clause = profile_of(dossier).local_clauses.get("record_copy_sent", clauses.COPY)
    step = Step.objects.create(
        dossier=dossier,
        transition="record_copy_receipt",
        label="Ghi nhận bản sao đã đến (có giấy tờ)",
        source=dossier.state,
        target=dossier.state,
        by=by,
        role=min(roles).value,
        at=now,
        legal_at=received_at,
        comment=copy.agency.name,
        clause=clause.cite(),
        data={"incoming_number": incoming_number} if incoming_number else {},
        form_key=form_key,
    )
    dossier.version += 1
    dossier.save(update_fields=["version"])
    record(
        action=f"{dossier.procedure}.record_copy_receipt",
        object_type="dossier",
        object_id=str(dossier.public_id),
        by=by,
        at=now,
        payload={
            "dossier": dossier.code,
            "copy": str(copy.public_id),
            "step": step.pk,
            "clause": step.clause,
            "version": dossier.version,
        },
    )
    return copy


def _refuse_time_before_sending(copy: DossierCopy, received_at: datetime) -> None:
    if received_at < known(copy.sent_at):
        raise InvalidInput(FieldError("legal_at", "Thời điểm nhận sớm hơn lúc gửi bản sao. Kiểm tra lại ngày, giờ."))
