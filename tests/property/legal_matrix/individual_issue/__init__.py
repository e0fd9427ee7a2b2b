"""The law of Mẫu 01 as rows written by hand from NĐ 68/2024, NĐ 30/2020 and the rules of Lai Châu and Vĩnh Long.

Nothing here is computed from the procedures: a row says what the law lets happen, and the product must agree.
"""

from tests.property.legal_matrix.individual_issue import (
    answer,
    copies,
    department,
    devices,
    drafting,
    ending,
    request_delivery,
    request_waiting,
    signing,
)

DOSSIER_ROWS = drafting.ROWS + signing.ROWS + department.ROWS + answer.ROWS + devices.ROWS + copies.ROWS + ending.ROWS
REQUEST_ROWS = request_waiting.ROWS + request_delivery.ROWS
