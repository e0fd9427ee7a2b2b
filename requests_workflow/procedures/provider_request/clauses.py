"""The clauses that each request to the provider brings, and those that all of them share."""

from dataclasses import dataclass

from requests_workflow.engine.clauses import Clause
from requests_workflow.regulations.instruments import ND_68_2024, PRODUCT_RULES

COPY = Clause(ND_68_2024, "Điều 4")
RECEIVING_POINT = Clause(PRODUCT_RULES, "Sở làm đầu mối tiếp nhận,")
REASSIGNING = Clause(PRODUCT_RULES, "Phân công xử lý,")


@dataclass(frozen=True, kw_only=True)
class RequestClauses:
    """Of one procedure: what a complete dossier holds, the form, the provider's answer with its term, and the end."""

    dossier: Clause
    form: Clause
    answering: Clause
    closing: Clause
