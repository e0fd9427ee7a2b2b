"""The demo's keys sign, and the product's own verification believes its published anchors and lists."""

from datetime import timedelta
from io import BytesIO

import pikepdf
import pytest

from certificates.models import Certificate
from signing.models import RevocationList, TrustAnchor
from signing.services.sign import sign_pdf
from signing.services.trust import installed_trust
from signing.services.verify import verify_pdf
from signing.test_ca.opening import load_test_key
from signing.verification.trust import TrustStore


@pytest.fixture
def trust(demo) -> TrustStore:
    return TrustStore(
        roots=tuple(bytes(row.der) for row in TrustAnchor.objects.filter(kind="root")),
        intermediates=tuple(bytes(row.der) for row in TrustAnchor.objects.filter(kind="intermediate")),
        crls=tuple(bytes(row.der) for row in RevocationList.objects.all()),
    )


@pytest.fixture
def blank_pdf() -> bytes:
    out = BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(595, 842))
        pdf.save(out, static_id=True)
    return out.getvalue()


def _signed(blank: bytes, certificate: Certificate, now) -> bytes:
    key = load_test_key(certificate.fingerprint)
    return sign_pdf(
        data=blank, key=key, field_name="sig-person", reason=None, at=now, box=None, stamp_lines=["Người ký"]
    )


@pytest.mark.parametrize("username", ["chutich", "giamdocso", "vl_chutich"])
def test_a_leaders_signature_is_valid(trust, blank_pdf, now, username):
    certificate = Certificate.objects.get(subscriber__person__account__username=username)
    report = verify_pdf(data=_signed(blank_pdf, certificate, now), trust=trust, at=None, now=now)
    assert report.verdict == "valid", report.reason
    [signature] = report.signatures
    assert signature.fingerprint == certificate.fingerprint
    assert signature.serial == certificate.serial_number
    assert signature.signer == certificate.common_name
    assert "TEST" in signature.organisation
    assert "TEST" in signature.issuer


def test_the_installation_trusts_the_demo_without_being_told(demo, blank_pdf, now):
    certificate = Certificate.objects.get(subscriber__person__account__username="chutich")
    report = verify_pdf(data=_signed(blank_pdf, certificate, now), trust=installed_trust(now=now), at=None, now=now)
    assert report.verdict == "valid", report.reason


def test_lists_still_serve_late_in_a_long_demo(trust, blank_pdf, now):
    later = now + timedelta(days=360)
    certificate = Certificate.objects.get(subscriber__person__account__username="chutich")
    report = verify_pdf(data=_signed(blank_pdf, certificate, later), trust=trust, at=None, now=later)
    assert report.verdict == "valid", report.reason


def test_an_agencys_seal_is_valid(trust, blank_pdf, now):
    for certificate in Certificate.objects.filter(subscriber__kind="organisation"):
        report = verify_pdf(data=_signed(blank_pdf, certificate, now), trust=trust, at=None, now=now)
        assert report.verdict == "valid", report.reason
        assert report.signatures[0].signer == certificate.managing_agency.name, "the name is not cut short"


def test_a_signature_with_the_revoked_certificate_is_invalid(trust, blank_pdf, now):
    certificate = Certificate.objects.filter(status="revoked").earliest("id")
    report = verify_pdf(data=_signed(blank_pdf, certificate, now), trust=trust, at=None, now=now)
    assert report.verdict == "invalid"
    assert report.signatures[0].checks.revocation.result == "fail"
    assert report.signatures[0].revoked_at is not None


def test_a_signature_made_after_expiry_is_not_valid(trust, blank_pdf, now):
    certificate = next(one for one in Certificate.objects.filter(status="active") if one.not_after < now)
    report = verify_pdf(data=_signed(blank_pdf, certificate, now), trust=trust, at=None, now=now)
    assert report.verdict in ("invalid", "indeterminate")
    assert report.signatures[0].checks.certificate.result == "fail"


def test_every_certificate_has_its_key_and_says_test(demo):
    rows = list(Certificate.objects.all())
    assert rows
    for row in rows:
        key = load_test_key(row.fingerprint)
        assert key.der == bytes(row.der)
        assert "TEST" in row.issuer
        assert "TEST" in row.subject
        assert row.common_name == row.subscriber.name
