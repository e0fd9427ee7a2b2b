"""One function per document: data in, PDF/A-3u bytes out; the same data always gives the same bytes."""

from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass, replace
from itertools import groupby
from typing import Any, cast

from django.template.loader import render_to_string

from requests_workflow.documents import wording
from requests_workflow.documents.fonts import UnprintableText, printable
from requests_workflow.documents.model import (
    AdministrativeDocument,
    Column,
    CustodyRow,
    IncomingReference,
    Receipt,
    RecoveredDevice,
    RecoveryForm,
    RecoveryMinutes,
    RefusalLetter,
    Signer,
    SupplementNotice,
)
from requests_workflow.documents.pdf import html_to_pdf

__all__ = [
    "UnprintableText",
    "render_receipt",
    "render_recovery_form",
    "render_recovery_minutes",
    "render_refusal",
    "render_supplement_notice",
]

_ORDINAL_MM = 12.0
_SIGNATURE_MM = (50.0, 24.0)  # width and height of the place for a personal signature
_SPACE_MM = 32.0  # between title and printed name

_DEVICE_COLUMNS = (
    Column(key="serial", title="Số hiệu thiết bị lưu khóa bí mật", width_mm=45),
    Column(key="certificate_name", title="Tên chứng thư chữ ký số", width_mm=54),
    Column(key="note", title="Ghi chú", width_mm=54),
)
_RECOVERED_COLUMNS = (
    Column(key="serial", title="Số hiệu thiết bị lưu khóa bí mật", width_mm=40),
    Column(key="certificate_name", title="Tên chứng thư chữ ký số", width_mm=45),
    Column(key="result", title="Kết quả", width_mm=38),
    Column(key="recovered_at", title="Thời điểm hoàn thành", width_mm=30, align="center"),
)
_CUSTODY_COLUMNS = (
    Column(key="given_by", title="Người giao", width_mm=42),
    Column(key="taken_by", title="Người nhận", width_mm=42),
    Column(key="at", title="Thời điểm", width_mm=30, align="center"),
    Column(key="condition", title="Tình trạng thiết bị", width_mm=39),
)


def render_recovery_form(form: RecoveryForm) -> bytes:
    """Render Mẫu số 06 (Nghị định 68/2024/NĐ-CP, Phụ lục); raises UnprintableText."""
    form = _printable(form)
    person = form.coordinator
    return _render(
        "recovery_form",
        form.document,
        form=form,
        identity_issued_on=wording.short_date(person.identity_issued_on) if person.identity_issued_on else "",
        count=wording.count_of(len(form.rows)),
        table=_table(form.columns, form.rows),
        in_annex=len(form.rows) >= form.annex_from,
    )


def render_refusal(letter: RefusalLetter) -> bytes:
    """Render the department's written refusal with clause and reason; raises UnprintableText."""
    letter = _printable(letter)
    return _render(
        "refusal",
        letter.document,
        letter=letter,
        **_incoming(letter.incoming),
        received_at=wording.time_in_words(letter.received_at) if letter.received_at else "",
        table=_table(_DEVICE_COLUMNS, [_row(device) for device in letter.devices]),
    )


def render_supplement_notice(notice: SupplementNotice) -> bytes:
    """Render the notice that asks for what a request lacks; raises UnprintableText."""
    notice = _printable(notice)
    return _render(
        "supplement_notice",
        notice.document,
        notice=notice,
        **_incoming(notice.incoming),
        received_at=wording.time_in_words(notice.received_at) if notice.received_at else "",
    )


def render_receipt(receipt: Receipt) -> bytes:
    """Render the giấy tiếp nhận with first and valid receipt and the explained due time; raises UnprintableText."""
    receipt = _printable(receipt)
    return _render(
        "receipt",
        receipt.document,
        receipt=receipt,
        **_incoming(receipt.incoming),
        count=wording.count_of(receipt.device_count),
        first_received_at=wording.time_in_words(receipt.first_received_at),
        valid_received_at=wording.time_in_words(receipt.valid_received_at) if receipt.valid_received_at else "",
        due_at=wording.time_in_words(receipt.due_at) if receipt.due_at else "",
        reasons=wording.closed_list(receipt.due_reasons),
    )


def render_recovery_minutes(minutes: RecoveryMinutes) -> bytes:
    """Render the minutes of recovery and hand-over; raises UnprintableText."""
    minutes = _printable(minutes)
    return _render(
        "recovery_minutes",
        minutes.document,
        minutes=minutes,
        **_incoming(minutes.incoming),
        began_at=wording.clock_in_words(minutes.began_at),
        ended_at=wording.clock_in_words(minutes.ended_at),
        copies=wording.count_of(minutes.copies) if minutes.copies else "",
        devices=_table(_RECOVERED_COLUMNS, [_recovered_row(device) for device in minutes.devices]),
        custody=_table(_CUSTODY_COLUMNS, [_custody_row(row) for row in minutes.custody]),
        places=[(index, signatory) for index, signatory in enumerate(minutes.signatories, start=1)],
    )


def _render(template: str, document: AdministrativeDocument, **context: Any) -> bytes:
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


def _table(columns: tuple[Column, ...], rows: Iterable[Mapping[str, str]]) -> dict[str, Any]:
    """Give the template head cells in one or two rows, widths in percent and body cells in the columns' order."""
    total = _ORDINAL_MM + sum(column.width_mm for column in columns)
    grouped = any(column.group for column in columns)
    top: list[dict[str, Any]] = []
    below: list[Column] = []
    for group, run in groupby(columns, key=lambda column: column.group):
        members = list(run)
        if group:
            top.append({"title": group, "colspan": len(members), "rowspan": 1})
            below.extend(members)
        else:
            top.extend({"title": column.title, "colspan": 1, "rowspan": 2 if grouped else 1} for column in members)
    return {
        "widths": [f"{width / total * 100:.3f}%" for width in (_ORDINAL_MM, *(c.width_mm for c in columns))],
        "rowspan": 2 if grouped else 1,
        "top": top,
        "below": below,
        "span": len(columns) + 1,
        "rows": [[_cell(row.get(column.key, ""), column.align) for column in columns] for row in rows],
    }


def _cell(text: str, align: str) -> dict[str, str]:
    """Keep the domain of an e-mail address whole: a narrow cell then breaks before "@", without adding a character."""
    local, at, domain = text.partition("@")
    whole = bool(at) and " " not in text and "@" not in domain
    return {"text": local if whole else text, "domain": at + domain if whole else "", "align": align}


def _row(device: Any) -> dict[str, str]:
    return {item.name: getattr(device, item.name) for item in fields(device)}


def _recovered_row(device: RecoveredDevice) -> dict[str, str]:
    return _row(device) | {"recovered_at": wording.short_time(device.recovered_at) if device.recovered_at else ""}


def _custody_row(row: CustodyRow) -> dict[str, str]:
    return _row(row) | {"at": wording.short_time(row.at)}


def _incoming(incoming: IncomingReference) -> dict[str, Any]:
    dated = f" {wording.day_in_words(incoming.issued_on)}" if incoming.issued_on else ""
    return {"incoming": incoming, "incoming_dated": dated}


def _printable[T](value: T) -> T:
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
