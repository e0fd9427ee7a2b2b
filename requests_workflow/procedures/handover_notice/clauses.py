"""The clauses of Mẫu 07: known through the guidance of Tân Uyên, mục 3 điểm a, that cites the decree."""

from requests_workflow.engine.clauses import Clause
from requests_workflow.regulations.instruments import ND_68_2024

NOTICE = Clause(ND_68_2024, "Điều 12")
