"""Layout of Nghị định 30/2020/NĐ-CP, Phụ lục I, measured on the produced pages."""

from datetime import date

import pytest

from requests_workflow.documents import render
from tests.documents import samples
from tests.documents.reading import MILLIMETRE, Word, line_styles, opened, raw_text, text_of, words_of

RENDERED = {
    "Mẫu 06, one row": lambda: render.render_recovery_form(samples.recovery_form(1)),
    "Mẫu 06, 200 rows": lambda: render.render_recovery_form(samples.recovery_form(200)),
    "refusal, 200 devices": lambda: render.render_refusal(samples.refusal(200)),
    "supplement notice": lambda: render.render_supplement_notice(samples.supplement_notice(3)),
    "receipt": lambda: render.render_receipt(samples.receipt()),
    "minutes, 200 devices": lambda: render.render_recovery_minutes(samples.minutes(200)),
}


@pytest.fixture(scope="module", params=RENDERED)
def any_document(request) -> bytes:
    return RENDERED[request.param]()


@pytest.fixture(scope="module")
def one_row() -> bytes:
    return render.render_recovery_form(samples.recovery_form(1))


@pytest.fixture(scope="module")
def long_form() -> bytes:
    return render.render_recovery_form(samples.recovery_form(200))


def at(words: list[Word], text: str) -> Word:
    return next(word for word in words if word.text == text)


def test_every_page_is_a4_portrait(any_document):
    pdf = opened(any_document)
    for page in pdf.pages:
        assert [round(float(edge)) for edge in page.mediabox] == [0, 0, 595, 842]


def test_no_word_leaves_the_margins(any_document):
    for word in words_of(any_document):
        assert word.left >= 30 * MILLIMETRE - 1, word
        assert word.right <= (210 - 15) * MILLIMETRE + 1, word
        assert word.bottom <= (297 - 20) * MILLIMETRE + 1, word
        number = word.text.isdigit() and word.top < 20 * MILLIMETRE
        assert number or word.top >= 20 * MILLIMETRE - 1, word


def test_sizes_and_styles_follow_the_decree(one_row, tmp_path):
    styles = line_styles(one_row, tmp_path)
    assert styles["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"] == (12, True, False)
    assert styles["Độc lập - Tự do - Hạnh phúc"] == (13, True, False)
    assert styles["ỦY BAN NHÂN DÂN XÃ PẮC TA"] == (12, True, False)
    assert styles["Số:"] == (13, False, False)
    assert styles["Pắc Ta, ngày"] == (13, False, True)
    assert styles["Kính gửi: Sở Khoa học và Công nghệ tỉnh Lai Châu"] == (14, False, False)
    assert styles["Họ tên: Vàng Thị Mẫu"] == (14, False, False)
    assert styles["TM. ỦY BAN NHÂN DÂN"] == (14, True, False)
    assert styles["Lò Thị Giả Định"] == (14, True, False)
    assert styles["Nơi nhận:"] == (12, True, True)
    assert styles["- Như trên;"] == (11, False, False)


def test_superior_body_is_upright_above_the_bold_issuing_body(tmp_path):
    styles = line_styles(render.render_refusal(samples.refusal()), tmp_path)
    assert styles["ỦY BAN NHÂN DÂN TỈNH LAI CHÂU"] == (12, False, False)
    assert styles["SỞ KHOA HỌC VÀ CÔNG NGHỆ"] == (12, True, False)


def test_number_line_and_date_line_stand_level():
    document = samples.commune_document(number="5", issued_on=date(2026, 2, 3))
    words = words_of(render.render_recovery_form(samples.recovery_form(1, document)))
    assert at(words, "Số:").bottom == pytest.approx(at(words, "Pắc").bottom, abs=1.5)


def test_first_page_has_no_number_and_the_next_have_one_at_the_top_centre():
    words = words_of(render.render_refusal(samples.refusal(200)))
    numbers = {word.page: word for word in words if word.top < 20 * MILLIMETRE}
    assert 0 not in numbers
    assert [numbers[page].text for page in sorted(numbers)] == [str(page + 1) for page in range(1, max(numbers) + 1)]
    middle = (30 + 165 / 2) * MILLIMETRE
    assert all((word.left + word.right) / 2 == pytest.approx(middle, abs=1) for word in numbers.values())


def test_one_row_stays_on_one_page_without_an_annex(one_row):
    assert len(opened(one_row).pages) == 1
    assert "Phụ lục" not in text_of(one_row)


def test_ten_rows_stay_in_the_letter_and_the_name_is_not_left_alone():
    pdf = render.render_recovery_form(samples.recovery_form(10))
    assert len(opened(pdf).pages) == 2
    assert "Phụ lục" not in text_of(pdf)
    assert "thực hiện./." in text_of(pdf, page=2)


def test_two_hundred_rows_flow_to_an_annex_numbered_on_its_own(long_form):
    pages = len(opened(long_form).pages)
    assert 10 <= pages <= 14
    assert "tại Phụ lục kèm theo" in text_of(long_form, page=1)
    assert "Lò Thị Giả Định" in text_of(long_form, page=1)
    first = text_of(long_form, page=2)
    assert first.startswith("Phụ lục DANH SÁCH THIẾT BỊ LƯU KHÓA BÍ MẬT ĐỀ NGHỊ KHÔI PHỤC (Kèm theo Công văn số .....")
    assert raw_text(long_form, page=3).split()[0] == "2"
    assert raw_text(long_form, page=pages).split()[0] == str(pages - 1)


def test_annex_heading_is_14_bold_and_centred(long_form, tmp_path):
    styles = line_styles(long_form, tmp_path)
    assert styles["Phụ lục"] == (14, True, False)
    assert styles["DANH SÁCH THIẾT BỊ LƯU KHÓA BÍ MẬT ĐỀ NGHỊ KHÔI PHỤC"] == (14, True, False)


def test_head_of_two_rows_is_repeated_on_every_page_of_the_annex(long_form):
    for page in range(2, len(opened(long_form).pages) + 1):
        text = text_of(long_form, page)
        assert text.count("Thông tin của thuê bao") == 1
        assert text.count("Tên chứng thư") == 1


def test_all_two_hundred_rows_are_printed_once_in_order(long_form):
    serials = [word.text for word in words_of(long_form) if word.text.startswith("5450")]
    assert serials == [f"5450{index:06d}" for index in range(1, 201)]


def test_contact_line_stands_at_the_foot_of_page_one_only():
    document = samples.commune_document(contact=("Điện thoại: 0213 3000 000",))
    pdf = render.render_recovery_form(samples.recovery_form(10, document))
    assert text_of(pdf, page=1).endswith("Điện thoại: 0213 3000 000")
    assert "0213" not in text_of(pdf, page=2)


@pytest.mark.parametrize("day", [None, date(2026, 11, 4)])
def test_a_long_place_keeps_the_date_on_its_line(day):
    document = samples.commune_document(place="Thành phố Hồ Chí Minh", issued_on=day)
    words = words_of(render.render_recovery_form(samples.recovery_form(1, document)))
    start = next(index for index, word in enumerate(words) if word.text == "Thành")
    assert {round(word.top) for word in words[start : start + 8]} == {round(words[start].top)}
    assert max(word.right for word in words) <= (210 - 15) * MILLIMETRE + 1
    assert at(words, "/UBND-VP" if day is None else "Số:").right < words[start].left


def test_a_cited_number_keeps_the_spacing_of_its_sentence():
    words = words_of(render.render_recovery_minutes(samples.minutes(1)))
    position = next(index for index, word in enumerate(words) if word.text == "05/UBND-VP")
    before, number = words[position - 1], words[position]
    assert before.text == "số"
    assert number.left - before.right < 10
