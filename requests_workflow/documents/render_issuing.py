"""Mẫu số 01, Mẫu số 07 and the minutes of hand-over: data in, PDF/A-3u bytes out; the same data, the same bytes."""

from dataclasses import replace
from typing import Any

from requests_workflow.documents import wording
from requests_workflow.documents.issuing import HandoverMinutes, HandoverNotice, IssueForm, Receiver
from requests_workflow.documents.model import Column, IncomingReference
from requests_workflow.documents.page import cleaned, incoming_parts, render_page
from requests_workflow.documents.render_requests import list_of, render_request_form
from requests_workflow.documents.request_wording import INDIVIDUAL_ISSUE
from requests_workflow.documents.requesting import RequestForm
from requests_workflow.documents.signing_sides import confirmation, side_of
from requests_workflow.documents.table import Place, table_of

__all__ = ["render_handover_minutes", "render_handover_notice", "render_issue_form"]

_ALONE_COLUMNS = (
    Column(key="name", title="Người nhận", width_mm=33),
    Column(
        key="certificate_serial", title="Số hiệu chứng thư chữ ký số", width_mm=42, may_be_blank=True, unbroken=True
    ),
    Column(
        key="device_serial", title="Số hiệu thiết bị lưu khóa bí mật", width_mm=29, may_be_blank=True, unbroken=True
    ),
    Column(key="condition", title="Tình trạng thiết bị", width_mm=25, may_be_blank=True),
    Column(key="received_at", title="Thời điểm nhận", width_mm=24, align="center", may_be_blank=True),
)
# With a column to sign in, the list needs a landscape page.
_LIST_COLUMNS = (
    Column(key="name", title="Người nhận", width_mm=34),
    Column(key="office", title="Chức vụ, cơ quan, tổ chức", width_mm=42, may_be_blank=True),
    Column(
        key="certificate_serial", title="Số hiệu chứng thư chữ ký số", width_mm=38, may_be_blank=True, unbroken=True
    ),
    Column(
        key="device_serial", title="Số hiệu thiết bị lưu khóa bí mật", width_mm=26, may_be_blank=True, unbroken=True
    ),
    Column(key="condition", title="Tình trạng thiết bị", width_mm=24, may_be_blank=True),
    Column(key="received_at", title="Thời điểm nhận", width_mm=22, align="center", may_be_blank=True),
)
_SIGN_MM = 54.0


def render_issue_form(form: IssueForm) -> bytes:
    """Render Mẫu số 01 (Nghị định 68/2024/NĐ-CP, Phụ lục); raises UnprintableText."""
    words = replace(
        INDIVIDUAL_ISSUE,
        request_title=form.request_title,
        contact_title=form.contact_title,
        annex_title=form.annex_title,
    )
    return render_request_form(
        RequestForm(
            document=form.document,
            wording=words,
            managing_body=form.managing_body,
            provider=form.provider,
            legal_basis=form.legal_basis,
            contact=form.contact,
            columns=form.columns,
            rows=form.rows,
            annex_from=form.annex_from,
        ),
    )


def render_handover_notice(notice: HandoverNotice) -> bytes:
    """Render Mẫu số 07 (Nghị định 68/2024/NĐ-CP, Phụ lục); raises UnprintableText."""
    notice = cleaned(notice)
    return render_page(
        template="handover_notice",
        document=notice.document,
        notice=notice,
        **incoming_parts(notice.request),
        remaining="" if notice.remaining is None else wording.count_of(notice.remaining),
        **list_of(notice, annex_title=notice.annex_title),
    )


def render_handover_minutes(minutes: HandoverMinutes) -> bytes:
    """Render the minutes of hand-over, to be signed or as the record of confirmations; raises UnprintableText.

    Places: "sig-person" for the giver, "sig-person-2" and on for the receivers in their order, each left out where
    that person has confirmed on screen. A single receiver signs below the text, several sign in the list of the annex.
    """
    minutes = cleaned(minutes)
    alone = len(minutes.receivers) == 1
    first = minutes.receivers[0]
    sides = [side_of(role="NGƯỜI GIAO", name=minutes.giver.name, confirmed_at=minutes.giver.confirmed_at, number=1)]
    columns: tuple[Column, ...] = _ALONE_COLUMNS
    if alone:
        sides.append(side_of(role="NGƯỜI NHẬN", name=first.name, confirmed_at=first.confirmed_at, number=2))
    else:
        columns = (*_LIST_COLUMNS, Column(key="sign", title=_sign_title(minutes.receivers), width_mm=_SIGN_MM))
    return render_page(
        template="handover_minutes",
        document=minutes.document,
        minutes=minutes,
        receiver=first if alone else None,
        request=_reference(minutes.request),
        decision=_reference(minutes.decision),
        began_at=wording.clock_in_words(minutes.began_at) if minutes.began_at else "",
        copies=wording.count_of(minutes.copies) if minutes.copies else "",
        count=wording.count_of(len(minutes.receivers)),
        table=table_of(
            columns=columns,
            rows=[_receiver_row(line, number) for number, line in enumerate(minutes.receivers, start=2)],
        ),
        in_annex=not alone,
        wide=not alone,
        annex_title="DANH SÁCH NGƯỜI NHẬN THIẾT BỊ LƯU KHÓA BÍ MẬT",
        annex_with="Biên bản bàn giao thiết bị lưu khóa bí mật",
        sides=sides,
    )


def _reference(reference: IncomingReference | None) -> dict[str, Any] | None:
    return incoming_parts(reference) if reference else None


def _receiver_row(line: Receiver, number: int) -> dict[str, str | Place]:
    return {
        "name": line.name,
        "office": ", ".join(filter(None, (line.position, line.organisation))),
        "certificate_serial": line.certificate_serial,
        "device_serial": line.device_serial,
        "condition": line.condition,
        "received_at": wording.short_time(line.received_at) if line.received_at else "",
        "sign": confirmation(line.confirmed_at) if line.confirmed_at else Place(f"sig-person-{number}"),
    }


def _sign_title(receivers: tuple[Receiver, ...]) -> str:
    confirmed = [receiver.confirmed_at is not None for receiver in receivers]
    if all(confirmed):
        return "Xác nhận của người nhận"
    return "Ký nhận hoặc xác nhận" if any(confirmed) else "Ký nhận"
