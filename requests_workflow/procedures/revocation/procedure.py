"""Mẫu 05 and notices of revocation: the certificate ends, then its device goes back (Mẫu 08) or is lost (Mẫu 09)."""

from types import MappingProxyType

from requests_workflow.engine.procedure import Procedure
from requests_workflow.engine.transition import Deadline, Transition
from requests_workflow.procedures.outgoing_document import rules as document
from requests_workflow.procedures.provider_request import rules
from requests_workflow.procedures.provider_request.answering import RECORDERS
from requests_workflow.procedures.provider_request.rows import system_act, waiting
from requests_workflow.procedures.provider_request.sending import request_dossier
from requests_workflow.procedures.revocation import clauses
from requests_workflow.procedures.revocation import rules as revocation

CODE = "revocation"
TITLE = "Thu hồi chứng thư chữ ký số"

# Điều 17 khoản 1 điểm c speaks of the prosecution and the police; of the provider's own notice no clause is known.
NOTICE = Transition(
    name="record_revocation_notice",
    label="Ghi nhận thông báo thu hồi",
    source="draft",
    target="answered",
    roles=RECORDERS,
    clause=clauses.CASES,
    guards=(document.has_rows(clauses.CASES), revocation.NOT_REVOKED),
    effects=("pin_profile", "revoke_by_notice", "advance_dossier", "notify_agency", "notify_subscriber"),
    needs=frozenset({"answer_reference", "legal_time", "proof_file", "reason"}),
    applies=revocation.by_notice,
    applies_text="có thông báo của Cục, cơ quan tiến hành tố tụng hoặc cơ quan công an",
)

DOSSIER = request_dossier(
    code=CODE,
    title=TITLE,
    clause=clauses.REQUEST,
    guards=rules.submitting(
        clause=clauses.REQUEST,
        form=lambda profile: profile.revocation_form,
        more=(revocation.ASKED_BY_AGENCY, revocation.NOT_REVOKED, revocation.REASON_FITS),
    ),
    at_sending=(revocation.NOT_REVOKED,),
    clock=Deadline("revocation_deadline", "valid_receipt", clauses.REVOKING),
    answered="Đã thu hồi chứng thư, đang thu hồi thiết bị",
    more=(NOTICE,),
)

REQUEST = Procedure(
    code=f"{CODE}_request",
    title=f"{TITLE}: từng chứng thư",
    initial="pending",
    final=frozenset({"closed", "refused", "withdrawn"}),
    states=MappingProxyType(
        {
            "pending": "Chờ Cục trả lời",
            "supplement": "Cục yêu cầu bổ sung",
            "revoked": "Đã thu hồi chứng thư, chờ giao nộp thiết bị",
            "closed": "Đã xong",
            "refused": "Đã từ chối",
            "withdrawn": "Đã rút",
        }
    ),
    transitions=(
        system_act(
            name="mark_revoked",
            label="Chứng thư đã bị thu hồi",
            source="pending",
            target="revoked",
            clause=clauses.REVOKING,
        ),
        # No device to give back: SIM PKI, centralised signing, or a device that is gone already.
        system_act(
            name="close_revoked",
            label="Đã thu hồi chứng thư",
            source="pending",
            target="closed",
            clause=clauses.REVOKING,
        ),
        system_act(
            name="device_settled",
            label="Đã giao nộp thiết bị hoặc xác nhận thất lạc",
            source="revoked",
            target="closed",
            clause=clauses.RETURNING,
        ),
        *waiting(clause=clauses.REVOKING),
    ),
)
