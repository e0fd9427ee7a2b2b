"""The clauses of Mẫu 04, as the guidance of Tân Uyên (mục 4, 5) and the decree give them."""

from requests_workflow.engine.clauses import Clause
from requests_workflow.procedures.provider_request.clauses import RequestClauses
from requests_workflow.regulations.instruments import ND_68_2024

RENEWAL_TERM = Clause(ND_68_2024, "Điều 9 khoản 3")
RENEWAL = Clause(ND_68_2024, "Điều 13")
RENEWING = Clause(ND_68_2024, "Điều 14")
CHANGE_CASES = Clause(ND_68_2024, "Điều 15")
CHANGE = Clause(ND_68_2024, "Điều 16")
POSITION_CHANGED = Clause(ND_68_2024, "Điều 17 khoản 2 điểm b")
REQUEST = RequestClauses(
    dossier=RENEWING,
    form=Clause(ND_68_2024, "Mẫu số 04 Phụ lục"),
    answering=RENEWING,
    closing=RENEWING,
)
