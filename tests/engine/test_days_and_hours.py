"""A day that is none, and a legal time without its hour, are told apart from what is merely written otherwise."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from requests_workflow.domain.form_rows import cell_problems, clean_cells
from requests_workflow.domain.individual_rows import day_problem, row_problems
from requests_workflow.forms.fields import VietnameseDateTimeField
from requests_workflow.regulations.national_2024 import PROFILE

TODAY = date(2026, 11, 22)
ASKED = "Nhập ngày."


@pytest.mark.parametrize("text", ["22/11/2026", "22-11-2026", "22.11.2026", "2026-11-22", " 22/11/2026 ", "20261122"])
def test_a_time_without_its_hour_is_refused(text: str):
    with pytest.raises(ValidationError) as refused:
        VietnameseDateTimeField().clean(text)
    said = refused.value.messages
    assert said == ["Thiếu giờ, ví dụ 22/11/2026 14:30."]


def test_a_time_with_its_hour_is_read_midnight_too_and_words_of_a_field_stay():
    for text, hour in (("22/11/2026 14:30", 14), ("14:30 22/11/2026", 14), ("22/11/2026 00:00", 0)):
        read = VietnameseDateTimeField().clean(text)
        assert read is not None
        assert (timezone.localtime(read).hour, timezone.localtime(read).date()) == (hour, TODAY)
    assert VietnameseDateTimeField(required=False).clean("") is None
    with pytest.raises(ValidationError, match="Thiếu giờ"):
        VietnameseDateTimeField(error_messages={"required": "Nhập."}).clean("22/11/2026")
    with pytest.raises(ValidationError, match="Nhập ngày và giờ dạng"):
        VietnameseDateTimeField().clean("hôm qua")


@pytest.mark.parametrize("text", ["31/02/1991", "29-02-2025", "1.13.2000", "00/01/2000"])
def test_a_day_that_does_not_exist_is_called_so(text: str):
    assert day_problem(text=text, wanted=ASKED) == f"Ngày {text} không có trong lịch."


@pytest.mark.parametrize("text", ["1991", "02/1991", "31/02/0991", "hôm qua", "01/02/1991", "1991-02-31"])
def test_another_spelling_and_a_day_that_exists_are_not(text: str):
    assert day_problem(text=text, wanted=ASKED) == ASKED


def test_every_grid_says_it_of_its_own_cell():
    row = {"birth_date": "31/02/1991", "identity_issued_on": "30/02/2021"}
    assert [one.text for one in row_problems(row=row, profile=PROFILE, today=TODAY)] == [
        "Ngày 31/02/1991 không có trong lịch.",
        "Ngày 30/02/2021 không có trong lịch.",
    ]
    form = PROFILE.loss_form
    dated = [column.key for column in form.columns if column.kind == "date"]
    assert dated
    cells = clean_cells(cells=dict.fromkeys(dated, "31/02/2026"), form=form)
    said = {one.text for one in cell_problems(cells=cells, form=form, profile=PROFILE, today=TODAY)}
    assert "Ngày 31/02/2026 không có trong lịch." in said
