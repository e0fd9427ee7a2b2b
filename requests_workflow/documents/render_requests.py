"""Mẫu số 01-05: data in, PDF/A-3u bytes out; the same data always gives the same bytes."""

from typing import Any

from requests_workflow.documents import wording
from requests_workflow.documents.issuing import HandoverNotice
from requests_workflow.documents.page import cleaned, render_page
from requests_workflow.documents.requesting import RequestForm
from requests_workflow.documents.table import is_wide, table_of

__all__ = ["list_of", "render_request_form"]


def render_request_form(form: RequestForm) -> bytes:
    """Render a văn bản đề nghị of Mẫu số 01-05 (Nghị định 68/2024/NĐ-CP, Phụ lục); raises UnprintableText."""
    form = cleaned(form)
    return render_page(
        template="request_form",
        document=form.document,
        form=form,
        legal_basis=form.legal_basis or form.wording.legal_basis,
        remarks=form.remarks,
        **list_of(form, annex_title=form.wording.annex_title),
    )


def list_of(form: RequestForm | HandoverNotice, *, annex_title: str) -> dict[str, Any]:
    """Return table, number of rows and whether the table stands in a (landscape) annex, for the template."""
    wide = is_wide(form.columns)
    return {
        "count": wording.count_of(len(form.rows)),
        "table": table_of(columns=form.columns, rows=form.rows),
        "wide": wide,
        "in_annex": wide or len(form.rows) >= form.annex_from,
        "annex_title": annex_title,
    }
