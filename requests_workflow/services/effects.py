"""What follows from an act, by the effect names of the engine's vocabulary, all in the transaction of the act."""

from collections.abc import Callable, Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

from directory.domain.roles import Role
from requests_workflow.engine.vocabulary import EFFECTS as KNOWN
from requests_workflow.models import DeadlineRecord, Document, Dossier
from requests_workflow.regulations.registry import profile_in_force
from requests_workflow.services import (
    answers,
    copies,
    device_returns,
    devices,
    forwarding,
    handover,
    installing,
    keepers,
    numbering,
    revoking,
    telling,
)
from requests_workflow.services.advancing import advance
from requests_workflow.services.deadlines import restart_clock
from requests_workflow.services.documents import file_document, latest
from requests_workflow.services.errors import FieldError, InvalidInput, known
from requests_workflow.services.notify import users_with
from requests_workflow.services.papers import symbol_of
from requests_workflow.services.performance import Performance
from requests_workflow.services.recipients import recipients_under
from requests_workflow.services.rows import perform_on_rows
from requests_workflow.services.suspending import resume, suspend
from requests_workflow.services.verifying import verify_again
from tokens.services import recovery as tokens

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
Effect = Callable[[Performance], None]
# Rows that nobody has answered, of whatever procedure.
WAITING = frozenset({"pending", "accepted", "supplement"})
ROWS_TO_SUPPLEMENT = "Cục yêu cầu bổ sung từng đề nghị; nội dung ghi ở từng đề nghị."


def render_document(p: Performance) -> None:
    """Files the form rendered before the lock."""
    _file_prepared(p, "render_document", Document.Kind.FORM, "van-ban-de-nghi.pdf")
    p.dossier.symbol = symbol_of(p.dossier)


def discard_document(p: Performance) -> None:
    """The next submission renders anew; number and date of the discarded paper no longer hold. Originals stay filed."""
    p.dossier.number = ""
    p.dossier.document_date = None


def fill_number(p: Performance) -> None:
    """Writes number and date by an incremental update (Y8), after the signature or, where rules say so, before it."""
    refusal = p.step.target == "refusal_numbered"
    unsigned = p.step.source == "awaiting_number"
    signed = Document.Kind.REFUSAL_SIGNED if refusal else Document.Kind.FORM_SIGNED
    source = latest(dossier=p.dossier, kinds=(Document.Kind.FORM if unsigned else signed,))
    numbering.file_numbered(
        source=known(source),
        kind=Document.Kind.REFUSAL_NUMBERED if refusal else Document.Kind.FORM_NUMBERED,
        number=p.given.number,
        day=known(p.given.document_date),
        by=p.by,
        now=p.now,
    )
    if not refusal:
        p.dossier.number = p.given.number
        p.dossier.document_date = p.given.document_date


def discard_number(p: Performance) -> None:
    """The number was wrong: the PDF without it is the document in hand again."""
    if p.step.target in {"signed", "awaiting_number"}:
        discard_document(p)


def check_profile(p: Performance) -> None:
    """The profile is shown on a draft and checked again at sending: a rule that changed meanwhile changes the case."""
    day = p.now.astimezone(VIETNAM).date()
    current = profile_in_force(overlay=p.dossier.overlay or None, on=day)
    if current.code == p.dossier.profile_code:
        return
    if recipients_under(dossier=p.dossier, profile=current) != {p.dossier.recipient_function}:
        raise InvalidInput(
            FieldError("channel", "Quy chế đã đổi nơi tiếp nhận từ khi soạn. Rút hồ sơ này và lập hồ sơ mới.")
        )
    p.dossier.base, _, p.dossier.overlay = current.code.partition("+")


def pin_profile(p: Performance) -> None:
    """From receipt on, a later change of the rules never touches this case."""
    if p.dossier.profile_pinned_at is None:
        p.dossier.profile_pinned_at = p.now


def record_receipt(p: Performance) -> None:
    """First and valid receipt; the clock starts, or starts anew after a supplement (Điều 13.2b)."""
    dossier, received_at = p.dossier, known(p.given.legal_at)
    dossier.first_received_at = dossier.first_received_at or received_at
    dossier.valid_received_at = received_at
    dossier.incoming_number = p.given.incoming_number or dossier.incoming_number
    if p.by is not None and dossier.recipient_function == "delegated_department":
        dossier.officer = p.by
    if dossier.entered_by_department:
        dossier.number = p.given.number or dossier.number
        dossier.symbol = p.given.symbol or dossier.symbol
        dossier.document_date = p.given.document_date or dossier.document_date
    resume(dossier=dossier, at=received_at)
    deadline = p.decision.transition.deadline
    if deadline is not None:
        restart_clock(dossier=dossier, deadline=deadline, profile=p.facts.profile, starts_at=received_at, now=p.now)
    verify_again(dossier=dossier, by=p.by, now=p.now)


def issue_receipt(p: Performance) -> None:
    """Files the giấy tiếp nhận rendered before the lock."""
    _file_prepared(p, "issue_receipt", Document.Kind.RECEIPT, "giay-tiep-nhan.pdf")


def render_supplement_notice(p: Performance) -> None:
    """Files the written notice; its reason is in the step as well."""
    _file_prepared(p, "render_supplement_notice", Document.Kind.SUPPLEMENT_NOTICE, "thong-bao-bo-sung.pdf")


def render_refusal(p: Performance) -> None:
    """Files the draft refusal that the department's leader signs."""
    _file_prepared(p, "render_refusal", Document.Kind.REFUSAL, "van-ban-tu-choi.pdf")


def discard_refusal(p: Performance) -> None:
    """The draft refusal stays filed; the next proposal makes a new one. The clock never stopped."""


def stop_clock(p: Performance) -> None:
    """Ends the running term: for a supplement the receipt was not a valid one, else the case is answered."""
    dossier = p.dossier
    DeadlineRecord.objects.filter(dossier=dossier, superseded_at__isnull=True).update(superseded_at=p.now)
    if p.step.target == "supplement_requested":
        # Asked once more before anybody wrote down that the supplement had arrived: that suspension ends here.
        suspend(dossier=dossier, since=p.given.legal_at or p.now, reason=p.given.reason or ROWS_TO_SUPPLEMENT)
        dossier.valid_received_at = None
        dossier.due_at = None
    else:
        resume(dossier=dossier, at=p.given.legal_at or p.now)


def accept_requests(p: Performance) -> None:
    """Accepts the rows that wait with their dossier."""
    perform_on_rows(performance=p, act="accept", states=frozenset({"pending"}))


def refuse_requests(p: Performance) -> None:
    """Refuses the rows that nobody has recovered yet, and settles the reports that asked for them."""
    perform_on_rows(performance=p, act="refuse", states=WAITING)
    _settle_reports(p.dossier, now=p.now)


def withdraw_requests(p: Performance) -> None:
    """Withdraws the rows that nobody has recovered yet; a suspension of the clock ends."""
    perform_on_rows(performance=p, act="withdraw", states=WAITING)
    resume(dossier=p.dossier, at=p.now)
    # A draft thrown away answers no report: the device is still locked, and its report waits for another dossier.
    if p.step.source != "draft":
        _settle_reports(p.dossier, now=p.now)


def record_recovery(p: Performance) -> None:
    """The register's own rows: the recovery, and two custody rows if the device changed hands."""
    token = known(p.request).token
    if token is None:  # a device of a body that is not on the product: the step itself is the record
        return
    given = known(p.given.recovery)
    case_ref = p.dossier.code
    tokens.record_recovery(
        token=token,
        way=given.way,
        tool=given.tool,
        operator=given.operator,
        performed_at=given.performed_at,
        case_ref=case_ref,
        note=given.note,
    )
    if given.handover is not None:
        try:
            tokens.record_visit_to_department(
                token=token,
                operator=given.operator,
                department=given.operator.agency,
                taken_at=given.handover.taken_at,
                returned_at=given.handover.returned_at,
                condition_in=given.handover.condition_in,
                condition_out=given.handover.condition_out,
                case_ref=case_ref,
            )
        except tokens.CannotRecord as error:
            raise InvalidInput(FieldError("taken_at", str(error))) from error


def mark_token_working(p: Performance) -> None:
    """The register shows the device in use again (nothing for a device that is not in it)."""
    token = known(p.request).token
    if token is not None:
        tokens.mark_working(token=token)


def close_dossier_if_done(p: Performance) -> None:
    """Settles the reports that asked for this row, and ends the dossier with its last row."""
    row = p.request
    if row is not None and row.token_id is not None:
        tokens.settle_lock_reports(token_ids=[row.token_id], case_ref=p.dossier.code, at=p.now)
    advance_dossier(p)


def advance_dossier(p: Performance) -> None:
    """The system's own acts, in the same transaction, as soon as the rows allow them."""
    advance(performance=p, effects=EFFECTS)


def close_noticed_rows(p: Performance) -> None:
    """A notice that was sent ends the rows that it gives notice of, and the dossier whose last rows these were."""
    _advance_each(handover.close_noticed(p))


def send_devices_back(p: Performance) -> None:
    """A Mẫu 08 that was sent ends the duties of its devices, and the dossiers whose last rows these were."""
    _advance_each(device_returns.send_devices_back(p))


def take_devices_back(p: Performance) -> None:
    """The provider has the devices: what still waited for them ends."""
    _advance_each(device_returns.take_devices_back(p))


def record_installation(p: Performance) -> None:
    """A device that carries a new certificate does not have to go back: what waited for it ends."""
    _advance_each(installing.record_installation(p))


def settle_lost_devices(p: Performance) -> None:
    """A Mẫu 09 that was sent does the same."""
    _advance_each(device_returns.settle_lost_devices(p))


def _advance_each(followers: Iterable[Performance]) -> None:
    for follower in followers:
        advance(performance=follower, effects=EFFECTS)
        follower.dossier.save()


def note_answer(p: Performance) -> None:
    """The deadline is met when no row waits for an answer any more."""
    ended = p.dossier.state in p.kind.dossier.final
    if p.dossier.answered_at is not None or not (ended or p.dossier.sent_at or p.dossier.entered_by_department):
        return
    if not p.dossier.requests.filter(state__in=p.kind.unanswered).exists():
        recovery = p.given.recovery
        p.dossier.answered_at = recovery.performed_at if recovery else p.given.legal_at or p.now


def _settle_reports(dossier: Dossier, *, now: datetime) -> None:
    ids = list(dossier.requests.filter(token__isnull=False).values_list("token_id", flat=True))
    tokens.settle_lock_reports(token_ids=[i for i in ids if i], case_ref=dossier.code, at=now)


def _file_prepared(p: Performance, effect: str, kind: str, name: str) -> None:
    name = f"{p.dossier.code}-{name}"
    file_document(dossier=p.dossier, kind=kind, data=p.prepared.papers[effect], name=name, by=p.by, now=p.now)


def reassign(p: Performance) -> None:
    """Another officer of the same department takes over. Raises InvalidInput for somebody who is not one."""
    officers = users_with(agency=p.dossier.recipient, roles=frozenset({Role.DEPARTMENT_OFFICER}), now=p.now)
    officer = known(p.given.officer)
    if officer.pk not in {one.pk for one in officers}:
        raise InvalidInput(FieldError("officer", "Người này không còn là cán bộ xử lý của Sở. Chọn người khác."))
    p.dossier.officer = officer


EFFECTS: dict[str, Effect] = {
    "advance_dossier": advance_dossier,
    "make_copies": copies.make_copies,
    "record_copy_sent": copies.record_copy_sent,
    "acknowledge_copy": copies.acknowledge_copy,
    "record_arrival": forwarding.record_arrival,
    "record_forwarding": forwarding.record_forwarding,
    "apply_row_results": answers.apply_row_results,
    "register_devices_at_department": devices.register_devices_at_department,
    "register_devices": devices.register_devices,
    "change_keeper": keepers.change_keeper,
    "record_handover": handover.record_handover,
    "supplement_rows": answers.supplement_rows,
    "record_installation": record_installation,
    "revoke_by_notice": revoking.revoke_by_notice,
    "send_devices_back": send_devices_back,
    "take_devices_back": take_devices_back,
    "device_found": device_returns.device_found,
    "settle_lost_devices": settle_lost_devices,
    "close_noticed_rows": close_noticed_rows,
    "notify_provider": telling.notify_provider,
    "notify_copy": telling.notify_copy,
    "reassign": reassign,
    "notify_officer": telling.notify_officer,
    "render_document": render_document,
    "discard_document": discard_document,
    "fill_number": fill_number,
    "discard_number": discard_number,
    "check_profile": check_profile,
    "pin_profile": pin_profile,
    "record_receipt": record_receipt,
    "issue_receipt": issue_receipt,
    "render_supplement_notice": render_supplement_notice,
    "render_refusal": render_refusal,
    "discard_refusal": discard_refusal,
    "stop_clock": stop_clock,
    "accept_requests": accept_requests,
    "refuse_requests": refuse_requests,
    "withdraw_requests": withdraw_requests,
    "record_recovery": record_recovery,
    "mark_token_working": mark_token_working,
    "close_dossier_if_done": close_dossier_if_done,
    "notify_drafter": telling.notify_drafter,
    "notify_next": telling.notify_next,
    "notify_agency": telling.notify_agency,
    "notify_subscriber": telling.notify_subscriber,
    "notify_recipient": telling.notify_recipient,
}

if missing := set(KNOWN) ^ set(EFFECTS):
    raise RuntimeError(f"effects without an implementation, or without a meaning: {sorted(missing)}")
