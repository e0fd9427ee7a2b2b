"""The test PKI is real PKI, says TEST everywhere and keeps its keys to demo and tests."""

from datetime import timedelta

import pytest
from asn1crypto import x509

from signing.checks import test_keys_only_in_the_demo as keys_check
from signing.errors import SigningError
from signing.test_ca import TestCA, fingerprint_for_user, new_private_key, people, register_user_lookup
from signing.test_ca.keys import save_key
from signing.test_ca.opening import load_test_key
from tests.signing.conftest import NOW


def test_every_issuer_and_organisation_says_test(pki):
    for key in (pki.leader, pki.seal, pki.ca.tsa, pki.ca.ocsp):
        certificate = x509.Certificate.load(key.der)
        assert "TEST" in certificate.subject.native["organization_name"]
        assert "TEST" in certificate.issuer.native["common_name"]


def test_a_stored_ca_opens_again_with_its_keys_and_revocations(pki):
    again = TestCA.load(pki.ca.folder)
    key = again.key(pki.leader.fingerprint.upper())
    assert key.fingerprint == pki.leader.fingerprint
    assert key.private_der == pki.leader.private_der
    assert again.revoked == pki.ca.revoked


def test_a_long_vietnamese_name_is_cut_at_a_character(pki):
    name = "Ủy ban nhân dân thành phố trực thuộc tỉnh có tên gọi rất dài không kể xiết"
    key = pki.ca.issue(
        subject_cn=name, organisation=name, not_before=NOW, not_after=NOW + timedelta(days=1), serial=4711
    )
    assert name.startswith(key.common_name)
    assert key.organisation.endswith(" (TEST)")
    assert key.certificate.serial_number == 4711


def test_an_rsa_key_can_be_brought_along(pki):
    private = new_private_key("rsa")
    key = pki.ca.issue(
        subject_cn="RSA", organisation="X", not_before=NOW, not_after=NOW + timedelta(days=1), key=private
    )
    assert key.certificate.public_key() == private.public_key()


@pytest.mark.parametrize("fingerprint", ["ab" * 32, "../root", "", "zz"])
def test_an_unknown_key_is_refused_in_words(pki, fingerprint):
    with pytest.raises(SigningError, match="Không tìm thấy khóa thử nghiệm"):
        pki.ca.key(fingerprint)


def test_a_damaged_key_file_is_refused_in_words(pki):
    path = pki.ca.folder / "keys" / f"{'0' * 64}.p12"
    path.write_bytes(b"not a key")
    try:
        with pytest.raises(SigningError, match="hỏng"):
            pki.ca.key("0" * 64)
    finally:
        path.unlink()


def test_keys_do_not_load_when_the_demo_is_off(pki, settings):
    settings.TEST_CA_DIR = pki.ca.folder
    assert load_test_key(pki.leader.fingerprint).fingerprint == pki.leader.fingerprint
    settings.DEMO = False
    settings.TESTING = False
    with pytest.raises(SigningError, match="DEMO"):
        load_test_key(pki.leader.fingerprint)


def test_the_system_check_refuses_test_keys_when_the_demo_is_off(pki, settings, tmp_path):
    settings.TEST_CA_DIR = pki.ca.folder
    assert keys_check(None) == []
    settings.DEMO = False
    settings.TESTING = False
    assert [error.id for error in keys_check(None)] == ["signing.E001"]
    settings.TEST_CA_DIR = tmp_path
    assert keys_check(None) == []


def test_key_files_are_for_their_owner_alone(pki, tmp_path):
    path = tmp_path / "deep" / "key.p12"
    save_key(key=pki.leader, path=path)
    assert path.stat().st_mode & 0o077 == 0


def test_a_users_key_is_found_through_the_registered_look_up(monkeypatch):
    monkeypatch.setattr(people, "_lookup", None)
    with pytest.raises(SigningError, match="lan"):
        fingerprint_for_user("lan")
    register_user_lookup(lambda name, seal: {("lan", False): "ab" * 32, ("lan", True): "cd" * 32}.get((name, seal)))
    assert fingerprint_for_user("lan") == "ab" * 32
    assert fingerprint_for_user("lan", seal=True) == "cd" * 32
    with pytest.raises(SigningError, match="minh"):
        fingerprint_for_user("minh")
