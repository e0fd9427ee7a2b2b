"""One row of Mẫu 01: one person, from the provider's answer to the device in the hand and its notice (Mẫu 07)."""

from types import MappingProxyType

from directory.domain.roles import Role
from requests_workflow.engine.clauses import Clause
from requests_workflow.engine.procedure import Procedure
from requests_workflow.engine.transition import Transition
from requests_workflow.procedures.individual_issue import clauses, rules
from requests_workflow.procedures.outgoing_document import clauses as documents
from requests_workflow.procedures.outgoing_document.drafting import DRAFTERS

SUBSCRIBER = frozenset({Role.SUBSCRIBER})
WITH_ACCOUNT = "thuê bao có tài khoản trên hệ thống"
WITHOUT_ACCOUNT = "thuê bao không có tài khoản trên hệ thống"
WITHOUT_DEVICE = "SIM PKI hoặc ký số tập trung, không có thiết bị"


def _system(name: str, label: str, source: str, target: str, clause: Clause = clauses.ISSUING) -> Transition:
    """A step that follows the dossier's own step."""
    return Transition(
        name=name, label=label, source=source, target=target, roles=frozenset(), clause=clause, system=True
    )


FOLLOWING = (
    _system("mark_issued", "Cục đã cấp chứng thư", "pending", "issued"),
    _system("refuse", "Cục từ chối", "pending", "refused"),
    _system("withdraw", "Rút", "pending", "withdrawn", documents.RECALLING_DOCUMENT),
    _system("device_at_department", "Sở đã nhận thiết bị", "issued", "device_at_department", clauses.RECEIVING_POINT),
    _system("device_arrived", "Cơ quan đã nhận thiết bị", "issued", "device_received", clauses.HANDOVER),
    _system("device_arrived", "Cơ quan đã nhận thiết bị", "device_at_department", "device_received", clauses.HANDOVER),
    _system("close_noticed", "Đã gửi thông báo bàn giao", "handed_over", "closed", clauses.HANDOVER),
)

WITHDRAWAL = (
    Transition(
        name="withdraw_row",
        label="Rút đề nghị này",
        source="pending",
        target="withdrawn",
        roles=DRAFTERS,
        clause=documents.RECALLING_DOCUMENT,
        effects=("advance_dossier", "notify_subscriber"),
        needs=frozenset({"reason", "proof_file"}),
    ),
)

HANDOVER = (
    Transition(
        name="offer_handover",
        label="Bàn giao, chờ thuê bao xác nhận",
        source="device_received",
        target="handover_offered",
        roles=DRAFTERS,
        clause=clauses.HANDOVER,
        guards=(rules.SUBSCRIBER_STILL_HERE, rules.GIVER_IS_NOT_RECEIVER),
        effects=("notify_subscriber",),
        needs=frozenset({"condition"}),
        applies=rules.with_account,
        applies_text=WITH_ACCOUNT,
    ),
    Transition(
        name="cancel_offer",
        label="Thôi bàn giao lần này",
        source="handover_offered",
        target="device_received",
        roles=DRAFTERS,
        clause=clauses.TWO_SIDES,
        effects=("notify_subscriber",),
        needs=frozenset({"reason"}),
    ),
    Transition(
        name="confirm_receipt",
        label="Xác nhận đã nhận thiết bị",
        source="handover_offered",
        target="handed_over",
        roles=SUBSCRIBER,
        clause=clauses.TWO_SIDES,
        guards=(rules.IS_THE_SUBSCRIBER, rules.SUBSCRIBER_STILL_HERE),
        effects=("record_handover", "notify_agency"),
    ),
    Transition(
        name="deny_receipt",
        label="Báo chưa nhận được thiết bị",
        source="handover_offered",
        target="device_received",
        roles=SUBSCRIBER,
        clause=clauses.TWO_SIDES,
        guards=(rules.IS_THE_SUBSCRIBER,),
        effects=("notify_agency",),
        needs=frozenset({"reason"}),
    ),
    Transition(
        name="record_paper_handover",
        label="Nộp biên bản bàn giao đã ký",
        source="device_received",
        target="handed_over",
        roles=DRAFTERS,
        clause=clauses.HANDOVER,
        guards=(rules.SUBSCRIBER_STILL_HERE, rules.GIVER_IS_NOT_RECEIVER),
        effects=("record_handover", "notify_agency"),
        needs=frozenset({"condition", "legal_time", "proof_file"}),
        applies=rules.without_account,
        applies_text=WITHOUT_ACCOUNT,
    ),
    *(
        Transition(
            name="stop_delivery",
            label="Không bàn giao nữa",
            source=source,
            target="undelivered",
            roles=DRAFTERS,
            clause=clauses.NOT_DELIVERED,
            effects=("advance_dossier", "notify_subscriber"),
            needs=frozenset({"reason"}),
        )
        # "issued" is also where a certificate without a device waits for its subscriber.
        for source in ("issued", "device_received", "handover_offered")
    ),
)

ACTIVATION = (
    Transition(
        name="confirm_activation",
        label="Xác nhận đã dùng được chữ ký số",
        source="issued",
        target="closed",
        roles=SUBSCRIBER,
        clause=clauses.ACTIVATION,
        guards=(rules.IS_THE_SUBSCRIBER, rules.HAS_CERTIFICATE),
        effects=("advance_dossier", "notify_agency"),
        applies=rules.without_device_with_account,
        applies_text=f"{WITHOUT_DEVICE}; {WITH_ACCOUNT}",
    ),
    Transition(
        name="record_activation",
        label="Nộp xác nhận thuê bao đã dùng được",
        source="issued",
        target="closed",
        roles=DRAFTERS,
        clause=clauses.ACTIVATION,
        guards=(rules.HAS_CERTIFICATE,),
        effects=("advance_dossier",),
        needs=frozenset({"proof_file"}),
        applies=rules.without_device,
        applies_text=WITHOUT_DEVICE,
    ),
)

REQUEST = Procedure(
    code="individual_issue_request",
    title="Cấp chứng thư chữ ký số cho cá nhân: từng người",
    initial="pending",
    final=frozenset({"closed", "refused", "withdrawn", "undelivered"}),
    states=MappingProxyType(
        {
            "pending": "Chờ Cục trả lời",
            "issued": "Đã cấp chứng thư",
            "device_at_department": "Thiết bị đang ở Sở",
            "device_received": "Cơ quan đã nhận thiết bị",
            "handover_offered": "Đã bàn giao, chờ thuê bao xác nhận",
            "handed_over": "Thuê bao đã nhận, chờ Mẫu số 07",
            "closed": "Đã xong",
            "refused": "Đã từ chối",
            "withdrawn": "Đã rút",
            "undelivered": "Không bàn giao",
        }
    ),
    transitions=FOLLOWING + WITHDRAWAL + HANDOVER + ACTIVATION,
)
