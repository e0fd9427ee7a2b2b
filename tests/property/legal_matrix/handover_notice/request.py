"""One device of a notice: it goes with its paper, nobody moves it alone."""

from tests.property.legal_matrix.handover_notice.row import NOTICE, REQUEST, Row
from tests.property.legal_matrix.token_recovery.row import ND30

ROWS = (
    Row("Tân Uyên mục 3a: thông báo đã gửi thì đã thông báo", "pending", "close_noticed", "system", procedure=REQUEST),
    Row(
        "... không ai đánh dấu bằng tay",
        "pending",
        "close_noticed",
        "clerk",
        {},
        {"wrong_role": NOTICE},
        procedure=REQUEST,
    ),
    Row(
        "... đã thông báo thì không thông báo lại",
        "closed",
        "close_noticed",
        "system",
        {},
        {"wrong_state": NOTICE},
        procedure=REQUEST,
    ),
    Row("Bỏ cả thông báo thì bỏ từng dòng", "pending", "withdraw", "system", procedure=REQUEST),
    Row(
        "... từng dòng không bỏ riêng",
        "pending",
        "withdraw",
        "contact_officer",
        {},
        {"wrong_role": (ND30, "Điều 18 khoản 4")},
        procedure=REQUEST,
    ),
    Row(
        "... đã gửi thì không bỏ",
        "closed",
        "withdraw",
        "system",
        {},
        {"wrong_state": (ND30, "Điều 18 khoản 4")},
        procedure=REQUEST,
    ),
)
