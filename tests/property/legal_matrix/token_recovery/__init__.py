"""The law of Mẫu 06 as rows written by hand from NĐ 68/2024, NĐ 30/2020 and the rules of Lai Châu and Tân Uyên.

Nothing here is computed from the procedures: a row says what the law lets happen, and the product must agree.
"""

from tests.property.legal_matrix.number_first import number_first
from tests.property.legal_matrix.token_recovery import deciding, drafting, receiving, request, signing
from tests.property.legal_matrix.token_recovery.row import Row

DOSSIER_ROWS = drafting.ROWS + signing.ROWS + receiving.ROWS + deciding.ROWS + number_first(Row)
REQUEST_ROWS = request.ROWS
