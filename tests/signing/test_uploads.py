"""Uploaded signed files: only the handed-out bytes plus one good signature of the right person is taken."""

from datetime import timedelta

import pytest

from signing.services.fields import fill_fields
from signing.services.upload_texts import TEXTS, refusal_text
from signing.services.uploads import check_upload
from signing.test_ca import TestCA
from tests.signing import pdfs
from tests.signing.conftest import DAY, NOW
from tests.signing.tampering import edited, replace_page


@pytest.fixture
def check(pki, letter):
    """Check against the letter and the leader's certificate unless told otherwise."""

    def _check(upload: bytes, *, base: bytes = letter, expected=None, trust=None, now=NOW):
        return check_upload(
            base=base,
            upload=upload,
            expected=expected or {pki.leader.fingerprint},
            expected_names=["Nguyễn Văn Ạ"],
            trust=trust or pki.trust,
            now=now,
        )

    return _check


def _code(outcome) -> str:
    assert not outcome.accepted
    (refusal,) = outcome.refusals
    assert len(refusal.text) > 30
    assert "{" not in refusal.text
    return refusal.code


def test_the_right_file_by_the_right_person_is_taken(check, signed, pki):
    outcome = check(signed)
    assert outcome.accepted
    assert outcome.signature.fingerprint == pki.leader.fingerprint
    assert outcome.to_json()["accepted"] is True
    assert outcome.to_json()["fingerprint"] == pki.leader.fingerprint


def test_fingerprints_are_compared_without_regard_to_case(check, signed, pki):
    assert check(signed, expected={pki.leader.fingerprint.upper()}).accepted


def test_the_seal_on_top_of_the_signed_file_is_taken(check, signed, sealed, pki):
    assert check(sealed, base=signed, expected={pki.seal.fingerprint}).accepted


def test_something_that_is_not_a_pdf(check):
    assert _code(check(b"PK\x03\x04 a Word file")) == "not_pdf"


def test_another_document_with_a_good_signature(check, sign):
    assert _code(check(sign(pdfs.letter("Van ban khac")))) == "not_prefix"


def test_the_signature_of_this_file_on_another_base(check, signed):
    assert _code(check(signed, base=pdfs.letter("Van ban khac"))) == "not_prefix"


def test_the_unsigned_file_itself(check, letter):
    assert _code(check(letter)) == "no_new_signature"


def test_an_update_without_signature(check, letter):
    assert _code(check(fill_fields(data=letter, values={"so": "1"}))) == "no_new_signature"


def test_the_earlier_signature_alone_is_not_a_new_one(check, signed):
    assert _code(check(fill_fields(data=signed, values={"so": "1"}), base=signed)) == "no_new_signature"


def test_two_new_signatures(check, sealed):
    assert _code(check(sealed)) == "too_many_signatures"


def test_the_wrong_person_is_named_and_the_right_one_too(check, sign, letter, pki):
    outcome = check(sign(letter, pki.stranger))
    assert _code(outcome) == "wrong_signer"
    assert "Người Khác" in outcome.refusals[0].text
    assert "Nguyễn Văn Ạ" in outcome.refusals[0].text


def test_bytes_after_the_signature(check, signed):
    assert _code(check(signed + b"\n% hello")) == "broken_signature"


def _with_damaged_value(data: bytes) -> bytes:
    """The last digit of the CMS object, which ends with the signature value, is changed."""
    _, first, second, _ = pdfs.byte_range(data)
    last = len(data[:second].rstrip(b"0>")) - 1
    assert last > first
    return data[:last] + (b"1" if data[last : last + 1] != b"1" else b"2") + data[last + 1 :]


def test_a_damaged_signature_value(check, signed):
    assert _code(check(_with_damaged_value(signed))) == "broken_signature"


def test_an_expired_certificate(check, sign, letter, pki):
    outcome = check(sign(letter, pki.expired), expected={pki.expired.fingerprint})
    assert _code(outcome) == "certificate_expired"


def test_an_expired_certificate_backdated(check, sign, letter, pki):
    outcome = check(sign(letter, pki.expired, at=NOW - 20 * DAY), expected={pki.expired.fingerprint})
    assert _code(outcome) == "certificate_expired"


@pytest.mark.parametrize("days_ago", [0, 5])
def test_a_revoked_certificate_even_backdated(check, sign, letter, pki, days_ago):
    data = sign(letter, pki.revoked, at=NOW - days_ago * DAY)
    assert _code(check(data, expected={pki.revoked.fingerprint})) == "revoked"


def test_no_revocation_data_at_hand(check, signed, pki):
    assert _code(check(signed, trust=pki.without_crl)) == "status_unknown"


def test_an_unknown_ca(check, sign, letter):
    key = TestCA.create(now=NOW).issue(subject_cn="X", organisation="Y", not_before=NOW - DAY, not_after=NOW + DAY)
    assert _code(check(sign(letter, key), expected={key.fingerprint})) == "not_trusted"


def test_a_signers_clock_that_runs_ahead(check, sign, letter):
    assert _code(check(sign(letter, at=NOW + timedelta(hours=2)))) == "time_unfit"


def test_a_certificate_not_meant_for_signing(check, sign, letter, pki):
    assert _code(check(sign(letter, pki.ca.ocsp), expected={pki.ca.ocsp.fingerprint})) == "certificate_unfit"


def test_a_page_replaced_before_signing_is_seen_through_the_good_signature(check, inspect, sign, letter):
    """The signature itself is valid and covers the whole file; the base is its prefix. Still it is another document."""
    data = sign(edited(letter, replace_page))
    assert inspect(data).verdict == "valid"
    assert _code(check(data)) == "changed_content"


def test_a_file_without_any_form_can_be_signed(check, sign):
    base = pdfs.without_form()
    assert check(sign(base, box=(0, 100, 100, 300, 160)), base=base).accepted


def test_a_page_replaced_in_a_file_without_any_form_is_seen(check, sign):
    base = pdfs.without_form()
    assert _code(check(sign(edited(base, replace_page)), base=base)) == "changed_content"


def test_a_text_field_added_with_the_first_form_is_seen(check, sign):
    base = pdfs.without_form()
    form = {
        1: b"<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [6 0 R] >> >>",
        3: pdfs.last_object(base, 3).replace(b"/Contents", b"/Annots [6 0 R] /Contents"),
        6: pdfs.FIELD % (b"moi", 72, 172),
    }
    assert _code(check(sign(pdfs.update(base, form)), base=base)) == "changed_content"


def test_fields_filled_by_the_signer_are_named(check, sign, letter):
    outcome = check(sign(fill_fields(data=letter, values={"so": "77"})))
    assert _code(outcome) == "changed_fields"
    assert "so" in outcome.refusals[0].text


def test_an_earlier_signature_broken_on_the_way(check, sign, pki, signed):
    data = sign(edited(signed, replace_page), pki.seal, field="con-dau")
    assert _code(check(data, base=signed, expected={pki.seal.fingerprint})) == "changed_content"


def test_an_earlier_signature_that_was_broken_in_the_base_already(check, sign, pki, letter):
    broken = _with_damaged_value(sign(letter))
    data = sign(broken, pki.seal, field="con-dau")
    assert _code(check(data, base=broken, expected={pki.seal.fingerprint})) == "earlier_broken"


def test_an_earlier_signature_whose_certificate_is_revoked_by_now(check, sign, pki, letter):
    base = sign(letter, pki.revoked, at=NOW - 5 * DAY)
    data = sign(base, pki.seal, field="con-dau")
    assert _code(check(data, base=base, expected={pki.seal.fingerprint})) == "earlier_unknown"


def test_a_pdf_older_than_the_law_allows(check, sign):
    """Y7: PDF 1.4 or higher. The signer's writer may raise the version, so the base is what counts."""
    old = pdfs.letter(version="1.3")
    assert _code(check(sign(old), base=old)) == "old_pdf_version"


def test_an_encrypted_upload(check):
    base = pdfs.build({1: b"<< /Type /Catalog /Pages 2 0 R >>", 2: b"<< /Type /Pages /Kids [] /Count 0 >>"})
    locked = pdfs.update(base, {5: b"<< /Filter /Standard /V 2 /R 3 /O (x) /U (x) /P -4 >>"})
    place = locked.rfind(b"/Prev")
    locked = locked[:place] + b"/Encrypt 5 0 R " + locked[place:]
    assert _code(check(locked, base=base)) == "not_checked"


@pytest.mark.parametrize("code", TEXTS)
def test_every_refusal_says_what_to_do_next(code):
    text = refusal_text(code)
    assert "hãy" in text.casefold() or code == "cannot_sign"
    assert "  " not in text
