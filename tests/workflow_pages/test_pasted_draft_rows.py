"""Text copied from Excel becomes rows of Mẫu 01: every layout in use, and no text that breaks the reading."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.domain.names import normalise
from requests_workflow.domain.individual_rows import KEYS
from requests_workflow.domain.pasted_rows import read_pasted, split_cells, split_identity
from requests_workflow.forms.individual import add_pasted, read_lines

ROW = {
    "full_name": "Lò Văn Tư",
    "birth_date": "01/01/1990",
    "identity_number": "012090000009",
    "identity_issued_on": "01/02/2021",
    "identity_issued_by": "Cục Cảnh sát QLHC về TTXH",
    "official_email": "tu@laichau.gov.vn",
    "workplace": "UBND xã Nà Cang",
    "province": "Lai Châu",
    "position": "Kế toán",
    "phone": "0912345670",
    "old_certificate_serial": "54010a5f",
    "sim_pki": "Viettel/cs",
}
CARD = "012090000009; 01/02/2021; Cục Cảnh sát QLHC về TTXH"
FORM = ["1", "Lò Văn Tư", "01/01/1990", CARD, *list(ROW.values())[5:]]
GRID = list(ROW.values())
HEADINGS = (
    "STT,Họ và tên,Ngày sinh,Số CMND/CCCD/Hộ chiếu; Ngày cấp; nơi cấp,Địa chỉ thư điện tử công vụ,"
    "Tên cơ quan, tổ chức công tác,Tỉnh/Thành phố,Chức vụ,Số điện thoại di động,Số hiệu CTS cũ,SIM PKI"
)
# Any character that a cell of Excel may hold, tabs, quotes and line ends among them; surrogates are no text.
cells = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
words = st.text(st.sampled_from("aăâđêôơưỳữẫ ngLTĐ\u0301\u0309"), min_size=1, max_size=20).map(
    lambda text: f"Lò {text}"
)


def quoted(cell: str) -> str:
    """As Excel copies a cell."""
    return f'"{cell.replace(chr(34), chr(34) * 2)}"' if any(c in cell for c in '\t\n\r"') else cell


@pytest.mark.parametrize(
    "text",
    [
        "\t".join(FORM),
        "\t".join(FORM[1:]),
        "\t".join(["7.", *GRID]),
        "\t".join(GRID),
        "\r\n".join(["\t".join(FORM), "", "\t".join(["2", *[""] * 10]), ""]),
        unicodedata.normalize("NFD", "\t".join(FORM)),
        "\t".join(["1", '"Lò Văn\nTư"', FORM[2], '"012090000009\n01/02/2021\nCục Cảnh sát QLHC về TTXH"', *FORM[4:]]),
        "\t".join(FORM).replace(CARD, "012090000009/01-02-2021, Cục Cảnh sát QLHC về TTXH"),
        "\t".join(FORM).replace(CARD, "012 090 000 009 cấp ngày 01.02.2021 nơi cấp: Cục Cảnh sát QLHC về TTXH"),
        "\ufeff" + HEADINGS.replace("cơ quan, tổ chức", "cơ quan") + "\n" + ",".join(FORM),
    ],
    ids=["form", "no ordinal", "grid", "grid ordinal", "empty rows", "NFD", "lines in cells", "slash", "words", "list"],
)
def test_the_layouts_in_use_are_understood(text: str) -> None:
    found = read_pasted(text)
    row = found.rows[0]
    assert row | {"identity_issued_on": "01/02/2021"} == ROW
    assert row["identity_issued_on"].replace("-", "/").replace(".", "/") == "01/02/2021"
    assert len(found.rows) == 1
    assert found.left_over == 0


def test_columns_under_headings_may_stand_in_any_order() -> None:
    text = "Email\tHọ tên\tGhi chú\tNgày cấp\tSố CCCD\na@b.gov.vn\tLò Văn Tư\tgấp\t01/02/2021\t012090000009"
    found = read_pasted(text)
    row = found.rows[0]
    assert (row["full_name"], row["official_email"], row["identity_number"]) == (
        "Lò Văn Tư",
        "a@b.gov.vn",
        "012090000009",
    )
    assert found.left_over == 1, "the note has no column, and that is said"


def test_the_line_that_numbers_the_columns_of_the_form_is_no_person() -> None:
    text = "TT\tHọ và tên\tNgày sinh\tChức vụ\n(1)\t(2)\t(3)\t(4)\n1\tLò Văn Tư\t01/01/1990\tKế toán"
    assert [row["full_name"] for row in read_pasted(text).rows] == ["Lò Văn Tư"]


def test_zeros_that_excel_dropped_are_given_back() -> None:
    found = read_pasted("\t".join(FORM).replace("012090000009", "12090000009").replace("0912345670", "912345670"))
    assert (found.rows[0]["identity_number"], found.rows[0]["phone"], found.zeros) == ("012090000009", "0912345670", 2)


def test_a_quotation_mark_that_is_never_closed_swallows_nothing() -> None:
    found = read_pasted('1\t"Lò Văn Tư\t01/01/1990\n2\tVàng A Páo\t02/02/1990')
    assert [row["full_name"] for row in found.rows] == ['"Lò Văn Tư', "Vàng A Páo"]


@pytest.mark.parametrize("text", ["", "không rõ", "12345", "CMND 12"])
def test_an_identity_column_that_cannot_be_told_apart_stays_as_it_is(text: str) -> None:
    assert split_identity(text) == (text, "", "")


@given(st.text(max_size=400))
def test_no_text_breaks_the_reading(text: str) -> None:
    for row in read_pasted(text).rows:
        assert set(row) == set(KEYS)
        assert all(value == normalise(value) for value in row.values())


@given(st.lists(st.lists(cells, min_size=2, max_size=5), min_size=1, max_size=5))
def test_what_excel_copies_comes_back_cell_by_cell(table: list[list[str]]) -> None:
    text = "\r\n".join("\t".join(quoted(cell) for cell in row) for row in table)
    expected = [[cell.replace("\r\n", "\n").replace("\r", "\n") for cell in row] for row in table]
    # A mark at the very beginning of a file is not text.
    if text.startswith("\ufeff"):
        expected[0][0] = expected[0][0].removeprefix("\ufeff")
    assert split_cells(text) == expected


@given(st.lists(st.fixed_dictionaries(dict.fromkeys(("full_name", "position", "workplace"), words)), min_size=1))
def test_rows_in_the_order_of_the_form_are_read_whatever_their_letters(people: list[dict[str, str]]) -> None:
    lines = []
    for number, person in enumerate(people, start=1):
        row = ROW | person
        lines.append(
            "\t".join([str(number), row["full_name"], row["birth_date"], CARD, *[row[key] for key in KEYS[5:]]])
        )
    found = read_pasted("\n".join(lines))
    assert [row["full_name"] for row in found.rows] == [normalise(one["full_name"]) for one in people]
    assert [row["workplace"] for row in found.rows] == [normalise(one["workplace"]) for one in people]
    assert {row["identity_issued_by"] for row in found.rows} == {ROW["identity_issued_by"]}


@pytest.mark.parametrize(
    ("text", "medium"),
    [
        ("", "token"),
        ("Không", "token"),
        ("viettel", "sim_pki:Viettel"),
        ("MobiFone / CS", "sim_pki:Mobifone/cs"),
        ("Ký số tập trung", "centralised"),
        ("Gmobile", "sim_pki:Gmobile"),
    ],
)
def test_the_column_of_the_sim_says_where_the_key_is_kept(text: str, medium: str) -> None:
    assert add_pasted([], [ROW | {"sim_pki": text}], defaults={})[0].medium == medium


@given(st.dictionaries(st.sampled_from(["rows-TOTAL_FORMS", "rows-0-full_name", "rows-0-person"]), cells))
def test_no_form_breaks_the_grid(data: dict[str, str]) -> None:
    for line in read_lines(data, defaults={}):
        assert line.row().medium in ("token", "sim_pki", "centralised")
