"""Where the law of Mẫu 02–05, 08 and 09 is that of Mẫu 01 and 07, said with its own articles.

A request to the provider is drafted, signed, sent, answered, supplemented and withdrawn alike whatever it asks for; so
are papers that nobody has to answer. What differs is which article of NĐ 68/2024 asks for it.
"""

from collections.abc import Mapping
from dataclasses import replace

from tests.property.legal_matrix import individual_issue as individual
from tests.property.legal_matrix.handover_notice import drafting, sending
from tests.property.legal_matrix.handover_notice.row import NOTICE
from tests.property.legal_matrix.individual_issue.row import CONDITIONS, HANDOVER, ISSUE_DOSSIER, ISSUING, ND68
from tests.property.legal_matrix.token_recovery.row import Row

type Article = tuple[str, str]

FORM: Article = (ND68, "Mẫu số 01 Phụ lục")
# The article for Mẫu 01 -> the one that says it for the other form.
ARTICLES: Mapping[str, Mapping[Article, Article]] = {
    "organisation_issue": {
        ISSUE_DOSSIER: (ND68, "Điều 11 khoản 1 điểm b"),
        FORM: (ND68, "Mẫu số 02 Phụ lục"),
        CONDITIONS: (ND68, "Điều 10 khoản 2"),
    },
    "system_issue": {
        ISSUE_DOSSIER: (ND68, "Điều 11 khoản 1 điểm c"),
        FORM: (ND68, "Mẫu số 03 Phụ lục"),
        CONDITIONS: (ND68, "Điều 10 khoản 3"),
    },
    # Điều 14 says what is sent, within which term it is answered, and that the new certificate is installed.
    "certificate_update": {
        ISSUE_DOSSIER: (ND68, "Điều 14"),
        FORM: (ND68, "Mẫu số 04 Phụ lục"),
        ISSUING: (ND68, "Điều 14"),
        HANDOVER: (ND68, "Điều 14"),
    },
    # The matter ends when the device is back: Điều 20.
    "revocation": {
        ISSUE_DOSSIER: (ND68, "Điều 19"),
        FORM: (ND68, "Mẫu số 05 Phụ lục"),
        ISSUING: (ND68, "Điều 19"),
        HANDOVER: (ND68, "Điều 20"),
    },
    "device_return": {NOTICE: (ND68, "Điều 20")},
    "device_loss": {NOTICE: (ND68, "Điều 20")},
}
FIRST_CERTIFICATES = ("organisation_issue", "system_issue")
PAPERS = ("device_return", "device_loss")


def shared_rows(code: str) -> tuple[Row, ...]:
    """The rows of Mẫu 01 or 07 that the law says of the procedure `code` too, with its articles."""
    if code in PAPERS:
        return tuple(_said_of(code, row, before="handover_notice") for row in drafting.SHARED + sending.ROWS)
    rows: tuple[Row, ...] = individual.DOCUMENT_ROWS + individual.WAITING_ROWS
    if code in FIRST_CERTIFICATES:
        rows += individual.HANDING_ROWS
    return tuple(_said_of(code, row, before="individual_issue") for row in rows)


def _said_of(code: str, row: Row, *, before: str) -> Row:
    articles = ARTICLES[code]
    return replace(
        row,
        procedure=row.procedure.replace(before, code),
        refused={refusal: articles.get(clause, clause) for refusal, clause in row.refused.items()},
    )
