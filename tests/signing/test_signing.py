"""Signatures that other readers accept too, and what they look like on the page."""

import re
import subprocess
from io import BytesIO

import pikepdf
import pytest
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.validation.status import SignatureCoverageLevel

from signing.appearance.stamp import fit
from signing.appearance.tinos import tinos_for
from signing.errors import SigningError
from signing.services.boxes import signature_boxes
from signing.services.fields import fill_fields
from signing.services.prepare import prepare_form
from signing.services.sign import stamp_lines
from signing.test_ca.timestamps import test_timestamper as timestamper_at
from tests.signing.conftest import LINES, NOW


def _run(*command: object) -> str:
    return subprocess.run([str(c) for c in command], check=True, capture_output=True, text=True).stdout


def _dark_columns(png_text: bytes, box: tuple[int, int, int, int]) -> list[int]:
    """Columns of a PPM picture that hold a blue-ish or red pixel inside the box (left, top, right, bottom)."""
    header = re.match(rb"P6\s+(\d+)\s+(\d+)\s+255\s", png_text)
    assert header is not None
    width, body = int(header[1]), png_text[header.end() :]
    left, top, right, bottom = box
    found = set()
    for y in range(top, bottom):
        for x in range(left, right):
            r, g, b = body[3 * (y * width + x) : 3 * (y * width + x) + 3]
            if max(r, g, b) - min(r, g, b) > 60:
                found.add(x)
    return sorted(found)


def test_pdfsig_calls_both_signatures_valid(sealed, as_file):
    out = _run("pdfsig", "-nocert", as_file(sealed))
    assert out.count("Signature is Valid") == 2
    assert out.count("Total document signed") == 1
    assert "ETSI.CAdES.detached" in out


def test_qpdf_finds_nothing_wrong_with_the_signed_file(sealed, as_file):
    assert "No syntax or stream encoding errors" in _run("qpdf", "--check", as_file(sealed))


def test_pyhanko_sees_the_seal_as_form_filling_after_the_person(sealed):
    person, seal = PdfFileReader(BytesIO(sealed)).embedded_signatures
    person.compute_integrity_info()
    seal.compute_integrity_info()
    assert person.diff_result.modification_level == ModificationLevel.FORM_FILLING
    assert seal.coverage == SignatureCoverageLevel.ENTIRE_FILE


def test_the_signing_time_is_the_one_given(signed):
    (signature,) = PdfFileReader(BytesIO(signed)).embedded_signatures
    assert signature.self_reported_timestamp == NOW


def test_signing_appends_and_never_rewrites(sign, letter, signed):
    assert signed.startswith(letter)


def test_an_rsa_key_signs_too(sign, inspect, pki, letter):
    key = pki.ca.issue(
        subject_cn="RSA", organisation="X", not_before=NOW, not_after=NOW.replace(year=NOW.year + 1), key_kind="rsa"
    )
    assert inspect(sign(letter, key)).verdict == "valid"


def test_a_timestamped_signature_fits_its_reserved_room(sign, inspect, pki, letter):
    data = sign(letter, timestamper=timestamper_at(ca=pki.ca, at=NOW))
    report = inspect(data)
    assert report.verdict == "valid"
    assert report.signatures[0].trusted_time is not None


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7\n", b"not a pdf at all"])
def test_what_is_not_a_pdf_is_refused_in_words(sign, data):
    with pytest.raises(SigningError, match="Không ký được"):
        sign(data)


def test_a_field_is_not_signed_twice(sign, signed):
    with pytest.raises(SigningError, match="Không ký được"):
        sign(signed)


def test_the_stamp_text_is_inside_its_frame_and_fills_it(signed, as_file, tmp_path):
    path = as_file(signed)
    _run("pdftoppm", "-r", "72", "-f", "1", "-l", "1", path, tmp_path / "page")
    picture = next(tmp_path.glob("page*.ppm")).read_bytes()
    frame = (300, 842 - 460, 480, 842 - 400)
    inside = _dark_columns(picture, (frame[0] + 2, frame[1] + 4, frame[2] - 2, frame[3] - 4))
    # Text twice as wide as it should be (widths not scaled to 1000 per em) would run into the frame and be cut off;
    # missing text leaves nothing between the frame's edges.
    assert inside[0] >= 302
    assert inside[-1] <= 478
    assert len(inside) > 90


def test_the_stamp_reads_as_vietnamese_text(signed, as_file):
    text = _run("pdftotext", "-layout", as_file(signed), "-")
    for line in LINES[:2]:
        assert line in text


def test_the_seal_is_red_and_the_person_blue(sealed):
    with pikepdf.open(BytesIO(sealed)) as pdf:
        looks = {str(f.T): bytes(f.AP.N.read_bytes()) for f in pdf.Root.AcroForm.Fields if "/AP" in f}
    assert re.search(rb"0\.7\d+ 0\.0\d+ 0\.\d+ RG", looks["con-dau"])
    assert re.search(rb"0\.0\d+ 0\.2\d* 0\.6\d+ RG", looks["chu-ky"])


def test_long_lines_are_broken_and_shrunk_to_fit():
    font = tinos_for(LINES)
    lines, size = fit(lines=LINES, width_of=lambda text: font.width(text, 1), room=(94, 94))
    assert len(lines) > len(LINES)
    assert all(font.width(line, size) <= 94 for line in lines)
    assert " ".join(lines) == " ".join(LINES)


def test_widths_are_those_of_times_new_roman():
    font = tinos_for(["AaÔ"])
    assert round(font.width("A", 1000)) == 722
    assert round(font.width("a", 1000)) == 444


def test_a_character_that_tinos_lacks_is_named():
    with pytest.raises(SigningError, match="漢"):
        tinos_for(["漢"])


def test_stamp_lines_say_who_for_whom_and_when():
    assert stamp_lines(name="Lan", organisation="UBND", at=NOW, seal=False)[:2] == ["Ký bởi: Lan", "Cơ quan: UBND"]
    when = stamp_lines(name="Lan", organisation="UBND", at=NOW, seal=True)[1]
    assert re.fullmatch(r"Thời gian ký: \d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+07:00", when)


def test_places_come_from_the_named_destinations(form):
    places = signature_boxes(form)
    assert set(places) == {"sig-person", "sig-seal"}
    page, left, bottom, right, top = places["sig-person"]
    assert page == 0
    assert 300 < left < right < 595
    assert 0 < bottom < top < 842


def test_places_of_a_file_without_any_are_empty(letter):
    assert signature_boxes(letter) == {}
    with pytest.raises(SigningError):
        signature_boxes(b"%PDF-1.7 broken")


def test_person_number_and_seal_in_the_order_of_the_law(sign, inspect, pki, form, as_file):
    """Y1, Y8: the person signs, the văn thư fills in number and date, the body seals; all stay valid."""
    places = signature_boxes(form)
    first = sign(prepare_form(form), box=places["sig-person"])
    filled = fill_fields(data=first, values={"so_van_ban": "0123", "ngay_van_ban": "05"})
    last = sign(filled, pki.seal, field="con-dau", box=places["sig-seal"], seal=True)
    report = inspect(last)
    assert report.verdict == "valid"
    assert [s.modification for s in report.signatures] == ["form", "none"]
    assert _run("pdfsig", "-nocert", as_file(last)).count("Signature is Valid") == 2
    person, _ = PdfFileReader(BytesIO(last)).embedded_signatures
    person.compute_integrity_info()
    assert person.diff_result.modification_level == ModificationLevel.FORM_FILLING
    assert person.diff_result.changed_form_fields == {"so_van_ban", "ngay_van_ban", "con-dau"}
