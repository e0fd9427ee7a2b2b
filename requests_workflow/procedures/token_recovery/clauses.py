"""The clauses of Mẫu 06 alone; a profile's local_clauses may say them more closely.

The text of Điều 22 Nghị định số 68/2024/NĐ-CP is known through local rules that cite it: khoản 1 the cases, khoản 2 the
dossier, khoản 3 the procedure at the provider.
"""

from requests_workflow.engine.clauses import Clause
from requests_workflow.regulations.instruments import ND_68_2024, PRODUCT_RULES

RECOVERY = Clause(ND_68_2024, "Điều 22")
RECOVERY_DOSSIER = Clause(ND_68_2024, "Điều 22 khoản 2")
RECOVERY_AT_PROVIDER = Clause(ND_68_2024, "Điều 22 khoản 3")
REASSIGNING = Clause(PRODUCT_RULES, "Phân công xử lý,")
