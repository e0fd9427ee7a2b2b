"""Names of a system on the network (Mẫu 03): what can be one, what cannot, and what deserves a second look."""

from datetime import date

import pytest

from requests_workflow.domain.form_rows import cell_problems, clean_cells
from requests_workflow.domain.kept_rows import kept_warnings
from requests_workflow.domain.network_names import ADDRESS_OF_PAGE, MALFORMED, WITHOUT_DOT
from requests_workflow.regulations.registry import profile_by_code

PROFILE = profile_by_code("national_2024")
FORM = PROFILE.system_issue_form


def said(text: str) -> tuple[str, list[str], list[str]]:
    """(as kept, what stops the submission, what is pointed out) of the column."""
    cells = clean_cells(cells={"network_name": text}, form=FORM)
    problems = cell_problems(cells=cells, form=FORM, profile=PROFILE, today=date(2026, 11, 22))
    warnings = kept_warnings(cells=cells, form=FORM, profile=PROFILE)
    return (
        cells["network_name"],
        [note.text for note in problems if note.key == "network_name"],
        [note.text for note in warnings if note.key == "network_name"],
    )


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("dvc.laichau.gov.vn", "dvc.laichau.gov.vn"),
        (" DVC.LaiChau.gov.vn ; 203.0.113.7", "dvc.laichau.gov.vn, 203.0.113.7"),
        ("*.laichau.gov.vn,2001:db8::7", "*.laichau.gov.vn, 2001:db8::7"),
        ("một-cửa.laichau.gov.vn", "một-cửa.laichau.gov.vn"),
        ("_sip._tcp.laichau.gov.vn", "_sip._tcp.laichau.gov.vn"),
        ("", ""),
    ],
)
def test_domain_names_and_addresses_are_kept_in_one_spelling(typed: str, kept: str) -> None:
    assert said(typed) == (kept, [], [])


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("Cổng dịch vụ công", MALFORMED),
        ("300.1.2.3", MALFORMED),
        ("192.168.1", MALFORMED),
        ("dvc..laichau.gov.vn", MALFORMED),
        ("-dvc.laichau.gov.vn", MALFORMED),
        ("dvc.laichau.gov.vn, không rõ", MALFORMED),
        (f"{'a' * 64}.gov.vn", MALFORMED),
        ("https://dvc.laichau.gov.vn/trang-chu", ADDRESS_OF_PAGE),
        ("203.0.113.7:8443", ADDRESS_OF_PAGE),
        ("10.0.0.0/8", ADDRESS_OF_PAGE),
    ],
)
def test_what_is_no_name_on_the_network_stops_the_submission_at_its_cell(typed: str, words: str) -> None:
    assert said(typed)[1:] == ([words], [])


def test_a_name_without_a_dot_is_pointed_out_and_stops_nothing() -> None:
    assert said("may-chu-01") == ("may-chu-01", [], [WITHOUT_DOT])
