"""Devices that came from the provider: written into the register, held by whoever took them in (NĐ 68/2024 Điều 12)."""

import uuid
from collections.abc import Callable, Iterable

from directory.models import Agency, Person
from requests_workflow.models import Request
from requests_workflow.services.act_input import DeviceInput
from requests_workflow.services.errors import FieldError, InvalidInput, WorkflowError, known
from requests_workflow.services.performance import Performance
from requests_workflow.services.rows import move_rows
from requests_workflow.services.subscribers import ensure_subscriber
from tokens.domain.serials import normal_serial
from tokens.services import custody

AS_LABELLED = "Nguyên vẹn, đúng nhãn"


def register_devices_at_department(p: Performance) -> None:
    """The department takes the devices in for the agency; each has its first custody row there."""
    department = known(p.dossier.recipient)
    rows = _rows(p, states=("issued",))
    _each(rows, lambda row, device: _take_in(p=p, row=row, device=device, holder_agency=department, person=None))
    move_rows(performance=p, act="device_at_department", rows=[row for row, _ in rows])


def register_devices(p: Performance) -> None:
    """The agency's contact officer takes the devices over, from the provider or from the department."""
    rows = _rows(p, states=("issued", "device_at_department"))
    holder = _person(p)

    def take(row: Request, device: DeviceInput) -> None:
        if row.state == "issued":
            _take_in(p=p, row=row, device=device, holder_agency=p.dossier.managing_agency, person=holder)
        else:
            _take_over(p=p, row=row, device=device, person=holder)

    _each(rows, take)
    move_rows(performance=p, act="device_arrived", rows=[row for row, _ in rows])


def _each(rows: list[tuple[Request, DeviceInput]], take: Callable[[Request, DeviceInput], None]) -> None:
    """Takes every device; raises InvalidInput with what is wrong with all of them, and the caller undoes the rest."""
    errors: list[FieldError] = []
    for row, device in rows:
        try:
            take(row, device)
        except InvalidInput as error:
            errors += error.errors
    if errors:
        raise InvalidInput(*errors)


def _rows(p: Performance, *, states: tuple[str, ...]) -> list[tuple[Request, DeviceInput]]:
    """The rows that the devices are for, locked. Raises InvalidInput at each device that cannot be taken."""
    given = {device.request_id: device for device in p.given.devices}
    rows = list(
        p.dossier.requests.select_for_update(of=("self",))
        .filter(public_id__in=given)
        .select_related("subscriber__agency", "person__agency", "token", "certificate")
        .order_by("position")
    )
    errors = list(_errors(rows=rows, given=given, states=states))
    if len(rows) != len(p.given.devices):
        errors.append(FieldError("", "Có dòng không thuộc hồ sơ này hoặc bị lặp. Tải lại trang rồi nhập lại."))
    if errors:
        raise InvalidInput(*errors)
    return [(row, given[row.public_id]) for row in rows]


def _errors(
    *, rows: list[Request], given: dict[uuid.UUID, DeviceInput], states: tuple[str, ...]
) -> Iterable[FieldError]:
    seen: dict[str, str] = {}
    for row in rows:
        field, serial = f"serial-{row.public_id}", normal_serial(given[row.public_id].serial)
        if not row.has_device:
            yield FieldError(field, f"{row.name}: {row.get_medium_display()} không có thiết bị để nhận.")
        elif row.state not in states:
            yield FieldError(field, f"{row.name}: đang ở “{row.kind.request.label(row.state)}”. Tải lại trang để xem.")
        elif not serial:
            yield FieldError(field, f"{row.name}: nhập số hiệu in trên thiết bị.")
        elif serial in seen:
            yield FieldError(field, f"{row.name}: số hiệu {serial} đã nhập cho {seen[serial]}. Xem lại nhãn thiết bị.")
        elif row.token is not None and row.token.serial_number != serial:
            text = f"{row.name}: Sở đã ghi số hiệu {row.token.serial_number}. Đối chiếu nhãn trên thiết bị với Sở."
            yield FieldError(field, text)
        seen.setdefault(serial, row.name)


def _take_in(
    *, p: Performance, row: Request, device: DeviceInput, holder_agency: Agency, person: Person | None
) -> None:
    """A device that the register has never seen."""
    subscriber = ensure_subscriber(row=row, dossier=p.dossier, by=p.by, now=p.now)
    try:
        token = custody.receive_device(
            serial=device.serial,
            kind=device.kind,
            model=device.model,
            agency=p.dossier.managing_agency,
            holder_person=person,
            holder_agency=holder_agency,
            given_by_agency=p.dossier.provider,
            subscriber=subscriber,
            certificate=row.certificate,
            at=known(p.given.legal_at),
            condition=device.condition or AS_LABELLED,
            case_ref=p.dossier.code,
            by=known(p.by),
        )
    except custody.CannotRecord as error:
        raise InvalidInput(FieldError(f"serial-{row.public_id}", f"{row.name}: {error}")) from error
    row.token = token
    row.save(update_fields=["token"])


def _take_over(*, p: Performance, row: Request, device: DeviceInput, person: Person) -> None:
    """A device that the department has registered already."""
    try:
        custody.move(
            token=known(row.token),
            to_person=person,
            to_agency=p.dossier.managing_agency,
            given_by_person=None,
            given_by_agency=p.dossier.recipient,
            at=known(p.given.legal_at),
            condition=device.condition or AS_LABELLED,
            reason="Nhận từ Sở được ủy quyền",
            case_ref=p.dossier.code,
            by=known(p.by),
            confirmed_by="screen",
        )
    except custody.CannotRecord as error:
        raise InvalidInput(FieldError(f"serial-{row.public_id}", f"{row.name}: {error}")) from error


def _person(p: Performance) -> Person:
    person = known(p.by).person
    if person is None:
        raise WorkflowError("Tài khoản này chưa gắn với một người nên không nhận giữ thiết bị được.")
    return person
