"""Who keeps a body's device changes when both sides have confirmed; it is lent by written permission alone."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from directory.domain.roles import Role
from directory.ledger.models import LedgerEntry
from directory.models import Subscriber, User
from requests_workflow.services.errors import InvalidInput
from requests_workflow.services.keeper_changes import offer_device
from tests import world
from tests.tokens.office import Office, holder, press, told
from tokens.models import Custody, KeeperChange
from tokens.services.keeping import Terms

pytestmark = pytest.mark.django_db


def test_the_book_changes_when_both_have_confirmed_and_says_so(office: Office) -> None:
    world.client_of(office.clerk).post(office.url, office.answers() | {"ghi": "1"})
    change = KeeperChange.objects.get()
    keeper, taker = world.client_of(office.keeper), world.client_of(office.taker)
    assert "Xác nhận đã nhận thiết bị" in taker.get(f"{office.url}xac-nhan/").content.decode()
    press(taker, office.seal, change=change, xac_nhan="1")
    press(taker, office.seal, change=change, xac_nhan="1")
    assert holder(office.seal).holder_person == office.keeper.person
    assert "Chờ bên kia" in taker.get(f"{office.url}xac-nhan/").content.decode()
    assert press(keeper, office.seal, change=change, xac_nhan="1").status_code == 302
    row = holder(office.seal)
    assert (row.holder_person, row.given_by_person, row.confirmed_by) == (
        office.taker.person,
        office.keeper.person,
        "screen",
    )
    assert (row.decision_number, row.decision_date) == ("07/QĐ-UBND", timezone.localdate())
    change.refresh_from_db()
    assert (change.outcome, change.custody) == ("done", row)
    assert [told(office.keeper, "custody_left"), told(office.clerk, "keeper_settled")] == [
        ["Thiết bị SEAL-1 không còn do bạn giữ"],
        ["Đã giao nhận: thiết bị SEAL-1"],
    ]
    assert told(office.keeper, "keeper_settled") == []
    assert f"{office.url}xac-nhan/" not in taker.get("/").content.decode()
    actions = LedgerEntry.objects.filter(object_id=str(office.seal.public_id)).values_list("action", flat=True)
    assert sorted(actions) == [
        "token.keeper_confirmed",
        "token.keeper_confirmed",
        "token.keeper_confirmed",
        "token.keeper_offered",
        "token.moved",
    ]


def test_who_does_not_take_it_or_takes_it_back_leaves_it_where_it_is(office: Office) -> None:
    clerk = world.client_of(office.clerk)
    for user, outcome in ((office.taker, "denied"), (office.keeper, "denied"), (office.clerk, "cancelled")):
        clerk.post(office.url, office.answers() | {"ghi": "1"})
        change = KeeperChange.objects.get(ended_at__isnull=True)
        client = world.client_of(user)
        assert "Ghi lý do" in press(client, office.seal, change=change, thoi="1").content.decode()
        assert press(client, office.seal, change=change, thoi="1", ly_do="Số hiệu không đúng").status_code == 302
        change.refresh_from_db()
        assert (change.outcome, change.reason) == (outcome, "Số hiệu không đúng")
        # Confirming what was given up changes nothing.
        other = world.client_of(office.taker)
        assert press(other, office.seal, change=change, xac_nhan="1").status_code == 409
    assert holder(office.seal).holder_person == office.keeper.person
    assert len(told(office.taker, "keeper_settled")) == 2


def test_nobody_else_confirms_and_who_cannot_sign_in_signs_the_minutes(office: Office) -> None:
    stranger = world.client_of(world.make_user("Người Khác", Role.REGISTRY_CLERK, agency=office.commune))
    clerk = world.client_of(office.clerk)
    clerk.post(office.url, office.answers() | {"ghi": "1"})
    change = KeeperChange.objects.get()
    assert press(stranger, office.seal, change=change, xac_nhan="1").status_code == 404
    # The clerk sees it, and may take it back, but confirms for nobody.
    assert "Chỉ người giao và người nhận" in press(clerk, office.seal, change=change, xac_nhan="1").content.decode()
    press(clerk, office.seal, change=change, thoi="1", ly_do="Lập lại")
    office.keeper.is_active = False
    office.keeper.save()
    refused = clerk.post(office.url, office.answers() | {"ghi": "1"})
    assert (refused.status_code, "Chọn biên bản ký tay" in refused.content.decode()) == (422, True)
    minutes = clerk.post(office.url, office.answers() | {"in": "1"})
    assert minutes["Content-Type"] == "application/pdf"
    assert clerk.post(office.url, office.on_paper() | {"ghi": "1"}).status_code == 302
    assert holder(office.seal).holder_person == office.taker.person


def test_a_device_that_left_the_giver_meanwhile_is_confirmed_by_nobody(office: Office) -> None:
    world.client_of(office.clerk).post(office.url, office.answers() | {"ghi": "1"})
    change, now = KeeperChange.objects.get(), timezone.now()
    Custody.objects.filter(token=office.seal, until=None).update(until=now)
    Custody.objects.create(
        token=office.seal, holder_agency=office.commune, since=now, condition="Tốt", reason="Thu lại"
    )
    page = press(world.client_of(office.taker), office.seal, change=change, xac_nhan="1").content.decode()
    assert "không phải người giao" in page
    assert holder(office.seal).holder_person is None


def lent(office: Office, to: User, **changes: Any) -> dict[str, Any]:
    assert to.person is not None
    until = f"{timezone.localdate() + timedelta(days=3):%d/%m/%Y}"
    given = {"viec": "lend", "nguoi_nhan": str(to.person.public_id), "so_quyet_dinh": "21/UBND-VP", "den_ngay": until}
    return office.answers(**given | changes) | {"ghi": "1"}


def test_only_the_bodys_device_is_lent_by_written_permission_for_a_while_and_comes_back(office: Office) -> None:
    clerk, borrower = (
        world.client_of(office.clerk),
        world.make_user("Phó Chủ Tịch", Role.SUBSCRIBER, agency=office.commune),
    )
    for changes, words in (
        ({"so_quyet_dinh": ""}, "Nhập số văn bản cho phép."),
        ({"den_ngay": ""}, "Nhập ngày cuối người nhận được dùng thiết bị."),
        ({"den_ngay": "01/01/2026"}, "Ngày này đã qua."),
        ({"viec": "keep", "den_ngay": ""}, "không phải văn thư"),
    ):
        assert words in clerk.post(office.url, lent(office, borrower, **changes)).content.decode()
    assert clerk.post(office.url, lent(office, borrower)).status_code == 302
    change = KeeperChange.objects.get()
    for user in (office.keeper, borrower):
        press(world.client_of(user), office.seal, change=change, xac_nhan="1")
    row = holder(office.seal)
    assert (row.holder_person, row.decision_number) == (borrower.person, "21/UBND-VP")
    assert "Giao cho người khác dùng có thời hạn đến ngày" in row.reason
    page = clerk.get(f"/thiet-bi/{office.seal.public_id}/").content.decode()
    assert "Phó Chủ Tịch được dùng đến ngày" in page
    assert "(Văn bản cho phép số 21/UBND-VP ngày" in page
    KeeperChange.objects.filter(pk=change.pk).update(lent_until=timezone.localdate() - timedelta(days=1))
    assert "Quá hạn trả" in clerk.get(f"/thiet-bi/{office.seal.public_id}/").content.decode()
    # It goes back to who kept it, by the decision of then: nothing to type. Without one, a decision is asked for.
    assert 'value="back"' not in clerk.get(office.url).content.decode()


def test_a_lent_device_goes_back_by_the_decision_under_which_it_was_kept(office: Office) -> None:
    clerk, borrower = (
        world.client_of(office.clerk),
        world.make_user("Phó Chủ Tịch", Role.SUBSCRIBER, agency=office.commune),
    )
    clerk.post(office.url, office.on_paper() | {"ghi": "1"})
    clerk.post(office.url, lent(office, borrower))
    for user in (office.taker, borrower):
        press(world.client_of(user), office.seal, change=KeeperChange.objects.latest("id"), xac_nhan="1")
    assert holder(office.seal).holder_person == borrower.person
    asked = clerk.get(office.url).content.decode()
    assert "Trả lại người giữ" in asked
    back = {"viec": "back", "tinh_trang": "Xước vỏ", "cach": "man_hinh", "ghi": "1"}
    assert clerk.post(office.url, back).status_code == 302
    for user in (borrower, office.taker):
        press(world.client_of(user), office.seal, change=KeeperChange.objects.latest("id"), xac_nhan="1")
    row = holder(office.seal)
    assert (row.holder_person, row.decision_number, row.condition) == (office.taker.person, "07/QĐ-UBND", "Xước vỏ")
    assert row.reason == "Trả lại người giữ"


def test_rules_that_forbid_lending_leave_the_choice_out(office: Office) -> None:
    borrower = world.make_user("Phó Chủ Tịch", Role.SUBSCRIBER, agency=office.commune)
    service = Subscriber.objects.create(
        kind=Subscriber.Kind.DEVICE, agency=office.commune, managing_agency=office.commune, name="Một cửa"
    )
    token = world.make_token("HSM-9", subscriber=service, holder=office.keeper.person)
    page = f"/thiet-bi/{token.public_id}/giao/"
    assert "có thời hạn" not in world.client_of(office.clerk).get(page).content.decode()
    assert borrower.person is not None
    terms = Terms(
        taker=borrower.person,
        purpose="lend",
        condition="Tốt",
        decision_number="21/UBND-VP",
        decision_date=timezone.localdate(),
        lent_until=timezone.localdate(),
    )
    with pytest.raises(InvalidInput, match="không cho giao thiết bị này theo cách đã chọn"):
        offer_device(token=token, terms=terms, by=office.clerk, now=timezone.now())
