"""What makes a signature valid, invalid or not checkable: trust, revocation, term and proven time (law.md Y3–Y5)."""

import itertools
from datetime import timedelta

import pytest
from pyhanko.sign import PdfSignatureMetadata

from signing.test_ca import TestCA
from signing.test_ca.timestamps import test_timestamper as timestamper_at
from signing.verification.report import Check, Checks, Result
from signing.verification.trust import TrustStore
from tests.signing.conftest import DAY, NOW


def _only(report):
    (signature,) = report.signatures
    return signature


def test_a_good_signature_passes_every_check(inspect, signed, pki):
    report = inspect(signed)
    signature = _only(report)
    assert report.verdict == "valid"
    assert {c.result for c in vars(signature.checks).values()} == {"pass"}
    assert (signature.signer, signature.organisation) == ("Nguyễn Văn Ạ", "UBND xã Bản Bo (TEST)")
    assert signature.fingerprint == pki.leader.fingerprint
    assert signature.covers_whole_file


def test_the_verdict_follows_from_the_checks_alone():
    """All 243 combinations: a failure is invalid, else an unknown is open, and only five passes are valid."""
    every: tuple[Result, ...] = ("pass", "fail", "unknown")
    for results in itertools.product(every, repeat=5):
        verdict = Checks(*(Check(r, "") for r in results)).verdict
        expected = "invalid" if "fail" in results else "indeterminate" if "unknown" in results else "valid"
        assert verdict == expected


def test_a_file_without_signature_is_unsigned(inspect, letter):
    report = inspect(letter)
    assert (report.verdict, report.signatures) == ("unsigned", ())


def test_person_and_seal_are_both_valid(inspect, sealed):
    report = inspect(sealed)
    assert report.verdict == "valid"
    assert [s.field for s in report.signatures] == ["chu-ky", "con-dau"]
    assert [s.covers_whole_file for s in report.signatures] == [False, True]


def test_without_revocation_data_nothing_is_valid(inspect, signed, pki):
    report = inspect(signed, trust=pki.without_crl)
    assert report.verdict == "indeterminate"
    checks = _only(report).checks
    assert (checks.integrity.result, checks.chain.result, checks.revocation.result) == ("pass", "pass", "unknown")
    assert "Chưa kiểm tra được" in checks.revocation.reason


def test_a_list_of_the_sub_ca_alone_is_not_enough(inspect, signed, pki):
    _, of_sub = pki.ca.current_crls(NOW)
    trust = TrustStore(roots=(pki.ca.root_der,), intermediates=(pki.ca.sub_der,), crls=(of_sub,))
    assert inspect(signed, trust=trust).verdict == "indeterminate"


def test_a_stale_list_does_not_prove_anything(inspect, signed, pki):
    old = {"this_update": NOW - 9 * DAY, "next_update": NOW - 2 * DAY}
    trust = TrustStore(
        roots=(pki.ca.root_der,),
        intermediates=(pki.ca.sub_der,),
        crls=(pki.ca.make_root_crl(**old), pki.ca.make_crl(**old)),
    )
    assert _only(inspect(signed, trust=trust)).checks.revocation.result == "unknown"


def test_a_list_signed_by_another_ca_is_not_believed(inspect, signed, pki, tmp_path):
    impostor = TestCA.create(now=NOW)
    trust = TrustStore(roots=(pki.ca.root_der,), intermediates=(pki.ca.sub_der,), crls=impostor.current_crls(NOW))
    assert inspect(signed, trust=trust).verdict == "indeterminate"


def test_ocsp_answers_do_as_well_as_lists(inspect, signed, pki):
    span = {"this_update": NOW - timedelta(hours=1), "next_update": NOW + DAY}
    trust = TrustStore(
        roots=(pki.ca.root_der,),
        intermediates=(pki.ca.sub_der,),
        ocsps=(
            pki.ca.make_ocsp(certificate=pki.leader.certificate, **span),
            pki.ca.make_ocsp(certificate=pki.ca.sub.certificate, **span),
        ),
    )
    assert inspect(signed, trust=trust).verdict == "valid"


def test_an_ocsp_answer_that_says_revoked_counts(inspect, sign, letter, pki):
    span = {"this_update": NOW - timedelta(hours=1), "next_update": NOW + DAY}
    row = (pki.leader.certificate.serial_number, NOW - 2 * DAY, "key_compromise")
    trust = pki.without_crl + TrustStore(
        crls=(pki.ca.current_crls(NOW)[0],),
        ocsps=(pki.ca.make_ocsp(certificate=pki.leader.certificate, revoked=row, **span),),
    )
    assert inspect(sign(letter), trust=trust).verdict == "invalid"


def test_an_unknown_issuer_leaves_it_open(inspect, signed):
    report = inspect(signed, trust=TrustStore())
    report_other = inspect(signed, trust=TrustStore(roots=(TestCA.create(now=NOW).root_der,)))
    for one in (report, report_other):
        assert one.verdict == "indeterminate"
        assert _only(one).checks.integrity.result == "pass"
        assert _only(one).checks.chain.result == "unknown"


def test_a_look_alike_ca_of_the_same_name_is_not_trusted(inspect, sign, letter, pki):
    impostor = TestCA.create(now=NOW)
    key = impostor.issue(subject_cn="Nguyễn Văn Ạ", organisation="X", not_before=NOW - DAY, not_after=NOW + DAY)
    assert inspect(sign(letter, key)).verdict != "valid"


def test_signed_after_revocation_is_invalid(inspect, sign, letter, pki):
    report = inspect(sign(letter, pki.revoked, at=NOW))
    assert report.verdict == "invalid"
    assert "đã bị thu hồi" in _only(report).checks.revocation.reason
    assert _only(report).revoked_at is not None


def test_revoked_since_without_proof_of_the_time_is_open(inspect, sign, letter, pki):
    report = inspect(sign(letter, pki.revoked, at=NOW - 5 * DAY))
    checks = _only(report).checks
    assert report.verdict == "indeterminate"
    assert (checks.revocation.result, checks.time.result) == ("unknown", "unknown")


def test_revoked_since_with_a_trusted_timestamp_from_before_is_valid(inspect, sign, letter, pki):
    stamp = timestamper_at(ca=pki.ca, at=NOW - 5 * DAY)
    report = inspect(sign(letter, pki.revoked, at=NOW - 5 * DAY, timestamper=stamp))
    assert report.verdict == "valid"
    assert _only(report).trusted_time is not None


def test_a_timestamp_from_after_the_revocation_does_not_help(inspect, sign, letter, pki):
    stamp = timestamper_at(ca=pki.ca, at=NOW)
    data = sign(letter, pki.revoked, at=NOW - 5 * DAY, timestamper=stamp)
    assert inspect(data).verdict == "invalid"


def test_expired_since_without_proof_of_the_time_is_open(inspect, sign, letter, pki):
    report = inspect(sign(letter, pki.expired, at=NOW - 20 * DAY))
    checks = _only(report).checks
    assert report.verdict == "indeterminate"
    assert (checks.certificate.result, checks.time.result) == ("unknown", "unknown")


def test_expired_since_with_proof_and_a_list_from_then_is_valid(inspect, sign, letter, pki):
    stamp = timestamper_at(ca=pki.ca, at=NOW - 20 * DAY)
    data = sign(letter, pki.expired, at=NOW - 20 * DAY, timestamper=stamp)
    then = {"this_update": NOW - 15 * DAY, "next_update": NOW - 14 * DAY}
    with_old_list = pki.trust + TrustStore(crls=(pki.ca.make_crl(**then),))
    assert inspect(data, trust=with_old_list).verdict == "valid"


def test_a_list_made_after_expiry_says_nothing_about_the_expired(inspect, sign, letter, pki):
    """RFC 5280 §3.3: an expired certificate may be dropped from the list."""
    stamp = timestamper_at(ca=pki.ca, at=NOW - 20 * DAY)
    data = sign(letter, pki.expired, at=NOW - 20 * DAY, timestamper=stamp)
    report = inspect(data)
    assert report.verdict == "indeterminate"
    assert _only(report).checks.revocation.result == "unknown"


def test_signed_after_expiry_by_its_own_account_is_invalid(inspect, sign, letter, pki):
    report = inspect(sign(letter, pki.expired, at=NOW - DAY))
    assert report.verdict == "invalid"
    assert "hết hạn" in _only(report).checks.certificate.reason


def test_asked_about_a_moment_before_expiry_it_was_valid(inspect, sign, letter, pki):
    data = sign(letter, pki.expired, at=NOW - 20 * DAY)
    then = NOW - 12 * DAY
    trust = pki.without_crl + TrustStore(crls=pki.ca.current_crls(then))
    assert inspect(data, trust=trust, at=then).verdict == "valid"


def test_asked_about_a_moment_before_signing_it_is_not_valid(inspect, signed, pki):
    then = NOW - 3 * DAY
    trust = pki.without_crl + TrustStore(crls=pki.ca.current_crls(then))
    assert inspect(signed, trust=trust, at=then).verdict == "indeterminate"


def test_not_yet_in_force_is_invalid(inspect, sign, letter, pki):
    key = pki.ca.issue(subject_cn="X", organisation="Y", not_before=NOW + DAY, not_after=NOW + 2 * DAY)
    assert inspect(sign(letter, key)).verdict == "invalid"


def test_a_claimed_time_before_the_certificate_is_invalid(inspect, sign, letter):
    report = inspect(sign(letter, at=NOW - 400 * DAY))
    assert report.verdict == "invalid"
    assert _only(report).checks.certificate.result == "fail"


def test_a_claimed_time_in_the_future_leaves_it_open(inspect, sign, letter):
    assert _only(inspect(sign(letter, at=NOW + DAY))).checks.time.result == "unknown"


def test_a_timestamp_whose_authority_is_unknown_proves_nothing(inspect, sign, letter, pki):
    stranger = TestCA.create(now=NOW)
    data = sign(letter, timestamper=timestamper_at(ca=stranger, at=NOW - 5 * DAY))
    report = inspect(data)
    assert _only(report).trusted_time is None
    assert report.verdict == "valid"
    assert "chưa kiểm tra được" in _only(report).checks.time.reason


def test_a_weak_key_is_reported_and_not_accepted(inspect, sign, letter, pki):
    from cryptography.hazmat.primitives.asymmetric import rsa

    weak = rsa.generate_private_key(public_exponent=65537, key_size=1024)  # noqa: S505  weak on purpose
    key = pki.ca.issue(subject_cn="Cũ", organisation="Y", not_before=NOW - DAY, not_after=NOW + DAY, key=weak)
    report = inspect(sign(letter, key))
    assert report.verdict == "indeterminate"
    assert "RSA 1024" in _only(report).checks.certificate.reason


def test_a_sha1_signature_is_reported_and_not_accepted(inspect, sign, letter, monkeypatch):
    def with_sha1(**settings):
        return PdfSignatureMetadata(**{**settings, "md_algorithm": "sha1"})

    monkeypatch.setattr("signing.services.sign.PdfSignatureMetadata", with_sha1)
    report = inspect(sign(letter))
    assert report.verdict == "indeterminate"
    assert "SHA1" in _only(report).checks.certificate.reason


def test_a_ca_certificate_does_not_sign_documents(inspect, sign, letter, pki):
    assert inspect(sign(letter, pki.ca.sub)).verdict == "invalid"


@pytest.mark.parametrize("service", ["tsa", "ocsp"])
def test_a_certificate_of_a_service_signs_no_documents(inspect, sign, letter, pki, service):
    report = inspect(sign(letter, getattr(pki.ca, service)))
    assert report.verdict == "invalid"
    assert "mục đích sử dụng" in _only(report).checks.certificate.reason


def test_reports_survive_the_way_through_json(inspect, sealed, letter):
    for data in (sealed, letter):
        report = inspect(data, base_length=len(letter))
        assert type(report).from_json(report.to_json()) == report


@pytest.mark.parametrize("key", ["file", "verdict", "signatures"])
def test_the_json_has_the_promised_keys(inspect, signed, key):
    assert key in inspect(signed).to_json()


def test_the_json_of_a_signature_has_the_promised_keys(inspect, signed):
    (row,) = inspect(signed).to_json()["signatures"]
    assert {"signer", "organisation", "signing_time", "checks"} <= row.keys()
    assert set(row["checks"]) == {"integrity", "certificate", "chain", "revocation", "time"}
    assert all(set(check) == {"result", "reason"} and check["reason"] for check in row["checks"].values())
