"""Recording a delegation of signing, and ending it early (Nghị định 30/2020/NĐ-CP Điều 13)."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction

from directory.domain.names import normalise
from directory.domain.roles import Role
from directory.ledger.services import record
from directory.models import Agency, Delegation, User
from directory.selectors.delegations import Standing, eligible_delegates, head_of, standing
from directory.selectors.roles import VIETNAM, actor_for

# Who writes down what the agency has decided.
RECORDERS = frozenset({Role.AGENCY_LEADER, Role.REGISTRY_CLERK})
SHORTEST_REASON, LONGEST_REASON = 10, 500
LONGEST_TITLE = 80
# The lines of power above the signer's title, as the dossier keeps them.
LONGEST_POWER = 120
LAW = "Nghị định số 30/2020/NĐ-CP"
NOT_ELIGIBLE = {
    Delegation.Kind.KT: f"Chỉ cấp phó của người đứng đầu ký thay (Điều 13 khoản 1, khoản 2 {LAW}). Chọn cấp phó.",
    Delegation.Kind.TL: (
        f"Chỉ người đứng đầu đơn vị thuộc cơ quan ký thừa lệnh (Điều 13 khoản 4 {LAW}). Chọn người đứng đầu đơn vị."
    ),
    Delegation.Kind.TUQ: (
        f"Chỉ người đứng đầu cơ quan, tổ chức, đơn vị thuộc cơ cấu tổ chức ký thừa ủy quyền (Điều 13 khoản 3 {LAW}). "
        "Chọn người đứng đầu đơn vị."
    ),
}


class DelegationRefused(Exception):
    """Nothing was written. `faults` are (field of DelegationInput, or "" for the whole; Vietnamese sentence)."""

    def __init__(self, *faults: tuple[str, str]) -> None:
        super().__init__(" ".join(text for _, text in faults))
        self.faults = faults


@dataclass(frozen=True, kw_only=True)
class DelegationInput:
    """A decision as it is written down; `procedures` empty means all. `source`: the order to sign that is handed on."""

    agency: Agency
    kind: Delegation.Kind
    delegate: User
    delegate_title: str
    decision_number: str
    decision_date: date
    valid_from: date
    valid_to: date | None = None
    procedures: tuple[str, ...] = ()
    source: Delegation | None = None


def record_delegation(*, given: DelegationInput, by: User, now: datetime) -> Delegation:
    """Writes the delegation down; in force from `valid_from` without anybody doing more.

    Raises DelegationRefused for the wrong role, a decision in one's own favour, a person whom Điều 13 does not let sign
    that way, a further delegation of an authorisation, or dates that cannot be.
    """
    today = now.astimezone(VIETNAM).date()
    _require_recorder(agency=given.agency, by=by, now=now)
    _refuse_own(given=given, by=by)
    title, number = normalise(given.delegate_title), normalise(given.decision_number)
    faults = [*_text_faults(title=title, number=number), *_date_faults(given, today=today)]
    delegator, delegator_title = _delegator(given, today=today)
    if given.source is not None:
        faults += _source_faults(given, source=given.source, now=now)
    day = max(given.valid_from, today)
    eligible = eligible_delegates(agency=given.agency, kind=given.kind, source=given.source, on=day)
    if delegator == given.delegate or not eligible.filter(pk=given.delegate.pk).exists():
        text = "Chọn cấp phó của đơn vị được giao ký thừa lệnh." if given.source else NOT_ELIGIBLE[given.kind]
        faults.append(("delegate", text))
    if faults:
        raise DelegationRefused(*faults)
    try:
        with transaction.atomic():
            delegation = Delegation.objects.create(
                agency=given.agency,
                kind=given.kind,
                delegator=delegator,
                delegator_title=delegator_title,
                delegate=given.delegate,
                delegate_title=title,
                source=given.source,
                procedures=sorted(given.procedures),
                decision_number=number,
                decision_date=given.decision_date,
                valid_from=given.valid_from,
                valid_to=given.valid_to,
                recorded_by=by,
                recorded_at=now,
            )
            _record(delegation, action="delegation.recorded", by=by, now=now)
            return delegation
    except IntegrityError as error:
        if "delegation_recorded_once" not in str(error):
            raise
        raise DelegationRefused(
            ("decision_number", "Quyết định này đã được ghi cho người đó. Xem danh sách đang hiệu lực.")
        ) from error


def end_delegation(*, delegation_id: uuid.UUID, reason: str, by: User, now: datetime) -> Delegation:
    """Ends it from `now` on; documents already signed stay signed.

    Raises DelegationRefused for the wrong role, a reason too short, or one that has ended already.
    """
    reason = normalise(reason)
    with transaction.atomic():
        delegation = (
            Delegation.objects.select_for_update(of=("self",)).select_related("agency").get(public_id=delegation_id)
        )
        _require_recorder(agency=delegation.agency, by=by, now=now)
        if standing(delegation=delegation, now=now) in (Standing.REVOKED, Standing.RUN_OUT):
            raise DelegationRefused(("", "Việc giao ký này đã kết thúc. Tải lại trang để xem."))
        if not SHORTEST_REASON <= len(reason) <= LONGEST_REASON:
            text = f"Viết lý do từ {SHORTEST_REASON} đến {LONGEST_REASON} ký tự, ví dụ số quyết định bãi bỏ."
            raise DelegationRefused(("reason", text))
        delegation.revoked_at, delegation.revoked_by, delegation.revocation_reason = now, by, reason
        delegation.save(update_fields=["revoked_at", "revoked_by", "revocation_reason"])
        _record(delegation, action="delegation.ended", by=by, now=now)
        return delegation


def _require_recorder(*, agency: Agency, by: User, now: datetime) -> None:
    if not RECORDERS & actor_for(user=by, now=now).roles_for(agency):
        raise DelegationRefused(("", "Chỉ lãnh đạo hoặc văn thư của cơ quan ghi, chấm dứt việc giao ký."))


def _refuse_own(*, given: DelegationInput, by: User) -> None:
    same_person = by.person_id is not None and by.person_id == given.delegate.person_id
    if by == given.delegate or same_person:
        raise DelegationRefused(
            ("delegate", "Không tự ghi việc giao ký cho chính mình. Lãnh đạo khác hoặc văn thư ghi quyết định này.")
        )


def _delegator(given: DelegationInput, *, today: date) -> tuple[User, str]:
    """Who gives the power, with the title that is printed: the head of the day of the decision, or of today."""
    if given.source is not None:
        return given.source.delegate, given.source.delegator_title
    head = head_of(agency=given.agency, on=given.decision_date) or head_of(agency=given.agency, on=today)
    if head is None:
        raise DelegationRefused(
            ("", "Chưa ghi nhận người đứng đầu của cơ quan nên chưa ghi được ai giao ký. Báo quản trị hệ thống.")
        )
    if len(head.title) > LONGEST_TITLE:
        raise DelegationRefused(("", f"Chức danh của người đứng đầu dài quá {LONGEST_TITLE} ký tự."))
    return head.user, head.title


def _text_faults(*, title: str, number: str) -> list[tuple[str, str]]:
    faults = []
    if not 2 <= len(title) <= LONGEST_TITLE:
        faults.append(("delegate_title", f"Ghi chức danh in trên văn bản, không quá {LONGEST_TITLE} ký tự."))
    if not 1 <= len(number) <= 64:
        faults.append(("decision_number", "Ghi số, ký hiệu của quyết định, không quá 64 ký tự."))
    return faults


def _date_faults(given: DelegationInput, *, today: date) -> list[tuple[str, str]]:
    faults = []
    if given.decision_date > today:
        faults.append(("decision_date", "Ngày quyết định ở tương lai. Ghi đúng ngày trên quyết định."))
    if given.valid_from < given.decision_date:
        faults.append(("valid_from", "Không giao ký từ trước ngày quyết định. Ghi từ ngày quyết định trở đi."))
    if given.valid_to is None:
        if given.kind == Delegation.Kind.TUQ:
            faults.append(
                ("valid_to", f"Ký thừa ủy quyền phải giới hạn thời gian (Điều 13 khoản 3 {LAW}). Ghi ngày cuối.")
            )
    elif given.valid_to < given.valid_from:
        faults.append(("valid_to", "Ngày cuối trước ngày đầu. Sửa một trong hai ngày."))
    elif given.valid_to < today:
        faults.append(("valid_to", "Thời hạn đã hết. Chỉ ghi quyết định còn hiệu lực."))
    return faults


def _source_faults(given: DelegationInput, *, source: Delegation, now: datetime) -> list[tuple[str, str]]:
    """Only an order to sign is handed on, once, within its own time and content (Điều 13 khoản 3, khoản 4)."""
    if source.kind == Delegation.Kind.TUQ:
        return [("source", f"Người ký thừa ủy quyền không được ủy quyền lại (Điều 13 khoản 3 {LAW}).")]
    if source.kind != Delegation.Kind.TL or source.source_id is not None or given.kind != Delegation.Kind.TL:
        return [("source", f"Chỉ việc ký thừa lệnh được giao lại cho cấp phó, một lần (Điều 13 khoản 4 {LAW}).")]
    if source.agency_id != given.agency.pk or standing(delegation=source, now=now) is not Standing.IN_FORCE:
        return [("source", "Việc giao ký thừa lệnh gốc không còn hiệu lực. Tải lại trang để chọn lại.")]
    faults = []
    if source.procedures and not (given.procedures and set(given.procedures) <= set(source.procedures)):
        faults.append(("procedures", "Chỉ giao lại các thủ tục mà mình được giao ký."))
    if source.valid_to is not None and (given.valid_to is None or given.valid_to > source.valid_to):
        faults.append(("valid_to", f"Không giao lại quá ngày {source.valid_to:%d/%m/%Y} của việc giao ký gốc."))
    if len(f"TL. {source.delegator_title}\nKT. {source.delegate_title}") > LONGEST_POWER:
        faults.append(("delegate_title", f"Các dòng quyền ký dài quá {LONGEST_POWER} ký tự."))
    return faults


def _record(delegation: Delegation, *, action: str, by: User, now: datetime) -> None:
    record(
        action=action,
        object_type="delegation",
        object_id=str(delegation.public_id),
        by=by,
        at=now,
        payload={
            "agency": str(delegation.agency.public_id),
            "kind": delegation.kind,
            "delegator": f"user:{delegation.delegator_id}",
            "delegate": f"user:{delegation.delegate_id}",
            "procedures": delegation.procedures,
            "decision": f"{delegation.decision_number} {delegation.decision_date:%Y-%m-%d}",
            "valid_from": f"{delegation.valid_from:%Y-%m-%d}",
            "valid_to": f"{delegation.valid_to:%Y-%m-%d}" if delegation.valid_to else "",
            "ended": delegation.revoked_at is not None,
        },
    )
