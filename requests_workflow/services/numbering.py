"""Number and date are written into the signed PDF by an incremental update, so that the signature stays valid (Y8)."""

from datetime import date, datetime

from directory.models import User
from requests_workflow.documents.wording import date_parts, document_number
from requests_workflow.models import Document
from requests_workflow.services.documents import file_document, read
from requests_workflow.services.errors import FieldError, InvalidInput
from signing.errors import FieldMissing
from signing.services.fields import fill_fields


def file_numbered(*, source: Document, kind: str, number: str, day: date, by: User | None, now: datetime) -> Document:
    """Files a new version of `source` with number and date filled in.

    Raises InvalidInput where the PDF has no such fields (it was not made here).
    """
    day_text, month_text, year_text = date_parts(day)
    values = {
        "so_van_ban": document_number(number),
        "ngay_van_ban": day_text,
        "thang_van_ban": month_text,
        "nam_van_ban": year_text,
    }
    try:
        data = fill_fields(data=read(source), values=values)
    except FieldMissing as error:
        raise InvalidInput(
            FieldError("number", "Tệp đã ký không có ô số, ngày của biểu mẫu. Trả lại để lập và ký lại từ hệ thống.")
        ) from error
    return file_document(
        dossier=source.dossier, kind=kind, data=data, name=source.file_name, by=by, now=now, previous=source
    )
