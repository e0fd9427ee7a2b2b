"""The report on a PDF with two signatures: in the sandbox, in this process, and by pyHanko's own validation."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import cache
from io import BytesIO
from typing import Any

from tests.bench.registry import benchmark
from tests.bench.server import ready

NAME = "two signatures"


@cache
def sealed() -> Any:
    """(bytes of a letter signed and sealed by a test PKI, its trust, the moment)."""
    ready()
    from signing.services.sign import sign_pdf
    from signing.test_ca import TestCA
    from signing.verification.trust import TrustStore
    from tests.signing import pdfs

    now = datetime.now(UTC).replace(microsecond=0)
    ca = TestCA.create(now=now)
    span: Any = {"not_before": now - timedelta(days=300), "not_after": now + timedelta(days=300)}
    leader = ca.issue(subject_cn="Nguyễn Văn Ạ", organisation="UBND xã (TEST)", **span)
    seal = ca.issue(subject_cn="UBND xã (TEST)", organisation="UBND xã (TEST)", kind="organisation", **span)
    options: Any = {"reason": None, "stamp_lines": ["TEST"], "at": now}
    data = sign_pdf(data=pdfs.letter(), key=leader, field_name="nguoi", box=(0, 300, 400, 480, 460), **options)
    data = sign_pdf(data=data, key=seal, field_name="dau", box=(0, 240, 390, 340, 490), seal=True, **options)
    trust = TrustStore(roots=(ca.root_der,), intermediates=(ca.sub_der,), crls=ca.current_crls(now))
    return data, trust, now


def _must_be_valid(verdict: str) -> None:
    if verdict != "valid":
        raise AssertionError(f"the file is found {verdict}: the comparison would mean nothing")


@benchmark(f"{NAME}: verify_pdf(), sandbox warm")
def sandboxed() -> Callable[[], object]:
    data, trust, now = sealed()
    from signing.services.verify import verify_pdf

    _must_be_valid(verify_pdf(data=data, trust=trust, at=None, now=now).verdict)
    return lambda: verify_pdf(data=data, trust=trust, at=None, now=now)


@benchmark(f"{NAME}: the same inspection in this process")
def in_process() -> Callable[[], object]:
    data, trust, now = sealed()
    from signing.verification.inspect import inspect_pdf

    _must_be_valid(inspect_pdf(data=data, name="x.pdf", trust=trust, at=None, now=now).verdict)
    return lambda: inspect_pdf(data=data, name="x.pdf", trust=trust, at=None, now=now)


@benchmark(f"{NAME}: pyHanko's validate_pdf_signature in this process")
def plain() -> Callable[[], object]:
    data, trust, now = sealed()
    from asn1crypto import crl, x509
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.validation import validate_pdf_signature
    from pyhanko_certvalidator import ValidationContext

    def run() -> list[bool]:
        reader = PdfFileReader(BytesIO(data))
        found = []
        for signature in reader.embedded_signatures:
            context = ValidationContext(
                trust_roots=[x509.Certificate.load(der) for der in trust.roots],
                other_certs=[x509.Certificate.load(der) for der in trust.intermediates],
                crls=[crl.CertificateList.load(der) for der in trust.crls],
                moment=now,
                allow_fetching=False,
                revocation_mode="hard-fail",
            )
            found.append(validate_pdf_signature(signature, signer_validation_context=context).bottom_line)
        return found

    # Its default rules have no opinion on our tagged fields; what counts here is that both look at the same signatures.
    if len(run()) != 2:
        raise AssertionError("two signatures were expected")
    return run
