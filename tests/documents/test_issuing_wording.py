"""What the papers of a first certificate say, against the lines of the decree's forms; nothing invented for a gap."""

import itertools
from datetime import UTC, date, datetime

import pytest

from requests_workflow.documents import render, render_issuing
from requests_workflow.documents.issuing import HANDOVER_COLUMNS, ISSUE_WIDTHS_MM, Fact
from requests_workflow.documents.model import Column, IncomingReference, PersonLine
from tests.documents import issuing_samples as issuing
from tests.documents import samples
from tests.documents.reading import MILLIMETRE, text_of, words_of

# The request that an answer is about, as the services name it.
ABOUT_PERSONS = "cấp chứng thư chữ ký số chuyên dùng công vụ cho cá nhân"


def test_form_01_says_whom_to_whom_and_what_for():
    text = text_of(render_issuing.render_issue_form(issuing.issue_form(1)))
    for part in (
        "V/v đề nghị cấp chứng thư chữ ký số chuyên dùng công vụ cho cá nhân",
        "Kính gửi: Cục Chứng thực số và Bảo mật thông tin, Ban Cơ yếu Chính phủ",
        "Căn cứ Điều 10, Điều 11 Nghị định số 68/2024/NĐ-CP ngày 25 tháng 6 năm 2024 của Chính phủ",
        "Ủy ban nhân dân xã Pắc Ta đề nghị Cục Chứng thực số và Bảo mật thông tin cấp chứng thư chữ ký số chuyên "
        "dùng công vụ cho cá nhân như sau:",
        "2. Số lượng: 01",
        "xem xét, thực hiện./.",
        "Nơi nhận: - Như trên; - Lưu: VT, VP.",
    ):
        assert part in text


def test_form_01_prints_the_eight_fields_of_the_contact_in_their_order():
    text = text_of(render_issuing.render_issue_form(issuing.issue_form(1)))
    assert (
        "Họ và tên: Vàng Thị Mẫu Số định danh cá nhân: 012345678901 Ngày cấp: 08/05/2021 "
        "Nơi cấp: Cục Cảnh sát quản lý hành chính về trật tự xã hội Chức vụ: Văn thư "
        "Số điện thoại di động: 0912 345 678 Địa chỉ thư điện tử công vụ: vangthimau.pacta@laichau.gov.vn "
        "Địa chỉ tiếp nhận: Trụ sở Ủy ban nhân dân xã Pắc Ta, tỉnh Lai Châu 2. Số lượng"
    ) in text


def test_form_01_has_the_eleven_columns_of_the_decree():
    """Each head cell is read back from its place on the page."""
    pdf = render_issuing.render_issue_form(issuing.issue_form(1))
    page = [word for word in words_of(pdf) if word.page == 1]
    above, below = (next(word for word in page if word.text == text) for text in ("(Kèm", "000000000001;"))
    head = sorted(
        (word for word in page if above.bottom < word.top < below.top), key=lambda word: (word.top, word.left)
    )
    edges = [30 * MILLIMETRE]
    for width in (12.0, *(ISSUE_WIDTHS_MM[key] for key in issuing.TITLES)):
        edges.append(edges[-1] + width * MILLIMETRE)
    cells = [
        " ".join(word.text for word in head if left <= word.left < right) for left, right in itertools.pairwise(edges)
    ]
    assert cells == [
        "STT",
        "Họ và tên",
        "Ngày sinh",
        "Số định danh cá nhân/Ngày cấp, nơi cấp",
        "Địa chỉ thư điện tử công vụ",
        "Tên cơ quan, tổ chức công tác",
        "Tỉnh/ Thành phố",
        "Chức vụ",
        "Số điện thoại di động",
        "Số hiệu chứng thư chữ ký số cũ (nếu có)",
        "SIM PKI",
    ]


def test_a_row_of_form_01_prints_each_value_in_words_of_its_own():
    annex = text_of(render_issuing.render_issue_form(issuing.issue_form(1)), page=2)
    for value in ("01/02/1990", "000000000001;", "01/02/2021; Cục", "Lai Châu", "0912 345 678"):
        assert value in annex


def test_optional_columns_stay_blank_and_a_missing_value_is_said():
    rows = ({"full_name": "Nguyễn Văn Mẫu"},)
    annex = text_of(render_issuing.render_issue_form(issuing.issue_form(rows=rows)), page=2)
    assert annex.count("không có") == len(issuing.COLUMNS) - len(issuing.OPTIONAL) - 1


def test_signing_by_the_central_service_is_asked_for_in_subject_and_text():
    suffix = ", sử dụng giải pháp ký số tập trung"
    form = issuing.issue_form(1, issuing.letter(subject=issuing.SUBJECT + suffix), request_title=ABOUT_PERSONS + suffix)
    text = text_of(render_issuing.render_issue_form(form))
    assert text.count("cho cá nhân, sử dụng giải pháp ký số tập trung") == 2


def test_empty_contact_values_are_printed_as_khong_co():
    form = issuing.issue_form(contact=(Fact(label="Họ và tên", value=""), Fact(label="Chức vụ", value="Văn thư")))
    assert "Họ và tên: không có Chức vụ: Văn thư" in text_of(render_issuing.render_issue_form(form))


def test_form_07_names_the_request_and_the_devices():
    text = text_of(render_issuing.render_handover_notice(issuing.handover_notice(1)))
    for part in (
        "V/v thông báo bàn giao thiết bị lưu khóa bí mật cho thuê bao",
        "Công văn số 128/UBND-VP ngày 19 tháng 10 năm 2026 của Ủy ban nhân dân xã Pắc Ta như sau:",
        "Số lượng thiết bị lưu khóa bí mật đã bàn giao: 01 thiết bị",
        "5450000001",
        "05/11/2026",
        "thông báo để Cục Chứng thực số và Bảo mật thông tin biết./.",
    ):
        assert part in text
    assert "chưa bàn giao" not in text


@pytest.mark.parametrize(("remaining", "printed"), [(0, "00 thiết bị"), (3, "03 thiết bị")])
def test_a_partial_notice_says_how_many_devices_remain(remaining, printed):
    text = text_of(render_issuing.render_handover_notice(issuing.handover_notice(2, remaining=remaining)))
    assert f"Số lượng thiết bị lưu khóa bí mật chưa bàn giao: {printed}" in text


def test_columns_of_form_07_are_data():
    columns = (*HANDOVER_COLUMNS[:1], Column(key="note", title="Ghi chú", width_mm=60))
    notice = issuing.handover_notice(columns=columns, rows=({"subscriber_name": "Nguyễn Văn Mẫu", "note": "đủ"},))
    text = text_of(render_issuing.render_handover_notice(notice))
    assert "Ghi chú" in text
    assert "Ngày bàn giao" not in text


@pytest.mark.parametrize("make", [issuing.issue_form, issuing.handover_notice])
def test_a_row_with_a_key_of_no_column_is_refused(make):
    with pytest.raises(ValueError, match=r"keys of no column: \['pin'\]"):
        make(rows=({"pin": "123456"},))
    with pytest.raises(ValueError, match="at least one column"):
        make(columns=(), rows=())


def test_minutes_to_be_signed_leave_time_place_and_condition_to_the_hand():
    text = text_of(render_issuing.render_handover_minutes(issuing.blank_minutes(1)))
    for part in (
        "BIÊN BẢN Bàn giao thiết bị lưu khóa bí mật",
        "Căn cứ Công văn số 128/UBND-VP ngày 19 tháng 10 năm 2026 của Ủy ban nhân dân xã Pắc Ta",
        "Hồi ..... giờ ..... phút, ngày ..... tháng ..... năm ........, tại ....",
        "1. Người giao: Vàng Thị Mẫu; chức vụ: Văn thư; cơ quan, tổ chức: Ủy ban nhân dân xã Pắc Ta.",
        "2. Người nhận: Nguyễn Văn Mẫu 1; chức vụ: Chuyên viên;",
        "đổi ngay mật khẩu ban đầu của thiết bị lưu khóa bí mật và giữ bí mật mật khẩu mới",
        "được lập thành 02 bản có giá trị như nhau",
        "NGƯỜI GIAO",
        "NGƯỜI NHẬN",
    ):
        assert part in text
    assert "không có" not in text
    assert "xác nhận trên hệ thống" not in text


def test_a_record_of_confirmations_says_who_confirmed_and_when():
    text = text_of(render_issuing.render_handover_minutes(issuing.confirmed_minutes(1)))
    assert "Hồi 08 giờ 30 phút, ngày 04 tháng 11 năm 2026, tại trụ sở" in text
    for instant in ("2026-11-04T08:30:15+07:00", "2026-11-04T08:31:15+07:00"):
        assert instant in text
    assert text.count("Đã xác nhận trên hệ thống lúc") == 2
    assert "được lập dưới dạng văn bản điện tử./." in text


def test_confirmations_given_in_another_zone_are_printed_in_vietnamese_time():
    receiver = issuing.receiver(confirmed_at=datetime(2026, 11, 4, 17, 5, tzinfo=UTC))
    text = text_of(render_issuing.render_handover_minutes(issuing.blank_minutes(receivers=(receiver,))))
    assert "lúc 00 giờ 05 phút ngày 05/11/2026 (2026-11-05T00:05:00+07:00)" in text


def test_each_of_several_receivers_signs_or_has_confirmed_in_the_list():
    receivers = (issuing.confirmed(1), issuing.receiver(2))
    pdf = render_issuing.render_handover_minutes(issuing.blank_minutes(receivers=receivers))
    assert "2. Người nhận: 02 người có tên trong Phụ lục kèm theo." in text_of(pdf, page=1)
    annex = text_of(pdf, page=2)
    assert "Ký nhận hoặc xác nhận" in annex
    assert annex.count("Đã xác nhận trên hệ thống lúc") == 1
    assert "(Kèm theo Biên bản bàn giao thiết bị lưu khóa bí mật)" in annex


def test_the_device_of_an_organisation_rests_on_the_decision_that_names_its_keeper():
    decision = IncomingReference(
        kind="Quyết định", number_symbol="15/QĐ-UBND", issued_on=date(2026, 11, 3), sender=samples.COMMUNE
    )
    minutes = issuing.blank_minutes(decision=decision, holder="Trường Mầm non Pắc Ta (mẫu)")
    text = text_of(render_issuing.render_handover_minutes(minutes))
    assert "Căn cứ Quyết định số 15/QĐ-UBND ngày 03 tháng 11 năm 2026 của Ủy ban nhân dân xã Pắc Ta" in text
    assert "sử dụng thiết bị lưu khóa bí mật của Trường Mầm non Pắc Ta (mẫu)." in text


def test_minutes_without_a_receiver_are_refused():
    with pytest.raises(ValueError, match="at least one receiver"):
        issuing.blank_minutes(0)


def test_a_refusal_of_persons_lists_them_and_names_their_request():
    letter = samples.refusal(
        devices=0,
        people=(PersonLine(full_name="Nguyễn Văn Mẫu", workplace=samples.COMMUNE),),
        request_title=ABOUT_PERSONS,
        request_act="cấp chứng thư chữ ký số",
        item_noun="cá nhân",
    )
    text = text_of(render.render_refusal(letter))
    assert f"về việc đề nghị {ABOUT_PERSONS} lúc" in text
    assert f"không chấp nhận đề nghị {ABOUT_PERSONS} với lý do" in text
    assert "Cá nhân không được chấp nhận cấp chứng thư chữ ký số:" in text
    assert "Họ và tên" in text
    assert "khôi phục" not in text.replace(letter.document.subject, "")


def test_a_supplement_notice_names_the_request_that_it_answers():
    notice = samples.supplement_notice()
    changed = type(notice)(
        **(vars(notice) | {"request_title": ABOUT_PERSONS, "request_act": "cấp chứng thư chữ ký số"})
    )
    text = text_of(render.render_supplement_notice(changed))
    assert f"yêu cầu {ABOUT_PERSONS} chưa hợp lệ" in text
    assert "thực hiện cấp chứng thư chữ ký số được tính từ ngày" in text
    assert f"nhận được yêu cầu {ABOUT_PERSONS} hợp lệ" in text


def test_a_receipt_counts_what_was_asked_for():
    receipt = samples.receipt()
    changed = type(receipt)(
        **(vars(receipt) | {"item_noun": "chứng thư chữ ký số đề nghị cấp", "item_unit": "chứng thư"})
    )
    assert "Số lượng chứng thư chữ ký số đề nghị cấp: 01 chứng thư" in text_of(render.render_receipt(changed))


def test_html_in_data_is_printed_as_it_is_written():
    attack = '<b>Nguyễn & Trần</b> {{ document }} "><img src="file:///etc/passwd">'
    wide = Column(key="a", title="Tên", width_mm=150)
    form = issuing.issue_form(columns=(wide,), rows=({"a": attack},), contact=(Fact(label=attack, value=attack),))
    text = text_of(render_issuing.render_issue_form(form))
    assert text.count(attack) == 3
    minutes = issuing.blank_minutes(receivers=(issuing.receiver(name="<b>X</b>"), issuing.receiver(name="<i>")))
    assert "<b>X</b>" in text_of(render_issuing.render_handover_minutes(minutes))


def test_a_character_without_a_glyph_is_refused_wherever_it_stands():
    with pytest.raises(render.UnprintableText, match="😀"):
        render_issuing.render_issue_form(issuing.issue_form(contact=(Fact(label="Họ và tên", value="😀"),)))
    with pytest.raises(render.UnprintableText, match="漢"):
        render_issuing.render_handover_notice(issuing.handover_notice(rows=({"subscriber_name": "漢"},)))
    with pytest.raises(render.UnprintableText, match="漢"):
        render_issuing.render_handover_minutes(issuing.blank_minutes(receivers=(issuing.receiver(condition="漢"),)))
