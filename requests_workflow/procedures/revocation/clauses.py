"""The clauses of revocation."""

from requests_workflow.engine.clauses import Clause
from requests_workflow.procedures.provider_request.clauses import RequestClauses
from requests_workflow.regulations.instruments import ND_68_2024

CASES = Clause(ND_68_2024, "Điều 17")
BY_AUTHORITIES = Clause(ND_68_2024, "Điều 17 khoản 1 điểm c")
WHO_MAY_ASK = Clause(ND_68_2024, "Điều 18")
REVOKING = Clause(ND_68_2024, "Điều 19")
RETURNING = Clause(ND_68_2024, "Điều 20")
REQUEST = RequestClauses(
    dossier=REVOKING,
    form=Clause(ND_68_2024, "Mẫu số 05 Phụ lục"),
    answering=REVOKING,
    closing=RETURNING,
)
