"""What somebody who sets type by Nghị định 30/2020/NĐ-CP looks for: bases, annexes, names, and who signs where."""

from dataclasses import replace
from datetime import date

import pytest

from requests_workflow.documents import render, render_issuing, render_minutes
from requests_workflow.documents.model import IncomingReference, Signer
from tests.documents import issuing_samples as issuing
from tests.documents import minutes_samples as minutes
from tests.documents import samples
from tests.documents.reading import MILLIMETRE, line_styles, opened, outside, raw_text, text_of, words_of

LONG_BODY = (
    "TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG VÀ CHUYỂN ĐỔI SỐ TRỰC THUỘC VĂN PHÒNG HỘI ĐỒNG NHÂN DÂN "
    "VÀ ỦY BAN NHÂN DÂN PHƯỜNG PHAN RANG - THÁP CHÀM"
)
LONG_SERIAL = "54010f2a3b4c5d6e7f8091a2b3c4d5e6f7a8b9c0"


@pytest.fixture(scope="module")
def loss_of_twelve() -> bytes:
    return render_minutes.render_loss(minutes.device_loss(12, 12))


def test_bases_are_in_italics_and_the_last_one_ends_with_a_full_stop(tmp_path):
    pdf = render_minutes.render_device_return(minutes.device_return(1))
    basis = [(line, style) for line, style in line_styles(pdf, tmp_path).items() if line.startswith("Căn cứ")]
    assert [style for _, style in basis] == [(14, False, True)] * 2
    text = text_of(pdf)
    assert "về chữ ký số chuyên dùng công vụ; Căn cứ Thông báo số 45/TB-CTSBMTT" in text
    assert "về việc thu hồi chứng thư chữ ký số chuyên dùng công vụ. Hồi 08 giờ 30 phút" in text


def test_two_annexes_have_roman_numbers_that_the_text_names_and_pages_of_their_own(loss_of_twelve):
    pages = len(opened(loss_of_twelve).pages)
    letter = text_of(loss_of_twelve, page=1)
    assert "ký trong danh sách tại Phụ lục I kèm theo." in letter
    assert "thiết bị lưu khóa bí mật theo Phụ lục II kèm theo đã thất lạc." in letter
    starts = [page for page in range(1, pages + 1) if raw_text(loss_of_twelve, page).startswith("Phụ lục")]
    assert starts == [2, 3]
    assert text_of(loss_of_twelve, page=2).startswith(
        "Phụ lục I DANH SÁCH THUÊ BAO KÝ XÁC NHẬN (Kèm theo Biên bản số ...../....."
    )
    assert text_of(loss_of_twelve, page=3).startswith("Phụ lục II DANH SÁCH THIẾT BỊ LƯU KHÓA BÍ MẬT THẤT LẠC")


def test_an_annex_on_its_own_has_no_number():
    pdf = render_minutes.render_loss(minutes.device_loss(12, 1))
    assert "theo Phụ lục kèm theo đã thất lạc" in text_of(pdf)
    assert text_of(pdf, page=3).startswith("Phụ lục DANH SÁCH THIẾT BỊ")


def test_several_recipients_stand_below_the_colon_one_a_line():
    document = samples.commune_document(recipients=("Sở Khoa học và Công nghệ", "Văn phòng Ủy ban nhân dân tỉnh"))
    words = words_of(render.render_recovery_form(samples.recovery_form(1, document)))
    colon = next(word for word in words if word.text == "gửi:")
    dashes = [word for word in words if word.text == "-" and colon.bottom - 2 < word.top < colon.bottom + 30]
    assert len(dashes) == 2
    mark = colon.right - 4  # the colon is as wide as that
    assert [word.left for word in dashes] == pytest.approx([mark, mark], abs=1)


def test_a_long_name_and_title_are_set_in_lines_that_tear_no_word(tmp_path):
    signer = Signer(title_lines=("PHÓ GIÁM ĐỐC PHỤ TRÁCH TRUNG TÂM",), name="Lò Thị Giả Định")
    document = samples.commune_document(issuing_body=LONG_BODY, signer=signer)
    pdf = render.render_recovery_form(samples.recovery_form(1, document))
    styles = line_styles(pdf, tmp_path)
    for line in ("HÀNH CHÍNH CÔNG VÀ", "HỘI ĐỒNG NHÂN DÂN VÀ", "PHAN RANG - THÁP CHÀM"):
        assert styles[line] == (12, True, False)
    assert styles["PHÓ GIÁM ĐỐC PHỤ TRÁCH"] == (14, True, False)
    assert styles["thiết bị lưu khóa bí mật"][0] == 13
    assert outside(pdf) == []


def test_the_number_of_a_decree_stays_on_one_line():
    decree = "68/2024/NĐ-CP"
    for width in range(12):  # pushes the number over the end of the line, letter by letter
        basis = f"{'a' * width} Điều 22, Điều 23 và các điều khác của Nghị định số {decree} của Chính phủ"
        pdf = render.render_recovery_form(samples.recovery_form(1, legal_basis=basis))
        assert any(word.text == decree for word in words_of(pdf))


def test_a_notice_without_a_number_is_a_slip_with_a_name_and_one_with_a_number_a_letter(tmp_path):
    letter = text_of(render.render_supplement_notice(samples.supplement_notice(1)))
    assert "V/v bổ sung hồ sơ đề nghị" in letter
    assert "PHIẾU" not in letter
    notice = samples.supplement_notice(1)
    document = replace(
        notice.document, symbol=None, issued_on=date(2026, 11, 4), subject="Hồ sơ đề nghị khôi phục thiết bị"
    )
    slip = render.render_supplement_notice(replace(notice, document=document))
    styles = line_styles(slip, tmp_path)
    assert styles["PHIẾU YÊU CẦU BỔ SUNG"] == (14, True, False)
    assert styles["Hồ sơ đề nghị khôi phục thiết bị"] == (14, True, False)
    assert "Số:" not in text_of(slip)
    with opened(slip).open_metadata() as metadata:
        assert metadata["dc:title"] == "Phiếu yêu cầu bổ sung: Hồ sơ đề nghị khôi phục thiết bị"


@pytest.mark.parametrize("days", [9, 11, 13])
def test_whoever_signs_a_receipt_never_stands_alone_on_a_page(days):
    reasons = tuple(f"{day:02d}/11/2026: ngày làm việc thứ {day}" for day in range(1, days))
    pdf = render.render_receipt(replace(samples.receipt(), due_reasons=reasons))
    last = text_of(pdf, page=len(opened(pdf).pages))
    assert "NGƯỜI TIẾP NHẬN" in last
    assert f"ngày làm việc thứ {days - 1}." in last


def test_minutes_are_signed_on_a_page_that_holds_more_than_their_last_line():
    pdf = render_minutes.render_device_return(minutes.device_return(1))
    last = text_of(pdf, page=len(opened(pdf).pages))
    assert "5401012A3B4C5D6E0001" in last
    reference = IncomingReference(number_symbol="1/A", issued_on=None, sender="Cơ quan " * 60)
    pdf = render_issuing.render_handover_minutes(issuing.blank_minutes(1, request=reference))
    last = text_of(pdf, page=len(opened(pdf).pages))
    assert "NGƯỜI NHẬN" in last
    assert "Người nhận đổi ngay mật khẩu ban đầu" in last


def test_a_refusal_has_no_column_that_no_row_fills():
    assert "Ghi chú" not in text_of(render.render_refusal(samples.refusal(2)))
    noted = replace(samples.refusal(0), devices=(replace(samples.refusal(1).devices[0], note="hỏng"),))
    assert "Ghi chú" in text_of(render.render_refusal(noted))


@pytest.mark.parametrize(
    "pdf",
    [
        lambda: render_issuing.render_issue_form(
            issuing.issue_form(rows=(issuing.person(1) | {"old_certificate_serial": LONG_SERIAL},))
        ),
        lambda: render_issuing.render_handover_notice(
            issuing.handover_notice(
                rows=(
                    {
                        "subscriber_name": "Nguyễn Văn Mẫu",
                        "workplace": samples.COMMUNE,
                        "certificate_serial": LONG_SERIAL,
                        "token_serial": "VGCA-2024-0000123456-01",
                        "handed_over_on": "05/11/2026",
                    },
                )
            )
        ),
        lambda: render_minutes.render_keeper_change(
            minutes.keeper_change(
                devices=(replace(minutes.keeper_change(1).devices[0], certificate_serial=LONG_SERIAL),)
            )
        ),
    ],
    ids=["Mẫu 01", "Mẫu 07", "change of keeper"],
)
def test_a_serial_of_forty_digits_is_halved_not_torn(pdf):
    words = words_of(pdf())
    first, second = LONG_SERIAL[:20], LONG_SERIAL[20:]
    [above] = [word for word in words if word.text == first]
    [below] = [word for word in words if word.text == second]
    assert above.page == below.page
    assert above.left == pytest.approx(below.left, abs=0.1)
    assert 0 < below.top - above.top < 6 * MILLIMETRE
