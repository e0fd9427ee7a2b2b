"""Mẫu số 02-05: words and columns of the decree, marks, and the pages at one row and at many."""

from dataclasses import replace

import pytest

from requests_workflow.documents.columns import WIDTHS_MM, columns_of
from requests_workflow.documents.render_requests import render_request_form
from requests_workflow.documents.request_wording import (
    CERTIFICATE_UPDATE,
    DECREE,
    ORGANISATION_ISSUE,
    REQUESTS,
    founding_remark,
    reissue_remark,
)
from requests_workflow.regulations import forms_2024 as forms
from requests_workflow.regulations.forms_historic import FORMS_TT_08, FORMS_TT_185
from requests_workflow.regulations.profile import FormColumn
from tests.documents import request_samples as requests
from tests.documents.reading import MILLIMETRE, outside, sizes, text_of, words_of

MANY = range(141, 201)  # with the widest hexadecimal digits among their serials
PORTRAIT, LANDSCAPE = (595, 842), (842, 595)
SAID = {
    "02": (
        "Căn cứ khoản 2 Điều 10, Điều 11 Nghị định số 68/2024/NĐ-CP ngày 25 tháng 6 năm 2024",
        "cấp chứng thư chữ ký số chuyên dùng công vụ cho cơ quan, tổ chức như sau:",
        "1. Người tiếp nhận chứng thư chữ ký số, thiết bị lưu khóa bí mật Họ và tên: Vàng Thị Mẫu",
        "Mã số thuế",
        "6200000001-001",
    ),
    "03": (
        "Căn cứ khoản 3 Điều 10, Điều 11 Nghị định số 68/2024/NĐ-CP",
        "cấp chứng thư chữ ký số chuyên dùng công vụ cho thiết bị, dịch vụ, phần mềm như sau:",
        "Mục đích sử dụng",
        "mau1.pacta.laichau.gov.vn",
    ),
    "04": (
        "Căn cứ Điều 13, Điều 14, Điều 15, Điều 16 Nghị định số 68/2024/NĐ-CP",
        "gia hạn, thay đổi nội dung thông tin chứng thư chữ ký số chuyên dùng công vụ như sau:",
        "1. Người tiếp nhận chứng thư chữ ký số Họ và tên",
        "Dịch vụ yêu cầu",
        "5401012A3B4C5D6E0001",
    ),
    "05": (
        "Căn cứ Điều 17, Điều 18, Điều 19 Nghị định số 68/2024/NĐ-CP",
        "đề nghị Cục Chứng thực số và Bảo mật thông tin thu hồi chứng thư chữ ký số chuyên dùng công vụ như sau:",
        "1. Đầu mối phối hợp thu hồi thiết bị lưu khóa bí mật",
        "000000000001; 01/02/2021; Cục",
        "TEST-20131-1",
        "Thuê bao nghỉ hưu",
    ),
}


@pytest.fixture(scope="module", params=SAID)
def long(request) -> tuple[str, bytes]:
    row = requests.ROWS[request.param]
    return request.param, render_request_form(
        requests.request_form(request.param, rows=tuple(row(index) for index in MANY))
    )


@pytest.mark.parametrize("mau", SAID)
def test_one_row_says_what_its_form_says_on_a_letter_and_a_landscape_annex(mau):
    pdf = render_request_form(requests.request_form(mau))
    text = text_of(pdf)
    for part in SAID[mau]:
        assert part in text
    letter, annex = text_of(pdf, page=1), text_of(pdf, page=2)
    assert sizes(pdf) == [PORTRAIT, LANDSCAPE]
    assert REQUESTS[mau].subject in letter
    assert f"2. Số lượng: 01 {REQUESTS[mau].list_sentence}" in letter
    assert "xem xét, thực hiện./." in letter
    assert "Lò Thị Giả Định" in letter
    assert annex.startswith(f"Phụ lục {REQUESTS[mau].annex_title} (Kèm theo Công văn số .....")


def test_many_rows_have_a_head_on_each_page_and_nothing_leaves_it(long):
    mau, pdf = long
    assert outside(pdf) == []
    assert sizes(pdf)[0] == PORTRAIT
    assert set(sizes(pdf)[1:]) == {LANDSCAPE}
    words = sorted(words_of(pdf), key=lambda word: (word.page, word.top))
    left_edge = (30 + 12) * MILLIMETRE
    for page in range(1, len(sizes(pdf))):
        assert sum(word.text == "STT" for word in words if word.page == page) == 1
    ordinals = [
        int(word.text)
        for word in words
        if word.page and word.left < left_edge and word.top > 20 * MILLIMETRE and word.text.isdigit()
    ]
    assert ordinals == list(range(1, 61))
    if mau in ("04", "05"):
        serials = [word.text for word in words if word.text.startswith("5401012A")]
        assert serials == [f"5401012A3B4C5D6E{index:04X}" for index in MANY]
    if mau == "05":
        devices = [word.text for word in words if word.text.startswith("TEST-")]
        assert devices == [f"TEST-{20130 + index}-1" for index in MANY]


def test_a_mark_stands_in_the_middle_below_the_service_that_is_asked_for():
    rows = (requests.ROWS["04"](1), requests.ROWS["04"](2), requests.ROWS["04"](6))
    words = [w for w in words_of(render_request_form(requests.request_form("04", rows=rows))) if w.page]
    marks = [(word.left + word.right) / 2 for word in words if word.text == "x"]
    widths = [12.0, *(WIDTHS_MM["04"][column.key] for column in forms.UPDATE_FORM.columns)]
    edges = [(30 + sum(widths[:end])) * MILLIMETRE for end in range(len(widths) + 1)]
    renew, change = (edges[6] + edges[7]) / 2, (edges[7] + edges[8]) / 2
    assert marks == pytest.approx([renew, renew, change, change], abs=1)
    service = [word for word in words if word.text == "Dịch"]
    heads = [word for word in words if word.text == "Gia"]
    assert service[0].bottom <= heads[0].top + 1


def test_widths_fill_their_pages_and_name_every_column_of_their_form():
    for form in requests.FORMS.values():
        assert set(WIDTHS_MM[form.mau]) == {column.key for column in form.columns}
        assert sum(WIDTHS_MM[form.mau].values()) == pytest.approx(240)
    for form in (forms.RETURN_FORM, forms.LOSS_FORM):
        assert set(WIDTHS_MM[form.mau]) == {column.key for column in form.columns}
        assert sum(WIDTHS_MM[form.mau].values()) == pytest.approx(153)


def test_forms_of_older_circulars_have_the_widths_of_their_columns_not_of_their_numbers():
    for old, new in (
        (FORMS_TT_185["individual_issue_form"], forms.INDIVIDUAL_ISSUE_FORM),  # Mẫu 02 then, 01 now
        (FORMS_TT_185["organisation_issue_form"], forms.ORGANISATION_ISSUE_FORM),
        (FORMS_TT_185["revocation_form"], forms.REVOCATION_FORM),
        (FORMS_TT_185["loss_form"], forms.LOSS_FORM),
        (FORMS_TT_08["return_form"], forms.RETURN_FORM),
        (FORMS_TT_08["recovery_form"], forms.RECOVERY_FORM),
    ):
        assert columns_of(old) == columns_of(new)


def test_a_column_that_an_official_layout_adds_is_printed_without_a_change_of_code():
    new = FormColumn("operating_system", "Hệ điều hành", required=False)
    form = replace(forms.SYSTEM_ISSUE_FORM, columns=(*forms.SYSTEM_ISSUE_FORM.columns[:2], new))
    columns = columns_of(form)
    assert [(column.key, column.title, column.may_be_blank) for column in columns][-1] == (
        "operating_system",
        "Hệ điều hành",
        True,
    )
    row = {"system_name": "Cổng thông tin", "system_kind": "Máy chủ", "operating_system": "Debian 13"}
    pdf = render_request_form(requests.request_form("03", columns=columns, rows=(row,)))
    assert sizes(pdf) == [PORTRAIT]
    for part in ("Hệ điều hành", "Debian 13"):
        assert part in text_of(pdf)


def test_remarks_follow_the_list_and_a_basis_of_its_own_takes_the_place_of_the_usual_one():
    remarks = (
        founding_remark(name="Trường Mẫu", reference="Quyết định số 12/QĐ-UBND ngày 05/01/2020"),
        reissue_remark(name="Trường Mẫu", serial="5401012A3B4C5D6E7F80"),
    )
    text = text_of(render_request_form(requests.request_form("02", remarks=remarks, legal_basis=f"Điều 21 {DECREE}")))
    assert "cấp trên trực tiếp của Trường Mẫu: Quyết định số 12/QĐ- UBND" in text.replace("QĐ-UBND", "QĐ- UBND")
    assert text.index("số hiệu chứng thư chữ ký số cũ: 5401012A3B4C5D6E7F80.") > text.index("Phụ lục DANH SÁCH")
    assert "Căn cứ Điều 21 Nghị định" in text
    assert ORGANISATION_ISSUE.legal_basis not in text


def test_titles_are_those_of_the_forms():
    for form in (forms.INDIVIDUAL_ISSUE_FORM, *requests.FORMS.values()):
        assert REQUESTS[form.mau].subject == form.title
    assert CERTIFICATE_UPDATE.legal_basis == f"Điều 13, Điều 14, Điều 15, Điều 16 {DECREE}"


def test_a_row_with_a_key_of_no_column_is_refused():
    with pytest.raises(ValueError, match=r"keys of no column: \['pin'\]"):
        requests.request_form("04", rows=({"pin": "123456"},))
