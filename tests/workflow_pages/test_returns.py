"""/giao-nop/ and the draft of Mẫu 08: devices that go back, from the duty to the minutes that end it."""

import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from directory.selectors.roles import actor_for
from requests_workflow.models import Dossier
from requests_workflow.procedures.registry import KINDS
from requests_workflow.selectors.calendar import load_calendar
from requests_workflow.selectors.device_returns import open_returns, present
from requests_workflow.selectors.worklist import waiting_for
from requests_workflow.services.errors import Refused
from requests_workflow.services.form_rows import FormRow
from requests_workflow.services.perform import perform
from tests.cases.all_forms_driver import AllFormsDriver
from tests.cases.conftest import drive, world  # noqa: F401  the demo, driven
from tests.cases.driver import PROOF, Driver, device, token_of, user
from tests.world import client_of
from tokens.models import DeviceReturn, Token

PAGE = "/giao-nop/"


@pytest.fixture(scope="module")
def opening() -> Any:
    def open_case(driver: Driver) -> Dossier:
        """Two certificates of the commune are revoked; their devices have to go back."""
        forms = AllFormsDriver(driver.now)
        rows = [
            FormRow(certificate_id=token.certificate.public_id, cells={"reason_code": "retired"})
            for token in (token_of("daumoi"), token_of("phochutich"))
            if token.certificate is not None
        ]
        case = forms.answered(forms.provider_received(forms.form_sent("revocation", *rows)), granted=[1, 2])
        driver.now = forms.now
        return case

    return open_case


@pytest.fixture
def forms(world: Any, drive: Driver, monkeypatch: pytest.MonkeyPatch) -> AllFormsDriver:  # noqa: F811
    """Pages and cases live on the same day."""
    acting = AllFormsDriver(drive.now)
    monkeypatch.setattr(timezone, "now", lambda: acting.now)
    return acting


def test_a_device_goes_back_by_hand_too_and_waits_for_the_provider_to_have_it(
    world: Any,  # noqa: F811
    forms: AllFormsDriver,
):
    row = FormRow(token_id=token_of("daumoi").public_id, cells={"condition": "Nguyên vẹn"})
    paper = forms.make_official(forms.form_draft("device_return", row), body="na_cang", number="140")
    clerk = client_of(user("vanthu"))
    page = body(clerk.get(f"/ho-so/{paper.public_id}/viec/send/"))
    assert 'value="paper"' in page
    assert 'value="dichvucong"' in page
    assert "Gửi trên hệ thống quản lý văn bản" not in page
    sent = forms.act(paper, "send", by="vanthu", **forms.sending("paper"))
    said = body(clerk.get(f"/ho-so/{sent.public_id}/")).split('aria-labelledby="buoc-tiep-theo">')[1]
    said = said.split("</section>")[0]
    assert "Xác nhận đã nhận thiết bị" in said
    assert "Tiếp nhận hồ sơ" not in said
    assert "nhận hợp lệ" not in said
    # A request without a device keeps to the channels of the rules.
    assert KINDS["device_loss"].may_go_by_hand
    assert not KINDS["revocation"].may_go_by_hand


def body(response: Any) -> str:
    return str(response.content.decode())


def begun(client: Client, *tokens: Token, paper: str = "giao_nop", key: str = "") -> Any:
    """The list sent with these devices ticked."""
    chosen = [str(token.public_id) for token in tokens]
    return client.post(PAGE, {"form_key": key or str(uuid.uuid4()), "thiet-bi": chosen, "lap": paper})


def typed(dossier: Dossier, *lines: tuple[Token, bool, dict[str, str]], **more: str) -> dict[str, str]:
    """The grid as a browser sends it: device, ticked, cells."""
    leader = user("chutich").memberships.get(role="agency_leader")
    data = {
        "version": str(Dossier.objects.get(pk=dossier.pk).version),
        "form_key": str(uuid.uuid4()),
        "coordinator": str(user("vanphong").person_id),
        "signer": str(leader.pk),
        "signing_way": "digital",
        "rows-TOTAL_FORMS": str(len(lines)),
    }
    for index, (token, ticked, cells) in enumerate(lines):
        data[f"rows-{index}-token"] = str(token.public_id)
        data |= {f"rows-{index}-chon": "1"} if ticked else {}
        data |= {f"rows-{index}-{key}": text for key, text in cells.items()}
    return data | more


def test_the_list_shows_each_duty_to_its_own_bodies_and_filters_it(forms: AllFormsDriver):
    first, second = token_of("daumoi"), token_of("phochutich")
    clerk = client_of(user("vanphong"))
    page = body(clerk.get(PAGE))
    duty = DeviceReturn.objects.get(token=first)
    assert all(text in page for text in (first.serial_number, second.serial_number, "Chứng thư bị thu hồi"))
    assert f"{timezone.localtime(duty.due_at):%H:%M %d/%m/%Y}" in page
    assert "Cách tính" in page
    assert duty.case_ref in page
    assert page.count('name="thiet-bi"') == 2
    assert first.serial_number not in body(clerk.get(PAGE, {"q": second.serial_number}))
    assert "Không có thiết bị nào như vậy" in body(clerk.get(PAGE, {"han": "qua_han"}))
    assert first.serial_number in body(clerk.get(PAGE, {"han": "vo-nghia", "nguyen_nhan": "revoked"}))
    # The department sees its province and ticks nothing; a stranger's body sees nothing.
    department = body(client_of(user("canboso")).get(PAGE))
    assert first.serial_number in department
    assert 'name="thiet-bi"' not in department
    assert first.serial_number not in body(client_of(user("vl_vanphong")).get(PAGE))
    assert client_of(user("thuebao")).get(PAGE).status_code == 404


def test_the_list_asks_no_more_for_more_lines(
    forms: AllFormsDriver, django_assert_max_num_queries: Any, django_assert_num_queries: Any
):
    clerk = client_of(user("vanphong"))
    clerk.get(PAGE)
    with django_assert_max_num_queries(40) as two:
        clerk.get(PAGE)
    old = DeviceReturn.objects.get(token=token_of("daumoi"))
    for slug in ("nc_bi_khoa", "nc_da_gia_han", "nc_het_han_bi_khoa"):
        token = device(slug)
        assert token.certificate is not None
        DeviceReturn.objects.create(
            token=token,
            certificate=token.certificate,
            managing_agency=token.managing_agency,
            cause="expired",
            starts_at=old.starts_at,
            due_at=old.due_at,
            explanation=old.explanation,
            clause=old.clause,
            opened_at=old.opened_at,
        )
    with django_assert_num_queries(len(two)):
        clerk.get(PAGE)


def test_the_task_grows_louder_and_ends_when_the_minutes_are_under_way(forms: AllFormsDriver):
    token = token_of("daumoi")
    duty = DeviceReturn.objects.get(token=token)
    calendar = load_calendar()
    tones = [
        present([duty], now=duty.due_at + timedelta(hours=shift), calendar=calendar)[0].tone for shift in (-120, -2, 1)
    ]
    assert tones == ["info", "warning", "danger"]
    actor = actor_for(user=user("vanphong"), now=forms.now)
    assert {one.record.token_id for one in waiting_for(actor, now=forms.now).returns} == {
        token.pk,
        token_of("phochutich").pk,
    }
    # Who holds it is asked to give it to the agency.
    holder = actor_for(user=user("daumoi"), now=forms.now)
    assert [one.record.token_id for one in waiting_for(holder, now=forms.now).own_returns] == [token.pk]
    page = body(client_of(user("vanphong")).get("/"))
    assert "Thu hồi, giao nộp thiết bị" in page
    paper = forms.form_sent("device_return", FormRow(token_id=token.public_id, cells={"condition": "Tốt"}), number="7")
    assert [one.record.token_id for one in waiting_for(actor, now=forms.now).returns] == [token_of("phochutich").pk]
    assert paper.state == "sent"


def test_several_devices_go_into_one_draft_and_a_second_press_finds_it(forms: AllFormsDriver):
    first, second = token_of("daumoi"), token_of("phochutich")
    clerk, key = client_of(user("vanphong")), str(uuid.uuid4())
    made = begun(clerk, first, second, key=key)
    assert begun(clerk, first, second, key=key).url == made.url
    draft = Dossier.objects.get(procedure="device_return")
    assert made.url == f"/ho-so/{draft.public_id}/soan/"
    assert "Soạn biên bản giao, nhận thiết bị" in body(clerk.get(made.url))
    # While it is open, neither is offered again; nothing ticked, another's device and no kind of paper are refused.
    assert 'name="thiet-bi"' not in body(clerk.get(PAGE))
    for wrong in (begun(clerk), begun(clerk, token_of("vl_vanphong")), begun(clerk, first, paper="khac")):
        assert wrong.status_code == 422
    assert "đang có hồ sơ" in body(begun(clerk, first))
    assert begun(client_of(user("canboso")), first).status_code == 422
    assert Dossier.objects.filter(procedure="device_return").count() == 1


def test_the_grid_keeps_what_was_typed_and_says_what_is_missing(forms: AllFormsDriver):
    first, second = token_of("daumoi"), token_of("phochutich")
    clerk = client_of(user("vanphong"))
    url = begun(clerk, first).url
    draft = Dossier.objects.get(procedure="device_return")
    # The other device with an open duty may be added.
    assert second.serial_number in body(clerk.get(url))
    missing = clerk.post(url, typed(draft, (first, True, {"note": "Kèm hộp"}), (second, True, {})))
    assert missing.status_code == 422
    assert "Đã lưu nháp. Cần sửa các chỗ sau" in body(missing)
    assert f"Thiết bị {first.serial_number}: Nhập tình trạng thiết bị." in body(missing)
    assert draft.requests.count() == 2
    none = clerk.post(url, typed(draft, (first, False, {"note": "còn đây"})))
    assert "Chọn ít nhất một thiết bị." in body(none)
    assert "còn đây" in body(none)
    stale = clerk.post(url, typed(draft, (first, True, {"condition": "Vỡ vỏ"}), version="0"))
    assert stale.status_code == 409
    assert "Vỡ vỏ" in body(stale)
    filled = typed(draft, (first, True, {"condition": "Vỡ vỏ"}), (second, True, {}))
    done = clerk.post(url, filled | {"tinh-trang-chung": "Nguyên vẹn"})
    assert done["Location"] == f"/ho-so/{draft.public_id}/kiem-tra/"
    rows = list(draft.requests.order_by("position").values_list("printed__condition", flat=True))
    assert sorted(rows) == ["Nguyên vẹn", "Vỡ vỏ"]
    check = body(clerk.get(done["Location"]))
    assert "Vỡ vỏ" in check
    assert f"{timezone.localtime(DeviceReturn.objects.get(token=first).due_at):%d/%m/%Y}" in check


def test_the_countersigned_minutes_end_the_matter(forms: AllFormsDriver):
    token = token_of("daumoi")
    url = begun(client_of(user("vanphong")), token).url
    draft = Dossier.objects.get(procedure="device_return")
    client_of(user("vanphong")).post(url, typed(draft, (token, True, {"condition": "Nguyên vẹn"})))
    sent = forms.dispatch(forms.make_official(forms.fresh(draft), number="150"))
    assert "Thu hồi, giao nộp thiết bị" in body(client_of(user("vanphong")).get("/"))
    page = f"/ho-so/{sent.public_id}/viec/record_return_receipt/"
    clerk = client_of(user("vanphong"))
    form = body(clerk.get(page))
    assert 'name="proof_file"' in form
    forms.act(sent, "record_return_receipt", by="vanphong", legal_at=forms.now, files={"proof_file": PROOF})
    token.refresh_from_db()
    assert token.state == Token.State.RETURNED
    assert not open_returns(actor_for(user=user("vanphong"), now=forms.now)).filter(token=token).exists()
    assert client_of(user("vanphong")).get(f"/ho-so/{sent.public_id}/").status_code == 200


def test_minutes_of_a_loss_want_a_day_that_can_be(forms: AllFormsDriver):
    token = token_of("daumoi")
    clerk = client_of(user("vanphong"))
    url = begun(clerk, token, paper="that_lac").url
    draft = Dossier.objects.get(procedure="device_loss")
    assert "Soạn biên bản xác nhận thất lạc thiết bị" in body(clerk.get(url))
    tomorrow = f"{forms.now + timedelta(days=2):%d/%m/%Y}"
    how = "Rơi trên đường đi công tác"
    for day in ("mai", tomorrow):
        wrong = clerk.post(url, typed(draft, (token, True, {"lost_on": day, "circumstances": how})))
        assert wrong.status_code == 422
        assert "Đã lưu nháp. Cần sửa các chỗ sau" in body(wrong)
        # It is kept as typed, said at its cell whenever the page is opened, and not submitted.
        assert draft.requests.get().printed == draft.requests.get().printed | {"lost_on": day, "circumstances": how}
        assert 'aria-invalid="true"' in body(clerk.get(url))
        with pytest.raises(Refused, match="ghi chưa đúng"):
            perform(dossier_id=draft.public_id, act="submit_to_leader", by=user("vanphong"), now=forms.now)
    stale = clerk.post(url, typed(draft, (token, True, {"circumstances": "Cửa sổ thứ hai"}), version="0"))
    assert stale.status_code == 409
    assert "được lưu ở cửa sổ khác" in body(stale)
    assert "Cửa sổ thứ hai" in body(stale)
    assert draft.requests.get().printed["circumstances"] == how
    unsigned = typed(draft, (token, True, {"lost_on": "18/11/2026", "circumstances": how}), signer="")
    assert "Chọn người ký" in body(clerk.post(url, unsigned))
    assert draft.requests.get().printed["lost_on"] == "18/11/2026"
    right = typed(draft, (token, True, {"lost_on": "18/11/2026", "circumstances": how}))
    assert clerk.post(url, right)["Location"] == f"/ho-so/{draft.public_id}/kiem-tra/"
