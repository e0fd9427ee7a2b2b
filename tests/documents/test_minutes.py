"""Mẫu số 08 and 09 and the change of keeper: both sides, the list, and who signs where, at one row and many."""

from dataclasses import replace

import pytest

from requests_workflow.documents.boxes import NotOurDocument, signature_boxes
from requests_workflow.documents.columns import columns_of
from requests_workflow.documents.minutes import Side
from requests_workflow.documents.render_minutes import render_device_return, render_keeper_change, render_loss
from requests_workflow.regulations import forms_2024 as forms
from requests_workflow.regulations.profile import FormColumn
from tests.documents import minutes_samples as minutes
from tests.documents.reading import field_names, outside, sizes, text_of, words_of
from tests.documents.samples import RECEIVED

PORTRAIT = (595, 842)


def pieces(pdf: bytes, start: str) -> list[str]:
    """Words that begin so, from the top of the first page to the foot of the last."""
    words = sorted(words_of(pdf), key=lambda word: (word.page, word.top))
    return [word.text for word in words if word.text.startswith(start)]


def test_form_08_names_both_sides_the_notice_and_the_device():
    pdf = render_device_return(minutes.device_return(1))
    text = text_of(pdf)
    for part in (
        "BIÊN BẢN Giao, nhận thiết bị lưu khóa bí mật",
        "Căn cứ Điều 20 Nghị định số 68/2024/NĐ-CP ngày 25 tháng 6 năm 2024",
        "Căn cứ Thông báo số 45/TB-CTSBMTT ngày 02 tháng 11 năm 2026 của Cục Chứng thực số",
        "Hồi 08 giờ 30 phút, ngày 04 tháng 11 năm 2026, tại trụ sở Ủy ban nhân dân xã Pắc Ta, chúng tôi gồm:",
        "1. Bên giao Họ và tên: Vàng Thị Mẫu Chức vụ: Văn thư Cơ quan, tổ chức: Ủy ban nhân dân xã Pắc Ta "
        "Số định danh cá nhân: 012345678901; Ngày cấp: 08/05/2021; Nơi cấp: Cục Cảnh sát",
        "2. Bên nhận Họ và tên: Đỗ Văn Thí Dụ",
        "098765432109; Ngày cấp: không có; Nơi cấp: không có",
        "bên nhận đã nhận 01 thiết bị lưu khóa bí mật như sau:",
        "được lập thành 02 bản có giá trị như nhau",
        "Nơi nhận: - Cục Chứng thực số và Bảo mật thông tin, Ban Cơ yếu Chính phủ; - Lưu: VT.",
    ):
        assert part in text
    assert pieces(pdf, "5401012A") == ["5401012A3B4C5D6E0001"]
    assert pieces(pdf, "TEST-") == ["TEST-20131-1"]


def test_form_08_leaves_to_the_hand_what_is_not_known_beforehand():
    given = minutes.device_return(
        1, receiver=Side(organisation="Cục Mẫu"), notice=None, began_at=None, location="", copies=None
    )
    text = text_of(render_device_return(given))
    for part in (
        "Thực hiện việc thu hồi thiết bị lưu khóa bí mật sau khi chứng thư chữ ký số chuyên dùng công vụ hết hạn",
        "Hồi ..... giờ ..... phút, ngày ..... tháng ..... năm ........, tại .....",
        "2. Bên nhận Họ và tên: .....",
        "Cơ quan, tổ chức: Cục Mẫu Số định danh cá nhân: .....",
        "được lập dưới dạng văn bản điện tử./.",
    ):
        assert part in text
    assert "không có" not in text.split("2. Bên nhận")[1].split("Bên giao đã giao")[0]


def test_the_leader_signs_and_seals_level_with_the_blank_place_of_the_other_side():
    for pdf in (render_device_return(minutes.device_return(1)), render_loss(minutes.device_loss(1))):
        places = signature_boxes(pdf)
        assert set(places) == {"sig-person", "sig-person-2", "sig-seal"}
        assert len({box.page for box in places.values()}) == 1
        own, other, seal = places["sig-person"], places["sig-person-2"], places["sig-seal"]
        assert other.y1 == pytest.approx(own.y1, abs=0.5)
        assert other.x2 <= own.x1
        assert seal.x2 == pytest.approx(own.x1 + (own.x2 - own.x1) / 3, abs=0.1)
        assert len(field_names(pdf)) == 4


def test_form_09_says_who_lost_what_when_and_how_and_that_it_is_sent_at_once():
    pdf = render_loss(minutes.device_loss(1))
    text = text_of(pdf)
    for part in (
        "BIÊN BẢN Xác nhận thất lạc thiết bị lưu khóa bí mật",
        "1. Đại diện cơ quan, tổ chức quản lý trực tiếp Họ và tên: Vàng Thị Mẫu",
        "2. Thuê bao Họ và tên: Nguyễn Văn Mẫu 1",
        "Chúng tôi xác nhận 01 thiết bị lưu khóa bí mật sau đây đã thất lạc:",
        "01/11/2026",
        "được gửi ngay Cục Chứng thực số và Bảo mật thông tin, Ban Cơ yếu Chính phủ./.",
    ):
        assert part in text
    assert pieces(pdf, "5401012A") == ["5401012A3B4C5D6E0001"]


@pytest.mark.parametrize(
    ("pdf", "annex"),
    [
        (lambda: render_device_return(minutes.device_return(60)), PORTRAIT),
        (lambda: render_loss(minutes.device_loss(60, 60)), PORTRAIT),
        (lambda: render_keeper_change(minutes.keeper_change(60)), PORTRAIT),
    ],
    ids=["Mẫu 08", "Mẫu 09", "change of keeper"],
)
def test_sixty_devices_have_a_head_on_each_page_and_whole_serials(pdf, annex):
    made = pdf()
    assert outside(made) == []
    assert sizes(made)[0] == PORTRAIT
    assert set(sizes(made)[1:]) == {annex}
    heads = [word.page for word in words_of(made) if word.text == "STT"]
    assert len(heads) == len(set(heads))
    listed = {word.page for word in words_of(made) if word.text.startswith("TEST-")}
    assert listed <= set(heads)
    assert pieces(made, "TEST-") == [f"TEST-{20130 + index}-1" for index in range(1, 61)]
    assert pieces(made, "5401012A") == [f"5401012A3B4C5D6E{index:04X}" for index in range(1, 61)]


def test_several_subscribers_sign_in_a_list_of_their_own_however_many_devices_they_lost():
    pdf = render_loss(minutes.device_loss(4, 3))
    places = signature_boxes(pdf)
    assert set(places) == {"sig-person", "sig-seal", "sig-person-2", "sig-person-3", "sig-person-4"}
    rows = [places[f"sig-person-{number}"] for number in (2, 3, 4)]
    assert rows == sorted(rows, key=lambda box: -box.y1)
    assert {box.page for box in rows} == {0}
    assert "2. Thuê bao 03 người có tên và ký trong danh sách sau đây:" in text_of(pdf, page=1)
    assert outside(pdf) == []


def test_a_loss_without_a_named_subscriber_leaves_his_lines_to_the_hand():
    pdf = render_loss(minutes.device_loss(1, 0))
    assert "2. Thuê bao Họ và tên: ....." in text_of(pdf)
    assert set(signature_boxes(pdf)) == {"sig-person", "sig-person-2", "sig-seal"}


@pytest.mark.parametrize("count", [1, 4, 7])
def test_the_signatures_are_never_alone_on_their_page(count):
    for pdf in (
        render_device_return(minutes.device_return(count)),
        render_loss(minutes.device_loss(count)),
        render_keeper_change(minutes.keeper_change(count)),
    ):
        last = text_of(pdf, page=len(sizes(pdf)))
        assert "Biên bản được lập" in last
        assert any(name in last for name in ("Lò Thị Giả Định", "Lò Văn Giả Sử"))


def test_columns_of_both_forms_are_data():
    new = FormColumn("handed_by", "Người giao lại")
    columns = columns_of(replace(forms.RETURN_FORM, columns=(forms.RETURN_FORM.columns[0], new)))
    text = text_of(
        render_device_return(
            minutes.device_return(columns=columns, rows=({"certificate_name": "A", "handed_by": "Mùa A Thử"},))
        )
    )
    assert "Người giao lại" in text
    assert "Mùa A Thử" in text
    assert "Tình trạng thiết bị" not in text


def test_minutes_without_a_device_or_with_a_key_of_no_column_are_refused():
    for make in (minutes.device_return, minutes.device_loss, minutes.keeper_change):
        with pytest.raises(ValueError, match="at least one"):
            make(0)
    with pytest.raises(ValueError, match="keys of no column"):
        minutes.device_return(rows=({"pin": "123456"},))


def test_a_change_of_keeper_rests_on_a_decision_and_the_receiver_changes_the_password():
    basis = "khoản 3 Điều 10 Quy chế quản lý, sử dụng chữ ký số"
    pdf = render_keeper_change(minutes.keeper_change(1, legal_basis=basis))
    text = text_of(pdf)
    for part in (
        f"Căn cứ {basis};",
        "Căn cứ Quyết định số 07/QĐ-UBND ngày 03 tháng 11 năm 2026 của Chủ tịch Ủy ban nhân dân xã Pắc Ta về việc "
        "giao quản lý, sử dụng thiết bị lưu khóa bí mật của Ủy ban nhân dân xã Pắc Ta.",
        "1. Người giao: Vàng Thị Mẫu; chức vụ: Văn thư;",
        "2. Người nhận: Lò Văn Giả Sử; chức vụ: Văn thư;",
        "Người giao đã bàn giao thiết bị lưu khóa bí mật và mật khẩu truy cập; người nhận đã tự đổi mật khẩu lúc "
        "08 giờ 40 phút, ngày 04 tháng 11 năm 2026 và giữ bí mật mật khẩu mới; biên bản này không ghi mật khẩu.",
        "được lập thành 03 bản có giá trị như nhau",
        "NGƯỜI GIAO NGƯỜI NHẬN",
    ):
        assert part in text
    assert sizes(pdf) == [PORTRAIT]
    assert pieces(pdf, "5401012A") == ["5401012A3B4C5D6E0001"]
    places = signature_boxes(pdf)
    assert set(places) == {"sig-person", "sig-person-2"}
    assert places["sig-person"].x2 < places["sig-person-2"].x1


def test_keepers_who_confirmed_on_screen_have_no_place_to_sign():
    given = minutes.keeper_change(1, began_at=None, location="", password_changed_at=None)
    given = replace(given, giver=replace(given.giver, confirmed_at=RECEIVED))
    pdf = render_keeper_change(given)
    assert set(signature_boxes(pdf)) == {"sig-person-2"}
    text = text_of(pdf)
    assert text.count("Đã xác nhận trên hệ thống lúc 08 giờ 30 phút ngày 04/11/2026") == 1
    assert "đã tự đổi mật khẩu lúc ..... giờ ..... phút" in text
    with pytest.raises(NotOurDocument):
        signature_boxes(render_keeper_change(replace(given, receiver=replace(given.receiver, confirmed_at=RECEIVED))))


def test_long_texts_stay_inside_the_margins():
    side = Side(name="N" * 120, organisation="Ủy ban " * 40, identity_issued_by="C" * 200)
    row = {"certificate_name": "N" * 200, "certificate_serial": "A1" * 90, "token_serial": "T-1" * 60}
    assert outside(render_device_return(minutes.device_return(giver=side, receiver=side, rows=(row,) * 2))) == []
    assert outside(render_loss(minutes.device_loss(subscribers=(side, side), rows=(row,) * 2))) == []
