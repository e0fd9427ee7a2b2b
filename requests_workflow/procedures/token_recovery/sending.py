"""What the managing body does with its Mẫu 06: draft, check, sign, seal, send; NĐ 30/2020 Điều 10–18."""

from directory.domain.roles import Role
from requests_workflow.engine.transition import Transition
from requests_workflow.procedures.token_recovery import clauses, rules

DRAFTERS = frozenset({Role.CLERK, Role.CONTACT_OFFICER})
SENDERS = frozenset({Role.CLERK, Role.CONTACT_OFFICER, Role.REGISTRY_CLERK})
SENT = frozenset({"channel", "legal_time", "proof_file"})

SUBMITTING = (
    Transition(
        name="submit_to_unit_head",
        label="Trình lãnh đạo đơn vị",
        source="draft",
        target="unit_head_review",
        roles=DRAFTERS,
        clause=clauses.DRAFTING,
        guards=rules.SUBMITTING,
        effects=("render_document", "notify_next"),
        applies=rules.with_unit_head,
        applies_text="cơ quan có bước lãnh đạo đơn vị xem xét",
    ),
    Transition(
        name="submit_to_format_check",
        label="Chuyển kiểm tra thể thức",
        source="draft",
        target="format_review",
        roles=DRAFTERS,
        clause=clauses.DRAFTING,
        guards=rules.SUBMITTING,
        effects=("render_document", "notify_next"),
        applies=rules.without_unit_head_with_format,
        applies_text="cơ quan không có bước lãnh đạo đơn vị nhưng có bước kiểm tra thể thức",
    ),
    Transition(
        name="submit_to_leader",
        label="Trình lãnh đạo ký",
        source="draft",
        target="leader_review",
        roles=DRAFTERS,
        clause=clauses.DRAFTING,
        guards=rules.SUBMITTING,
        effects=("render_document", "notify_next"),
        applies=rules.without_checks,
        applies_text="cơ quan không có bước kiểm tra trước khi trình ký",
    ),
    Transition(
        name="approve_content_to_format",
        label="Đồng ý nội dung, chuyển kiểm tra thể thức",
        source="unit_head_review",
        target="format_review",
        roles=frozenset({Role.UNIT_HEAD}),
        clause=clauses.CHECKING_CONTENT,
        guards=(rules.CHECKER_NOT_DRAFTER,),
        effects=("notify_next",),
        applies=rules.with_format,
        applies_text="cơ quan có bước kiểm tra thể thức",
    ),
    Transition(
        name="approve_content",
        label="Đồng ý nội dung, trình lãnh đạo ký",
        source="unit_head_review",
        target="leader_review",
        roles=frozenset({Role.UNIT_HEAD}),
        clause=clauses.CHECKING_CONTENT,
        guards=(rules.CHECKER_NOT_DRAFTER,),
        effects=("notify_next",),
        applies=rules.without_format,
        applies_text="cơ quan không có bước kiểm tra thể thức",
    ),
    Transition(
        name="approve_format",
        label="Thể thức đạt, trình lãnh đạo ký",
        source="format_review",
        target="leader_review",
        roles=frozenset({Role.FORMAT_CHECKER}),
        clause=clauses.CHECKING_FORMAT,
        guards=(rules.CHECKER_NOT_DRAFTER,),
        effects=("notify_next",),
    ),
)

RETURNING = tuple(
    Transition(
        name="return_to_drafter",
        label="Trả lại người soạn thảo",
        source=source,
        target="draft",
        roles=frozenset({role}),
        clause=clauses.CORRECTING_DRAFT,
        # A paper that was put before the head is not another leader's to return.
        guards=(rules.IS_CHOSEN_SIGNER,) if role is Role.AGENCY_LEADER else (),
        effects=("discard_document", "notify_drafter"),
        needs=frozenset({"reason"}),
    )
    for source, role in (
        ("unit_head_review", Role.UNIT_HEAD),
        ("format_review", Role.FORMAT_CHECKER),
        ("leader_review", Role.AGENCY_LEADER),
        ("signed", Role.REGISTRY_CLERK),
        ("numbered", Role.REGISTRY_CLERK),
    )
) + tuple(
    Transition(
        name="recall",
        label="Thu lại để sửa",
        source=source,
        target="draft",
        roles=DRAFTERS,
        clause=clauses.RECALLING_DRAFT,
        effects=("discard_document", "notify_next"),
    )
    for source in ("unit_head_review", "format_review", "leader_review")
)

SIGNING = (
    Transition(
        name="sign",
        label="Ký số",
        source="leader_review",
        target="signed",
        roles=frozenset({Role.AGENCY_LEADER}),
        clause=clauses.DIGITAL_SIGNATURE,
        guards=(
            rules.IS_CHOSEN_SIGNER,
            rules.SIGNER_NOT_DRAFTER,
            rules.NOT_OWN_TOKEN,
            rules.CERTIFICATE_IN_FORCE,
            rules.SIGNER_TOKEN_USABLE,
        ),
        effects=("notify_next",),
        needs=frozenset({"signed_document"}),
    ),
    Transition(
        name="record_wet_signature",
        label="Nộp bản ký tay đã quét",
        source="leader_review",
        target="signed",
        roles=frozenset({Role.REGISTRY_CLERK, Role.CLERK}),
        clause=clauses.PAPER_SIGNATURE,
        guards=(rules.SIGNER_CHOSEN, rules.SIGNER_NOT_DRAFTER),
        effects=("notify_next",),
        needs=frozenset({"scan_file"}),
        applies=rules.digital_signing_blocked,
        applies_text="thiết bị của người ký hoặc của cơ quan đang bị khóa, hoặc nằm trong hồ sơ",
    ),
    # The number goes into the PDF after the leader has signed and before the agency does, so it is a step of its own.
    Transition(
        name="assign_number",
        register_act=True,
        label="Cấp số, ngày văn bản",
        source="signed",
        target="numbered",
        roles=frozenset({Role.REGISTRY_CLERK}),
        clause=clauses.NUMBERING,
        guards=(rules.SEAL_TOKEN_USABLE,),
        effects=("fill_number",),
        needs=frozenset({"number_and_date"}),
        applies=rules.digitally_signed,
        applies_text="văn bản đã được ký số",
    ),
    Transition(
        name="undo_number",
        label="Sửa số, ngày đã cấp",
        source="numbered",
        target="signed",
        roles=frozenset({Role.REGISTRY_CLERK}),
        clause=clauses.NUMBERING,
        effects=("discard_number",),
        needs=frozenset({"reason"}),
    ),
    Transition(
        name="seal",
        label="Ký số của cơ quan",
        source="numbered",
        target="sealed",
        roles=frozenset({Role.REGISTRY_CLERK}),
        clause=clauses.DIGITAL_SEAL,
        guards=(rules.SEAL_TOKEN_USABLE,),
        effects=("notify_next",),
        needs=frozenset({"signed_document"}),
    ),
    Transition(
        name="record_wet_seal",
        label="Cấp số, nộp bản giấy đã đóng dấu",
        source="signed",
        target="sealed",
        roles=frozenset({Role.REGISTRY_CLERK}),
        clause=clauses.PAPER_SEAL,
        guards=(rules.WET_SEAL_NEEDED,),
        effects=("notify_next",),
        needs=frozenset({"number_and_date", "scan_file"}),
    ),
    Transition(
        name="send",
        register_act=True,
        label="Ghi nhận đã gửi",
        source="sealed",
        target="sent",
        roles=SENDERS,
        clause=clauses.TRANSMISSION,
        guards=(rules.NOT_SECRET,),
        effects=("check_profile", "notify_recipient"),
        needs=SENT,
    ),
)

WITHDRAWING = tuple(
    Transition(
        name="withdraw",
        label="Rút hồ sơ",
        source=source,
        target="withdrawn",
        roles=DRAFTERS,
        clause=clauses.DISCARDING_DRAFT if source == "draft" else clauses.RECALLING_DOCUMENT,
        guards=(rules.NO_ROW_RECOVERED,) if source == "accepted" else (),
        effects=("withdraw_requests",)
        if source in {"draft", "sealed"}
        else (*stopping, "withdraw_requests", "notify_recipient"),
        needs=frozenset({"reason"}),
        applies=rules.drafted_here,
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
        applies=rules.drafted_here,
        applies_text="cơ quan tự lập hồ sơ trên hệ thống",
    ),
    Transition(
        name="reopen_for_correction",
        label="Soạn lại văn bản thay thế",
        source="supplement_requested",
        target="draft",
        roles=DRAFTERS,
        clause=clauses.REPLACING_DOCUMENT,
        effects=("discard_document",),
        needs=frozenset({"reason"}),
        applies=rules.drafted_here,
        applies_text="cơ quan tự lập hồ sơ trên hệ thống",
    ),
)

TRANSITIONS = SUBMITTING + RETURNING + SIGNING + WITHDRAWING + SUPPLEMENTING
