"""One row of a first certificate: from the provider's answer to the device in the hand and its notice (Mẫu 07)."""

from types import MappingProxyType

from directory.domain.roles import Role
from requests_workflow.engine.clauses import Clause
from requests_workflow.engine.procedure import Procedure
from requests_workflow.engine.transition import Transition
from requests_workflow.procedures.certificate_issue import clauses, rules
from requests_workflow.procedures.outgoing_document.drafting import DRAFTERS
from requests_workflow.procedures.provider_request.clauses import RECEIVING_POINT
from requests_workflow.procedures.provider_request.rows import system_act, waiting

WITHOUT_DEVICE = "SIM PKI hoặc ký số tập trung, không có thiết bị"
FINAL = frozenset({"closed", "refused", "withdrawn", "undelivered"})
SUBSCRIBER = frozenset({Role.SUBSCRIBER})
# Who keeps an organisation's or a system's device need not be a subscriber: the văn thư, or whoever runs the system.
KEEPER = frozenset({Role.SUBSCRIBER, Role.REGISTRY_CLERK, Role.CLERK, Role.CONTACT_OFFICER})


def issue_request(
    *,
    code: str,
    title: str,
    conditions: Clause,
    receiver: str,
    receivers: frozenset[Role] = SUBSCRIBER,
    delivery_needs: frozenset[str] = frozenset(),
    kept: bool = False,
) -> Procedure:
    """The rows of a first certificate. `receiver` says in Vietnamese who gets the device, `receivers` in which role.

    `kept`: somebody keeps the device for a body or a system, and another may take that person's place. `conditions` is
    the clause that the receiver no longer meets who has left; `delivery_needs` what a hand-over must bring beside the
    device's condition.
    """
    return Procedure(
        code=f"{code}_request",
        title=title,
        initial="pending",
        final=FINAL,
        states=MappingProxyType(
            {
                "pending": "Chờ Cục trả lời",
                "supplement": "Cục yêu cầu bổ sung",
                "issued": "Đã cấp chứng thư",
                "device_at_department": "Thiết bị đang ở Sở",
                "device_received": "Cơ quan đã nhận thiết bị",
                "handover_offered": f"Đã bàn giao, chờ {receiver} xác nhận",
                "handed_over": f"{receiver.capitalize()} đã nhận, chờ Mẫu số 07",
                "closed": "Đã xong",
                "refused": "Đã từ chối",
                "withdrawn": "Đã rút",
                "undelivered": "Không bàn giao",
            }
        ),
        transitions=(
            system_act(
                name="mark_issued",
                label="Cục đã cấp chứng thư",
                source="pending",
                target="issued",
                clause=clauses.ISSUING,
            ),
            *waiting(clause=clauses.ISSUING),
            *_devices(),
            *_handover(conditions=conditions, receiver=receiver, receivers=receivers, delivery_needs=delivery_needs),
            *(_changing_keeper() if kept else ()),
            *_stopping(),
            *_activation(receiver=receiver, receivers=receivers),
        ),
    )


def _devices() -> tuple[Transition, ...]:
    """The device on its way to the agency, and its notice at the end."""
    return (
        system_act(
            name="device_at_department",
            label="Sở đã nhận thiết bị",
            source="issued",
            target="device_at_department",
            clause=RECEIVING_POINT,
        ),
        *(
            system_act(
                name="device_arrived",
                label="Cơ quan đã nhận thiết bị",
                source=source,
                target="device_received",
                clause=clauses.HANDOVER,
            )
            for source in ("issued", "device_at_department")
        ),
        system_act(
            name="close_noticed",
            label="Đã gửi thông báo bàn giao",
            source="handed_over",
            target="closed",
            clause=clauses.HANDOVER,
        ),
    )


def _handover(
    *, conditions: Clause, receiver: str, receivers: frozenset[Role], delivery_needs: frozenset[str]
) -> tuple[Transition, ...]:
    return (
        Transition(
            name="offer_handover",
            label=f"Bàn giao, chờ {receiver} xác nhận",
            source="device_received",
            target="handover_offered",
            roles=DRAFTERS,
            clause=clauses.HANDOVER,
            guards=(rules.still_here(conditions), rules.GIVER_IS_NOT_RECEIVER),
            effects=("notify_subscriber",),
            needs=frozenset({"condition"}) | delivery_needs,
            applies=rules.with_account,
            applies_text=f"{receiver} có tài khoản trên hệ thống",
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
            roles=receivers,
            clause=clauses.TWO_SIDES,
            guards=(rules.IS_THE_SUBSCRIBER, rules.still_here(conditions)),
            effects=("record_handover", "notify_agency"),
        ),
        Transition(
            name="deny_receipt",
            label="Báo chưa nhận được thiết bị",
            source="handover_offered",
            target="device_received",
            roles=receivers,
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
            guards=(rules.still_here(conditions), rules.GIVER_IS_NOT_RECEIVER),
            effects=("record_handover", "notify_agency"),
            needs=frozenset({"condition", "legal_time", "proof_file"}) | delivery_needs,
            applies=rules.without_account,
            applies_text=f"{receiver} không có tài khoản trên hệ thống",
        ),
    )


def _changing_keeper() -> tuple[Transition, ...]:
    """Until the device is offered to the keeper; afterwards the offer is taken back first."""
    return tuple(
        Transition(
            name="change_keeper",
            label="Đổi người giữ thiết bị",
            source=source,
            target=source,
            roles=DRAFTERS,
            clause=clauses.NEW_KEEPER,
            effects=("change_keeper", "notify_subscriber"),
            needs=frozenset({"keeper", "reason"}),
            applies=rules.with_device,
            applies_text="khóa nằm trên thiết bị",
        )
        for source in ("pending", "supplement", "issued", "device_at_department", "device_received")
    )


def _stopping() -> tuple[Transition, ...]:
    return tuple(
        Transition(
            name="stop_delivery",
            label="Không bàn giao nữa",
            source=source,
            target="undelivered",
            roles=DRAFTERS,
            clause=clauses.NOT_DELIVERED,
            # Else nobody could see the certificate of somebody who left, nor ask for its revocation.
            guards=(rules.HAS_CERTIFICATE,),
            effects=("advance_dossier", "notify_subscriber"),
            needs=frozenset({"reason"}),
        )
        # "issued" is also where a certificate without a device waits for its subscriber.
        for source in ("issued", "device_received", "handover_offered")
    )


def _activation(*, receiver: str, receivers: frozenset[Role]) -> tuple[Transition, ...]:
    return (
        Transition(
            name="confirm_activation",
            label="Xác nhận đã dùng được chữ ký số",
            source="issued",
            target="closed",
            roles=receivers,
            clause=clauses.ACTIVATION,
            guards=(rules.IS_THE_SUBSCRIBER, rules.HAS_CERTIFICATE),
            effects=("advance_dossier", "notify_agency"),
            applies=rules.without_device_with_account,
            applies_text=f"{WITHOUT_DEVICE}; {receiver} có tài khoản trên hệ thống",
        ),
        Transition(
            name="record_activation",
            label=f"Nộp xác nhận {receiver} đã dùng được",
            source="issued",
            target="closed",
            roles=DRAFTERS,
            clause=clauses.ACTIVATION,
            guards=(rules.HAS_CERTIFICATE, rules.GIVER_IS_NOT_RECEIVER),
            effects=("advance_dossier",),
            needs=frozenset({"proof_file"}),
            applies=rules.without_device,
            applies_text=WITHOUT_DEVICE,
        ),
    )
