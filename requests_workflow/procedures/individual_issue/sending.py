"""What the managing body does with its Mẫu 01 until the provider has it, and with the devices that come back."""

from requests_workflow.engine.transition import Transition
from requests_workflow.procedures.individual_issue import clauses, rules
from requests_workflow.procedures.individual_issue.answering import OFFICER, THROUGH
from requests_workflow.procedures.outgoing_document import clauses as documents
from requests_workflow.procedures.outgoing_document import rules as document
from requests_workflow.procedures.outgoing_document.drafting import DRAFTERS, RETURNING, submitting
from requests_workflow.procedures.outgoing_document.signing import SENDERS, SENT, sending, signing

WITHDRAWING = tuple(
    Transition(
        name="withdraw",
        label="Rút hồ sơ",
        source=source,
        target="withdrawn",
        roles=DRAFTERS,
        clause=documents.DISCARDING_DRAFT if source == "draft" else documents.RECALLING_DOCUMENT,
        guards=() if source in {"draft", "sealed"} else (rules.NO_ROW_ANSWERED,),
        effects=("withdraw_requests",)
        if source in {"draft", "sealed"}
        else ("stop_clock", "withdraw_requests", "notify_recipient"),
        needs=frozenset({"reason"}),
    )
    for source in ("draft", "sealed", "sent", "at_department", "forwarded", "received", "supplement_requested")
)

SUPPLEMENTING = (
    Transition(
        name="supply_supplement",
        label="Gửi bổ sung",
        source="supplement_requested",
        target="sent",
        roles=SENDERS,
        clause=clauses.ISSUE_DOSSIER,
        guards=(document.NOT_SECRET,),
        effects=("check_profile", "notify_recipient"),
        needs=SENT | {"supplement_file"},
    ),
    Transition(
        name="reopen_for_correction",
        label="Soạn lại văn bản thay thế",
        source="supplement_requested",
        target="draft",
        roles=DRAFTERS,
        clause=documents.REPLACING_DOCUMENT,
        guards=(rules.NO_ROW_ANSWERED,),
        effects=("discard_document",),
        needs=frozenset({"reason"}),
    ),
)

# Devices come in several parcels, so their receipt moves rows and leaves the dossier where it is.
DEVICES = tuple(
    transition
    for state in ("sent", "at_department", "forwarded", "received", "supplement_requested", "answered")
    for transition in (
        Transition(
            name="receive_devices_at_department",
            label="Sở nhận thiết bị từ Cục",
            source=state,
            target=state,
            roles=OFFICER,
            clause=clauses.RECEIVING_POINT,
            effects=("register_devices_at_department", "notify_agency"),
            needs=frozenset({"devices", "legal_time"}),
            applies=rules.devices_may_reach_department,
            applies_text=f"{THROUGH}; có chứng thư đã cấp chưa nhận thiết bị",
        ),
        Transition(
            name="receive_devices",
            label="Nhận thiết bị",
            source=state,
            target=state,
            roles=DRAFTERS,
            clause=clauses.HANDOVER,
            effects=("register_devices", "notify_subscriber"),
            needs=frozenset({"devices", "legal_time"}),
            applies=rules.devices_on_the_way,
            applies_text="có chứng thư đã cấp chưa nhận thiết bị",
        ),
    )
)

TRANSITIONS = (
    submitting(rules.SUBMITTING)
    + RETURNING
    + signing(
        wet_when=document.nobody_can_sign_digitally,
        wet_text="người ký hoặc cơ quan chưa có chứng thư dùng được",
    )
    + sending(effects=("check_profile", "make_copies", "notify_recipient"))
    + WITHDRAWING
    + SUPPLEMENTING
    + DEVICES
)
