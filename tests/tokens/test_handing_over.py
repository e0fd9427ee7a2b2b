"""/thiet-bi/<id>/giao/: a body's device goes to its văn thư by decision when both confirm, or by signed minutes."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from directory.domain.roles import Role
from directory.ledger.models import LedgerEntry
from directory.models import Agency, Subscriber
from tests import world
from tests.tokens.office import PDF, Office, holder, told
from tokens.models import Custody, KeeperChange, Token

pytestmark = pytest.mark.django_db


def errors(client: Client, office: Office, **changes: Any) -> str:
    page = client.post(office.url, office.on_paper(**changes) | {"ghi": "1"})
    assert page.status_code in (409, 422)
    assert holder(office.seal).holder_person == office.keeper.person
    return page.content.decode()


def test_the_device_is_given_in_three_pages(office: Office) -> None:
    client = world.client_of(office.clerk)
    asked = client.get(office.url).content.decode()
    assert "Thào A Sử" in asked
    assert "Đang giữ: Vàng Thị Sổ" in asked
    assert f'value="{office.keeper.person and office.keeper.person.public_id}"' not in asked
    check = client.post(office.url, office.answers() | {"kiem_tra": "1"}).content.decode()
    assert "Số 07/QĐ-UBND ngày" in check
    assert not KeeperChange.objects.exists()
    sent = client.post(office.url, office.answers() | {"ghi": "1"})
    assert sent["Location"] == f"{office.url}da-ghi/"
    done = client.get(sent["Location"]).content.decode()
    assert "Chờ xác nhận: Vàng Thị Sổ (giao) và Thào A Sử (nhận)" in done
    # Nothing has changed hands, and both are told where to confirm.
    assert holder(office.seal).holder_person == office.keeper.person
    for user, side in ((office.keeper, "giao"), (office.taker, "nhận")):
        assert told(user, "keeper_offered") == [f"Xác nhận {side} thiết bị SEAL-1"]
        assert f"{office.url}xac-nhan/" in world.client_of(user).get("/").content.decode()
    assert "Đang giao cho người giữ khác" in client.get(f"/thiet-bi/{office.seal.public_id}/").content.decode()
    assert (client.get(office.url).status_code, "Thào A Sử" in client.get(office.url).content.decode()) == (409, True)


def test_a_second_press_finds_what_the_first_recorded(office: Office) -> None:
    client = world.client_of(office.clerk)
    for answers in (office.answers, office.on_paper):
        KeeperChange.objects.filter(ended_at=None).update(ended_at=timezone.now(), outcome="cancelled")
        sent = [client.post(office.url, answers() | {"ghi": "1"}) for _ in range(2)]
        assert [one.status_code for one in sent] == [302, 302]
        assert sent[0]["Location"] == sent[1]["Location"]
    assert KeeperChange.objects.count() == 2
    assert Custody.objects.filter(token=office.seal).count() == 2


def test_the_scan_travels_over_the_check_page_and_is_kept_under_its_hash(office: Office) -> None:
    client = world.client_of(office.clerk)
    check = client.post(office.url, office.on_paper() | {"kiem_tra": "1"}).content.decode()
    assert "đã chọn tệp" in check
    found = re.search(r'name="tep_bien_ban" value="([^"]+)"', check)
    assert found
    again = client.post(office.url, office.on_paper(bien_ban="", tep_bien_ban=found[1]) | {"sua": "1"}).content.decode()
    assert "Đã có tệp biên bản" in again
    assert found[1] in again
    client.post(office.url, office.on_paper(bien_ban="", tep_bien_ban=found[1]) | {"ghi": "1"})
    row = holder(office.seal)
    assert row.confirmed_by == "paper"
    assert told(office.keeper, "custody_left") == ["Thiết bị SEAL-1 không còn do bạn giữ"]
    url = f"/thiet-bi/{office.seal.public_id}/bien-ban/{row.pk}/"
    assert url in client.get(f"/thiet-bi/{office.seal.public_id}/").content.decode()
    response = client.get(url)
    assert response.content == PDF
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"].startswith("attachment")
    assert LedgerEntry.objects.filter(action="token.minutes_viewed").count() == 1
    leader = world.client_of(world.make_user("Chủ Tịch", Role.AGENCY_LEADER, agency=office.commune))
    assert leader.get(f"/thiet-bi/{office.seal.public_id}/").status_code == 200
    assert leader.get(url).status_code == 404
    assert world.client_of(office.taker).get(url).status_code == 200


def test_a_scan_that_was_altered_in_the_store_is_not_handed_out(office: Office) -> None:
    client = world.client_of(office.clerk)
    client.post(office.url, office.on_paper() | {"ghi": "1"})
    row = holder(office.seal)
    with default_storage.open(row.document_ref, "wb") as handle:
        handle.write(b"%PDF-1.4 other")
    with pytest.raises(ValueError, match="altered"):
        client.get(f"/thiet-bi/{office.seal.public_id}/bien-ban/{row.pk}/")


def test_a_hand_over_without_a_scan_has_none_to_open(office: Office) -> None:
    row = holder(office.seal)
    client = world.client_of(office.clerk)
    assert client.get(f"/thiet-bi/{office.seal.public_id}/bien-ban/{row.pk}/").status_code == 404
    other = world.make_token("SEAL-2", subscriber=office.seal.subscriber, holder=office.taker.person)
    assert client.get(f"/thiet-bi/{other.public_id}/bien-ban/{row.pk}/").status_code == 404


@pytest.mark.parametrize("reference", ["forged", "somebody else's"])
def test_a_reference_to_a_scan_that_is_not_ours_is_refused(office: Office, reference: str) -> None:
    client = world.client_of(office.clerk)
    if reference != "forged":
        other = world.client_of(world.make_user("Khác", Role.CONTACT_OFFICER, agency=office.commune))
        page = other.post(office.url, office.on_paper() | {"kiem_tra": "1"}).content.decode()
        found = re.search(r'name="tep_bien_ban" value="([^"]+)"', page)
        assert found
        reference = found[1]
    assert "không còn giữ tệp đã chọn" in errors(client, office, bien_ban="", tep_bien_ban=reference)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"nguoi_nhan": ""}, "Chọn người nhận."),
        ({"nguoi_nhan": "x"}, "Chọn người nhận trong danh sách."),
        ({"so_quyet_dinh": " "}, "Nhập số quyết định giao thiết bị."),
        ({"ngay_quyet_dinh": "31/02/2026"}, "Nhập ngày dạng ngày/tháng/năm"),
        ({"ngay_quyet_dinh": f"{timezone.localdate() + timedelta(days=1):%d/%m/%Y}"}, "ở tương lai"),
        ({"giao_luc": "hôm nay"}, "Nhập ngày và giờ dạng"),
        ({"giao_luc": f"{timezone.localtime() + timedelta(hours=1):%d/%m/%Y %H:%M}"}, "ở tương lai"),
        ({"giao_luc": f"{timezone.localtime() - timedelta(days=40):%d/%m/%Y %H:%M}"}, "sớm hơn lúc người đang giữ"),
        ({"tinh_trang": ""}, "Nhập tình trạng thiết bị khi giao."),
        ({"bien_ban": ""}, "Chọn bản quét biên bản có chữ ký hai bên."),
        ({"giao_luc": ""}, "Nhập ngày và giờ giao ghi trên biên bản."),
        ({"cach": ""}, "Chọn cách xác nhận."),
        ({"viec": "lend", "den_ngay": ""}, "Nhập ngày cuối"),
        ({"den_ngay": "31/12/2099"}, "thì không có thời hạn"),
        ({"bien_ban": SimpleUploadedFile("a.pdf", b"MZ\x90")}, "Tệp không phải PDF, PNG hoặc JPEG"),
    ],
)
def test_wrong_answers_come_back_with_words_and_nothing_is_recorded(
    office: Office, changes: dict[str, Any], words: str
) -> None:
    assert words in errors(world.client_of(office.clerk), office, **changes)


def test_the_present_keeper_and_who_has_left_are_no_choice(office: Office) -> None:
    person, taker = office.keeper.person, office.taker.person
    assert person is not None
    assert taker is not None
    client = world.client_of(office.clerk)
    assert "Chọn người nhận trong danh sách." in errors(client, office, nguoi_nhan=str(person.public_id))
    taker.left_on = timezone.localdate()
    taker.save()
    page = client.get(office.url).content.decode()
    assert str(taker.public_id) not in page
    assert "không phải văn thư" in errors(
        client, office, nguoi_nhan=str(office.clerk.person and office.clerk.person.public_id)
    )


def test_a_lost_device_is_not_given(office: Office) -> None:
    Token.objects.filter(pk=office.seal.pk).update(state=Token.State.LOST)
    page = world.client_of(office.clerk).get(office.url)
    assert (page.status_code, "Thất lạc" in page.content.decode()) == (409, True)


def test_the_device_of_a_service_needs_no_decision(office: Office) -> None:
    service = Subscriber.objects.create(
        kind=Subscriber.Kind.DEVICE, agency=office.commune, managing_agency=office.commune, name="Một cửa"
    )
    token = world.make_token("HSM-1", subscriber=service, holder=office.keeper.person)
    # Whoever runs it keeps it: no văn thư, and no account is needed for signed minutes.
    runner = world.make_person("Giàng A Vận", agency=office.commune)
    answers = office.on_paper(so_quyet_dinh="", ngay_quyet_dinh="", nguoi_nhan=str(runner.public_id)) | {"ghi": "1"}
    assert world.client_of(office.clerk).post(f"/thiet-bi/{token.public_id}/giao/", answers).status_code == 302
    assert holder(token).holder_person == runner


@pytest.mark.parametrize("role", [Role.REGISTRY_CLERK, Role.AGENCY_LEADER, Role.SUBSCRIBER, Role.AUDITOR])
def test_others_give_nothing(office: Office, role: Role) -> None:
    client = world.client_of(world.make_user("Người Khác", role, agency=office.commune))
    assert client.get(office.url).status_code == 404
    assert client.post(office.url, office.answers() | {"ghi": "1"}).status_code == 404
    assert "Giao cho người giữ khác" not in client.get(f"/thiet-bi/{office.seal.public_id}/").content.decode()


def test_a_clerk_of_a_higher_body_gives_nothing_of_the_communes(office: Office) -> None:
    above = world.make_user("Cấp Trên", Role.CLERK, agency=Agency.objects.get(name="UBND tỉnh"))
    assert world.client_of(above).get(f"/thiet-bi/{office.seal.public_id}/").status_code == 200
    assert world.client_of(above).get(office.url).status_code == 404


def test_a_personal_device_is_not_given_here(office: Office) -> None:
    person = world.make_person("Lò Văn Thuê", agency=office.commune)
    personal = world.make_token("PKI-1", subscriber=world.make_subscriber(person), holder=person)
    stock = world.make_token("PKI-2", agency=office.commune, holder=person, state=Token.State.IN_STOCK)
    client = world.client_of(office.clerk)
    for token in (personal, stock):
        assert client.get(f"/thiet-bi/{token.public_id}/giao/").status_code == 404
