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
    request_issued,
    request_waiting,
    signing,
)
from tests.property.legal_matrix.individual_issue.row import Row
from tests.property.legal_matrix.number_first import number_first

# Of a request to the provider, whatever it asks for.
DOCUMENT_ROWS: tuple[Row, ...] = drafting.ROWS + signing.ROWS + number_first(Row)
DOCUMENT_ROWS += department.ROWS + answer.ROWS + copies.ROWS + ending.ROWS
WAITING_ROWS = request_waiting.ROWS
# Of a first certificate, whoever it is for.
HANDING_ROWS = devices.ROWS + request_issued.SHARED + request_delivery.SHARED

DOSSIER_ROWS = DOCUMENT_ROWS + devices.ROWS
REQUEST_ROWS = WAITING_ROWS + request_issued.ROWS + request_delivery.ROWS
