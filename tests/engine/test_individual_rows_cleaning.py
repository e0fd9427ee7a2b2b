"""The cells of Mẫu 01 as they are kept: however they were typed, the form's own spelling where that is sure."""

import unicodedata
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.domain.provinces import PROVINCES
from requests_workflow.domain.individual_rows import KEYS, clean_row, printed_row, row_problems
from tests.engine.test_individual_rows import GOOD, NATIONAL, TODAY, cleaned


@given(st.fixed_dictionaries({key: st.text(max_size=40) for key in KEYS}))
def test_cleaning_twice_is_cleaning_once_and_gives_text_that_can_be_stored(typed: dict[str, str]) -> None:
    row = clean_row(typed)
    assert clean_row(row) == row
    assert tuple(row) == KEYS
    assert all(unicodedata.is_normalized("NFC", text) and "\0" not in text for text in row.values())
    assert all(bool(text) == bool(clean_row({key: text})[key]) for key, text in row.items())


@given(st.sampled_from(sorted(GOOD)), st.sampled_from(["NFC", "NFD", "NFKD"]))
def test_words_typed_on_any_keyboard_are_the_same_words(key: str, form: Any) -> None:
    assert clean_row(GOOD | {key: unicodedata.normalize(form, GOOD[key])})[key] == GOOD[key]


@pytest.mark.parametrize(
    ("key", "typed", "kept"),
    [
        ("full_name", "  Lò\u00a0Thị   Mai ", "Lò Thị Mai"),
        ("full_name", "Lò\u200b Thị Mai\ufeff", "Lò Thị Mai"),
        ("full_name", "Lò\x00 Thị Mai", "Lò Thị Mai"),
        ("full_name", "\u00d0ặng Thị \u0189ào", "Đặng Thị Đào"),
        ("birth_date", "5/8/1985", "05/08/1985"),
        ("birth_date", "05-08-1985", "05/08/1985"),
        ("birth_date", "5.8.1985", "05/08/1985"),
        ("birth_date", "29/2/1984", "29/02/1984"),
        ("birth_date", "30/02/1985", "30/02/1985"),
        ("birth_date", "1985-08-05", "1985-08-05"),
        ("birth_date", "5/8/85", "5/8/85"),
        ("birth_date", "05/08/0985", "05/08/0985"),
        ("birth_date", "năm 1985", "năm 1985"),
        ("identity_issued_on", "1/2/2021", "01/02/2021"),
        ("identity_number", "012 185 001 234", "012185001234"),
        ("identity_number", "012.185.001.234", "012185001234"),
        ("identity_number", "012185001234\u202c", "012185001234"),
        ("official_email", "MaiLT@LaiChau.GOV.VN ", "mailt@laichau.gov.vn"),
        ("phone", "0912 345 678", "0912345678"),
        ("phone", "0912.345.678", "0912345678"),
        ("phone", "(0912) 345-678", "0912345678"),
        ("phone", "+84 912 345 678", "0912345678"),
        ("phone", "+84912345678", "0912345678"),
        ("phone", "84912345678", "0912345678"),
        ("phone", "0084912345678", "0912345678"),
        ("phone", "+84 (0) 912 345 678", "0912345678"),
        ("phone", "+84 12", "+8412"),
        ("old_certificate_serial", "54:0A:1B:2C", "540a1b2c"),
        ("old_certificate_serial", "0x540A1B2C", "540a1b2c"),
        ("old_certificate_serial", "54 0a 1b 2c", "540a1b2c"),
        # The register keeps the number; viewers print whole bytes.
        ("old_certificate_serial", "05:40:A1:B2", "540a1b2"),
        ("old_certificate_serial", "00 9A 1B 2C", "9a1b2c"),
        ("old_certificate_serial", "0000", "0"),
        ("old_certificate_serial", "0x0x54", "54"),
        ("sim_pki", "viettel", "Viettel"),
        ("sim_pki", "VinaPhone / CS", "Vinaphone/cs"),
        ("sim_pki", "Vietnamobile", "Vietnamobile"),
    ],
)
def test_a_cell_is_kept_in_the_forms_own_spelling_where_that_is_sure(key: str, typed: str, kept: str) -> None:
    assert cleaned(**{key: typed})[key] == kept


def test_the_identity_card_is_printed_in_one_column() -> None:
    assert printed_row(GOOD)["identity"] == "012185001234; 01/02/2021; Cục Cảnh sát QLHC về TTXH"
    assert printed_row(GOOD | {"identity_issued_on": ""})["identity"] == "012185001234; Cục Cảnh sát QLHC về TTXH"


# --- Provinces ---


def test_there_are_34_provinces_and_no_two_can_be_confused() -> None:
    assert (len(PROVINCES), len(set(PROVINCES))) == (34, 34)
    assert [clean_row({"province": name})["province"] for name in PROVINCES] == list(PROVINCES)
    assert sum(name.startswith("Thành phố ") for name in PROVINCES) == 6


@pytest.mark.parametrize("name", PROVINCES)
def test_a_province_is_known_however_it_is_typed(name: str) -> None:
    short = name.removeprefix("Thành phố ")
    without_marks = "".join(
        ch
        for ch in unicodedata.normalize("NFD", short.replace("Đ", "D").replace("đ", "d"))
        if not unicodedata.combining(ch)
    )
    word = "Thành phố" if short != name else "Tỉnh"
    for typed in (
        name,
        short,
        name.upper(),
        name.lower(),
        f"{word} {short}",
        f"  {word.upper()}  {short.upper()} ",
        unicodedata.normalize("NFD", name),
        without_marks,
        without_marks.replace(" ", ""),
        f"TP. {short}" if short != name else f"tỉnh {short}",
        f"Tp.{short}" if short != name else short,
    ):
        assert (typed, clean_row({"province": typed})["province"]) == (typed, name)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("TP.HCM", "Thành phố Hồ Chí Minh"),
        ("TPHCM", "Thành phố Hồ Chí Minh"),
        ("Thanh Hoá", "Thanh Hóa"),
        ("Khánh Hoà", "Khánh Hòa"),
        ("Đăk Lăk", "Đắk Lắk"),
        ("Daklak", "Đắk Lắk"),
    ],
)
def test_other_spellings_of_a_province_are_put_right(typed: str, name: str) -> None:
    assert cleaned(province=typed)["province"] == name


@pytest.mark.parametrize("typed", ["Ninh Thuận", "Thừa Thiên Huế", "Bến Tre", "Hà Nội 2", "Quận 1 TP HCM", "tỉnh", "—"])
def test_a_province_that_is_gone_or_unknown_stays_as_typed_and_is_pointed_out(typed: str) -> None:
    assert cleaned(province=typed)["province"] == typed
    assert [note.key for note in row_problems(row=cleaned(province=typed), profile=NATIONAL, today=TODAY)] == [
        "province"
    ]
