"""One function per document: data in, PDF/A-3u bytes out; the same data always gives the same bytes."""

from typing import Any

from requests_workflow.documents import wording
from requests_workflow.documents.fonts import UnprintableText
from requests_workflow.documents.model import (
    Column,
    CustodyRow,
    Receipt,
    RecoveredDevice,
    RecoveryForm,
    RecoveryMinutes,
    RefusalLetter,
    RowGrounds,
    SupplementNotice,
)
from requests_workflow.documents.page import cleaned, incoming_parts, render_page
from requests_workflow.documents.table import row_of, table_of

__all__ = [
    "UnprintableText",
    "render_receipt",
    "render_recovery_form",
    "render_recovery_minutes",
    "render_refusal",
    "render_supplement_notice",
]

_DEVICE_COLUMNS = (
    Column(key="serial", title="Số hiệu thiết bị lưu khóa bí mật", width_mm=45, unbroken=True),
    Column(key="certificate_name", title="Tên chứng thư chữ ký số", width_mm=54),
    Column(key="note", title="Ghi chú", width_mm=54, may_be_blank=True),
)
_PERSON_COLUMNS = (
    Column(key="full_name", title="Họ và tên", width_mm=45),
    Column(key="workplace", title="Cơ quan, tổ chức công tác", width_mm=54),
    Column(key="note", title="Ghi chú", width_mm=54, may_be_blank=True),
)
_RECOVERED_COLUMNS = (
    Column(key="serial", title="Số hiệu thiết bị lưu khóa bí mật", width_mm=40, unbroken=True),
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
_ROW_COLUMNS = (
    Column(key="position", title="Dòng trong đề nghị", width_mm=19, align="center"),
    Column(key="name", title="Tên", width_mm=38),
    Column(key="serial", title="Số hiệu", width_mm=28, unbroken=True),
    Column(key="grounds", title="Lý do và căn cứ", width_mm=68),
)
_ROW_ITEMS = (*_ROW_COLUMNS[:3], Column(key="grounds", title="Nội dung bổ sung và căn cứ", width_mm=68))


def render_recovery_form(form: RecoveryForm) -> bytes:
    """Render Mẫu số 06 (Nghị định 68/2024/NĐ-CP, Phụ lục); raises UnprintableText."""
    form = cleaned(form)
    person = form.coordinator
    return render_page(
        template="recovery_form",
        document=form.document,
        form=form,
        identity_issued_on=wording.short_date(person.identity_issued_on) if person.identity_issued_on else "",
        count=wording.count_of(len(form.rows)),
        table=table_of(columns=form.columns, rows=form.rows),
        in_annex=len(form.rows) >= form.annex_from,
        annex_title="DANH SÁCH THIẾT BỊ LƯU KHÓA BÍ MẬT ĐỀ NGHỊ KHÔI PHỤC",
    )


def render_refusal(letter: RefusalLetter) -> bytes:
    """Render the department's written refusal with clause and reason; raises UnprintableText."""
    letter = cleaned(letter)
    return render_page(
        template="refusal",
        document=letter.document,
        letter=letter,
        **incoming_parts(letter.incoming),
        received_at=wording.time_in_words(letter.received_at) if letter.received_at else "",
        table=_table_with(_DEVICE_COLUMNS, [row_of(device) for device in letter.devices], if_filled="note"),
        people=_table_with(_PERSON_COLUMNS, [row_of(person) for person in letter.people], if_filled="note"),
        listed=_grounds_table(letter.rows, _ROW_COLUMNS),
        partly=_part_of(letter),
    )


def render_supplement_notice(notice: SupplementNotice) -> bytes:
    """Render the notice that asks for what a request lacks; raises UnprintableText."""
    notice = cleaned(notice)
    return render_page(
        template="supplement_notice",
        document=notice.document,
        notice=notice,
        **incoming_parts(notice.incoming),
        received_at=wording.time_in_words(notice.received_at) if notice.received_at else "",
        listed=_grounds_table(notice.rows, _ROW_ITEMS),
    )


def render_receipt(receipt: Receipt) -> bytes:
    """Render the giấy tiếp nhận with first and valid receipt and the explained due time; raises UnprintableText."""
    receipt = cleaned(receipt)
    return render_page(
        template="receipt",
        document=receipt.document,
        receipt=receipt,
        **incoming_parts(receipt.incoming),
        count=wording.count_of(receipt.device_count),
        first_received_at=wording.time_in_words(receipt.first_received_at),
        valid_received_at=wording.time_in_words(receipt.valid_received_at) if receipt.valid_received_at else "",
        due_at=wording.time_in_words(receipt.due_at) if receipt.due_at else "",
        reasons=wording.closed_list(receipt.due_reasons),
    )


def render_recovery_minutes(minutes: RecoveryMinutes) -> bytes:
    """Render the minutes of recovery and hand-over; raises UnprintableText."""
    minutes = cleaned(minutes)
    return render_page(
        template="recovery_minutes",
        document=minutes.document,
        minutes=minutes,
        **incoming_parts(minutes.incoming),
        began_at=wording.clock_in_words(minutes.began_at),
        ended_at=wording.clock_in_words(minutes.ended_at),
        copies=wording.count_of(minutes.copies) if minutes.copies else "",
        devices=table_of(columns=_RECOVERED_COLUMNS, rows=[_recovered_row(device) for device in minutes.devices]),
        custody=table_of(columns=_CUSTODY_COLUMNS, rows=[_custody_row(row) for row in minutes.custody]),
        places=[(index, signatory) for index, signatory in enumerate(minutes.signatories, start=1)],
    )


def _part_of(letter: RefusalLetter) -> str:
    """Return "02 trong số 05 trường hợp của " where the letter refuses some of the rows alone."""
    if not letter.rows or letter.row_count is None or len(letter.rows) >= letter.row_count:
        return ""
    return f"{wording.count_of(len(letter.rows))} trong số {wording.count_of(letter.row_count)} trường hợp của "


def _grounds_table(rows: tuple[RowGrounds, ...], columns: tuple[Column, ...]) -> dict[str, Any]:
    lines = [
        {
            "position": str(row.position),
            "name": row.name,
            "serial": row.serial,
            "grounds": " ".join(
                f"{ground.reason or 'không có'} (căn cứ: {ground.clause or 'không có'})." for ground in row.grounds
            ),
        }
        for row in rows
    ]
    return _table_with(columns, lines, if_filled="serial")


def _table_with(columns: tuple[Column, ...], lines: list[dict[str, Any]], *, if_filled: str) -> dict[str, Any]:
    """Leave out the column `if_filled` where no line fills it."""
    shown = tuple(c for c in columns if c.key != if_filled or any(line[if_filled] for line in lines))
    return table_of(columns=shown, rows=[{column.key: line[column.key] for column in shown} for line in lines])


def _recovered_row(device: RecoveredDevice) -> dict[str, Any]:
    return row_of(device) | {"recovered_at": wording.short_time(device.recovered_at) if device.recovered_at else ""}


def _custody_row(row: CustodyRow) -> dict[str, Any]:
    return row_of(row) | {"at": wording.short_time(row.at)}
