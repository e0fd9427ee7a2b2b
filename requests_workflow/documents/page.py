"""What every printed document shares: one page frame and one cleaning of the data."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any, cast

from django.template.loader import render_to_string

from requests_workflow.documents import wording
from requests_workflow.documents.fonts import printable
from requests_workflow.documents.model import AdministrativeDocument, IncomingReference, Signer
from requests_workflow.documents.pdf import html_to_pdf

_SIGNATURE_MM = (50.0, 24.0)  # width and height of the place for a personal signature
_SPACE_MM = 32.0  # between title and printed name


def render_page(*, template: str, document: AdministrativeDocument, **context: Any) -> bytes:
    """Return the PDF of one of templates/documents, with the frame's values added to those given."""
    day, month, year = wording.date_parts(document.issued_on) if document.issued_on else ("", "", "")
    context |= {
        "document": document,
        "number": wording.document_number(document.number) if document.number else "",
        "day": day,
        "month": month,
        "year": year,
        "recipients": wording.closed_list(document.recipients),
        "copies_to": wording.closed_list(document.copies_to),
        "seal_style": _seal_style(document.signer),
        "sign_space_style": f"height: {_SPACE_MM:.1f}mm",
        "person_style": _person_style(),
    }
    return html_to_pdf(render_to_string(f"documents/{template}.html", context))


def _person_style() -> str:
    width, height = _SIGNATURE_MM
    return f"width: {width:.1f}mm; height: {height:.1f}mm; margin-left: {-width / 2:.1f}mm; top: {_top(height)}"


def _seal_style(signer: Signer | None) -> str:
    """Place the seal: its right edge is the left edge of the signature plus one third of its width (Phụ lục I, 8)."""
    if signer is None or signer.seal_mm is None:
        return ""
    size, width = signer.seal_mm, _SIGNATURE_MM[0]
    left = -width / 2 + width / 3 - size
    return f"width: {size:.1f}mm; height: {size:.1f}mm; margin-left: {left:.2f}mm; top: {_top(size)}"


def _top(height: float) -> str:
    return f"{(_SPACE_MM - height) / 2:.1f}mm"


def incoming_parts(incoming: IncomingReference) -> dict[str, Any]:
    """Return what the template _incoming.html names a document by."""
    dated = f" {wording.day_in_words(incoming.issued_on)}" if incoming.issued_on else ""
    return {"incoming": incoming, "incoming_dated": dated}


def cleaned[T](value: T) -> T:
    """Return the same data with every text in NFC and free of invisible characters; raises UnprintableText."""
    return cast(T, _cleaned(value))


def _cleaned(value: Any) -> Any:
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, tuple):
        return tuple(_cleaned(item) for item in value)
    if isinstance(value, Mapping):
        return {key: _cleaned(item) for key, item in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{item.name: _cleaned(getattr(value, item.name)) for item in fields(value)})
    return value
