"""Mẫu 01: one person a row, who gets the device and signs for it."""

from requests_workflow.engine.clauses import Clause
from requests_workflow.engine.transition import Deadline
from requests_workflow.procedures.certificate_issue import clauses
from requests_workflow.procedures.certificate_issue.devices import DEVICES
from requests_workflow.procedures.certificate_issue.rows import issue_request
from requests_workflow.procedures.provider_request import rules
from requests_workflow.procedures.provider_request.clauses import RequestClauses
from requests_workflow.procedures.provider_request.sending import request_dossier
from requests_workflow.regulations.instruments import ND_68_2024

CODE = "individual_issue"
TITLE = "Cấp chứng thư chữ ký số cho cá nhân"
CONDITIONS = Clause(ND_68_2024, "Điều 10 khoản 1")
CLAUSES = RequestClauses(
    dossier=Clause(ND_68_2024, "Điều 11 khoản 1 điểm a"),
    form=Clause(ND_68_2024, "Mẫu số 01 Phụ lục"),
    answering=clauses.ISSUING,
    closing=clauses.HANDOVER,
)
DOSSIER = request_dossier(
    code=CODE,
    title=TITLE,
    clause=CLAUSES,
    guards=rules.submitting(clause=CLAUSES, form=lambda profile: profile.individual_issue_form),
    clock=Deadline("issue_deadline", "valid_receipt", clauses.ISSUING),
    answered="Cục đã trả lời, đang bàn giao",
    more=DEVICES,
)
REQUEST = issue_request(code=CODE, title=f"{TITLE}: từng người", conditions=CONDITIONS, receiver="thuê bao")
