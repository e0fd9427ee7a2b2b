"""Who may be given a device, and by what (Ninh Thuận Điều 16.4, Ninh Bình Điều 15.2)."""

from datetime import date

from directory.models import Agency, Person, Subscriber
from tokens.models import Token
from tokens.selectors.keepers import is_registry_clerk
from tokens.services.errors import CannotRecord


def refuse_taker(
    token: Token,
    person: Person | None,
    *,
    to_agency: Agency,
    on: date,
    decision: tuple[str, date | None],
    lent: bool = False,
) -> None:
    """Raises CannotRecord for a person who may not be given the device on that day.

    An organisation's device is kept by the văn thư of the body that takes it, or of the one that manages it; `lent`: by
    whomever the head permits in writing to use it for a while (Lai Châu Điều 21.2). Nobody else's device is lent.
    """
    if person is None:
        return
    if person.left_on is not None and person.left_on <= on:
        raise CannotRecord(f"{person} đã thôi công tác từ ngày {person.left_on:%d/%m/%Y} nên không nhận được thiết bị.")
    if token.subscriber is None or token.subscriber.kind != Subscriber.Kind.ORGANISATION:
        if lent:
            raise CannotRecord("Chỉ thiết bị của cơ quan, tổ chức được giao cho người khác dùng có thời hạn.")
        return
    number, day = decision
    if lent and (not number or day is None):
        raise CannotRecord("Giao cho người khác dùng phải có văn bản cho phép: nhập số và ngày văn bản.")
    if not number or day is None:
        raise CannotRecord(
            "Thiết bị của cơ quan, tổ chức chỉ giao cho văn thư theo quyết định: nhập số và ngày quyết định."
        )
    if day > on:
        raise CannotRecord("Ngày của văn bản giao sau ngày giao thiết bị. Kiểm tra lại hai ngày.")
    if lent:
        return
    # Who has no account holds no role here either: then the decision itself says who is văn thư.
    bodies = (to_agency, token.managing_agency)
    if hasattr(person, "account") and not any(is_registry_clerk(person=person, agency=one, on=on) for one in bodies):
        raise CannotRecord(
            f"Ngày {on:%d/%m/%Y} {person} không phải văn thư của {to_agency.name}. "
            "Thiết bị của cơ quan, tổ chức giao cho văn thư của cơ quan đó: chọn văn thư, hoặc nhờ quản trị hệ thống "
            "ghi nhận vai trò văn thư trước."
        )
