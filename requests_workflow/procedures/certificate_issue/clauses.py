"""The clauses that first certificates share."""

from requests_workflow.engine.clauses import Clause
from requests_workflow.regulations.instruments import ND_68_2024, PRODUCT_RULES

ISSUING = Clause(ND_68_2024, "Điều 11 khoản 2")
HANDOVER = Clause(ND_68_2024, "Điều 12")
TWO_SIDES = Clause(PRODUCT_RULES, "Hai bên xác nhận bàn giao,")
NEW_KEEPER = Clause(PRODUCT_RULES, "Đổi người giữ trước khi bàn giao,")
SERIAL_CORRECTION = Clause(PRODUCT_RULES, "Đính chính số hiệu thiết bị,")
NOT_DELIVERED = Clause(PRODUCT_RULES, "Không bàn giao thiết bị,")
ACTIVATION = Clause(PRODUCT_RULES, "Xác nhận dùng được,")
