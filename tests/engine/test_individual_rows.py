"""One row of Mẫu 01: complete, possible, and looked at twice where it is odd."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from requests_workflow.domain.individual_rows import (
    KEYS,
    LABELS,
    SIM_PKI,
    clean_row,
    read_date,
    row_gaps,
    row_problems,
    row_warnings,
)
from requests_workflow.regulations.registry import profile_for

TODAY = date(2026, 11, 20)
NATIONAL = profile_for(overlay=None, on=TODAY)
GOOD = {
    "full_name": "Lò Thị Mai",
    "birth_date": "05/08/1985",
    "identity_number": "012185001234",
    "identity_issued_on": "01/02/2021",
    "identity_issued_by": "Cục Cảnh sát QLHC về TTXH",
    "official_email": "mailt@laichau.gov.vn",
    "workplace": "UBND xã Tân Uyên",
    "province": "Lai Châu",
    "position": "Chuyên viên",
    "phone": "0912345678",
    "old_certificate_serial": "",
    "sim_pki": "",
}


def cleaned(**cells: str) -> dict[str, str]:
    return clean_row(GOOD | cells)


def problems(**cells: str) -> set[str]:
    """Keys of the cells that cannot be."""
    medium = {"medium": cells.pop("medium")} if "medium" in cells else {}
    row = cleaned(**cells) | medium
    return {note.key for note in row_problems(row=row, profile=NATIONAL, today=TODAY)}


def warnings(today: date = TODAY, **cells: str) -> set[str]:
    """Keys of the cells that deserve a second look."""
    return {note.key for note in row_warnings(row=cleaned(**cells), profile=NATIONAL, today=today)}


def test_a_good_row_has_no_gap_no_problem_and_no_warning() -> None:
    assert row_gaps(row=GOOD, form=NATIONAL.individual_issue_form) == ()
    assert problems() == set()
    assert warnings() == set()
    assert cleaned() == GOOD


@given(st.fixed_dictionaries({key: st.text(max_size=40) for key in KEYS}))
def test_whatever_is_typed_is_judged_and_no_note_is_about_an_empty_cell(typed: dict[str, str]) -> None:
    row = clean_row(typed)
    notes = row_problems(row=row, profile=NATIONAL, today=TODAY) + row_warnings(row=row, profile=NATIONAL, today=TODAY)
    assert all(note.key in KEYS and row[note.key] and note.text.endswith(".") for note in notes)


# --- Gaps ---


@pytest.mark.parametrize("key", [key for key in KEYS if key not in ("old_certificate_serial", "sim_pki")])
def test_each_required_cell_is_asked_for_by_its_name(key: str) -> None:
    (gap,) = row_gaps(row=GOOD | {key: ""}, form=NATIONAL.individual_issue_form)
    assert (gap.key, gap.text) == (key, f"Nhập {LABELS[key]}.")
    without = {name: text for name, text in GOOD.items() if name != key}
    assert [note.key for note in row_gaps(row=without, form=NATIONAL.individual_issue_form)] == [key]


# --- What cannot be ---


@pytest.mark.parametrize("name", ["Mai", "Lò Thị Mai 2", "Lò Thị ٣", "Lò Thị " + "x" * 120])
def test_a_name_is_whole_and_has_no_digits(name: str) -> None:
    assert problems(full_name=name) == {"full_name"}


def test_names_of_every_people_are_names() -> None:
    for name in ("H'Hen Niê", "Y Moan", "Giàng A Pháo", "Nguyễn Phước Bảo Quỳnh-Anh"):
        assert problems(full_name=name) == set()


@pytest.mark.parametrize(
    "number", ["12185001234", "0121850012345", "01218500123A", "123456789", "٠١٢١٨٥٠٠١٢٣٤", "０１２１８５００１２３４"]
)
def test_an_identity_number_has_twelve_digits(number: str) -> None:
    assert problems(identity_number=number) == {"identity_number"}


@pytest.mark.parametrize(
    "born", ["31/04/1985", "1985", "8/1985", "05/08/0985", "05/08/1885", "20/11/2026", "21/11/2026"]
)
def test_a_birth_date_is_a_day_in_the_past(born: str) -> None:
    assert "birth_date" in problems(birth_date=born)


@pytest.mark.parametrize(
    ("issued", "wrong"),
    [
        ("20/11/2026", False),
        ("21/11/2026", True),
        ("05/08/1985", True),
        ("04/08/1985", True),
        ("06/08/1985", False),
        ("32/01/2021", True),
        ("2021", True),
    ],
)
def test_a_card_is_issued_after_birth_and_not_tomorrow(issued: str, wrong: bool) -> None:
    assert problems(identity_issued_on=issued) == ({"identity_issued_on"} if wrong else set())


@pytest.mark.parametrize("prefix", ["03", "05", "07", "08", "09"])
def test_mobile_numbers_of_every_operator_are_taken(prefix: str) -> None:
    assert problems(phone=f"{prefix}12345678") == set()


@pytest.mark.parametrize(
    "phone", ["02133798798", "0212345678", "0412345678", "091234567", "09123456789", "+8491234567", "0912٣45678", "abc"]
)
def test_what_is_no_mobile_number_is_pointed_out(phone: str) -> None:
    assert problems(phone=phone) == {"phone"}


@pytest.mark.parametrize("serial", ["xyz1", "abc", "5" * 41, "54/0a", "số 5401"])
def test_an_old_serial_is_hexadecimal(serial: str) -> None:
    assert problems(old_certificate_serial=serial) == {"old_certificate_serial"}


@pytest.mark.parametrize(
    ("medium", "operator", "wrong"),
    [
        ("token", "", False),
        ("token", "Viettel", True),
        ("centralised", "", False),
        ("centralised", "Mobifone/cs", True),
        ("sim_pki", "", True),
        ("sim_pki", "Vinaphone/cs", False),
        ("sim_pki", "Vietnamobile", True),
    ],
)
def test_an_operator_stands_where_the_key_is_on_a_sim_and_nowhere_else(medium: str, operator: str, wrong: bool) -> None:
    assert problems(medium=medium, sim_pki=operator) == ({"sim_pki"} if wrong else set())


def test_three_operators_each_with_a_new_number_or_a_converted_one() -> None:
    assert SIM_PKI == ("Viettel", "Viettel/cs", "Vinaphone", "Vinaphone/cs", "Mobifone", "Mobifone/cs")
    assert all(problems(sim_pki=one) == set() for one in SIM_PKI)


# --- What is odd ---


@given(born=st.dates(date(1900, 1, 2), date(2100, 12, 31)), male=st.booleans(), wrong=st.integers(1, 99))
def test_digits_four_to_six_of_the_identity_number_tell_the_year_of_birth(born: date, male: bool, wrong: int) -> None:
    """NĐ 137/2015 Điều 13: 0 and 1 for those born from 1900 to 1999, 2 and 3 for the next century."""
    century = {19: 0, 20: 2, 21: 4}[born.year // 100] + (not male)
    today = born + timedelta(days=30 * 365)

    def told(digits: str) -> bool:
        row = clean_row({"birth_date": f"{born:%d/%m/%Y}", "identity_number": f"012{digits}001234"})
        return "identity_number" in {note.key for note in row_warnings(row=row, profile=NATIONAL, today=today)}

    assert not told(f"{century}{born.year % 100:02d}")
    assert told(f"{century}{(born.year + wrong) % 100:02d}")
    assert told(f"{(century + 2) % 10}{born.year % 100:02d}")


@pytest.mark.parametrize(
    ("born", "odd"),
    [
        ("20/11/2008", False),
        ("21/11/2008", True),
        ("21/11/1945", False),
        ("20/11/1945", True),
        ("20/11/1946", False),
    ],
)
def test_an_official_is_seldom_younger_than_18_or_older_than_80(born: str, odd: bool) -> None:
    assert ("birth_date" in warnings(birth_date=born)) is odd


def test_born_on_the_29th_of_february_one_is_18_on_the_1st_of_march() -> None:
    assert "birth_date" in warnings(birth_date="29/02/2008", today=date(2026, 2, 28))
    assert "birth_date" not in warnings(birth_date="29/02/2008", today=date(2026, 3, 1))


def test_an_unusual_domain_is_a_warning_and_no_problem() -> None:
    assert (problems(official_email="mai@qdnd.vn"), warnings(official_email="mai@qdnd.vn")) == (
        set(),
        {"official_email"},
    )


def test_each_refused_address_says_what_to_do() -> None:
    vinh_long = profile_for(overlay="vinh_long_2020", on=TODAY)
    said = {}
    for email, profile in (("mai@", NATIONAL), ("mai@gmail.com", NATIONAL), ("mai@laichau.gov.vn", vinh_long)):
        (note,) = row_problems(row=cleaned(official_email=email), profile=profile, today=TODAY)
        said[email] = (note.key, note.text)
    assert said == {
        "mai@": ("official_email", "Nhập địa chỉ thư điện tử đầy đủ, ví dụ ten@laichau.gov.vn."),
        "mai@gmail.com": (
            "official_email",
            "Dùng thư điện tử công vụ, không dùng hộp thư miễn phí như Gmail, Yahoo.",
        ),
        "mai@laichau.gov.vn": ("official_email", "Quy chế chỉ chấp nhận thư điện tử @vinhlong.gov.vn."),
    }


@given(st.dates(date(1900, 1, 1), date(9999, 12, 31)))
def test_a_day_is_read_back_as_it_was_written(day: date) -> None:
    assert read_date(f"{day:%d/%m/%Y}") == day
    assert read_date(f" {day.day}-{day.month}-{day.year} ") == day


def test_a_day_before_1900_or_in_other_digits_is_not_read() -> None:
    assert (read_date("31/12/1899"), read_date("01/01/0001"), read_date("٠٥/٠٨/١٩٨٥"), read_date("")) == (None,) * 4
