"""Mẫu 02: one organisation a row; its device goes to the văn thư by a written decision (Ninh Thuận Điều 16 khoản 4).

The first certificate of a body cannot be asked for with a digital seal: the paper way is open where nobody can sign.
"""

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

CODE = "organisation_issue"
TITLE = "Cấp chứng thư chữ ký số cho cơ quan, tổ chức"
CONDITIONS = Clause(ND_68_2024, "Điều 10 khoản 2")
CLAUSES = RequestClauses(
    dossier=Clause(ND_68_2024, "Điều 11 khoản 1 điểm b"),
    form=Clause(ND_68_2024, "Mẫu số 02 Phụ lục"),
    answering=clauses.ISSUING,
    closing=clauses.HANDOVER,
)
DOSSIER = request_dossier(
    code=CODE,
    title=TITLE,
    clause=CLAUSES,
    guards=rules.submitting(
        clause=CLAUSES,
        form=lambda profile: profile.organisation_issue_form,
        more=(
            issue.has_ground(CONDITIONS),
            issue.has_keeper(CLAUSES.dossier),
            issue.keeper_is_registry_clerk(CLAUSES.dossier),
        ),
    ),
    clock=Deadline("issue_deadline", "valid_receipt", clauses.ISSUING),
    answered="Cục đã trả lời, đang bàn giao",
    more=DEVICES,
)
REQUEST = issue_request(
    code=CODE,
    title=f"{TITLE}: từng cơ quan, tổ chức",
    conditions=CONDITIONS,
    receiver="người giữ",
    receivers=KEEPER,
    kept=True,
    delivery_needs=frozenset({"custody_decision"}),
)
