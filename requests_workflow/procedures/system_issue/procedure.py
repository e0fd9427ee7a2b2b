"""Mẫu 03: one device, service or software a row; whoever runs it keeps its key."""

from requests_workflow.engine.clauses import Clause
from requests_workflow.engine.transition import Deadline
from requests_workflow.procedures.certificate_issue import clauses
from requests_workflow.procedures.certificate_issue import rules as issue
from requests_workflow.procedures.certificate_issue.devices import DEVICES
from requests_workflow.procedures.certificate_issue.rows import KEEPER, issue_request
from requests_workflow.procedures.provider_request import rules
from requests_workflow.procedures.provider_request.clauses import RequestClauses
from requests_workflow.procedures.provider_request.sending import request_dossier
from requests_workflow.regulations.instruments import ND_68_2024

CODE = "system_issue"
TITLE = "Cấp chứng thư chữ ký số cho thiết bị, dịch vụ, phần mềm"
CONDITIONS = Clause(ND_68_2024, "Điều 10 khoản 3")
CLAUSES = RequestClauses(
    dossier=Clause(ND_68_2024, "Điều 11 khoản 1 điểm c"),
    form=Clause(ND_68_2024, "Mẫu số 03 Phụ lục"),
    answering=clauses.ISSUING,
    closing=clauses.HANDOVER,
)
DOSSIER = request_dossier(
    code=CODE,
    title=TITLE,
    clause=CLAUSES,
    guards=rules.submitting(
        clause=CLAUSES,
        form=lambda profile: profile.system_issue_form,
        more=(issue.has_keeper(CLAUSES.dossier),),
    ),
    clock=Deadline("issue_deadline", "valid_receipt", clauses.ISSUING),
    answered="Cục đã trả lời, đang bàn giao",
    more=DEVICES,
)
REQUEST = issue_request(
    code=CODE,
    title=f"{TITLE}: từng thiết bị, dịch vụ, phần mềm",
    conditions=CONDITIONS,
    receiver="người giữ",
    receivers=KEEPER,
    kept=True,
)
