"""What the documents say: the decree's words, dates and numbers in their form, and nothing invented for a gap."""

from datetime import date, datetime

import pytest

from requests_workflow.documents import render, wording
from requests_workflow.documents.model import Column, Ground, RecoveryForm, Signer
from tests.documents import samples
from tests.documents.reading import field_names, text_of, words_of


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 2, 3), "ngày 03 tháng 02 năm 2026"),
        (date(2026, 1, 31), "ngày 31 tháng 01 năm 2026"),
        (date(2026, 3, 9), "ngày 09 tháng 3 năm 2026"),
        (date(2026, 11, 21), "ngày 21 tháng 11 năm 2026"),
    ],
)
def test_days_below_ten_and_months_one_and_two_take_a_zero(day, words):
    assert wording.day_in_words(day) == words


@pytest.mark.parametrize(("number", "printed"), [("5", "05"), ("12", "12"), ("128", "128"), ("12a", "12a")])
def test_numbers_below_ten_take_a_zero(number, printed):
    assert wording.document_number(number) == printed


def test_legal_times_are_printed_in_vietnamese_time_with_iso_8601():
    moment = datetime.fromisoformat("2026-11-05T10:00:00+00:00")
    assert wording.time_in_words(moment) == "17 giờ 00 phút ngày 05/11/2026 (2026-11-05T17:00:00+07:00)"


def test_a_time_without_zone_is_refused():
    with pytest.raises(ValueError, match="time zone"):
        wording.short_time(datetime(2026, 11, 5, 17, 0))  # noqa: DTZ001


def test_recovery_form_says_what_form_06_asks_and_nothing_more():
    text = text_of(render.render_recovery_form(samples.recovery_form(1)))
    for part in (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc",
        "V/v đề nghị khôi phục thiết bị lưu khóa bí mật",
        "Kính gửi: Sở Khoa học và Công nghệ tỉnh Lai Châu",
        "Căn cứ Nghị định số 68/2024/NĐ-CP ngày 25 tháng 6 năm 2024 của Chính phủ",
        "1. Người phối hợp thực hiện khôi phục Họ tên: Vàng Thị Mẫu Số định danh cá nhân: 012345678901; "
        "Ngày cấp: 08/05/2021; Nơi cấp: Cục Cảnh sát quản lý hành chính về trật tự xã hội Chức vụ: Văn thư "
        "Cơ quan công tác: Ủy ban nhân dân xã Pắc Ta Số điện thoại di động: 0912 345 678",
        "2. Số lượng thiết bị lưu khóa bí mật cần khôi phục: 01 thiết bị",
        "xem xét, thực hiện./.",
        "TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH PHÓ CHỦ TỊCH",
        "Nơi nhận: - Như trên; - Phòng Văn hóa - Xã hội xã; - Lưu: VT, VP.",
    ):
        assert part in text
    assert "Địa chỉ tiếp nhận" not in text


def test_table_columns_are_data():
    form = samples.recovery_form(
        columns=(Column(key="a", title="Cột thứ nhất", width_mm=60),), rows=({"a": "ô thứ nhất"}, {})
    )
    text = text_of(render.render_recovery_form(form))
    assert "Cột thứ nhất" in text
    assert "ô thứ nhất" in text
    assert text.count("không có") == 1
    assert "Thông tin của thuê bao" not in text


def test_a_row_with_a_key_of_no_column_is_refused():
    with pytest.raises(ValueError, match="keys of no column"):
        samples.recovery_form(rows=({"pin": "x"},))


def test_no_rows_and_empty_values_are_printed_as_khong_co():
    empty = type(samples.COORDINATOR)(
        full_name="",
        identity_number="",
        identity_issued_on=None,
        identity_issued_by="",
        position="",
        workplace="",
        mobile="",
    )
    text = text_of(render.render_recovery_form(samples.recovery_form(rows=(), coordinator=empty)))
    assert "00 thiết bị" in text
    assert text.count("không có") == 8
    assert "None" not in text


def test_several_recipients_are_listed_with_their_marks():
    document = samples.commune_document(recipients=("Cục Chứng thực số và Bảo mật thông tin;", samples.DEPARTMENT))
    text = text_of(render.render_recovery_form(samples.recovery_form(1, document)))
    assert "- Cục Chứng thực số và Bảo mật thông tin; - Sở Khoa học và Công nghệ tỉnh Lai Châu." in text


def test_refusal_names_document_clause_and_reason():
    text = text_of(render.render_refusal(samples.refusal()))
    assert "nhận được Công văn số 05/UBND-VP ngày 03 tháng 11 năm 2026 của Ủy ban nhân dân xã Pắc Ta" in text
    assert "lúc 08 giờ 30 phút ngày 04/11/2026 (2026-11-04T08:30:15+07:00)" in text
    assert f"1. Thuê bao không thuộc cơ quan, tổ chức đề nghị (căn cứ: {samples.CLAUSE})." in text
    assert "không chấp nhận đề nghị khôi phục thiết bị lưu khóa bí mật" in text


def test_supplement_notice_lists_what_is_missing_and_when_the_clock_starts():
    text = text_of(render.render_supplement_notice(samples.supplement_notice(2)))
    assert "2. Dòng 2: bổ sung số hiệu thiết bị lưu khóa bí mật" in text
    assert "Thời hạn 01 ngày làm việc thực hiện khôi phục được tính từ ngày" in text


def test_receipt_explains_the_due_time():
    text = text_of(render.render_receipt(samples.receipt()))
    assert "GIẤY TIẾP NHẬN" in text
    assert "Hạn xử lý: 17 giờ 00 phút ngày 05/11/2026 (2026-11-05T17:00:00+07:00)" in text
    assert "- 04/11/2026: ngày nhận, không tính; - 05/11/2026: ngày làm việc thứ 1." in text
    assert "Số:" not in text


def test_minutes_record_way_tool_operator_custody_and_both_signatories():
    text = text_of(render.render_recovery_minutes(samples.minutes()))
    for part in (
        "BIÊN BẢN Khôi phục thiết bị lưu khóa bí mật",
        "Hồi 08 giờ 30 phút, ngày 04 tháng 11 năm 2026",
        "Cách thực hiện: trực tiếp tại nơi tiếp nhận",
        "Công cụ khôi phục: VGCAUnlockTokenSetup",
        "Người thực hiện: Phạm Thị Minh Họa",
        "biên bản này không ghi mật khẩu",
        "được lập dưới dạng văn bản điện tử./.",
    ):
        assert part in text
    assert "ĐẠI DIỆN BÊN ĐỀ NGHỊ" in text
    assert "ĐẠI DIỆN BÊN KHÔI PHỤC" in text


def test_given_number_and_date_are_printed_as_text_without_fields():
    document = samples.commune_document(number="5", issued_on=date(2026, 2, 3))
    pdf = render.render_recovery_form(samples.recovery_form(1, document))
    assert "Số: 05/UBND-VP" in text_of(pdf)
    assert "Pắc Ta, ngày 03 tháng 02 năm 2026" in text_of(pdf)
    assert field_names(pdf) == []


def test_an_academic_title_before_the_name_is_refused_except_where_a_body_may_use_it():
    with pytest.raises(ValueError, match="academic title"):
        Signer(title_lines=("GIÁM ĐỐC",), name="TS. Trần Văn Ví Dụ")
    assert Signer(title_lines=("GIÁM ĐỐC",), name="TS. Trần Văn Ví Dụ", academic_titles=True).name


def test_html_in_data_is_printed_as_it_is_written():
    attack = '<script>alert(1)</script><b>Nguyễn & Trần</b> {{ document }} "><img src="file:///etc/passwd">'
    form = samples.recovery_form(columns=(Column(key="a", title="Tên", width_mm=150),), rows=({"a": attack},))
    assert attack in text_of(render.render_recovery_form(form))


def test_very_long_texts_stay_inside_the_margins():
    name = "Nguyễn Thị Vô Cùng Dài " * 40
    form = samples.recovery_form(
        rows=({"serial": "F" * 400, "name": name, "email": "x" * 90 + "@" + "y" * 90 + ".gov.vn"},) * 3
    )
    words = words_of(render.render_recovery_form(form))
    assert max(word.right for word in words) <= 553.5
    assert max(word.bottom for word in words) <= 785.7
    assert sum(word.text.count("F") for word in words) >= 1200


def test_invisible_characters_are_left_out_and_decomposed_letters_composed():
    ground = Ground(clause=samples.CLAUSE, reason="Hô\u0300 sơ\u200b thiê\u0301u\x00 \ud800chữ\u00ad ký")
    assert "1. Hồ sơ thiếu chữ ký (căn cứ:" in text_of(render.render_refusal(samples.refusal(grounds=(ground,))))


def test_a_character_without_a_glyph_is_refused_by_name():
    form: RecoveryForm = samples.recovery_form(rows=({"name": "Nguyễn 😀 漢"},))
    with pytest.raises(render.UnprintableText, match=r"漢 \(U\+6F22\), 😀 \(U\+1F600\)"):
        render.render_recovery_form(form)
