"""Attacks on signed PDFs, made here from the product's own files. None may be called valid."""

import re
from io import BytesIO

import pikepdf
import pytest
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name

from signing.services.fields import fill_fields
from signing.test_ca import TestCA
from signing.verification.byte_range import byte_range_problem
from tests.signing import pdfs
from tests.signing.conftest import DAY, NOW
from tests.signing.tampering import (
    edited,
    extra_annotation,
    extra_page,
    move,
    new_looks,
    open_action,
    overwrite_looks,
    replace_page,
)


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(replace_page, id="page replaced"),
        pytest.param(move("chu-ky"), id="signature moved"),
        pytest.param(move("so"), id="field moved"),
        pytest.param(new_looks("chu-ky"), id="signature looks different"),
        pytest.param(overwrite_looks, id="signature picture overwritten in place"),
        pytest.param(extra_annotation, id="note added"),
        pytest.param(extra_page, id="page added"),
        pytest.param(open_action, id="script added"),
    ],
)
class TestChangesAfterSigning:
    def test_at_the_end_of_the_file(self, inspect, signed, change):
        report = inspect(edited(signed, change))
        assert report.verdict == "invalid"
        assert report.signatures[0].checks.integrity.result == "fail"

    def test_between_two_signatures(self, inspect, sign, pki, signed, change):
        """The seal covers the whole file, but does not heal the person's signature."""
        report = inspect(sign(edited(signed, change), pki.seal, field="con-dau"))
        assert report.verdict == "invalid"
        assert report.signatures[0].checks.integrity.result == "fail"
        assert report.signatures[1].checks.integrity.result == "pass"


def test_filled_fields_that_no_signature_covers_are_invalid(inspect, signed):
    report = inspect(fill_fields(data=signed, values={"so": "999"}))
    assert report.verdict == "invalid"
    assert "không có chữ ký hợp lệ nào sau đó" in report.signatures[0].checks.integrity.reason


def test_filled_fields_that_the_seal_covers_are_lawful(inspect, sign, pki, signed):
    data = sign(fill_fields(data=signed, values={"so": "12"}), pki.seal, field="con-dau")
    assert inspect(data).verdict == "valid"


def test_fields_filled_after_the_seal_are_invalid(inspect, sealed):
    assert inspect(fill_fields(data=sealed, values={"so": "13"})).verdict == "invalid"


@pytest.mark.parametrize(
    "tail", [b"\n", b" ", b"%%EOF\n", b"garbage", b"99 0 obj\n<< >>\nendobj\n%%EOF\n", b"\0" * 4096]
)
def test_bytes_after_the_last_signature_are_invalid(inspect, signed, tail):
    assert inspect(signed + tail).verdict != "valid"


def test_every_signed_byte_counts(inspect, signed):
    _, gap, second, _ = pdfs.byte_range(signed)
    for place in (20, gap - 40, gap // 2, second + 5, len(signed) - 8):
        broken = bytearray(signed)
        broken[place] ^= 1
        assert inspect(bytes(broken)).verdict != "valid"


def _with_range(data: bytes, text: bytes) -> bytes:
    match = list(re.finditer(rb"/ByteRange ?\[[^\]]*\]", data))[-1]
    room = match.end() - match.start()
    return data[: match.start()] + (b"/ByteRange " + text).ljust(room)[:room] + data[match.end() :]


@pytest.mark.parametrize(
    "text",
    [b"null", b"[]", b"[0 0 0 0]", b"[0 1 2]", b"[0 -5 10 20]", b"[0 99999999 99999999 1]", b"(x)", b"[0 1.5 2 3]"],
)
def test_a_tampered_byte_range_is_invalid(inspect, signed, text):
    assert inspect(_with_range(signed, text)).verdict == "invalid"


def test_a_wrapped_signature_is_invalid(inspect, signed):
    """The second part is moved back and unsigned content put into the widened gap."""
    _, first, second, length = pdfs.byte_range(signed)
    wedge = b"\n4 0 obj\n<< /Length 4 >>\nstream\nEVIL\nendstream\nendobj\n"
    moved = signed[:second] + wedge + signed[second:]
    match = list(re.finditer(rb"/ByteRange ?\[[^\]]*\]", moved))[-1]
    new = b"/ByteRange [0 %d %d %d]" % (first, second + len(wedge), length)
    room = match.end() - match.start()
    moved = moved[: match.start()] + new.ljust(room)[:room] + moved[match.end() :]
    assert inspect(moved).verdict == "invalid"


def test_the_gap_must_be_the_contents_token():
    data = b"<< /Contents <00ff> >> tail"
    good = (0, 13, 19, 8)
    assert byte_range_problem(data=data, byte_range=good, contents=b"\x00\xff") is None
    assert byte_range_problem(data=data, byte_range=good, contents=b"\x00\xfe") is not None
    assert byte_range_problem(data=data, byte_range=(0, 12, 19, 8), contents=b"\x00\xff") is not None
    assert byte_range_problem(data=data, byte_range=(0, 13, 20, 7), contents=b"\x00\xff") is not None
    assert byte_range_problem(data=data, byte_range=(1, 12, 19, 8), contents=b"\x00\xff") is not None
    other = b"<< /Consents <00ff> >> tail"
    assert byte_range_problem(data=other, byte_range=good, contents=b"\x00\xff") is not None


def _contents(data: bytes) -> tuple[int, int]:
    _, first, second, _ = pdfs.byte_range(data)
    return first + 1, second - 1


def test_a_signature_spliced_in_from_another_file_is_invalid(inspect, sign, letter):
    one, other = sign(letter), sign(pdfs.letter("Tu choi de nghi cu"))
    start, end = _contents(one)
    other_start, other_end = _contents(other)
    assert end - start == other_end - other_start
    spliced = one[:start] + other[other_start:other_end] + one[end:]
    report = inspect(spliced)
    assert report.verdict == "invalid"
    assert "không khớp" in report.signatures[0].checks.integrity.reason


def test_the_certificate_of_another_person_is_not_swapped_in(inspect, sign, pki, letter):
    """The CMS names its signer; putting another certificate's bytes in breaks the ESS hash or the signature."""
    data = sign(letter)
    start, end = _contents(data)
    cms = bytes.fromhex(data[start:end].decode())
    assert pki.leader.der in cms
    swapped = cms.replace(pki.leader.der, pki.stranger.der[: len(pki.leader.der)].ljust(len(pki.leader.der), b"\0"))
    broken = data[:start] + swapped.hex().encode()[: end - start].ljust(end - start, b"0") + data[end:]
    assert inspect(broken).verdict == "invalid"


def test_data_hidden_behind_the_signature_value_is_invalid(inspect, signed):
    _, end = _contents(signed)
    padded = bytearray(signed)
    padded[end - 8 : end] = b"deadbeef"
    report = inspect(bytes(padded))
    assert report.verdict == "invalid"
    assert "dữ liệu lạ" in report.signatures[0].checks.integrity.reason


def test_a_signature_taken_out_of_the_form_does_not_make_the_file_unsigned(inspect, signed):
    def change(writer) -> None:
        form = writer.root["/AcroForm"]
        form[pdf_name("/Fields")] = generic.ArrayObject()
        writer.update_container(form)
        writer.update_root()

    report = inspect(edited(signed, change))
    assert report.verdict == "invalid"
    assert "dấu vết" in report.reason


def test_a_shadow_document_hidden_by_a_covered_object_is_caught_when_switched(inspect, sign):
    """Hide and replace: both contents lie in the signed file, an update points the page at the other one."""
    base = pdfs.update(pdfs.letter(), {8: pdfs.stream(b"BT /F1 14 Tf 72 760 Td (Noi dung kia) Tj ET")})
    data = sign(base)
    page = pdfs.last_object(data, 3)
    switched = pdfs.update(data, {3: page.replace(b"/Contents 4 0 R", b"/Contents 8 0 R")})
    assert inspect(data).verdict == "valid"
    assert inspect(switched).verdict == "invalid"


def test_resources_swapped_under_an_unchanged_page_are_caught(inspect, signed):
    swapped = pdfs.update(signed, {5: b"<< /Type /Font /Subtype /Type1 /BaseFont /ZapfDingbats >>"})
    assert inspect(swapped).verdict == "invalid"


def test_a_second_signature_by_a_stranger_does_not_make_filled_fields_valid(inspect, sign, signed):
    impostor = TestCA.create(now=NOW).issue(
        subject_cn="Giả", organisation="X", not_before=NOW - DAY, not_after=NOW + DAY
    )
    data = sign(fill_fields(data=signed, values={"so": "666"}), impostor, field="khac")
    assert inspect(data).verdict != "valid"


def test_one_bad_field_does_not_hide_the_good_one(inspect, sign, pki):
    base = pdfs.letter()
    bad = b"<< /FT /Sig /T (hong) /V 99 0 R /Subtype /Widget /Rect [0 0 0 0] >>"
    catalog = b"<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [6 0 R 7 0 R 8 0 R] /SigFlags 3 >> >>"
    data = sign(pdfs.update(base, {1: catalog, 8: bad, 99: b"<< /Type /Sig >>"}))
    report = inspect(data)
    assert report.verdict == "invalid"
    by_name = {s.field: s for s in report.signatures}
    assert by_name["chu-ky"].verdict == "valid"
    assert by_name["hong"].verdict == "invalid"


def test_random_damage_never_makes_a_broken_file_valid(inspect, signed):
    """Every 997th byte outside the padding is changed, one at a time."""
    _, first, second, _ = pdfs.byte_range(signed)
    padding = signed.rfind(b"0" * 64, first, second)
    for place in range(0, len(signed), 997):
        if first <= place < second and place > padding - 2000:
            continue
        broken = bytearray(signed)
        broken[place] = (broken[place] + 1) % 256
        assert inspect(bytes(broken)).verdict != "valid", place


def test_evidence_added_after_the_last_signature_is_lawful(inspect, signed, pki):
    """A document security store (PAdES-B-LT) may follow; it changes nothing that a reader sees."""

    def change(writer) -> None:
        streams = []
        for crl in pki.trust.crls:
            stream = generic.StreamObject(stream_data=crl)
            streams.append(writer.add_object(stream))
        writer.root[pdf_name("/DSS")] = writer.add_object(
            generic.DictionaryObject({pdf_name("/CRLs"): generic.ArrayObject(streams)})
        )
        writer.update_root()

    data = edited(signed, change)
    report = inspect(data, trust=pki.without_crl)
    assert report.verdict == "valid"
    assert report.signatures[0].modification == "ltv"


def test_embedded_lists_do_not_override_the_newer_list_at_hand(inspect, sign, letter, pki):
    """The sender picks what is embedded: a list from before the revocation, still in its term."""
    stale_but_fresh = pki.ca.make_crl(revoked=[], this_update=NOW - 2 * DAY, next_update=NOW + 2 * DAY)
    data = sign(letter, pki.revoked)

    def change(writer) -> None:
        stream = writer.add_object(generic.StreamObject(stream_data=stale_but_fresh))
        writer.root[pdf_name("/DSS")] = writer.add_object(
            generic.DictionaryObject({pdf_name("/CRLs"): generic.ArrayObject([stream])})
        )
        writer.update_root()

    assert inspect(edited(data, change)).verdict == "invalid"


def test_the_signed_file_still_opens_with_an_independent_reader(sealed):
    with pikepdf.open(BytesIO(sealed)) as pdf:
        assert len(pdf.pages) == 1
        assert pdf.check_pdf_syntax() == []
