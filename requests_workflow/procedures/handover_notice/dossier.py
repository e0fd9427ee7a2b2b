"""The notice of hand-over (Mẫu 07): drafted, signed, numbered, sealed and sent; the provider need not answer."""

from types import MappingProxyType

from requests_workflow.engine.procedure import Procedure
from requests_workflow.engine.transition import Rule, Transition
from requests_workflow.procedures.handover_notice import clauses
from requests_workflow.procedures.outgoing_document import clauses as documents
from requests_workflow.procedures.outgoing_document import rules as document
from requests_workflow.procedures.outgoing_document.drafting import DRAFTERS, RETURNING, submitting
from requests_workflow.procedures.outgoing_document.signing import sending, signing
from requests_workflow.procedures.outgoing_document.states import DRAFTING_STATES

CERTIFICATES_KNOWN = Rule(
    "notice_without_certificate",
    clauses.NOTICE,
    lambda f: not f.rows_without_certificate,
    lambda f: (("names", ", ".join(f.rows_without_certificate[:5])),),
)
STILL_HANDED_OVER = Rule(
    "notice_not_handed_over",
    clauses.NOTICE,
    lambda f: not f.rows_not_handed_over,
    lambda f: (("names", ", ".join(f.rows_not_handed_over[:5])),),
)

GUARDS = (
    document.has_rows(clauses.NOTICE),
    document.rows_complete(clauses.NOTICE, lambda profile: profile.handover_notice_form),
    CERTIFICATES_KNOWN,
    STILL_HANDED_OVER,
    *document.BODY_MAY_ASK,
    document.NOT_SECRET,
    document.SIGNER_CHOSEN,
    document.SIGNER_NOT_DRAFTER,
)

WITHDRAWING = tuple(
    Transition(
        name="withdraw",
        label="Bỏ thông báo này",
        source=source,
        target="withdrawn",
        roles=DRAFTERS,
        clause=documents.DISCARDING_DRAFT if source == "draft" else documents.RECALLING_DOCUMENT,
        effects=("withdraw_requests",),
        needs=frozenset({"reason"}),
    )
    for source in ("draft", "sealed")
)

DOSSIER = Procedure(
    code="handover_notice_dossier",
    title="Thông báo bàn giao thiết bị lưu khóa bí mật: văn bản",
    initial="draft",
    final=frozenset({"sent", "withdrawn"}),
    states=MappingProxyType(
        {
            **DRAFTING_STATES,
            "sent": "Đã gửi Cục",
            "withdrawn": "Đã bỏ",
        }
    ),
    transitions=submitting(GUARDS)
    + RETURNING
    + signing(
        wet_when=document.nobody_can_sign_digitally,
        wet_text="người ký hoặc cơ quan chưa có chứng thư dùng được",
    )
    + sending(effects=("check_profile", "pin_profile", "close_noticed_rows", "notify_recipient"))
    + WITHDRAWING,
)
