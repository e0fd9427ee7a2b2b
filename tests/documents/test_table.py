"""Tables: a serial number with hyphens stays in one piece where a column can hold it, and no other column pays."""

import pytest

from requests_workflow.documents import render_issuing
from requests_workflow.documents.fonts import text_width
from requests_workflow.documents.lines import balanced
from requests_workflow.documents.model import Column
from requests_workflow.documents.table import table_of
from tests.documents import issuing_samples as issuing
from tests.documents.reading import words_of

SERIAL, LONGER, TOO_LONG = "TEST-20131-1", "TEST-2013100-100", "VGCA-2024-0000000000-0000000000000000000000-00001"
COLUMNS = (
    Column(key="serial", title="Số hiệu", width_mm=26),
    Column(key="name", title="Tên thuê bao", width_mm=102),
    Column(key="day", title="Ngày", width_mm=25),
)


def millimetres(table: dict) -> list[float]:
    return [float(width.removesuffix("%")) / 100 * 165 for width in table["widths"]]


def test_widths_of_letters_are_those_of_the_face():
    assert text_width(text="00", size=10) == pytest.approx(10, abs=0.01)
    assert text_width(text="ợ", size=10) == pytest.approx(text_width(text="o", size=10), abs=0.5)


def test_a_table_without_such_numbers_keeps_its_widths():
    rows = [{"serial": "5450000001", "name": "Lò Thị - Giả Định", "day": "05/11/2026"}]
    table = table_of(columns=COLUMNS, rows=rows)
    assert millimetres(table) == pytest.approx([12, 26, 102, 25], abs=0.01)
    assert [cell["text"] for cell in table["rows"][0]] == list(rows[0].values())


def test_a_column_grows_for_its_longest_number_and_dates_keep_their_room():
    rows = [{"serial": SERIAL, "name": "Mẫu", "day": "05/11/2026"}, {"serial": LONGER, "name": "", "day": ""}]
    table = table_of(columns=COLUMNS, rows=rows)
    ordinal, serial, name, day = millimetres(table)
    assert serial > text_width(text=LONGER, size=13) / 72 * 25.4
    assert day > text_width(text="05/11/2026", size=13) / 72 * 25.4
    assert (ordinal, ordinal + serial + name + day) == pytest.approx((12, 165), abs=0.01)
    assert [row[0]["text"] for row in table["rows"]] == [SERIAL, LONGER]


def test_a_number_that_no_column_can_hold_is_broken_and_moves_nothing():
    columns = (COLUMNS[0], Column(key="name", title="Tên", width_mm=127))
    table = table_of(columns=columns, rows=[{"serial": TOO_LONG.replace("-", "A") * 9, "name": "Mẫu - 1"}])
    assert millimetres(table) == pytest.approx([12, 26, 127], abs=0.01)
    assert "\n" not in table["rows"][0][0]["text"]
    assert table_of(columns=columns, rows=[])["rows"] == []


def test_a_number_too_long_for_one_line_stands_in_equal_parts_of_whole_bytes():
    serial, device = "54010f2a3b4c5d6e7f8091a2b3c4d5e6f7a8b9c0", "VGCA-2024-0000123456-01"
    columns = (
        Column(key="serial", title="Số hiệu", width_mm=40, unbroken=True),
        Column(key="device", title="Thiết bị", width_mm=34, unbroken=True),
        Column(key="name", title="Tên thuê bao", width_mm=79),
    )
    rows = [{"serial": serial, "device": device, "name": "Ủy ban nhân dân phường Mẫu " * 5}]
    [[one, two, _]] = table_of(columns=columns, rows=rows)["rows"]
    assert one["text"].split("\n") == ["54010f2a3b4c5d", "6e7f8091a2b3c4", "d5e6f7a8b9c0"]
    assert two["text"].split("\n") == ["VGCA-2024-", "0000123456-01"]


def test_an_address_is_broken_before_its_signs_and_a_short_one_not_at_all():
    column = Column(key="email", title="Thư điện tử", width_mm=40)
    address = "nguyenvanmau.vanphong@phanrang-thapcham.khanhhoa.gov.vn"
    rows = [{"email": address}, {"email": "a@b.vn"}]
    [[long, _], [short, _]] = table_of(columns=(column, Column(key="x", title="x", width_mm=113)), rows=rows)["rows"]
    assert long["text"].split("\n") == ["nguyenvanmau", ".vanphong", "@phanrang-thapcham", ".khanhhoa.gov.vn"]
    assert short["text"] == "a@b.vn"


def test_a_telephone_number_gives_no_room_to_a_serial_number():
    columns = (COLUMNS[0], Column(key="phone", title="Điện thoại", width_mm=28), COLUMNS[1])
    table = table_of(columns=columns, rows=[{"serial": LONGER, "phone": "0912 345 678", "name": "Mẫu"}])
    assert millimetres(table)[2] > text_width(text="0912 345 678", size=13) / 72 * 25.4 + 2


def test_no_word_is_left_alone_in_the_last_line_of_a_title_and_no_name_is_torn():
    subject = "V/v đề nghị khôi phục thiết bị lưu khóa bí mật"
    assert balanced(text=subject, width_mm=72.6, size=13) == ("V/v đề nghị khôi phục", "thiết bị lưu khóa bí mật")
    head = balanced(text="Cơ quan, tổ chức công tác", width_mm=29.7, size=13, bold=True)
    assert head == ("Cơ quan,", "tổ chức", "công tác")
    assert balanced(text="Ngày sinh", width_mm=40, size=13) == ("Ngày sinh",)
    assert balanced(text="A" * 90, width_mm=40, size=13) == ("A" * 90,)
    assert balanced(text="", width_mm=40, size=13) == ("",)


@pytest.mark.parametrize("serial", [SERIAL, LONGER])
def test_the_serial_of_a_device_can_be_copied_in_one_piece_from_every_paper_of_a_hand_over(serial):
    receiver = issuing.receiver(device_serial=serial)
    row = {"subscriber_name": "Nguyễn Văn Mẫu", "token_serial": serial, "handed_over_on": "05/11/2026"}
    for pdf, times in (
        (render_issuing.render_handover_minutes(issuing.blank_minutes(receivers=(receiver,))), 1),
        (render_issuing.render_handover_minutes(issuing.blank_minutes(receivers=(receiver,) * 2)), 2),
        (render_issuing.render_handover_notice(issuing.handover_notice(rows=(row,))), 1),
    ):
        words = [word.text for word in words_of(pdf)]
        assert words.count(serial) == times
    assert "05/11/2026" in words
