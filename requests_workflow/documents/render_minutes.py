"""Mẫu số 08, 09 and the minutes of a change of keeper: data in, PDF/A-3u bytes out; the same data, the same bytes."""

from datetime import datetime
from typing import Any

from requests_workflow.documents import wording
from requests_workflow.documents.minutes import DeviceReturnMinutes, KeeperChangeMinutes, LossMinutes, Side
from requests_workflow.documents.model import Column
from requests_workflow.documents.page import cleaned, incoming_parts, render_page
from requests_workflow.documents.signing_sides import side_of
from requests_workflow.documents.table import Place, is_wide, row_of, table_of

__all__ = ["render_device_return", "render_keeper_change", "render_loss"]

_SUBSCRIBER_COLUMNS = (
    Column(key="name", title="Thuê bao", width_mm=36),
    Column(key="office", title="Chức vụ, cơ quan, tổ chức", width_mm=44),
    Column(key="identity_number", title="Số định danh cá nhân", width_mm=31),
    Column(key="sign", title="Ký", width_mm=42),
)
_KEPT_COLUMNS = (
    Column(key="certificate_name", title="Tên chứng thư chữ ký số", width_mm=39),
    Column(key="certificate_serial", title="Số hiệu chứng thư chữ ký số", width_mm=50, unbroken=True),
    Column(key="device_serial", title="Số hiệu thiết bị lưu khóa bí mật", width_mm=35, unbroken=True),
    Column(key="condition", title="Tình trạng thiết bị", width_mm=29, may_be_blank=True),
)
_BLANK = "." * 40
_BLANK_DAY = "ngày ..... tháng ..... năm ........"


def render_device_return(minutes: DeviceReturnMinutes) -> bytes:
    """Render Mẫu số 08 (Nghị định 68/2024/NĐ-CP, Phụ lục); raises UnprintableText.

    Places: "sig-person" and "sig-seal" of the giving body's leader, "sig-person-2" for the receiving side.
    """
    minutes = cleaned(minutes)
    receiver = minutes.receiver
    return render_page(
        template="device_return",
        document=minutes.document,
        minutes=minutes,
        notice=incoming_parts(minutes.notice) if minutes.notice else None,
        sides=[("Bên giao", _lines(minutes.giver)), ("Bên nhận", _lines_or_blanks(receiver))],
        other={"role": "ĐẠI DIỆN BÊN NHẬN", "name": receiver.name},
        own_role="ĐẠI DIỆN BÊN GIAO",
        **_beginning(minutes.began_at, minutes.location),
        **_listed(minutes),
        annex_title="DANH SÁCH THIẾT BỊ LƯU KHÓA BÍ MẬT GIAO, NHẬN",
        annex_of="Biên bản",
    )


def render_loss(minutes: LossMinutes) -> bytes:
    """Render Mẫu số 09 (Nghị định 68/2024/NĐ-CP, Phụ lục); raises UnprintableText.

    Places: "sig-person" and "sig-seal" of the managing body's leader, "sig-person-2" and on for the subscribers.
    """
    minutes = cleaned(minutes)
    people = minutes.subscribers
    listed = _listed(minutes)
    sides = [("Đại diện cơ quan, tổ chức quản lý trực tiếp", _lines(minutes.managing_body))]
    other = None
    if len(people) <= 1:
        alone = people[0] if people else Side()
        sides.append(("Thuê bao", _lines_or_blanks(alone)))
        other = {"role": "THUÊ BAO", "name": alone.name}
    return render_page(
        template="device_loss",
        document=minutes.document,
        minutes=minutes,
        sides=sides,
        people_count=wording.count_of(len(people)),
        people=table_of(columns=_SUBSCRIBER_COLUMNS, rows=[_who(one, at) for at, one in enumerate(people, start=2)]),
        people_in_annex=len(people) >= minutes.annex_from,
        people_number="I" if listed["in_annex"] else "",
        other=other,
        own_role="ĐẠI DIỆN CƠ QUAN, TỔ CHỨC",
        **_beginning(minutes.began_at, minutes.location),
        **listed,
        annex_title="DANH SÁCH THIẾT BỊ LƯU KHÓA BÍ MẬT THẤT LẠC",
        annex_number="II" if len(people) >= minutes.annex_from else "",
        annex_of="Biên bản",
    )


def render_keeper_change(minutes: KeeperChangeMinutes) -> bytes:
    """Render the minutes of a change of keeper; raises UnprintableText.

    Places: "sig-person" for the giver and "sig-person-2" for the receiver, each left out where he confirmed on screen.
    """
    minutes = cleaned(minutes)
    changed = minutes.password_changed_at
    giver, receiver = minutes.giver, minutes.receiver
    return render_page(
        template="keeper_change",
        document=minutes.document,
        minutes=minutes,
        decision=incoming_parts(minutes.decision),
        changed_at=wording.clock_in_words(changed) if changed else f"..... giờ ..... phút, {_BLANK_DAY}",
        copies=wording.count_of(minutes.copies) if minutes.copies else "",
        count=wording.count_of(len(minutes.devices)),
        table=table_of(columns=_KEPT_COLUMNS, rows=[row_of(device) for device in minutes.devices]),
        sides=[
            side_of(role="NGƯỜI GIAO", name=giver.name, confirmed_at=giver.confirmed_at, number=1),
            side_of(role="NGƯỜI NHẬN", name=receiver.name, confirmed_at=receiver.confirmed_at, number=2),
        ],
        **_beginning(minutes.began_at, minutes.location),
    )


def _beginning(began_at: datetime | None, location: str) -> dict[str, str]:
    moment = wording.clock_in_words(began_at) if began_at else f"..... giờ ..... phút, {_BLANK_DAY}"
    return {"began_at": moment, "location": location or ("không có" if began_at else _BLANK)}


def _listed(minutes: DeviceReturnMinutes | LossMinutes) -> dict[str, Any]:
    wide = is_wide(minutes.columns)
    return {
        "count": wording.count_of(len(minutes.rows)),
        "copies": wording.count_of(minutes.copies) if minutes.copies else "",
        "table": table_of(columns=minutes.columns, rows=minutes.rows),
        "wide": wide,
        "in_annex": wide or len(minutes.rows) >= minutes.annex_from,
    }


def _lines(side: Side) -> list[tuple[str, str]]:
    issued_on = wording.short_date(side.identity_issued_on) if side.identity_issued_on else ""
    identity = (
        f"{side.identity_number or 'không có'}; Ngày cấp: {issued_on or 'không có'}; "
        f"Nơi cấp: {side.identity_issued_by or 'không có'}"
    )
    return [
        ("Họ và tên", side.name),
        ("Chức vụ", side.position),
        ("Cơ quan, tổ chức", side.organisation),
        ("Số định danh cá nhân", identity),
        ("Số điện thoại", side.phone),
    ]


def _lines_or_blanks(side: Side) -> list[tuple[str, str]]:
    """Leave to the hand what is not known of a side that nobody is named for."""
    if side.name:
        return _lines(side)
    return [
        ("Họ và tên", _BLANK),
        ("Chức vụ", side.position or _BLANK),
        ("Cơ quan, tổ chức", side.organisation or _BLANK),
        ("Số định danh cá nhân", side.identity_number or _BLANK),
        ("Số điện thoại", side.phone or _BLANK),
    ]


def _who(person: Side, number: int) -> dict[str, str | Place]:
    return {
        "name": person.name,
        "office": ", ".join(filter(None, (person.position, person.organisation))),
        "identity_number": person.identity_number,
        "sign": Place(f"sig-person-{number}"),
    }
