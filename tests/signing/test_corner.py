"""The agency's signature at the top right of page one: where it stands, what it says, and that it breaks nothing."""

import re
import subprocess
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from signing.errors import SigningError
from signing.services.corner import corner_field, prepare_corner, stands_in_corner
from signing.services.sign import sign_corner
from signing.services.uploads import check_upload
from tests.signing import pdfs
from tests.signing.conftest import NOW

LINES = ("Sao y", "Ủy ban nhân dân xã Bản Bo")


def words(path: Path) -> dict[str, tuple[float, float, float, float]]:
    """Word -> (left, top, right, bottom) in points, page one as it is seen."""
    out = subprocess.run(
        ["pdftotext", "-cropbox", "-bbox", "-l", "1", str(path), "-"], check=True, capture_output=True, text=True
    )
    found = re.findall(r'xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">([^<]+)<', out.stdout)
    return {word: (float(a), float(b), float(c), float(d)) for a, b, c, d, word in found}


def turned(data: bytes, degrees: int, crop: list[int] | None = None) -> bytes:
    with pikepdf.open(BytesIO(data)) as pdf:
        pdf.pages[0].Rotate = degrees
        if crop:
            pdf.pages[0].CropBox = pikepdf.Array(crop)
        out = BytesIO()
        pdf.save(out)
    return out.getvalue()


@pytest.mark.parametrize("degrees", [0, 90, 180, 270])
def test_the_text_stands_upright_at_the_top_right_however_the_page_is_turned(pki, as_file, degrees):
    source = turned(pdfs.letter(), degrees, crop=[10, 20, 585, 822])
    base = prepare_corner(data=source, lines=LINES)
    assert base.startswith(source)
    data = sign_corner(data=base, key=pki.seal, lines=LINES, at=NOW)
    wide, high = (802, 575) if degrees in (90, 270) else (575, 802)
    seen = words(as_file(data))
    assert {"Sao", "Ủy", "Thời", "ký:"} <= set(seen)
    time = next(word for word in seen if re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+07:00", word))
    assert wide - 45 < seen[time][2] < wide - 40
    assert seen["Sao"][1] < seen["Ủy"][1] < seen[time][1] < 0.1 * high + 10
    # Ten points, whatever the width of the text.
    assert all(9 < seen[word][3] - seen[word][1] < 12.5 for word in ("Sao", "Ủy", time))
    assert stands_in_corner(base=base, data=data, field=corner_name(data))


def corner_name(data: bytes) -> str:
    with pikepdf.open(BytesIO(data)) as pdf:
        return str(next(f.T for f in pdf.Root.AcroForm.Fields if "/V" in f and str(f.T).startswith("ChuKyCoQuan")))


def test_what_is_handed_out_says_what_is_known_and_no_time_yet(as_file):
    base = prepare_corner(data=pdfs.without_form(), lines=LINES)
    seen = words(as_file(base))
    assert "Sao" in seen
    assert "ký:" not in seen
    assert corner_field(data=base) == ("ChuKyCoQuan", 0)
    with pytest.raises(SigningError):
        corner_field(data=pdfs.without_form())


def test_the_signed_corner_is_proved_like_any_upload_and_has_no_picture(pki, sign):
    source = sign(pdfs.letter())
    base = prepare_corner(data=source, lines=LINES)
    data = sign_corner(data=base, key=pki.seal, lines=LINES, at=NOW)
    outcome = check_upload(base=base, upload=data, expected={pki.seal.fingerprint}, trust=pki.trust, now=NOW)
    assert outcome.accepted, outcome.refusals
    # The signature that the file bore before stays good, and so does the whole file.
    assert [one.verdict for one in outcome.report.signatures] == ["valid", "valid"]
    with pikepdf.open(BytesIO(data)) as pdf:
        (look,) = [f.AP.N for f in pdf.Root.AcroForm.Fields if str(f.T) == "ChuKyCoQuan"]
        assert "/XObject" not in look.Resources
        assert b" RG" not in look.read_bytes()
        assert look.read_bytes().startswith(b"q 0 g")


def test_a_second_corner_stands_beside_the_first_and_both_stay_good(pki, inspect):
    once = sign_corner(
        data=prepare_corner(data=pdfs.letter(), lines=["Số: 7/UBND"]), key=pki.seal, lines=["Số: 7/UBND"], at=NOW
    )
    base = prepare_corner(data=once, lines=LINES)
    assert corner_field(data=base)[0] == "ChuKyCoQuan2"
    twice = sign_corner(data=base, key=pki.seal, lines=LINES, at=NOW)
    assert inspect(twice).verdict == "valid"
    assert stands_in_corner(base=base, data=twice, field="ChuKyCoQuan2")
    # It is in the left half by now: only the field that was ready for it may stand there.
    assert not stands_in_corner(base=prepare_corner(data=pdfs.letter(), lines=LINES), data=twice, field="ChuKyCoQuan2")
    with pikepdf.open(BytesIO(twice)) as pdf:
        first, second = [[float(n) for n in f.Rect] for f in pdf.Root.AcroForm.Fields if str(f.T).startswith("ChuKy")]
    assert second[2] < first[0]


@pytest.mark.parametrize(
    ("box", "page"),
    [(None, 0), ((0, 40, 780, 180, 820), 0), ((0, 400, 40, 560, 90), 0)],
    ids=["invisible", "left", "low"],
)
def test_a_signature_elsewhere_is_not_in_the_corner(pki, sign, box, page):
    base = prepare_corner(data=pdfs.letter(), lines=LINES)
    assert not stands_in_corner(base=base, data=sign(base, pki.seal, field="khac", box=box), field="khac")
    assert not stands_in_corner(base=base, data=base, field="ChuKyCoQuan")


def test_a_tool_that_draws_its_own_field_in_the_corner_is_fine(pki, sign):
    base = prepare_corner(data=pdfs.letter(), lines=LINES)
    data = sign(base, pki.seal, field="khac", box=(0, 380, 780, 560, 830))
    assert stands_in_corner(base=base, data=data, field="khac")


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7\nrubbish", pdfs.letter()[:400]], ids=["empty", "rubbish", "cut"])
def test_a_file_that_cannot_be_read_is_refused_in_words(data):
    with pytest.raises(SigningError, match="Không chuẩn bị được"):
        prepare_corner(data=data, lines=LINES)
    base = prepare_corner(data=pdfs.letter(), lines=LINES)
    assert not stands_in_corner(base=base, data=data, field="ChuKyCoQuan")


def test_a_file_with_a_password_is_refused_in_words():
    out = BytesIO()
    with pikepdf.open(BytesIO(pdfs.letter())) as pdf:
        pdf.save(out, encryption=pikepdf.Encryption(owner="a", user="b"))
    with pytest.raises(SigningError, match="mật khẩu"):
        prepare_corner(data=out.getvalue(), lines=LINES)


def test_a_long_name_is_broken_between_words_and_keeps_its_size(pki, as_file):
    long = "Ban Quản lý dự án đầu tư xây dựng các công trình giao thông và nông nghiệp tỉnh Lai Châu"
    base = prepare_corner(data=pdfs.letter(), lines=["Trích sao", long])
    seen = words(as_file(sign_corner(data=base, key=pki.seal, lines=["Trích sao", long], at=NOW)))
    assert seen["Quản"][1] < seen["Châu"][1]
    assert min(box[0] for word, box in seen.items() if word in long.split()) > 300
