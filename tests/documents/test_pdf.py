"""The file format: PDF/A-3u, tagged, Tinos alone, fields for number and date, places for signatures."""

import hashlib
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from io import BytesIO

import pikepdf
import pytest
from PIL import Image, ImageChops

from requests_workflow.documents import render
from requests_workflow.documents.boxes import Box, NotOurDocument, signature_boxes
from requests_workflow.documents.model import Signer
from tests.documents import samples
from tests.documents.reading import MILLIMETRE, field_names, opened, words_of

FIELDS = ["so_van_ban", "ngay_van_ban", "thang_van_ban", "nam_van_ban"]


@pytest.fixture(scope="module")
def form() -> bytes:
    return render.render_recovery_form(samples.recovery_form(1))


@pytest.fixture(scope="module")
def minutes() -> bytes:
    return render.render_recovery_minutes(samples.minutes(1))


def test_file_says_that_it_is_pdf_a_3u_and_at_least_version_1_4(form):
    pdf = opened(form)
    assert pdf.pdf_version >= "1.4"
    with pdf.open_metadata() as metadata:
        assert metadata["pdfaid:part"] == "3"
        assert metadata["pdfaid:conformance"] == "U"
        assert metadata["dc:title"] == "V/v đề nghị khôi phục thiết bị lưu khóa bí mật"
    assert pdf.Root.OutputIntents[0].S == "/GTS_PDFA1"
    assert not pdf.is_encrypted


def test_file_is_tagged_and_says_its_language(form):
    pdf = opened(form)
    root = pdf.Root
    assert root.MarkInfo.Marked
    assert str(root.Lang) == "vi-VN"
    kinds = {str(item.S) for item in pdf.objects if isinstance(item, pikepdf.Dictionary) and "/S" in item}
    assert {"/Table", "/TH", "/TD", "/P", "/Form"} <= kinds


@pytest.mark.parametrize("name", ["form", "minutes"])
def test_every_font_is_tinos_and_embedded(name, request):
    pdf = opened(request.getfixturevalue(name))
    fonts = [item for item in pdf.objects if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/Font"]
    assert fonts
    for font in fonts:
        assert "+Tinos" in str(font.BaseFont)
        if "/DescendantFonts" in font:
            assert "/ToUnicode" in font
            assert font.DescendantFonts[0].FontDescriptor.FontFile2.read_bytes()


def test_a_form_stays_small_though_it_has_fields(form):
    assert len(form) < 80_000


def test_number_day_month_and_year_are_empty_text_fields_ready_to_be_filled(form):
    assert field_names(form) == FIELDS
    pdf = opened(form)
    acroform = pdf.Root.AcroForm
    assert "/NeedAppearances" not in acroform
    for field in acroform.Fields:
        assert field.FT == "/Tx"
        assert str(field.V) == ""
        assert int(field.F) == 4
        font, size = str(field.DA).split()[:2]
        assert size == "13"
        italic = "Italic" in str(acroform.DR.Font[font].BaseFont)
        assert italic == (str(field.T) != "so_van_ban")
        assert field.AP.N.read_bytes().strip() == b""
        assert "/MK" not in field


def test_fields_stand_in_their_gaps_on_the_line(form):
    words = words_of(form)
    pdf = opened(form)
    rectangles = {str(field.T): [float(corner) for corner in field.Rect] for field in pdf.Root.AcroForm.Fields}
    for name, before, after in (
        ("so_van_ban", "Số:", "/UBND-VP"),
        ("ngay_van_ban", "ngày", "tháng"),
        ("thang_van_ban", "tháng", "năm"),
    ):
        left, bottom, right, top = rectangles[name]
        first = next(word for word in words if word.text == before)
        second = next(word for word in words if word.text == after)
        assert first.right <= left < right <= second.left + 0.1
        assert 841.89 - first.bottom == pytest.approx(bottom, abs=2)
        assert 841.89 - first.top == pytest.approx(top, abs=2)


def test_only_the_missing_one_of_number_and_date_gets_fields():
    dated = samples.commune_document(issued_on=date(2026, 11, 4))
    assert field_names(render.render_recovery_form(samples.recovery_form(1, dated))) == FIELDS[:1]
    numbered = samples.commune_document(number="12")
    assert field_names(render.render_recovery_form(samples.recovery_form(1, numbered))) == FIELDS[1:]


def test_personal_signature_is_centred_between_title_and_printed_name(form):
    box = signature_boxes(form)["sig-person"]
    words = words_of(form)
    title = next(word for word in words if word.text == "PHÓ")
    name = [word for word in words if word.text in {"Giả", "Định"} and word.top > title.bottom]
    assert box.page == 0
    assert 841.89 - title.bottom >= box.y2 > box.y1 >= 841.89 - name[0].top
    first = next(word for word in words if word.text == "Lò" and word.page == 0)
    assert (box.x1 + box.x2) / 2 == pytest.approx((first.left + name[-1].right) / 2, abs=1)


def test_seal_has_true_size_and_covers_the_left_third_of_the_signature():
    document = samples.commune_document(signer=Signer(title_lines=("CHỦ TỊCH",), name="Lò Thị Giả Định", seal_mm=42))
    boxes = signature_boxes(render.render_recovery_form(samples.recovery_form(1, document)))
    person, seal = boxes["sig-person"], boxes["sig-seal"]
    assert seal.x2 - seal.x1 == pytest.approx(42 * MILLIMETRE, abs=0.1)
    assert seal.y2 - seal.y1 == pytest.approx(42 * MILLIMETRE, abs=0.1)
    assert seal.x2 == pytest.approx(person.x1 + (person.x2 - person.x1) / 3, abs=0.1)
    assert (seal.y1 + seal.y2) / 2 == pytest.approx((person.y1 + person.y2) / 2, abs=0.1)


def test_places_follow_the_signer_to_a_later_page_and_to_each_signatory(minutes):
    ten = signature_boxes(render.render_recovery_form(samples.recovery_form(10)))
    assert {box.page for box in ten.values()} == {1}
    places = signature_boxes(minutes)
    assert set(places) == {"sig-person", "sig-person-2"}
    assert places["sig-person"].x2 < places["sig-person-2"].x1


def test_places_are_the_named_destinations_that_any_reader_finds(form):
    pdf = opened(form)
    flat = list(pdf.Root.Names.Dests.Names)
    found = {str(name): target for name, target in zip(flat[::2], flat[1::2], strict=True)}
    box = signature_boxes(form)["sig-seal"]
    start, end = found["sig-seal"], found["sig-seal-end"]
    assert start[1] == "/XYZ"
    assert start[0].objgen == pdf.pages[0].objgen
    assert Box(0, float(start[2]), float(end[3]), float(end[2]), float(start[3])) == box


def test_places_of_the_first_revision_count_whatever_follows(form):
    planted = b"\n9 0 obj\n<</Type /ObjStm/N 1/First 4>>\nstream\n(sig-person) [7 0 R /XYZ 0 0 0]\nendstream\n"
    assert signature_boxes(form + planted) == signature_boxes(form)


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7\n", b"/Type /ObjStm>>\nstream\nnot deflated", b"\x00" * 1000])
def test_a_file_of_somebody_else_has_no_places(data):
    with pytest.raises(NotOurDocument):
        signature_boxes(data)


def test_same_data_gives_the_same_bytes_also_from_several_threads(form):
    with ThreadPoolExecutor(3) as pool:
        copies = list(pool.map(lambda _: render.render_recovery_form(samples.recovery_form(1)), range(3)))
    assert set(copies) == {form}


def test_a_new_process_makes_the_same_bytes(form):
    program = (
        "import hashlib, django; django.setup(); from tests.documents import samples;"
        "from requests_workflow.documents import render;"
        "print(hashlib.sha256(render.render_recovery_form(samples.recovery_form(1))).hexdigest())"
    )
    fresh = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True, text=True)
    assert fresh.stdout.strip() == hashlib.sha256(form).hexdigest()


def test_no_tool_complains_about_the_file(form, tmp_path):
    path = tmp_path / "form.pdf"
    path.write_bytes(form)
    shown = subprocess.run(["pdfinfo", str(path)], capture_output=True, check=True, text=True)
    assert shown.stderr == ""
    assert opened(form).check_pdf_syntax() == []


def test_the_page_is_drawn_in_black_on_white_with_ink_where_text_stands(form):
    drawn = subprocess.run(["pdftoppm", "-r", "50", "-png", "-"], input=form, capture_output=True, check=True).stdout
    with Image.open(BytesIO(drawn)) as page:
        red, green, blue = page.convert("RGB").split()
    for one, other in ((red, green), (green, blue)):
        assert sum(ImageChops.difference(one, other).histogram()[3:]) == 0
    dark = sum(red.histogram()[:128]) / (red.width * red.height)
    assert 0.01 < dark < 0.2
