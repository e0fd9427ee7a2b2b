"""Files made to hang, exhaust or confuse the reader get a verdict, quickly, and never a trace."""

import time
import zlib

import pytest

from signing.services.verify import verify_pdf
from signing.verification.sandbox import Limits, _pool, close_sandbox, inspect_in_sandbox
from signing.verification.trust import TrustStore
from signing.verification.wording import iso
from tests.signing import pdfs
from tests.signing.conftest import NOW

CATALOG = b"<< /Type /Catalog /Pages 2 0 R %s >>"
PAGES = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
PAGE = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>"
SIGNATURE = b"<< /FT /Sig /T (s) /V << /Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached %s >> >>"


def _bomb() -> bytes:
    """An object stream that inflates to 300 MB of spaces."""
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(b" " * 1_000_000) for _ in range(300)) + packer.flush()
    form = b"/AcroForm 9 0 R"
    return pdfs.build(
        {
            1: CATALOG % form,
            2: PAGES,
            3: PAGE,
            4: pdfs.stream(packed, b"/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode"),
            9: b"<< /Fields 4 0 R >>",
        }
    )


def _stacked_bomb() -> bytes:
    """Deflate within deflate within deflate, in the cross-reference stream itself."""
    packed = b"\0" * 50_000_000
    for _ in range(3):
        packed = zlib.compress(packed, 9)
    entries = b"/Type /XRef /Size 5 /W [1 4 2] /Root 1 0 R /Filter [/FlateDecode /FlateDecode /FlateDecode]"
    head = b"%PDF-1.7\n"
    return head + b"1 0 obj\n" + pdfs.stream(packed, entries) + b"\nendobj\nstartxref\n%d\n%%%%EOF\n" % len(head)


def _deep_kids() -> bytes:
    objects = {1: CATALOG % b"/AcroForm << /Fields [10 0 R] >>", 2: PAGES, 3: PAGE}
    for number in range(10, 3000):
        objects[number] = b"<< /T (a) /Kids [%d 0 R] >>" % (number + 1)
    objects[3000] = b"<< /T (z) /FT /Sig >>"
    return pdfs.build(objects)


def _nested_arrays() -> bytes:
    return pdfs.build({1: CATALOG % (b"/X " + b"[" * 60_000 + b"]" * 60_000), 2: PAGES, 3: PAGE})


FILES = {
    "empty": b"",
    "garbage": bytes(range(256)) * 400,
    "header alone": b"%PDF-1.7\n",
    "text that mentions PDF": b"%PDF-1.7 la mot dinh dang tep",
    "html": b"<html><body>%PDF-</body></html>",
    "no end": pdfs.letter()[:-60],
    "cut in the middle": pdfs.letter()[: len(pdfs.letter()) // 2],
    "xref points nowhere": pdfs.letter().replace(b"startxref\n", b"startxref\n9"),
    "xref points to itself for ever": pdfs.letter().replace(b"/Size", b"/Prev 729 /Size"),
    "encrypted": pdfs.build(
        {1: CATALOG % b"", 2: PAGES, 3: PAGE, 4: b"<< /Filter /Standard /V 2 /R 3 /O (x) /U (x) /P -4 >>"},
        trailer=b"/Encrypt 4 0 R",
    ),
    "pages in a circle": pdfs.build({1: CATALOG % b"", 2: b"<< /Type /Pages /Kids [2 0 R] /Count 1 >>"}),
    "fields in a circle": pdfs.build(
        {1: CATALOG % b"/AcroForm << /Fields [4 0 R] >>", 2: PAGES, 3: PAGE, 4: b"<< /T (a) /Kids [4 0 R] >>"}
    ),
    "fields nested deeply": _deep_kids(),
    "arrays nested deeply": _nested_arrays(),
    "catalog refers to itself": pdfs.build({1: b"1 0 R"}),
    "form is a number": pdfs.build({1: CATALOG % b"/AcroForm 7", 2: PAGES, 3: PAGE}),
    "fields are a stream": pdfs.build(
        {1: CATALOG % b"/AcroForm << /Fields 4 0 R >>", 2: PAGES, 3: PAGE, 4: pdfs.stream(b"x")}
    ),
    "signature is a number": pdfs.build(
        {1: CATALOG % b"/AcroForm << /Fields [4 0 R] >>", 2: PAGES, 3: PAGE, 4: b"<< /FT /Sig /T (s) /V 5 >>"}
    ),
    "signature without contents": pdfs.build(
        {1: CATALOG % b"/AcroForm << /Fields [4 0 R] >>", 2: PAGES, 3: PAGE, 4: SIGNATURE % b"/ByteRange [0 1 2 3]"}
    ),
    "contents is not CMS": pdfs.build(
        {
            1: CATALOG % b"/AcroForm << /Fields [4 0 R] >>",
            2: PAGES,
            3: PAGE,
            4: SIGNATURE % b"/ByteRange [0 1 2 3] /Contents <deadbeef>",
        }
    ),
    "contents is endless DER": pdfs.build(
        {
            1: CATALOG % b"/AcroForm << /Fields [4 0 R] >>",
            2: PAGES,
            3: PAGE,
            4: SIGNATURE % (b"/ByteRange [0 1 2 3] /Contents <" + b"3080" * 20_000 + b">"),
        }
    ),
    "deflate bomb": _bomb(),
    "stacked deflate bomb": _stacked_bomb(),
    "a hundred thousand objects": pdfs.build(
        {1: CATALOG % b"", 2: PAGES, 3: PAGE} | dict.fromkeys(range(4, 100000), b"<< >>")
    ),
    "a huge number": pdfs.letter().replace(b"/Size 8", b"/Size " + b"9" * 5000),
}


@pytest.mark.parametrize("name", FILES)
def test_every_hostile_file_gets_a_verdict_quickly(name, pki):
    started = time.monotonic()
    report = verify_pdf(data=FILES[name], trust=pki.trust, at=None, now=NOW, name=name)
    assert report.verdict in ("invalid", "indeterminate", "unsigned")
    assert report.reason
    assert "Traceback" not in str(report.to_json())
    assert time.monotonic() - started < 30


@pytest.mark.parametrize("name", ["empty", "garbage", "header alone", "html", "cut in the middle"])
def test_what_cannot_be_read_is_invalid(name):
    assert verify_pdf(data=FILES[name], trust=TrustStore(), at=None, now=NOW).verdict == "invalid"


def test_an_encrypted_file_says_so():
    report = verify_pdf(data=FILES["encrypted"], trust=TrustStore(), at=None, now=NOW)
    assert (report.verdict, "mật khẩu" in report.reason) == ("indeterminate", True)


def test_a_file_that_takes_too_long_is_stopped(signed, pki):
    slow = pdfs.build({1: CATALOG % b"", 2: PAGES, 3: PAGE} | dict.fromkeys(range(4, 400000), b"<< >>"))
    started = time.monotonic()
    report = verify_pdf(data=slow, trust=TrustStore(), at=None, now=NOW, limits=Limits(seconds=0))
    assert report.verdict == "indeterminate"
    assert "giây" in report.reason
    assert time.monotonic() - started < 10
    assert verify_pdf(data=signed, trust=pki.trust, at=None, now=NOW).verdict == "valid"


def test_a_file_that_takes_too_much_memory_is_stopped(signed, pki):
    large = FILES["a hundred thousand objects"]
    report = verify_pdf(data=large, trust=TrustStore(), at=None, now=NOW, limits=Limits(memory=1))
    assert (report.verdict, "bộ nhớ" in report.reason) == ("indeterminate", True)
    assert verify_pdf(data=signed, trust=pki.trust, at=None, now=NOW).verdict == "valid"


def _process():
    assert _pool.helper is not None
    return _pool.helper.process


def test_the_sandbox_comes_back_after_its_helper_died(signed, pki):
    arguments = {"data": signed, "name": "x", "trust": pki.trust, "at": None, "now": NOW}
    assert inspect_in_sandbox(**arguments).verdict == "valid"
    _process().kill()
    _process().wait()
    assert inspect_in_sandbox(**arguments).verdict == "valid"


def test_the_helper_knows_no_secrets(signed, pki):
    from pathlib import Path

    inspect_in_sandbox(data=signed, name="x", trust=pki.trust, at=None, now=NOW)
    environment = Path(f"/proc/{_process().pid}/environ").read_bytes()
    assert b"SECRET_KEY" not in environment
    assert b"DATABASE_URL" not in environment


def test_the_helper_ends_when_it_is_closed(signed, pki):
    inspect_in_sandbox(data=signed, name="x", trust=pki.trust, at=None, now=NOW)
    process = _process()
    close_sandbox()
    assert process.poll() is not None


def test_the_sandbox_answers_like_the_inspection_itself(inspect, sealed, pki):
    assert verify_pdf(data=sealed, trust=pki.trust, at=None, now=NOW, name="x.pdf") == inspect(sealed)


def test_moments_are_written_in_vietnams_time():
    assert str(iso(NOW)).endswith("+07:00")
