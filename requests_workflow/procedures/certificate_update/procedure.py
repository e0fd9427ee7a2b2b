"""Mẫu 04: the provider answers with a new certificate, which is installed on the device that is there already."""

from types import MappingProxyType

from directory.domain.roles import Role
from requests_workflow.engine.procedure import Procedure
from requests_workflow.engine.transition import Deadline, Transition
from requests_workflow.procedures.certificate_issue.rows import KEEPER
from requests_workflow.procedures.certificate_update import clauses
from requests_workflow.procedures.certificate_update import rules as update
from requests_workflow.procedures.outgoing_document.drafting import DRAFTERS
from requests_workflow.procedures.provider_request import rules
from requests_workflow.procedures.provider_request.rows import system_act, waiting
from requests_workflow.procedures.provider_request.sending import request_dossier

CODE = "certificate_update"
TITLE = "Gia hạn, thay đổi nội dung thông tin chứng thư chữ ký số"
INSTALLED = ("record_installation", "advance_dossier")

DOSSIER = request_dossier(
    code=CODE,
    title=TITLE,
    clause=clauses.REQUEST,
    guards=rules.submitting(
        clause=clauses.REQUEST,
        form=lambda profile: profile.update_form,
        more=(*update.CONDITIONS, *update.CASES),
    ),
    at_sending=update.CONDITIONS,
    at_receipt=update.AT_RECEIPT,
    clock=Deadline("update_deadline", "valid_receipt", clauses.RENEWING),
    answered="Cục đã trả lời, đang cài đặt chứng thư mới",
)

REQUEST = Procedure(
    code=f"{CODE}_request",
    title=f"{TITLE}: từng chứng thư",
    initial="pending",
    final=frozenset({"closed", "refused", "withdrawn", "not_installed"}),
    states=MappingProxyType(
        {
            "pending": "Chờ Cục trả lời",
            "supplement": "Cục yêu cầu bổ sung",
            "granted": "Cục đã cấp chứng thư mới, chờ cài đặt",
            "closed": "Đã cài đặt",
            "refused": "Đã từ chối",
            "withdrawn": "Đã rút",
            "not_installed": "Không cài đặt",
        }
    ),
    transitions=(
        system_act(
            name="mark_granted",
            label="Cục đã cấp chứng thư mới",
            source="pending",
            target="granted",
            clause=clauses.RENEWING,
        ),
        *waiting(clause=clauses.RENEWING),
        Transition(
            name="confirm_installation",
            label="Xác nhận đã cài chứng thư mới",
            source="granted",
            target="closed",
            roles=KEEPER,
            clause=clauses.RENEWING,
            guards=(update.IS_THE_HOLDER, update.HAS_CERTIFICATE),
            effects=(*INSTALLED, "notify_agency"),
            needs=frozenset({"legal_time"}),
        ),
        Transition(
            name="record_installation",
            label="Ghi nhận đã cài chứng thư mới",
            source="granted",
            target="closed",
            roles=DRAFTERS | {Role.REGISTRY_CLERK},
            clause=clauses.RENEWING,
            guards=(update.HAS_CERTIFICATE,),
            effects=(*INSTALLED, "notify_subscriber"),
            needs=frozenset({"legal_time", "installer"}),
        ),
        Transition(
            name="stop_installation",
            label="Không cài đặt nữa",
            source="granted",
            target="not_installed",
            roles=DRAFTERS,
            clause=clauses.RENEWING,
            effects=("advance_dossier", "notify_subscriber"),
            needs=frozenset({"reason"}),
        ),
    ),
)
