"""What the receiving body does with a Mẫu 06: receive, check, accept, ask for more or refuse; NĐ 68/2024 Điều 22."""

from directory.domain.roles import Role
from requests_workflow.engine.transition import Deadline, Transition
from requests_workflow.procedures.outgoing_document import clauses as documents
from requests_workflow.procedures.outgoing_document.signing import SENT
from requests_workflow.procedures.token_recovery import clauses, rules

OFFICER = frozenset({Role.DEPARTMENT_OFFICER})
LEADER = frozenset({Role.DEPARTMENT_LEADER})
# Who may write down what the provider did: the sender's people with proof in hand, or the provider's own officer.
PROVIDER_RECORDERS = frozenset({Role.CLERK, Role.CONTACT_OFFICER, Role.REGISTRY_CLERK, Role.PROVIDER_OFFICER})
CLOCK = Deadline("recovery_deadline", "valid_receipt", clauses.RECOVERY)
AT_DEPARTMENT = "Sở được ủy quyền tiếp nhận"
AT_PROVIDER = "Cục CTS&BMTT tiếp nhận"
TYPED_IN = "Sở được ủy quyền nhập hồ sơ thay cơ quan chưa dùng hệ thống"

RECEIPT = (
    Transition(
        name="enter_received",
        label="Nhập văn bản đã nhận",
        source="draft",
        target="received",
        roles=OFFICER,
        clause=documents.REGISTERING_INCOMING,
        guards=(rules.HAS_ROWS, rules.NOT_SECRET, rules.SINGLE_RECIPIENT),
        effects=("pin_profile", "record_receipt", "issue_receipt"),
        deadline=CLOCK,
        needs=frozenset({"number_and_date", "legal_time", "channel", "scan_file"}),
        applies=rules.typed_in,
        applies_text=TYPED_IN,
    ),
    Transition(
        name="receive",
        register_act=True,
        label="Tiếp nhận",
        source="sent",
        target="received",
        roles=OFFICER,
        clause=documents.RECEIVING,
        effects=("pin_profile", "record_receipt", "issue_receipt", "notify_agency"),
        deadline=CLOCK,
        needs=frozenset({"legal_time", "proof_file"}),
        applies=rules.at_department,
        applies_text=AT_DEPARTMENT,
    ),
    # No verified text gives the provider a time limit, so no clock starts here.
    Transition(
        name="record_provider_receipt",
        label="Ghi nhận Cục đã tiếp nhận",
        source="sent",
        target="received",
        roles=PROVIDER_RECORDERS,
        clause=documents.NOTICE_OF_RECEIPT,
        effects=("pin_profile", "record_receipt"),
        needs=frozenset({"legal_time", "proof_file"}),
        applies=rules.at_provider,
        applies_text=AT_PROVIDER,
    ),
    Transition(
        name="return_for_supplement",
        label="Yêu cầu bổ sung",
        source="received",
        target="supplement_requested",
        roles=OFFICER,
        clause=documents.RETURNING_DOCUMENT,
        guards=(rules.NOT_OWN_TOKEN,),
        effects=("stop_clock", "render_supplement_notice", "notify_agency"),
        needs=frozenset({"reason", "clause"}),
        applies=rules.at_department,
        applies_text=AT_DEPARTMENT,
    ),
    Transition(
        name="record_provider_supplement_request",
        label="Ghi nhận Cục yêu cầu bổ sung",
        source="received",
        target="supplement_requested",
        roles=PROVIDER_RECORDERS,
        clause=documents.RETURNING_DOCUMENT,
        effects=("notify_agency",),
        needs=frozenset({"reason", "proof_file"}),
        applies=rules.at_provider,
        applies_text=AT_PROVIDER,
    ),
    Transition(
        name="record_supplement",
        label="Nhập tài liệu bổ sung đã nhận",
        source="supplement_requested",
        target="received",
        roles=OFFICER,
        clause=documents.REGISTERING_INCOMING,
        effects=("record_receipt",),
        deadline=CLOCK,
        needs=SENT | {"supplement_file"},
        applies=rules.typed_in,
        applies_text=TYPED_IN,
    ),
)

ACCEPTANCE = (
    Transition(
        name="accept",
        label="Chấp nhận đề nghị",
        source="received",
        target="accepted",
        roles=OFFICER,
        clause=clauses.RECOVERY,
        guards=(rules.CHECKS_PASS, rules.NOT_OWN_TOKEN, rules.DECIDER_NOT_DRAFTER),
        effects=("accept_requests", "notify_agency", "notify_subscriber"),
        applies=rules.at_department,
        applies_text=AT_DEPARTMENT,
    ),
    Transition(
        name="record_provider_acceptance",
        label="Ghi nhận Cục chấp nhận",
        source="received",
        target="accepted",
        roles=PROVIDER_RECORDERS,
        clause=clauses.RECOVERY_AT_PROVIDER,
        effects=("accept_requests", "notify_agency", "notify_subscriber"),
        needs=frozenset({"proof_file", "legal_time"}),
        applies=rules.at_provider,
        applies_text=AT_PROVIDER,
    ),
    Transition(
        name="close",
        label="Kết thúc hồ sơ",
        source="accepted",
        target="closed",
        roles=frozenset(),
        clause=clauses.RECOVERY,
        guards=(rules.ALL_ROWS_CLOSED,),
        effects=("stop_clock", "notify_agency"),
        system=True,
    ),
)

REFUSAL = (
    *(
        Transition(
            name="propose_refusal",
            label="Đề xuất từ chối",
            source=source,
            target="refusal_drafted",
            roles=OFFICER,
            clause=clauses.RECOVERY,
            guards=(rules.NOT_OWN_TOKEN, rules.DECIDER_NOT_DRAFTER, rules.NO_ROW_RECOVERED),
            effects=("render_refusal", "notify_next"),
            needs=frozenset({"clause", "reason"}),
            applies=rules.at_department,
            applies_text=AT_DEPARTMENT,
        )
        for source in ("received", "accepted")
    ),
    Transition(
        name="sign_refusal",
        label="Ký văn bản từ chối",
        source="refusal_drafted",
        target="refusal_signed",
        roles=LEADER,
        clause=documents.DIGITAL_SIGNATURE,
        guards=(rules.PROPOSER_DOES_NOT_SIGN, rules.NOT_OWN_TOKEN),
        effects=("notify_next",),
        needs=frozenset({"signed_document"}),
    ),
    Transition(
        name="return_refusal",
        label="Không đồng ý từ chối",
        source="refusal_drafted",
        target="received",
        roles=LEADER,
        clause=documents.APPROVING_DRAFT,
        guards=(rules.NOT_OWN_TOKEN,),
        effects=("discard_refusal", "notify_next"),
        needs=frozenset({"reason"}),
    ),
    Transition(
        name="assign_refusal_number",
        register_act=True,
        label="Cấp số, ngày văn bản từ chối",
        source="refusal_signed",
        target="refusal_numbered",
        roles=OFFICER | {Role.REGISTRY_CLERK},
        at_recipient=frozenset({Role.REGISTRY_CLERK}),
        clause=documents.NUMBERING,
        guards=(rules.NOT_OWN_TOKEN,),
        effects=("fill_number",),
        needs=frozenset({"number_and_date"}),
    ),
    Transition(
        name="undo_refusal_number",
        label="Sửa số, ngày văn bản từ chối",
        source="refusal_numbered",
        target="refusal_signed",
        roles=OFFICER | {Role.REGISTRY_CLERK},
        at_recipient=frozenset({Role.REGISTRY_CLERK}),
        clause=documents.NUMBERING,
        effects=("discard_number",),
        needs=frozenset({"reason"}),
    ),
    Transition(
        name="issue_refusal",
        label="Ký số của cơ quan, phát hành văn bản từ chối",
        source="refusal_numbered",
        target="refused",
        roles=OFFICER | {Role.REGISTRY_CLERK},
        at_recipient=frozenset({Role.REGISTRY_CLERK}),
        clause=documents.ISSUING,
        guards=(rules.NOT_OWN_TOKEN,),
        effects=("stop_clock", "refuse_requests", "notify_agency", "notify_subscriber"),
        needs=SENT | {"signed_document"},
    ),
    Transition(
        name="record_provider_refusal",
        label="Ghi nhận Cục từ chối",
        source="received",
        target="refused",
        roles=PROVIDER_RECORDERS,
        clause=clauses.RECOVERY_AT_PROVIDER,
        effects=("refuse_requests", "notify_agency", "notify_subscriber"),
        needs=frozenset({"proof_file", "reason", "number_and_date"}),
        applies=rules.at_provider,
        applies_text=AT_PROVIDER,
    ),
)

# A body that is not on the product withdraws by its own document; the department writes that down.
WITHDRAWAL_BY_LETTER = tuple(
    Transition(
        name="record_withdrawal",
        label="Ghi nhận cơ quan rút hồ sơ" if source != "draft" else "Bỏ hồ sơ nhập nhầm",
        source=source,
        target="withdrawn",
        roles=OFFICER,
        clause=documents.DISCARDING_DRAFT if source == "draft" else documents.RECALLING_DOCUMENT,
        guards=() if source == "draft" else (rules.NO_ROW_RECOVERED,),
        effects=("stop_clock", "withdraw_requests") if source in {"received", "accepted"} else ("withdraw_requests",),
        needs=frozenset({"reason"}) if source == "draft" else frozenset({"reason", "proof_file"}),
        applies=rules.typed_in,
        applies_text=TYPED_IN,
    )
    for source in ("draft", "received", "supplement_requested", "accepted")
)

# Work moves between officers; the clock does not.
REASSIGNMENT = tuple(
    Transition(
        name="reassign",
        label="Chuyển cán bộ xử lý",
        source=state,
        target=state,
        roles=OFFICER | LEADER,
        clause=clauses.REASSIGNING,
        effects=("reassign", "notify_officer"),
        needs=frozenset({"officer"}),
        applies=rules.at_department,
        applies_text=AT_DEPARTMENT,
    )
    for state in ("received", "accepted")
)

TRANSITIONS = RECEIPT + ACCEPTANCE + REFUSAL + WITHDRAWAL_BY_LETTER + REASSIGNMENT
