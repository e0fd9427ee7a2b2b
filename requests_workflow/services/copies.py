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
def record_copy_sending(
    *,
    copy_id: uuid.UUID,
    by: User,
    now: datetime,
    sent_at: datetime,
    channel: str,
    channel_code: str,
    form_key: uuid.UUID | None = None,
) -> DossierCopy:
    """That a copy left is written down after the end of its case, which takes no acts any more.

    A second press (`form_key`) changes nothing. Raises WorkflowError for another's role, a case that has not ended and
    a copy that has left; InvalidInput for a time that cannot be.
    """
    dossier, copy = _locked(copy_id)
    if _is_done(dossier, form_key):
        return copy
    role = _sender(dossier, by=by, now=now)
    if dossier.closed_at is None:
        raise WorkflowError("Hồ sơ chưa kết thúc: ghi nhận gửi bản sao ở các việc của hồ sơ.")
    if copy.sent_at is not None:
        raise WorkflowError("Bản sao này đã được ghi nhận gửi. Tải lại trang.")
    _refuse_future(sent_at, now=now)
    if sent_at < known(dossier.sent_at):
        raise InvalidInput(FieldError("legal_at", "Thời điểm gửi bản sao sớm hơn lúc gửi văn bản. Kiểm tra lại."))
    copy.sent_at, copy.channel, copy.channel_code = sent_at, channel, channel_code
    copy.save(update_fields=["sent_at", "channel", "channel_code"])
    data = {"channel": channel, "channel_code": channel_code}
    _note(copy, dossier, act="record_copy_sending", role=role, by=by, at=sent_at, data=data, now=now, form_key=form_key)
    return copy


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

    After the end of the case, which takes no acts any more, so of any body. `proof` is a PDF, PNG or JPEG (a signed
    delivery book, a postal receipt). A second press (`form_key`) changes nothing. Raises WorkflowError for another's
    role, for a body that acknowledges here itself, and for a copy that has not left or has arrived; InvalidInput for a
    time or a file that cannot be.
    """
    dossier, copy = _locked(copy_id)
    if _is_done(dossier, form_key):
        return copy
    role = _sender(dossier, by=by, now=now)
    if copy.received_at is not None:
        raise WorkflowError(ALREADY)
    if copy.sent_at is None:
        raise WorkflowError("Bản sao chưa được ghi nhận gửi. Ghi nhận gửi trước.")
    if dossier.closed_at is None and has_readers(copy.agency, on=now.astimezone(VIETNAM).date()):
        raise WorkflowError(f"{copy.agency.name} có tài khoản trên hệ thống và tự ghi nhận bản sao đến.")
    if sniff(proof.data) is None:
        raise InvalidInput(FieldError("proof_file", "Tệp không phải PDF, PNG hoặc JPEG. Chọn lại tệp đúng loại."))
    _refuse_future(received_at, now=now)
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
    data = {"incoming_number": incoming_number} if incoming_number else {}
    _note(
        copy,
        dossier,
        act="record_copy_receipt",
        role=role,
        by=by,
        at=received_at,
        data=data,
        now=now,
        form_key=form_key,
    )
    return copy


@transaction.atomic
def record_copy_arrival(
    *,
    copy_id: uuid.UUID,
    by: User,
    now: datetime,
    received_at: datetime,
    incoming_number: str,
    form_key: uuid.UUID | None = None,
) -> DossierCopy:
    """The department writes down that it has its copy after the end of the case, which takes no acts any more.

    A second press (`form_key`) changes nothing. Raises WorkflowError for who is no officer of the copy's own body, a
    case that has not ended and a copy that has not left or has arrived; InvalidInput for a time that cannot be.
    """
    dossier, copy = _locked(copy_id)
    if _is_done(dossier, form_key):
        return copy
    if Role.DEPARTMENT_OFFICER not in actor_for(user=by, now=now).roles_for(copy.agency):
        raise WorkflowError(f"Chỉ cán bộ xử lý của {copy.agency.name} ghi nhận bản sao đến nơi này.")
    if dossier.closed_at is None:
        raise WorkflowError("Hồ sơ chưa kết thúc: ghi nhận bản sao đến ở các việc của hồ sơ.")
    if copy.received_at is not None:
        raise WorkflowError(ALREADY)
    if copy.sent_at is None:
        raise WorkflowError("Bản sao chưa được ghi nhận gửi. Cơ quan gửi ghi nhận gửi trước.")
    _refuse_future(received_at, now=now)
    _refuse_time_before_sending(copy, received_at)
    copy.received_at, copy.incoming_number = received_at, incoming_number
    copy.save(update_fields=["received_at", "incoming_number"])
    _note(
        copy,
        dossier,
        act="record_copy_arrival",
        role=Role.DEPARTMENT_OFFICER,
        by=by,
        at=received_at,
        data={"incoming_number": incoming_number} if incoming_number else {},
        now=now,
        form_key=form_key,
    )
    return copy


LABELS = {
    "record_copy_arrival": "Ghi nhận Sở đã nhận bản sao (sau khi hồ sơ kết thúc)",
    "record_copy_sending": "Ghi nhận đã gửi bản sao (sau khi hồ sơ kết thúc)",
    "record_copy_receipt": "Ghi nhận bản sao đã đến (có giấy tờ)",
}


def _locked(copy_id: uuid.UUID) -> tuple[Dossier, DossierCopy]:
    """The dossier is locked before its copy, as every act locks it."""
    owner = DossierCopy.objects.values_list("dossier_id", flat=True).get(public_id=copy_id)
    dossier = Dossier.objects.select_for_update(of=("self",)).select_related("managing_agency").get(pk=owner)
    return dossier, DossierCopy.objects.select_for_update(of=("self",)).select_related("agency").get(public_id=copy_id)


def _is_done(dossier: Dossier, form_key: uuid.UUID | None) -> bool:
    return form_key is not None and Step.objects.filter(form_key=form_key, dossier=dossier).exists()


def _sender(dossier: Dossier, *, by: User, now: datetime) -> Role:
    """The role by which the person sends for the body. Raises WorkflowError for nobody's."""
    roles = SENDERS & actor_for(user=by, now=now).roles_for(dossier.managing_agency)
    if not roles:
        raise WorkflowError("Chỉ người gửi của cơ quan ghi nhận việc gửi và việc bản sao đã đến.")
    return min(roles)


def _refuse_future(at: datetime, *, now: datetime) -> None:
    if at > now + CLOCK_TOLERANCE:
        raise InvalidInput(FieldError("legal_at", "Thời điểm ở tương lai. Nhập đúng thời điểm ghi trên giấy tờ."))


def _note(
    copy: DossierCopy,
    dossier: Dossier,
    *,
    act: str,
    role: Role,
    by: User,
    at: datetime,
    data: dict[str, str],
    now: datetime,
    form_key: uuid.UUID | None,
) -> None:
    """The step of the case, which stays where it is, and its ledger entry."""
    clause = profile_of(dossier).local_clauses.get("record_copy_sent", clauses.COPY)
    step = Step.objects.create(
        dossier=dossier,
        transition=act,
        label=LABELS[act],
        source=dossier.state,
        target=dossier.state,
        by=by,
        role=role.value,
        at=now,
        legal_at=at,
        comment=copy.agency.name,
        clause=clause.cite(),
        data=data,
        form_key=form_key,
    )
    dossier.version += 1
    dossier.save(update_fields=["version"])
    record(
        action=f"{dossier.procedure}.{act}",
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


def _refuse_time_before_sending(copy: DossierCopy, received_at: datetime) -> None:
    if received_at < known(copy.sent_at):
        raise InvalidInput(FieldError("legal_at", "Thời điểm nhận sớm hơn lúc gửi bản sao. Kiểm tra lại ngày, giờ."))
