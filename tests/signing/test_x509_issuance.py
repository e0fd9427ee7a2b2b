"""A certificate file counts when a trusted authority issued it and no stored list revokes it."""

from datetime import timedelta

import pytest
from cryptography import x509 as pyca_x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import Encoding
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from signing.models import TrustAnchor
from signing.services.trust import add_anchor, store_crl
from signing.services.x509 import (
    UnreadableCertificate,
    certificate_facts,
    issuance,
    issuance_verdict,
    issuance_verdicts,
)
from signing.test_ca import TestCA, new_private_key
from signing.verification.trust import TrustStore
from tests.signing.conftest import DAY, NOW
from tests.signing.x509_files import CN, NAME, odd

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_test_ca(settings, tmp_path):
    settings.TEST_CA_DIR = tmp_path


@pytest.fixture
def trusted(pki):
    add_anchor(der=pki.ca.root_der, kind=TrustAnchor.Kind.ROOT, source="kiểm thử", now=NOW)
    add_anchor(der=pki.ca.sub_der, kind=TrustAnchor.Kind.INTERMEDIATE, source="kiểm thử", now=NOW)


def judge(der, *, at=NOW):
    verdict = issuance_verdict(facts=certificate_facts(der=der), at=at)
    assert verdict.trusted == (verdict.code == "trusted")
    assert verdict.text.endswith(".")
    return verdict.code


def test_one_of_a_trusted_authority_is_trusted_even_without_a_list(pki, trusted):
    assert judge(pki.leader.der) == "trusted"
    assert judge(odd(pki.ca.sub, (CN, NAME))) == "trusted"


def test_without_its_authority_the_issuer_is_unknown(pki, trusted):
    other = TestCA.create(None, now=NOW)
    foreign = other.issue(subject_cn=NAME, organisation="X", not_before=NOW - DAY, not_after=NOW + DAY)
    # The other CA bears the same names, so only its signature tells it apart.
    assert judge(foreign.der) == "bad_signature"
    named = pyca_x509.Name([pyca_x509.NameAttribute(pyca_x509.NameOID.COMMON_NAME, "CA lạ")])
    key = new_private_key()
    own = (
        pyca_x509.CertificateBuilder()
        .subject_name(named)
        .issuer_name(named)
        .public_key(key.public_key())
        .serial_number(7)
        .not_valid_before(NOW - DAY)
        .not_valid_after(NOW + DAY)
        .sign(key, hashes.SHA256())
    )
    assert judge(own.public_bytes(Encoding.DER)) == "unknown_issuer"


def test_nothing_is_trusted_where_nothing_is_installed(pki):
    assert judge(pki.leader.der) == "unknown_issuer"


def test_an_intermediate_without_its_root_is_no_anchor(pki):
    add_anchor(der=pki.ca.sub_der, kind=TrustAnchor.Kind.INTERMEDIATE, source="kiểm thử", now=NOW)
    assert judge(pki.leader.der) == "unknown_issuer"


def test_a_changed_certificate_has_a_bad_signature(pki, trusted):
    der = pki.leader.der.replace("Nguyễn Văn".encode(), "Nguyễn Vân".encode())
    assert der != pki.leader.der
    assert judge(der) == "bad_signature"


def test_a_ca_is_no_subscriber(pki, trusted):
    assert judge(pki.ca.sub_der) == "not_end_entity"


def test_one_in_a_stored_list_is_revoked_however_old_the_list(pki, trusted):
    assert judge(pki.revoked.der) == "trusted"
    store_crl(der=pki.ca.make_crl(this_update=NOW - 3 * DAY, next_update=NOW - 2 * DAY), now=NOW)
    assert judge(pki.revoked.der) == "revoked"
    assert judge(pki.leader.der) == "trusted"


def test_a_list_that_its_ca_did_not_sign_revokes_nothing(pki, trusted):
    other = TestCA.create(None, now=NOW)
    row = (pki.leader.certificate.serial_number, NOW - DAY, "unspecified")
    store_crl(der=other.make_crl(revoked=[row], this_update=NOW - DAY, next_update=NOW + DAY), now=NOW)
    assert judge(pki.leader.der) == "trusted"


def test_a_list_in_loose_encoding_is_passed_over(pki, trusted):
    crl = pki.ca.make_crl(this_update=NOW - DAY, next_update=NOW + DAY)
    assert crl[:2] == b"\x30\x82"
    store_crl(der=b"\x30\x83\x00" + crl[2:], now=NOW)
    assert judge(pki.revoked.der) == "trusted"


def test_a_revoked_issuer_issues_nothing(pki, trusted):
    row = (pki.ca.sub.certificate.serial_number, NOW - DAY, "ca_compromise")
    store_crl(der=pki.ca.make_root_crl(revoked=[row], this_update=NOW - DAY, next_update=NOW + DAY), now=NOW)
    assert judge(pki.leader.der) == "issuer_not_valid"


def test_an_issuer_out_of_its_term_issues_nothing(pki, trusted):
    late = odd(pki.ca.sub, (CN, NAME), not_before=NOW + 5000 * DAY, not_after=NOW + 5001 * DAY)
    assert judge(late) == "issuer_not_valid"


def test_an_expired_certificate_is_judged_inside_its_term(pki, trusted):
    assert judge(pki.expired.der, at=NOW) == "trusted"
    assert judge(pki.leader.der, at=NOW - 1000 * DAY) == "trusted"


def test_a_certificate_signed_with_an_old_hash_is_told(pki, trusted):
    assert judge(odd(pki.ca.sub, (CN, NAME), digest="sha1")) == "weak_algorithm"


def test_an_unknown_critical_extension_breaks_the_path(pki, trusted):
    strange = {"extn_id": "1.2.3.4.5", "critical": True, "extn_value": b"\x05\x00"}
    assert judge(odd(pki.ca.sub, (CN, NAME), extensions=[strange])) == "invalid_path"


def test_many_are_judged_in_their_order_with_one_look_at_the_store(pki, trusted, django_assert_num_queries):
    store_crl(der=pki.ca.make_crl(this_update=NOW - DAY, next_update=NOW + DAY), now=NOW)
    facts = [certificate_facts(der=key.der) for key in (pki.leader, pki.revoked, pki.ca.sub, pki.seal)]
    with django_assert_num_queries(2):
        verdicts = issuance_verdicts(certificates=facts, at=NOW + timedelta(hours=1))
    assert [verdict.code for verdict in verdicts] == ["trusted", "revoked", "not_end_entity", "trusted"]
    assert issuance_verdicts(certificates=[], at=NOW) == ()


@hypothesis_settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_whatever_can_be_read_is_judged_without_an_exception(pki, data):
    roots, subs = (pki.ca.root_der,), (pki.ca.sub_der,)
    trust = issuance.parsed_trust(TrustStore(roots=roots, intermediates=subs, crls=pki.ca.current_crls(NOW)))
    damaged = bytearray(data.draw(st.sampled_from([pki.leader.der, pki.seal.der])))
    for _ in range(data.draw(st.integers(1, 3))):
        damaged[data.draw(st.integers(0, len(damaged) - 1))] = data.draw(st.integers(0, 255))
    try:
        facts = certificate_facts(der=bytes(damaged))
    except UnreadableCertificate:
        return
    verdict = issuance.judge_issuance(facts=facts, authorities=trust, at=NOW)
    assert verdict.trusted == (bytes(damaged) in (pki.leader.der, pki.seal.der))
