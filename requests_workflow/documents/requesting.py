"""What a văn bản đề nghị of Mẫu số 01-05 says, as frozen data; the sentences of each come from request_wording.py."""

from collections.abc import Mapping
from dataclasses import dataclass

from requests_workflow.documents.issuing import Fact, check_rows
from requests_workflow.documents.model import AdministrativeDocument, Column
from requests_workflow.documents.request_wording import RequestWording


@dataclass(frozen=True, kw_only=True)
class RequestForm:
    """Mẫu số 01-05, Nghị định 68/2024/NĐ-CP: the managing body asks the provider for something, row by row.

    `managing_body` and `provider` are names as used in running text. `legal_basis` completes "Căn cứ …"; empty, the
    wording's own stands there. `contact` is section 1, line by line. The ordinal
    column (STT) is added by the renderer; `rows` map a column's key to its text. From `annex_from` rows on, and
    whenever the columns need a landscape page, the table goes to an annex. `remarks` are paragraphs below the table.
    Raises ValueError without columns, or for a row with a key of no column.
    """

    document: AdministrativeDocument
    wording: RequestWording
    managing_body: str
    provider: str
    contact: tuple[Fact, ...]
    columns: tuple[Column, ...]
    rows: tuple[Mapping[str, str], ...]
    legal_basis: str = ""
    remarks: tuple[str, ...] = ()
    annex_from: int = 11

    def __post_init__(self) -> None:
        check_rows(self.columns, self.rows)
