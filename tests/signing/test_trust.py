"""Where trust comes from: folders, the database, the test CA."""

from datetime import timedelta

import pytest
from cryptography.hazmat.primitives.serialization import Encoding, pkcs7
from django.db import IntegrityError, transaction

from signing.errors import SigningError
from signing.models import RevocationList, TrustAnchor
from signing.services.trust import add_anchor, installed_trust, store_crl
from signing.verification.trust import TrustStore, read_certificates, store_from_folders
from tests.signing.conftest import NOW


def test_roots_and_intermediates_are_told_apart_in_pem_der_and_p7b(pki, tmp_path):
    trust, crl = tmp_path / "trust", tmp_path / "crl"
    trust.mkdir()
    crl.mkdir()
    (trust / "both.pem").write_bytes(
        pki.ca.root.certificate.public_bytes(Encoding.PEM) + pki.ca.sub.certificate.public_bytes(Encoding.PEM)
    )
    (trust / "again.cer").write_bytes(pki.ca.sub_der)
    (trust / "all.p7b").write_bytes(pkcs7.serialize_certificates([pki.ca.root.certificate], Encoding.DER))
    (trust / "readme.txt").write_text("not a certificate")
    (crl / "sub.crl").write_bytes(pki.ca.current_crls(NOW)[1])
    ocsp = pki.ca.make_ocsp(certificate=pki.leader.certificate, this_update=NOW, next_update=NOW + timedelta(days=1))
    (crl / "leader.ocsp").write_bytes(ocsp)
    (crl / "broken.crl").write_bytes(b"\x30\x03abc")
    store = store_from_folders(trust=trust, crl_folder=crl)
    assert store.roots == (pki.ca.root_der,)
    assert store.intermediates == (pki.ca.sub_der,)
    assert len(store.crls) == 1
    assert store.ocsps == (ocsp,)


def test_a_sub_ca_alone_is_no_anchor(pki, tmp_path, inspect, signed):
    (tmp_path / "sub.pem").write_bytes(pki.ca.sub.certificate.public_bytes(Encoding.PEM))
    store = store_from_folders(trust=tmp_path, crl_folder=None)
    assert (store.roots, store.intermediates) == ((), (pki.ca.sub_der,))
    report = inspect(signed, trust=store + TrustStore(crls=pki.ca.current_crls(NOW)))
    assert report.signatures[0].checks.chain.result == "unknown"


def test_a_missing_folder_is_an_os_error(tmp_path):
    with pytest.raises(OSError, match="nowhere"):
        store_from_folders(trust=tmp_path / "nowhere", crl_folder=None)


@pytest.mark.parametrize("data", [b"", b"junk", b"-----BEGIN CERTIFICATE-----\n!!\n-----END CERTIFICATE-----\n"])
def test_what_is_no_certificate_gives_none(data):
    assert read_certificates(data) == []


@pytest.mark.django_db
class TestInstalled:
    @pytest.fixture(autouse=True)
    def _no_test_ca(self, settings, tmp_path):
        settings.TEST_CA_DIR = tmp_path

    def _install(self, pki, now=NOW):
        add_anchor(der=pki.ca.root_der, kind=TrustAnchor.Kind.ROOT, source="kiểm thử", now=now)
        add_anchor(der=pki.ca.sub_der, kind=TrustAnchor.Kind.INTERMEDIATE, source="kiểm thử", now=now)
        for der in pki.ca.current_crls(now):
            store_crl(der=der, now=now)

    def test_the_database_alone_makes_a_signature_valid(self, pki, inspect, signed):
        assert installed_trust(now=NOW) == TrustStore()
        self._install(pki)
        assert inspect(signed, trust=installed_trust(now=NOW)).verdict == "valid"

    def test_adding_twice_changes_nothing(self, pki):
        crls = pki.ca.current_crls(NOW)
        for _ in range(2):
            add_anchor(der=pki.ca.root_der, kind=TrustAnchor.Kind.ROOT, source="x", now=NOW)
            for der in crls:
                store_crl(der=der, now=NOW)
        assert (TrustAnchor.objects.count(), RevocationList.objects.count()) == (1, 2)

    def test_the_newest_list_of_each_ca_is_used(self, pki):
        span = timedelta(days=1)
        old = pki.ca.make_crl(this_update=NOW - span, next_update=NOW + span, number=1)
        new = pki.ca.make_crl(this_update=NOW, next_update=NOW + span, number=2)
        for der in (new, old):
            store_crl(der=der, now=NOW)
        assert installed_trust(now=NOW).crls == (new,)

    def test_a_subscribers_certificate_is_no_anchor(self, pki):
        with pytest.raises(SigningError, match="CA"):
            add_anchor(der=pki.leader.der, kind=TrustAnchor.Kind.ROOT, source="x", now=NOW)
        with pytest.raises(SigningError):
            add_anchor(der=b"junk", kind=TrustAnchor.Kind.ROOT, source="x", now=NOW)
        with pytest.raises(SigningError):
            store_crl(der=b"junk", now=NOW)

    def test_in_the_demo_the_test_ca_counts_and_in_production_not(self, pki, settings):
        settings.TEST_CA_DIR = pki.ca.folder
        assert installed_trust(now=NOW).roots == (pki.ca.root_der,)
        settings.DEMO = False
        settings.TESTING = False
        assert installed_trust(now=NOW) == TrustStore()

    def test_the_database_refuses_a_false_fingerprint_and_a_backward_term(self, pki):
        self._install(pki)
        anchors = TrustAnchor.objects.filter(kind="root")
        with pytest.raises(IntegrityError), transaction.atomic():
            anchors.update(fingerprint="XYZ")
        with pytest.raises(IntegrityError), transaction.atomic():
            anchors.update(valid_to=NOW - timedelta(days=9999))
        with pytest.raises(IntegrityError), transaction.atomic():
            RevocationList.objects.update(next_update=NOW - timedelta(days=9999))
