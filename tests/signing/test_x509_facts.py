"""A certificate is read whatever its letters are written in, and refused in words when it cannot be relied on."""

import hashlib
from datetime import UTC, datetime, timedelta

import pytest
from asn1crypto import core
from asn1crypto import x509 as asn1_x509
from cryptography import x509 as pyca_x509
from cryptography.hazmat.primitives.asymmetric import ec, ed25519
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from signing.services.x509 import UnreadableCertificate, certificate_facts, limits_of_use
from signing.services.x509.names import read_name
from signing.test_ca import new_private_key
from tests.signing.conftest import NOW
from tests.signing.x509_files import CN, EMAIL_ADDRESS, MAIL, NAME, OU, SERIAL_NUMBER, UID, C, O, odd, raw


def test_all_facts_of_a_certificate_are_read(pki):
    key = pki.ca.issue(
        subject_cn=NAME,
        organisation="UBND xã Bản Bo",
        email="Buoi@LaiChau.gov.vn",
        identity_number="012345678901",
        not_before=NOW,
        not_after=NOW + timedelta(days=1000),
        serial=0x0A1B2C,
    )
    facts = certificate_facts(der=key.der)
    assert facts.der == key.der
    assert facts.fingerprint == key.fingerprint
    assert facts.public_key_digest == hashlib.sha256(asn1_x509.Certificate.load(key.der).public_key.dump()).hexdigest()
    assert facts.serial_number == "a1b2c"
    assert facts.common_name == NAME
    assert facts.organisations == ("UBND xã Bản Bo (TEST)",)
    assert facts.emails == ("buoi@laichau.gov.vn",)
    assert facts.identity_numbers == ("012345678901",)
    assert (facts.not_before, facts.not_after) == (NOW, NOW + timedelta(days=1000))
    assert facts.not_after.tzinfo is UTC
    assert (facts.is_ca, facts.key_algorithm, facts.key_bits, facts.signature_hash) == (False, "ec", 256, "sha256")


def test_the_limits_of_use_are_told_in_words_and_none_where_there_are_none(pki):
    assert limits_of_use(der=pki.ca.ocsp.der)[-1] == "trả lời trạng thái chứng thư"
    assert limits_of_use(der=odd(pki.ca.sub, (CN, NAME))) == ()
    strange = {"extn_id": "extended_key_usage", "critical": False, "extn_value": ["1.2.3.4"]}
    policies = {"extn_id": "certificate_policies", "critical": False, "extn_value": [{"policy_identifier": "1.2.3.5"}]}
    der = odd(pki.ca.sub, (CN, NAME), extensions=[strange, policies])
    assert limits_of_use(der=der) == ("1.2.3.4", "chính sách 1.2.3.5")
    with pytest.raises(UnreadableCertificate):
        limits_of_use(der=b"x")


def test_names_are_written_as_the_register_writes_them(pki):
    for key in (pki.leader, pki.seal, pki.ca.sub, pki.ca.tsa):
        facts = certificate_facts(der=key.der)
        assert facts.subject == key.certificate.subject.rfc4514_string()
        assert facts.issuer == key.certificate.issuer.rfc4514_string()


@given(text=st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1, max_size=12))
def test_any_name_is_escaped_as_another_library_escapes_it(text):
    name = pyca_x509.Name([pyca_x509.NameAttribute(pyca_x509.NameOID.ORGANIZATION_NAME, text)])
    try:
        written = read_name(der=name.public_bytes()).rfc4514()
    except UnreadableCertificate:
        assert any("\u200e" <= character <= "\u2069" for character in text)
        return
    assert written == name.rfc4514_string()


def test_a_multi_valued_rdn_is_written_with_plus():
    one, two = (pyca_x509.NameAttribute(oid, "x") for oid in (pyca_x509.NameOID.COMMON_NAME, pyca_x509.NameOID.USER_ID))
    name = pyca_x509.Name([pyca_x509.RelativeDistinguishedName([one, two])])
    assert read_name(der=name.public_bytes()).rfc4514() == "CN=x+UID=x"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (core.UTF8String(NAME), NAME),
        (core.BMPString(NAME), NAME),
        (core.UniversalString(NAME), NAME),
        (core.PrintableString("Lo Thi Buoi"), "Lo Thi Buoi"),
        (core.IA5String("Lo Thi Buoi"), "Lo Thi Buoi"),
        (raw(20, b"Le V\xc1an \xc8E"), "Le Vàn Ë"),
        (raw(20, NAME.encode()), NAME),
        (core.UTF8String("Lo\u0300  Văn  Đức "), "Lò Văn Đức"),
    ],
    ids=["utf8", "bmp", "universal", "printable", "ia5", "t61", "utf8-as-t61", "decomposed"],
)
def test_every_string_type_is_read_properly(pki, value, expected):
    facts = certificate_facts(der=odd(pki.ca.sub, (C, core.PrintableString("VN")), (CN, value)))
    assert facts.common_name == expected


@pytest.mark.parametrize(
    "value",
    [
        raw(30, b"\x00L\x00"),
        raw(30, b"\xd8\x00\x00L"),
        raw(28, b"\x00\x00\x00"),
        raw(28, b"\x00\x11\x00\x00"),
        raw(12, b"L\xff"),
        raw(20, b"L\xff"),
    ],
    ids=["bmp-odd", "bmp-lone-surrogate", "universal-short", "universal-beyond", "utf8", "t61"],
)
def test_letters_that_cannot_be_decoded_are_refused_in_words(pki, value):
    with pytest.raises(UnreadableCertificate, match=r"bảng mã .* Hãy tải lại"):
        certificate_facts(der=odd(pki.ca.sub, (CN, value)))


@pytest.mark.parametrize("name", ["Lò\x00 Văn A", "Lò\nVăn A", "Lò \u202eA năV"])
def test_a_name_with_invisible_commands_is_refused(pki, name):
    with pytest.raises(UnreadableCertificate, match="ký tự điều khiển"):
        certificate_facts(der=odd(pki.ca.sub, (CN, name)))


def test_emails_come_from_alternative_name_and_subject_once_each(pki):
    subject = (
        (CN, NAME),
        (EMAIL_ADDRESS, core.IA5String("B@x.gov.vn")),
        (MAIL, "c@x.gov.vn"),
        (MAIL, "không phải thư"),
    )
    facts = certificate_facts(der=odd(pki.ca.sub, *subject, emails=["A@x.gov.vn", "b@X.gov.vn"]))
    assert facts.emails == ("a@x.gov.vn", "b@x.gov.vn", "c@x.gov.vn")


@pytest.mark.parametrize(
    ("oid", "text", "expected"),
    [
        (UID, "012345678901", ("012345678901",)),
        (UID, "CCCD:012345678901", ("012345678901",)),
        (SERIAL_NUMBER, "CMND:012345678", ()),
        (SERIAL_NUMBER, "CCCD: 012345678901;MST:0123456789012", ("012345678901",)),
        (OU, "012345678901", ()),
    ],
)
def test_identity_numbers_are_twelve_digits_in_uid_or_serial_number(pki, oid, text, expected):
    facts = certificate_facts(der=odd(pki.ca.sub, (CN, NAME), (oid, text)))
    assert facts.identity_numbers == expected


def test_an_identity_number_does_not_show_in_the_repr(pki):
    facts = certificate_facts(der=odd(pki.ca.sub, (CN, NAME), (UID, "CCCD:012345678901")))
    assert "012345678901" not in repr(facts)


def test_an_empty_subject_and_several_organisations_are_facts(pki):
    assert certificate_facts(der=odd(pki.ca.sub)).common_name == ""
    facts = certificate_facts(der=odd(pki.ca.sub, (O, "Tỉnh"), (O, "Xã"), (OU, "Phòng"), (CN, NAME), (CN, "Khác")))
    assert (facts.organisations, facts.units, facts.common_name) == (("Tỉnh", "Xã"), ("Phòng",), NAME)


def test_old_weak_certificates_are_facts(pki):
    key = new_private_key("rsa", bits=1024)
    facts = certificate_facts(der=odd(pki.ca.sub, (CN, NAME), key=key, digest="sha1"))
    assert (facts.key_algorithm, facts.key_bits, facts.signature_hash) == ("rsa", 1024, "sha1")


@pytest.mark.parametrize(
    ("key", "algorithm", "bits"),
    [
        (new_private_key("rsa", bits=3072), "rsa", 3072),
        (ec.generate_private_key(ec.SECP384R1()), "ec", 384),
        (ed25519.Ed25519PrivateKey.generate(), "ed25519", 0),
    ],
)
def test_the_key_is_named_with_its_size_where_it_has_one(pki, key, algorithm, bits):
    facts = certificate_facts(der=odd(pki.ca.sub, (CN, NAME), key=key))
    assert (facts.key_algorithm, facts.key_bits) == (algorithm, bits)


def test_an_unknown_kind_of_key_is_a_fact(pki):
    rsa_oid, other_oid = bytes.fromhex("2a864886f70d010101"), bytes.fromhex("2a864886f70d01017f")
    der = odd(pki.ca.sub, (CN, NAME), key=new_private_key("rsa")).replace(rsa_oid, other_oid)
    facts = certificate_facts(der=der)
    assert (facts.key_algorithm, facts.key_bits) == ("1.2.840.113549.1.1.127", 0)


def test_a_ca_is_told(pki):
    assert certificate_facts(der=pki.ca.sub_der).is_ca
    assert certificate_facts(der=odd(pki.ca.root, (CN, "CA"), ca=True)).is_ca


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"serial": -5}, "số âm"),
        ({"serial": 1 << 300}, "Số hiệu chứng thư dài"),
        ({"not_after": datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC)}, "không có ngày hết hạn"),
        ({"not_after": NOW - timedelta(days=11)}, "bị ngược"),
        (
            {"extensions": [{"extn_id": "basic_constraints", "critical": True, "extn_value": {"ca": True}}]},
            "ghi hai lần",
        ),
    ],
    ids=["negative", "endless-serial", "no-expiry", "backward", "extension-twice"],
)
def test_what_breaks_the_profile_is_refused_in_words(pki, values, sentence):
    with pytest.raises(UnreadableCertificate, match=sentence):
        certificate_facts(der=odd(pki.ca.sub, (CN, NAME), **values))


def test_a_root_with_the_serial_number_zero_is_read(pki):
    assert certificate_facts(der=odd(pki.ca.root, (CN, NAME), serial=0, ca=True)).serial_number == "0"


def test_endless_names_are_refused(pki):
    with pytest.raises(UnreadableCertificate, match="dài bất thường"):
        certificate_facts(der=odd(pki.ca.sub, (CN, "ắ" * 256)))
    with pytest.raises(UnreadableCertificate, match="dài bất thường"):
        certificate_facts(der=odd(pki.ca.sub, (CN, NAME), (O, "ắ" * 2000)))


def test_other_lengths_and_bytes_around_it_are_refused(pki):
    der = pki.leader.der
    assert der[1] == 0x82
    for wrong in (
        b"",
        b"\x30",
        der + b"\x00",
        b"\x00" + der,
        der[:-1],
        b"\x30\x83\x00" + der[2:],
        b"\x30\x80" + der[4:] + b"\x00\x00",
        b"\x30\x84\xff\xff\xff\xff" + der[4:],
        der + bytes(20 * 1024 * 1024),
        b"%PDF-1.7",
    ):
        with pytest.raises(UnreadableCertificate, match="Hãy"):
            certificate_facts(der=wrong)


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_damaged_bytes_give_facts_or_a_refusal_and_nothing_else(pki, data):
    source = data.draw(st.sampled_from([pki.leader.der, pki.ca.sub_der, pki.seal.der]))
    damaged = bytearray(source)
    for _ in range(data.draw(st.integers(1, 6))):
        place = data.draw(st.integers(0, len(damaged) - 1))
        kind = data.draw(st.sampled_from(["set", "delete", "insert", "copy"]))
        if kind == "set":
            damaged[place] = data.draw(st.integers(0, 255))
        elif kind == "delete":
            del damaged[place : place + data.draw(st.integers(1, 4))]
        elif kind == "insert":
            damaged[place:place] = data.draw(st.binary(min_size=1, max_size=4))
        else:
            start = data.draw(st.integers(0, len(damaged) - 1))
            damaged[place:place] = damaged[start : start + 40]
        if not damaged:
            break
    try:
        facts = certificate_facts(der=bytes(damaged))
    except UnreadableCertificate as error:
        assert "Hãy" in str(error)  # noqa: PT017  any outcome is fine, its words are checked
    else:
        assert facts.not_before < facts.not_after
