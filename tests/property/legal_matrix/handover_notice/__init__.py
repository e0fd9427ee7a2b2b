"""The law of Mẫu 07 as rows written by hand from NĐ 68/2024 Điều 12, Tân Uyên mục 3a and NĐ 30/2020.

Nothing here is computed from the procedures: a row says what the law lets happen, and the product must agree.
"""

from tests.property.legal_matrix.handover_notice import drafting, request, sending

DOSSIER_ROWS = drafting.ROWS + sending.ROWS
REQUEST_ROWS = request.ROWS
