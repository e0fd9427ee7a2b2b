"""The clauses of Mẫu 01; a profile's local_clauses may say them more closely."""

from requests_workflow.engine.clauses import Clause
from requests_workflow.regulations.instruments import ND_68_2024, PRODUCT_RULES

CONDITIONS = Clause(ND_68_2024, "Điều 10 khoản 1")
ISSUE_DOSSIER = Clause(ND_68_2024, "Điều 11 khoản 1 điểm a")
FORM = Clause(ND_68_2024, "Mẫu số 01 Phụ lục")
ISSUING = Clause(ND_68_2024, "Điều 11 khoản 2")
HANDOVER = Clause(ND_68_2024, "Điều 12")
COPY = Clause(ND_68_2024, "Điều 4")
RECEIVING_POINT = Clause(PRODUCT_RULES, "Sở làm đầu mối tiếp nhận,")
TWO_SIDES = Clause(PRODUCT_RULES, "Hai bên xác nhận bàn giao,")
NOT_DELIVERED = Clause(PRODUCT_RULES, "Không bàn giao thiết bị,")
ACTIVATION = Clause(PRODUCT_RULES, "Xác nhận dùng được,")
REASSIGNING = Clause(PRODUCT_RULES, "Phân công xử lý,")
