"""Answers that speak of single rows: each with its own reasons and clauses, for whichever request."""

import re
from dataclasses import replace
from typing import Any

import pytest

from requests_workflow.documents.model import Ground, RowGrounds
from requests_workflow.documents.render import render_receipt, render_refusal, render_supplement_notice
from requests_workflow.documents.request_wording import CERTIFICATE_UPDATE, REVOCATION, RequestWording
from tests.documents import samples
from tests.documents.reading import outside, text_of

LATE = Ground(clause="Điều 13 Nghị định số 68/2024/NĐ-CP", reason="Chứng thư chữ ký số còn 29 ngày")
TWICE = Ground(clause="Điều 13 Nghị định số 68/2024/NĐ-CP", reason="Đã được gia hạn 01 lần")


def rows(*, serials: bool = True) -> tuple[RowGrounds, ...]:
    return (
        RowGrounds(position=2, name="Nguyễn Văn Mẫu", serial="TEST-20131-1" if serials else "", grounds=(LATE,)),
        RowGrounds(position=17, name="Lò Thị Thử", grounds=(LATE, TWICE)),
    )


def words(wording: RequestWording) -> dict[str, Any]:
    return {"request_title": wording.request_title, "request_act": wording.request_act}


def flat(pdf: bytes) -> str:
    return re.sub(r"(?<=/) ", "", text_of(pdf))


def test_a_refusal_of_some_rows_counts_them_and_gives_each_its_own_reasons():
    letter = samples.refusal(0, grounds=(), rows=rows(), row_count=20, **words(CERTIFICATE_UPDATE))
    pdf = render_refusal(letter)
    text = flat(pdf)
    for part in (
        "không chấp nhận 02 trong số 20 trường hợp của đề nghị gia hạn, thay đổi nội dung thông tin chứng thư",
        "Lý do và căn cứ",
        "TEST-20131-1",
        "Lò Thị Thử",
        "17",
    ):
        assert part in text
    assert text.count("còn 29 ngày") == 2
    assert text.count("Đã được gia hạn 01 lần") == 1
    assert "Lý do: không có." not in text
    assert outside(pdf) == []


@pytest.mark.parametrize("row_count", [None, 2])
def test_a_refusal_of_all_rows_refuses_the_request(row_count):
    letter = samples.refusal(0, grounds=(), rows=rows(), row_count=row_count, **words(REVOCATION))
    text = text_of(render_refusal(letter))
    assert "không chấp nhận đề nghị thu hồi chứng thư chữ ký số chuyên dùng công vụ với lý do" in text


def test_rows_without_a_serial_have_no_column_for_it():
    letter = samples.refusal(0, grounds=(), rows=rows(serials=False), **words(REVOCATION))
    assert "Số hiệu" not in text_of(render_refusal(letter))


def test_a_supplement_notice_says_what_each_row_lacks_beside_what_all_lack():
    notice = replace(samples.supplement_notice(1), rows=rows(), **words(CERTIFICATE_UPDATE))
    text = flat(render_supplement_notice(notice))
    assert text.index("Dòng 1: bổ sung") < text.index("Nội dung bổ sung của từng dòng") < text.index("còn 29 ngày")
    assert "thực hiện gia hạn, thay đổi nội dung thông tin chứng thư chữ ký số được tính từ ngày" in text
    alone = text_of(render_supplement_notice(replace(notice, items=())))
    assert "Nội dung bổ sung: không có." not in alone


def test_a_receipt_names_the_request_and_counts_in_its_unit():
    receipt = replace(
        samples.receipt(),
        request_title=REVOCATION.request_title,
        item_noun=REVOCATION.item_noun,
        item_unit=REVOCATION.item_unit,
        device_count=12,
    )
    text = text_of(render_receipt(receipt))
    assert "Nội dung đề nghị: thu hồi chứng thư chữ ký số chuyên dùng công vụ" in text
    assert "Số lượng chứng thư chữ ký số đề nghị thu hồi: 12 chứng thư" in text
    assert "Nội dung đề nghị" not in text_of(render_receipt(samples.receipt()))
