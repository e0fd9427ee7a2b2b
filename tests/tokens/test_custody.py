"""A device enters the register, changes hands and gets a certificate; the book of custody is never rewritten."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from directory.domain.roles import Role
from directory.ledger.models import LedgerEntry
from directory.models import Agency, Membership, Subscriber, User
from tests import world
from tokens.domain.serials import normal_serial
from tokens.models import Custody, Installation, Token
from tokens.services.custody import CannotRecord, link_certificate, move, put_in_use, receive_device

pytestmark = pytest.mark.django_db

AT = datetime(2026, 8, 5, 3, 0, tzinfo=UTC)
DECIDED: dict[str, Any] = {"decision_number": "07/QĐ-UBND", "decision_date": date(2026, 8, 3)}


@dataclass
class Desk:
    commune: Agency
    provider: Agency
    clerk: User
    registry: User
    owner: User
    subscriber: Subscriber

    def receive(self, **changes: Any) -> Token:
        values: dict[str, Any] = {
            "serial": "pki 00 12a",
            "kind": Token.Kind.PKI_TOKEN,
            "agency": self.commune,
            "holder_person": self.clerk.person,
            "holder_agency": self.commune,
            "given_by_agency": self.provider,
            "subscriber": self.subscriber,
            "certificate": None,
            "at": AT,
            "condition": "Nguyên vẹn",
            "case_ref": "CM-000001",
            "by": self.clerk,
        }
        with transaction.atomic():
            return receive_device(**values | changes)

    def move(self, token: Token, **changes: Any) -> Custody:
        values: dict[str, Any] = {
            "token": token,
            "to_person": self.owner.person,
            "to_agency": self.commune,
            "given_by_person": self.clerk.person,
            "given_by_agency": self.commune,
            "at": AT + timedelta(hours=2),
            "condition": "Nguyên vẹn",
            "reason": "Bàn giao",
            "case_ref": "CM-000001",
            "by": self.clerk,
            "confirmed_by": "screen",
        }
        with transaction.atomic():
            return move(**values | changes)

    def seal(self) -> Token:
        return self.receive(serial="SEAL-1", subscriber=world.make_subscriber(self.commune), case_ref="CM-000002")


@pytest.fixture
def desk() -> Desk:
    province = world.make_agency("UBND tỉnh")
    commune = world.make_agency("UBND xã Nà Cang", parent=province)
    owner = world.make_user("Lò Văn Thuê", Role.SUBSCRIBER, agency=commune)
    assert owner.person is not None
    return Desk(
        commune=commune,
        provider=world.make_agency("Cục CTS&BMTT"),
        clerk=world.make_user("Lò Thị Mai", Role.CLERK, agency=commune),
        registry=world.make_user("Vàng Thị Sổ", Role.REGISTRY_CLERK, agency=commune),
        owner=owner,
        subscriber=world.make_subscriber(owner.person),
    )


def entries(action: str) -> list[LedgerEntry]:
    return list(LedgerEntry.objects.filter(action=action))


@pytest.mark.parametrize("typed", ["PKI0012A", " pki 00 12a ", "Pki0012a", "pki\u00a00012A"])
def test_one_device_has_one_spelling(typed: str) -> None:
    assert normal_serial(typed) == "PKI0012A"


def test_a_new_device_enters_in_stock_with_who_gave_it(desk: Desk) -> None:
    token = desk.receive(model="eToken 5110")
    assert (token.serial_number, token.state, token.model) == ("PKI0012A", Token.State.IN_STOCK, "eToken 5110")
    assert (token.managing_agency, token.subscriber) == (desk.commune, desk.subscriber)
    row = token.custody.get()
    assert (row.since, row.until, row.condition) == (AT, None, "Nguyên vẹn")
    assert (row.holder_person, row.given_by_person, row.given_by_agency) == (desk.clerk.person, None, desk.provider)
    (entry,) = entries("token.received")
    assert (entry.object_id, entry.actor_ref) == (str(token.public_id), f"user:{desk.clerk.pk}")
    assert entry.payload["from_agency"] == str(desk.provider.public_id)
    assert "Mai" not in str(entry.payload)


def test_a_double_click_finds_the_device_that_is_there(desk: Desk) -> None:
    first = desk.receive()
    assert desk.receive(serial="PKI 0012A") == first
    assert Token.objects.count() == Custody.objects.count() == len(entries("token.received")) == 1


@pytest.mark.parametrize("change", ["case", "subscriber"])
def test_a_serial_that_is_in_the_register_is_refused_and_says_where_to_those_who_may_know(
    desk: Desk, change: str
) -> None:
    world.make_token("pki 0012a", agency=desk.commune)
    others: dict[str, dict[str, Any]] = {
        "case": {"case_ref": "CM-000009"},
        "subscriber": {"subscriber": world.make_subscriber(desk.commune)},
    }
    with pytest.raises(CannotRecord, match="đã có trong sổ theo dõi thiết bị, thuộc UBND xã Nà Cang"):
        desk.receive(**others[change])
    assert Token.objects.count() == 1


def test_a_stranger_learns_only_that_the_serial_is_taken(desk: Desk) -> None:
    desk.receive()
    other = world.make_agency("UBND xã Hua Bum")
    stranger = world.make_user("Vàng A Páo", Role.CLERK, agency=other)
    with pytest.raises(CannotRecord) as refused:
        desk.receive(agency=other, holder_agency=other, by=stranger, case_ref="CM-000003")
    assert "đã có trong sổ" in str(refused.value)
    assert "Nà Cang" not in str(refused.value)
    assert "CM-000001" not in str(refused.value)


def test_the_database_holds_two_spellings_for_one_device(desk: Desk) -> None:
    desk.receive()
    with pytest.raises(IntegrityError, match="token_serial_spelled_once"), transaction.atomic():
        world.make_token("pki0012a", agency=desk.commune)


def test_an_empty_serial_is_refused(desk: Desk) -> None:
    with pytest.raises(CannotRecord, match="Nhập số hiệu"):
        desk.receive(serial=" \t ")


def test_a_device_changes_hands_and_both_ends_of_the_book_meet(desk: Desk) -> None:
    token = desk.receive()
    row = desk.move(token)
    first = token.custody.order_by("since")[0]
    assert first.until == row.since == AT + timedelta(hours=2)
    assert (row.holder_person, row.given_by_person, row.given_by_agency) == (
        desk.owner.person,
        desk.clerk.person,
        desk.commune,
    )
    assert (row.confirmed_by, row.until) == ("screen", None)
    (entry,) = entries("token.moved")
    assert entry.payload["before"] == first.pk
    assert entry.payload["confirmed_by"] == "screen"


def test_a_body_may_take_a_device_without_a_person(desk: Desk) -> None:
    row = desk.move(desk.receive(), to_person=None, to_agency=desk.provider)
    assert (row.holder_person, row.holder_agency) == (None, desk.provider)


def test_times_follow_each_other(desk: Desk) -> None:
    token = desk.receive()
    with pytest.raises(CannotRecord, match="sớm hơn lần giao nhận trước"):
        desk.move(token, at=AT - timedelta(minutes=1))
    assert desk.move(token, at=AT).since == AT


def test_the_present_holder_is_not_given_it_again(desk: Desk) -> None:
    with pytest.raises(CannotRecord, match="đang giữ thiết bị này"):
        desk.move(desk.receive(), to_person=desk.clerk.person)


def test_a_device_without_a_holder_or_lost_does_not_move(desk: Desk) -> None:
    with pytest.raises(CannotRecord, match="chưa ghi ai đang giữ"):
        desk.move(world.make_token("T-1", agency=desk.commune))
    token = desk.receive()
    Token.objects.filter(pk=token.pk).update(state=Token.State.LOST)
    with pytest.raises(CannotRecord, match="thất lạc"):
        desk.move(token)


def test_who_has_left_takes_nothing(desk: Desk) -> None:
    person = desk.owner.person
    assert person is not None
    token = desk.receive()
    person.left_on = date(2026, 8, 5)
    with pytest.raises(CannotRecord, match="thôi công tác từ ngày 05/08/2026"):
        desk.move(token, to_person=person)
    person.left_on = date(2026, 8, 6)
    assert desk.move(token, to_person=person).holder_person == person


def test_paper_needs_the_paper(desk: Desk) -> None:
    token = desk.receive()
    with pytest.raises(CannotRecord, match="kèm bản quét"):
        desk.move(token, confirmed_by="paper")
    assert desk.move(token, confirmed_by="paper", document_ref="doc").document_ref == "doc"


def test_the_organisations_device_goes_to_its_van_thu_by_decision(desk: Desk) -> None:
    row = desk.move(desk.seal(), to_person=desk.registry.person, **DECIDED)
    assert (row.holder_person, row.decision_number) == (desk.registry.person, "07/QĐ-UBND")


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"decision_number": ""}, "nhập số và ngày quyết định"),
        ({"decision_date": None}, "nhập số và ngày quyết định"),
        ({"decision_date": date(2026, 8, 6)}, "sau ngày giao"),
        ({"to_person": "owner"}, "không phải văn thư"),
    ],
)
def test_the_organisations_device_is_refused_otherwise(desk: Desk, changes: dict[str, Any], words: str) -> None:
    person = desk.owner.person if changes.get("to_person") else desk.registry.person
    with pytest.raises(CannotRecord, match=words):
        desk.move(desk.seal(), **DECIDED | changes | {"to_person": person})


def test_a_van_thu_of_another_time_or_body_is_not_the_van_thu(desk: Desk) -> None:
    seal = desk.seal()
    above = world.make_user("Văn Thư Tỉnh", Role.REGISTRY_CLERK, agency=Agency.objects.get(name="UBND tỉnh"))
    with pytest.raises(CannotRecord, match="không phải văn thư"):
        desk.move(seal, to_person=above.person, **DECIDED)
    Membership.objects.filter(user=desk.registry).update(valid_to=date(2026, 8, 4))
    with pytest.raises(CannotRecord, match="không phải văn thư"):
        desk.move(seal, to_person=desk.registry.person, **DECIDED)


def test_the_van_thu_of_an_office_without_a_seal_is_the_bodys(desk: Desk) -> None:
    office = world.make_agency("Văn phòng", parent=desk.commune, can_submit=False)
    clerk = world.make_user("Thào A Sử", Role.REGISTRY_CLERK, agency=office)
    assert desk.move(desk.seal(), to_person=clerk.person, **DECIDED).holder_person == clerk.person


def test_a_device_is_put_in_use_from_stock_alone(desk: Desk) -> None:
    token = desk.receive()
    with transaction.atomic():
        put_in_use(token=token, at=AT, case_ref="CM-000001", by=desk.clerk)
        put_in_use(token=token, at=AT, case_ref="CM-000001", by=desk.clerk)
    token.refresh_from_db()
    assert token.state == Token.State.IN_USE
    assert len(entries("token.put_in_use")) == 1
    Token.objects.filter(pk=token.pk).update(state=Token.State.RETURNED)
    with pytest.raises(CannotRecord, match="Đã thu hồi"), transaction.atomic():
        put_in_use(token=token, at=AT, case_ref="", by=desk.clerk)


def link(desk: Desk, token: Token, certificate: Any, **changes: Any) -> None:
    values = {"token": token, "certificate": certificate, "subscriber": desk.subscriber, "at": AT, "by": desk.clerk}
    with transaction.atomic():
        link_certificate(**values | {"case_ref": "CM-000001"} | changes)


def test_a_certificate_sits_on_one_working_device(desk: Desk) -> None:
    certificate = world.make_certificate(desk.subscriber)
    first = desk.receive(certificate=certificate)
    second = desk.receive(serial="PKI-2")
    with pytest.raises(CannotRecord, match="thiết bị khác còn dùng"):
        link(desk, second, certificate)
    Token.objects.filter(pk=first.pk).update(state=Token.State.LOST)
    link(desk, second, certificate)
    second.refresh_from_db()
    assert second.certificate == certificate
    assert list(Installation.objects.values_list("token__serial_number", "case_ref")) == [
        ("PKI0012A", "CM-000001"),
        ("PKI-2", "CM-000001"),
    ]


def test_a_renewed_certificate_leaves_the_old_one_in_the_devices_history(desk: Desk) -> None:
    old = world.make_certificate(desk.subscriber)
    token = world.make_token("OLD", subscriber=desk.subscriber, certificate=old)
    new = world.make_certificate(desk.subscriber)
    link(desk, token, new)
    link(desk, token, new)
    assert list(token.installations.values_list("certificate_id", "installed_at")) == [(old.pk, None), (new.pk, AT)]
    assert len(entries("token.certificate_linked")) == 1


def test_a_certificate_or_device_of_somebody_else_is_not_linked(desk: Desk) -> None:
    stranger = world.make_subscriber(desk.commune)
    with pytest.raises(CannotRecord, match="không phải của thuê bao"):
        link(desk, desk.receive(), world.make_certificate(stranger))
    with pytest.raises(CannotRecord, match="đã cấp cho thuê bao khác"):
        link(desk, desk.seal(), world.make_certificate(desk.subscriber))


@pytest.mark.parametrize(
    "change",
    [{"condition": "Vỡ"}, {"since": AT - timedelta(days=1)}, {"given_by_agency": None}, {"confirmed_by": "screen"}],
)
def test_nothing_of_a_custody_row_can_be_changed(desk: Desk, change: dict[str, Any]) -> None:
    row = desk.receive().custody.get()
    with pytest.raises(DatabaseError, match="nothing of a custody row changes"), transaction.atomic():
        Custody.objects.filter(pk=row.pk).update(**change)
    with pytest.raises(DatabaseError, match="nothing of a custody row changes"), transaction.atomic():
        Custody.objects.filter(pk=row.pk).update(until=AT + timedelta(days=1), **change)


def test_a_custody_row_is_closed_once_and_never_deleted(desk: Desk) -> None:
    row = desk.receive().custody.get()
    Custody.objects.filter(pk=row.pk).update(until=AT + timedelta(days=1))
    for until in (None, AT + timedelta(days=2)):
        with pytest.raises(DatabaseError, match="nothing of a custody row changes"), transaction.atomic():
            Custody.objects.filter(pk=row.pk).update(until=until)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Custody.objects.filter(pk=row.pk).delete()


def test_the_database_wants_a_paper_for_paper(desk: Desk) -> None:
    token = world.make_token("T-1", agency=desk.commune)
    row = {"token": token, "holder_agency": desk.commune, "since": AT, "condition": "–", "reason": "–"}
    for values in ({"confirmed_by": "paper"}, {"confirmed_by": "email"}):
        with pytest.raises(IntegrityError, match="custody_paper_has_document"), transaction.atomic():
            Custody.objects.create(**row, **values)
