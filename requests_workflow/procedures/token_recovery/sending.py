"""What the managing body does with its Mẫu 06: draft, check, sign, seal, send; NĐ 30/2020 Điều 10–18."""

from requests_workflow.engine.transition import Transition
from requests_workflow.procedures.outgoing_document import clauses as documents
from requests_workflow.procedures.outgoing_document.drafting import DRAFTERS, RETURNING, submitting
from requests_workflow.procedures.outgoing_document.rules import drafted_here
from requests_workflow.procedures.outgoing_document.signing import SENDERS, SENT, sending, signing
from requests_workflow.procedures.token_recovery import clauses, rules

WITHDRAWING = tuple(
    Transition(
        name="withdraw",
        label="Rút hồ sơ",
        source=source,
        target="withdrawn",
        roles=DRAFTERS,
        clause=documents.DISCARDING_DRAFT if source == "draft" else documents.RECALLING_DOCUMENT,
        guards=(rules.NO_ROW_RECOVERED,) if source == "accepted" else (),
        effects=("withdraw_requests",)
        if source in {"draft", "sealed"}
        else (*stopping, "withdraw_requests", "notify_recipient"),
        needs=frozenset({"reason"}),
        applies=drafted_here,
        applies_text="cơ quan tự lập hồ sơ trên hệ thống",
    )
    for source, stopping in (
        ("draft", ()),
        ("sealed", ()),
        ("sent", ()),
        ("received", ("stop_clock",)),
        ("supplement_requested", ()),
        ("accepted", ("stop_clock",)),
    )
)

SUPPLEMENTING = (
    Transition(
        name="supply_supplement",
        label="Gửi bổ sung",
        source="supplement_requested",
        target="sent",
        roles=SENDERS,
        clause=clauses.RECOVERY_DOSSIER,
        guards=(rules.NOT_SECRET,),
        effects=("check_profile", "notify_recipient"),
        needs=SENT | {"supplement_file"},
        applies=drafted_here,
        applies_text="cơ quan tự lập hồ sơ trên hệ thống",
    ),
    Transition(
        name="reopen_for_correction",
        label="Soạn lại văn bản thay thế",
        source="supplement_requested",
        target="draft",
        roles=DRAFTERS,
        clause=documents.REPLACING_DOCUMENT,
        effects=("discard_document",),
        needs=frozenset({"reason"}),
        applies=drafted_here,
        applies_text="cơ quan tự lập hồ sơ trên hệ thống",
    ),
)

TRANSITIONS = (
    submitting(rules.SUBMITTING)
    + RETURNING
    + signing(
        wet_when=rules.digital_signing_blocked,
        wet_text="thiết bị của người ký hoặc của cơ quan đang bị khóa, hoặc nằm trong hồ sơ",
        signer_guards=(rules.NOT_OWN_TOKEN,),
    )
    + sending(effects=("check_profile", "notify_recipient"))
    + WITHDRAWING
    + SUPPLEMENTING
)
