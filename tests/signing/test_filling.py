"""Number and date written into a form after it was signed."""

import subprocess
from io import BytesIO

import pikepdf
import pytest

from signing.errors import FieldMissing, SigningError
from signing.services.fields import fill_fields, text_field_names
from signing.services.prepare import prepare_form
from tests.signing import pdfs


def _text(path) -> str:
    return subprocess.run(["pdftotext", "-layout", path, "-"], check=True, capture_output=True, text=True).stdout


def test_value_and_appearance_are_both_set(form, as_file):
    data = fill_fields(data=form, values={"so_van_ban": "0123", "ngay_van_ban": "05"})
    assert data.startswith(form)
    with pikepdf.open(BytesIO(data)) as pdf:
        fields = {str(f.T): f for f in pdf.Root.AcroForm.Fields}
        assert str(fields["so_van_ban"].V) == "0123"
        assert b"Tj" in fields["so_van_ban"].AP.N.read_bytes()
        assert "Italic" in str(fields["ngay_van_ban"].AP.N.Resources.Font.T.BaseFont)
        assert "Italic" not in str(fields["so_van_ban"].AP.N.Resources.Font.T.BaseFont)
        assert not bool(pdf.Root.AcroForm.NeedAppearances)
    assert "0123" in _text(as_file(data))


def test_vietnamese_text_is_drawn_with_its_own_glyphs(letter, as_file):
    data = fill_fields(data=letter, values={"so": "Đặng Ỷ Ữ"})
    assert "Đặng Ỷ Ữ" in _text(as_file(data))


def test_a_long_value_shrinks_instead_of_being_cut(letter):
    data = fill_fields(data=letter, values={"ngay": "hai mươi tám tháng chạp"})
    with pikepdf.open(BytesIO(data)) as pdf:
        field = next(f for f in pdf.Root.AcroForm.Fields if str(f.T) == "ngay")
        operators = {str(i.operator): i.operands for i in pikepdf.parse_content_stream(field.AP.N)}
    assert float(operators["Tf"][1]) < 12


@pytest.mark.parametrize(("quadding", "left"), [(0, 0), (1, 40), (2, 80)])
def test_the_text_is_aligned_as_the_field_says(quadding, left):
    base = pdfs.letter()
    body = pdfs.last_object(base, 6).replace(b"/F 4", b"/F 4 /Q %d" % quadding)
    data = fill_fields(data=pdfs.update(base, {6: body}), values={"so": "1234"})
    with pikepdf.open(BytesIO(data)) as pdf:
        field = next(f for f in pdf.Root.AcroForm.Fields if str(f.T) == "so")
        operators = {str(i.operator): i.operands for i in pikepdf.parse_content_stream(field.AP.N)}
    # 1234 is 24 points wide at 12 points in a field of 100.
    assert float(operators["Tm"][4]) == pytest.approx(left * 76 / 80, abs=0.6)


def test_a_missing_field_is_named(letter):
    with pytest.raises(FieldMissing) as caught:
        fill_fields(data=letter, values={"so": "1", "khac": "2"})
    assert caught.value.names == ["khac"]


def test_a_file_without_a_form_has_no_fields():
    plain = pdfs.build({1: b"<< /Type /Catalog /Pages 2 0 R >>", 2: b"<< /Type /Pages /Kids [] /Count 0 >>"})
    assert text_field_names(data=plain) == []
    with pytest.raises(FieldMissing):
        fill_fields(data=plain, values={"so": "1"})


def test_a_broken_file_is_refused_in_words():
    with pytest.raises(SigningError):
        fill_fields(data=b"%PDF-1.7\nnothing", values={"so": "1"})


def test_preparing_twice_changes_nothing_more(form, letter):
    prepared = prepare_form(form)
    assert prepared != form
    assert prepare_form(prepared) == prepared
    assert prepare_form(letter) == letter


def test_an_unprepared_tagged_form_keeps_its_first_signature_here_too(sign, inspect, pki, form):
    """Others' tagged forms were not prepared; the verifier knows their link from the structure tree as well."""
    filled = fill_fields(data=sign(form), values={"so_van_ban": "9"})
    assert inspect(sign(filled, pki.seal, field="con-dau")).verdict == "valid"
