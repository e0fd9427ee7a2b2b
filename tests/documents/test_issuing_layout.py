"""Layout of the papers of a first certificate, measured on the produced pages at one row and at two hundred."""

import pytest

from requests_workflow.documents import render_issuing
from requests_workflow.documents.issuing import HANDOVER_COLUMNS, HANDOVER_WIDTHS_MM, ISSUE_WIDTHS_MM
from requests_workflow.documents.model import Column
from tests.documents import issuing_samples as issuing
from tests.documents.reading import outside, raw_text, sizes, text_of, words_of

RENDERED = {
    "Mẫu 01, one row": lambda: render_issuing.render_issue_form(issuing.issue_form(1)),
    "Mẫu 01, 200 rows": lambda: render_issuing.render_issue_form(issuing.issue_form(200)),
    "Mẫu 07, one row": lambda: render_issuing.render_handover_notice(issuing.handover_notice(1, remaining=2)),
    "Mẫu 07, 200 rows": lambda: render_issuing.render_handover_notice(issuing.handover_notice(200)),
    "minutes to sign, one receiver": lambda: render_issuing.render_handover_minutes(issuing.blank_minutes(1)),
    "minutes to sign, 200 receivers": lambda: render_issuing.render_handover_minutes(issuing.blank_minutes(200)),
    "minutes confirmed, 200": lambda: render_issuing.render_handover_minutes(issuing.confirmed_minutes(200)),
}
PORTRAIT, LANDSCAPE = (595, 842), (842, 595)


@pytest.fixture(scope="module", params=RENDERED)
def any_document(request) -> bytes:
    return RENDERED[request.param]()


@pytest.fixture(scope="module")
def long_form() -> bytes:
    return RENDERED["Mẫu 01, 200 rows"]()


@pytest.fixture(scope="module")
def long_notice() -> bytes:
    return RENDERED["Mẫu 07, 200 rows"]()


def test_no_word_leaves_the_margins(any_document):
    assert outside(any_document) == []


def test_no_two_words_lie_on_each_other(any_document):
    """A cell too narrow for its text would run into the next one."""
    by_page: dict[int, list] = {}
    for word in words_of(any_document):
        by_page.setdefault(word.page, []).append(word)
    for words in by_page.values():
        words.sort(key=lambda word: word.top)
        for index, one in enumerate(words):
            for other in words[index + 1 :]:
                if other.top >= one.bottom:
                    break
                across = min(one.right, other.right) - max(one.left, other.left)
                down = min(one.bottom, other.bottom) - max(one.top, other.top)
                assert across <= 0.5 or down <= 3.5, (one, other)


def test_recommended_widths_fill_a_page():
    assert sum(ISSUE_WIDTHS_MM.values()) + 12 == pytest.approx(297 - 30 - 15)
    assert sum(HANDOVER_WIDTHS_MM.values()) + 12 == pytest.approx(210 - 30 - 15)
    assert [column.key for column in HANDOVER_COLUMNS] == list(HANDOVER_WIDTHS_MM)


def test_the_eleven_columns_of_form_01_stand_on_a_landscape_annex_even_for_one_row():
    pdf = RENDERED["Mẫu 01, one row"]()
    assert sizes(pdf) == [PORTRAIT, LANDSCAPE]
    assert "tại Phụ lục kèm theo" in text_of(pdf, page=1)
    assert "Lò Thị Giả Định" in text_of(pdf, page=1)
    assert text_of(pdf, page=2).startswith(
        "Phụ lục DANH SÁCH CÁ NHÂN ĐỀ NGHỊ CẤP CHỨNG THƯ CHỮ KÝ SỐ CHUYÊN DÙNG CÔNG VỤ (Kèm theo Công văn số ....."
    )


def test_columns_that_fit_stay_in_the_letter():
    columns = (Column(key="name", title="Tên", width_mm=100), Column(key="email", title="Thư điện tử", width_mm=53))
    pdf = render_issuing.render_issue_form(issuing.issue_form(columns=columns, rows=({"name": "Tên mẫu"},)))
    assert sizes(pdf) == [PORTRAIT]
    assert "Phụ lục" not in text_of(pdf)


def test_two_hundred_rows_of_form_01_have_a_head_on_every_page_and_numbers_of_their_own(long_form):
    assert sizes(long_form)[0] == PORTRAIT
    assert set(sizes(long_form)[1:]) == {LANDSCAPE}
    pages = len(sizes(long_form))
    assert 20 <= pages <= 32
    for page in range(2, pages + 1):
        assert text_of(long_form, page).count("SIM PKI") == 1
    assert "1" not in raw_text(long_form, page=2).split()[:1]
    assert raw_text(long_form, page=3).split()[0] == "2"
    assert raw_text(long_form, page=pages).split()[0] == str(pages - 1)


def test_all_rows_are_printed_once_in_order(long_form, long_notice):
    identities = [word.text for word in words_of(long_form) if len(word.text) == 13 and word.text.startswith("000000")]
    assert identities == [f"{index:012d};" for index in range(1, 201)]
    serials = [word.text for word in words_of(long_notice) if word.text.startswith("5450")]
    assert serials == [f"5450{index:06d}" for index in range(1, 201)]


def test_dates_telephones_and_operators_stay_whole(long_form):
    words = [word.text for word in words_of(long_form)]
    assert words.count("01/02/1990") == 200
    assert words.count("@laichau.gov.vn") + sum(word.endswith("@laichau.gov.vn") for word in words) >= 200
    assert sum(word.startswith("Vinaphone") for word in words) == 50
    first, last = ({(w.page, w.top) for w in words_of(long_form) if w.page and w.text == t} for t in ("0912", "678"))
    assert len(first) == 200
    assert first == last


def test_two_hundred_rows_of_form_07_flow_to_a_portrait_annex_with_a_head_on_every_page(long_notice):
    assert set(sizes(long_notice)) == {PORTRAIT}
    assert "Lò Thị Giả Định" in text_of(long_notice, page=1)
    for page in range(2, len(sizes(long_notice)) + 1):
        assert text_of(long_notice, page).count("thuê bao") == 1


@pytest.mark.parametrize("count", range(5, 11))
def test_the_signature_of_form_07_is_never_alone_on_its_page(count):
    pdf = render_issuing.render_handover_notice(issuing.handover_notice(count, remaining=1))
    last = text_of(pdf, page=len(sizes(pdf)))
    assert "thông tin biết./." in last
    assert "Lò Thị Giả Định" in last


@pytest.mark.parametrize("lines", range(9, 18))
def test_the_signature_of_form_01_is_never_alone_on_its_page(lines):
    form = issuing.issue_form(contact=issuing.CONTACT[:1] * lines)
    pdf = render_issuing.render_issue_form(form)
    signed = next(page for page in (1, 2) if "Lò Thị Giả Định" in text_of(pdf, page))
    assert "xem xét, thực hiện./." in text_of(pdf, page=signed)


def test_one_receiver_signs_below_the_text_and_several_in_a_landscape_list():
    assert sizes(RENDERED["minutes to sign, one receiver"]()) == [PORTRAIT]
    assert sizes(render_issuing.render_handover_minutes(issuing.blank_minutes(2))) == [PORTRAIT, LANDSCAPE]


def test_a_confirmation_stays_on_three_lines_of_its_cell():
    pdf = render_issuing.render_handover_minutes(issuing.confirmed_minutes(9))
    assert sizes(pdf) == [PORTRAIT, LANDSCAPE]
    assert sum(word.text == "(2026-11-04T08:31:15+07:00)" for word in words_of(pdf)) == 1


def test_very_long_texts_stay_inside_the_margins_and_are_not_cut():
    row = issuing.person(1) | {"workplace": "W" * 300, "full_name": "Nguyễn " * 60, "identity": "F" * 1200}
    pdf = render_issuing.render_issue_form(issuing.issue_form(rows=(row, issuing.person(2)) * 2))
    assert outside(pdf) == []
    letters = "".join(word.text for word in words_of(pdf) if word.page)
    assert letters.count("W") == 600
    assert letters.count("F") == 2400
    assert letters.count("Nguyễn") >= 120


def test_very_long_texts_stay_inside_the_margins_of_notice_and_minutes():
    row = {"subscriber_name": "N" * 300, "workplace": "Ủy ban " * 50, "certificate_serial": "A" * 200}
    assert outside(render_issuing.render_handover_notice(issuing.handover_notice(rows=(row,) * 3))) == []
    long = issuing.receiver(name="N" * 200, organisation="Ủy ban " * 50, certificate_serial="A" * 200)
    for receivers in ((long,), (long, long)):
        assert outside(render_issuing.render_handover_minutes(issuing.blank_minutes(receivers=receivers))) == []
