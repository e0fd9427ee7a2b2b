"""Long tagged forms take time in proportion to their length."""

from io import BytesIO

import pytest
from pyhanko.pdf_utils.generic import Reference
from pyhanko.pdf_utils.reader import PdfFileReader

from signing.services.fields import fill_fields
from signing.services.prepare import prepare_form
from signing.services.uploads import check_upload
from signing.verification.reader import IndexedReader
from signing.verification.sandbox import Limits
from tests.signing.conftest import NOW


@pytest.fixture(scope="module")
def long_form() -> bytes:
    """A tagged form whose table of 200 rows makes thousands of objects in one object stream."""
    import weasyprint

    rows = "".join(f"<tr><td>{n}</td><td>5450{n:06}</td><td>Nguyen Van {n}</td></tr>" for n in range(200))
    html = f"<html lang=vi><title>x</title><input name=so type=text><table>{rows}</table></html>"
    data = weasyprint.HTML(string=html).write_pdf(pdf_forms=True, pdf_tags=True)
    assert data is not None
    return data


def test_200_tagged_rows_are_accepted(sign, pki, long_form):
    outcome = check_upload(
        base=long_form,
        upload=sign(long_form),
        expected={pki.leader.fingerprint},
        trust=pki.trust,
        now=NOW,
        limits=Limits(seconds=120),
    )
    assert outcome.accepted


def test_the_list_of_an_object_stream_is_read_once(long_form, monkeypatch):
    """The plain reader goes through the whole list again for every object: quadratic, half a minute for this form."""

    def slow_way(*arguments):
        raise AssertionError("read the slow way")

    monkeypatch.setattr(PdfFileReader, "_get_object_from_stream", slow_way)
    reader = IndexedReader(BytesIO(long_form))
    for number in _numbers(reader):
        reader.get_object(Reference(number, 0, reader))
    assert len(reader._streams) < 20


def test_a_long_form_is_prepared_signed_and_filled_without_the_slow_way(sign, long_form, monkeypatch):
    """Submitting 500 rows took minutes in the request of the person who pressed the button."""

    def slow_way(*arguments):
        raise AssertionError("read the slow way")

    monkeypatch.setattr(PdfFileReader, "_get_object_from_stream", slow_way)
    prepared = prepare_form(long_form)
    assert len(prepared) > len(long_form)
    assert len(fill_fields(data=sign(prepared), values={"so": "12"})) > len(prepared)


def test_the_quick_reader_reads_what_the_plain_one_reads(long_form):
    quick, plain = IndexedReader(BytesIO(long_form)), PdfFileReader(BytesIO(long_form))
    numbers = _numbers(plain)
    assert len(numbers) > 1000
    for number in numbers[:: len(numbers) // 60]:
        one, other = (repr(reader.get_object(Reference(number, 0, reader))) for reader in (quick, plain))
        assert one == other


def _numbers(reader: PdfFileReader) -> list[int]:
    return sorted(ref.idnum for ref in reader.xrefs.explicit_refs_in_revision(0))
