"""Whatever is uploaded as the provider's answer: every usual wrapping is opened, every trick gets a sentence."""

import re
import stat
import struct
import unicodedata
import zipfile
from datetime import timedelta

import pytest
from asn1crypto import cms
from cryptography import x509 as pyca_x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    pkcs7,
    pkcs12,
)
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from signing.services.x509 import read_certificate_files
from signing.test_ca import new_private_key
from tests.signing.conftest import NOW
from tests.signing.x509_files import CN, odd, zipped


def pem(*keys):
    return b"".join(key.certificate.public_bytes(Encoding.PEM) for key in keys)


def p7b(*keys, encoding=Encoding.DER):
    return pkcs7.serialize_certificates([key.certificate for key in keys], encoding)


def read(*contents, name="tệp.cer"):
    return read_certificate_files(files=[(name, data) for data in contents])


def names(found):
    return [one.facts.common_name if one.facts else None for one in found]


def private_keys():
    key = new_private_key("rsa")
    der = [
        key.private_bytes(Encoding.DER, form, NoEncryption())
        for form in (PrivateFormat.PKCS8, PrivateFormat.TraditionalOpenSSL)
    ]
    secret = BestAvailableEncryption(b"x")
    der.append(key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, secret))
    der.append(new_private_key().private_bytes(Encoding.DER, PrivateFormat.TraditionalOpenSSL, NoEncryption()))
    der.append(pkcs12.serialize_key_and_certificates(b"x", key, None, None, secret))
    text = [
        key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, secret),
        key.private_bytes(Encoding.PEM, PrivateFormat.TraditionalOpenSSL, secret),
        key.private_bytes(Encoding.PEM, PrivateFormat.OpenSSH, NoEncryption()),
    ]
    return der + text + [text[0].decode().encode("utf-16"), b"\xfe\xed\xfe\xed\x00\x00\x00\x02" + bytes(40)]


PRIVATE_KEYS = private_keys()


class TestWrappings:
    def test_der_pem_and_pkcs7_are_told_by_their_content(self, pki):
        key = pki.leader
        for data in (
            key.der,
            pem(key),
            b"\xef\xbb\xbfghi ch\xc3\xba\r\n" + pem(key),
            p7b(key),
            p7b(key, encoding=Encoding.PEM),
        ):
            for name in ("a.cer", "a.pdf", "a"):
                (found,) = read(data, name=name)
                assert (found.name, found.facts.fingerprint, found.problem, found.code) == (
                    name,
                    key.fingerprint,
                    "",
                    "",
                )

    def test_several_certificates_of_one_file_are_numbered(self, pki):
        found = read(pem(pki.leader, pki.stranger), name="hai.pem")
        assert [one.name for one in found] == ["hai.pem (chứng thư thứ 1)", "hai.pem (chứng thư thứ 2)"]
        assert names(found) == ["Nguyễn Văn Ạ", "Người Khác"]

    def test_the_chain_is_left_out_beside_a_subscriber_and_shown_alone(self, pki):
        whole = (pki.leader, pki.ca.sub, pki.ca.root)
        for data in (pem(*whole), p7b(*whole), zipped(("root.cer", pki.ca.root_der), ("a.cer", pki.leader.der))):
            assert names(read(data)) == ["Nguyễn Văn Ạ"]
        assert [one.facts.is_ca for one in read(p7b(pki.ca.sub, pki.ca.root))] == [True, True]
        assert len(read(pki.leader.der, pki.ca.sub_der)) == 2

    def test_files_keep_their_order_and_a_bad_one_spoils_no_other(self, pki):
        found = read(pki.leader.der, b"hello", pki.stranger.der)
        assert names(found) == ["Nguyễn Văn Ạ", None, "Người Khác"]
        assert "Hãy" in found[1].problem
        assert found[1].code == "unreadable"

    def test_the_same_certificate_twice_is_one_entry_that_says_so(self, pki):
        found = read_certificate_files(
            files=[("a.cer", pki.leader.der), ("b.pem", pem(pki.leader)), ("c.cer", pki.seal.der)]
        )
        assert [one.name for one in found] == ["a.cer", "c.cer"]
        assert "b.pem" in found[0].note
        assert found[1].note == ""

    def test_nothing_uploaded_is_nothing_found(self):
        assert read_certificate_files(files=[]) == ()

    @pytest.mark.parametrize(
        ("data", "sentence"),
        [
            (b"", "rỗng"),
            (b" \r\n", "rỗng"),
            (bytes(10 * 1024 * 1024 + 1), "10 MB"),
            (b"Rar!\x1a\x07\x00", r"\.zip"),
            (b"-----BEGIN CERTIFICATE-----\nMIIB", "bị cắt bớt"),
            (b"-----BEGIN CERTIFICATE-----\n!!\n-----END CERTIFICATE-----", "PEM của tệp đã bị hỏng"),
            (b"-----BEGIN X509 CRL-----\nMIIB\n-----END X509 CRL-----", "X509 CRL"),
            (b"-----BEGIN " * 200_000, "bị cắt bớt"),
            (b"\x30\x03\x06\x01\x00", "PKCS#7"),
            (cms.ContentInfo({"content_type": "data", "content": b"x"}).dump(), "không phải loại"),
            (
                cms.ContentInfo(
                    {
                        "content_type": "signed_data",
                        "content": {
                            "version": "v1",
                            "digest_algorithms": [],
                            "encap_content_info": {"content_type": "data"},
                            "signer_infos": [],
                        },
                    }
                ).dump(),
                "không chứa chứng thư nào",
            ),
        ],
    )
    def test_what_holds_no_certificate_is_refused_in_words(self, data, sentence):
        (found,) = read(data)
        assert found.facts is None
        assert found.code == "unreadable"
        assert re.search(sentence, found.problem)

    def test_a_request_for_a_certificate_is_not_one(self):
        request = (
            pyca_x509.CertificateSigningRequestBuilder()
            .subject_name(pyca_x509.Name([]))
            .sign(new_private_key(), hashes.SHA256())
        )
        for encoding in (Encoding.PEM, Encoding.DER):
            (found,) = read(request.public_bytes(encoding))
            assert found.code == "unreadable"

    def test_more_than_five_hundred_are_not_read(self, pki):
        (found,) = read(pem(pki.leader) * 501)
        assert "500" in found.problem
        twice = pem(pki.leader) * 300
        found = read(twice, twice, pki.seal.der)
        assert names(found) == ["Nguyễn Văn Ạ", None]
        assert "phần còn lại chưa được đọc" in found[-1].problem
        many = [(f"{number}.cer", b"x") for number in range(502)]
        found = read_certificate_files(files=many)
        assert len(found) == 501
        assert "phần còn lại chưa được đọc" in found[-1].problem


class TestKeys:
    @pytest.mark.parametrize("number", range(len(PRIVATE_KEYS)))
    def test_a_private_key_is_refused_and_nothing_of_it_kept(self, number):
        (found,) = read(PRIVATE_KEYS[number])
        assert (found.facts, found.code) == (None, "private_key")
        assert "Không bao giờ tải khóa bí mật lên" in found.problem

    def test_a_certificate_beside_a_key_is_refused_with_it(self, pki):
        key = pki.leader.private_key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        for data in (pem(pki.leader) + key, key + pem(pki.leader), zipped(("a.cer", pki.leader.der), ("k.key", key))):
            (found,) = read(data)
            assert (found.facts, found.code) == (None, "private_key")

    def test_a_key_under_the_label_of_a_certificate_is_still_a_key(self):
        import base64

        data = b"-----BEGIN CERTIFICATE-----\n%s\n-----END CERTIFICATE-----" % base64.b64encode(PRIVATE_KEYS[0])
        assert read(data)[0].code == "private_key"

    def test_a_public_key_is_no_secret(self):
        data = new_private_key().public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
        assert read(data)[0].code == "unreadable"


class TestArchives:
    def test_all_files_of_a_zip_are_read_without_folders_and_junk(self, pki):
        data = zipped(
            ("kết quả/", b""),
            ("kết quả/a.cer", pki.leader.der),
            ("__MACOSX/kết quả/._a.cer", b"junk"),
            ("kết quả/.DS_Store", b"junk"),
            ("._b.p7b", b"junk"),
            ("b.p7b", p7b(pki.stranger, pki.ca.sub)),
            ("đọc.txt", b"xin chao"),
        )
        found = read(data, name="kq.zip")
        assert [one.name for one in found] == ["kq.zip › a.cer", "kq.zip › b.p7b (chứng thư thứ 1)", "kq.zip › đọc.txt"]
        assert names(found) == ["Nguyễn Văn Ạ", "Người Khác", None]

    @pytest.mark.parametrize(
        "path", ["/etc/a.cer", "../../a.cer", "C:\\x\\a.cer", "..\\a.cer", "x/\u202ea.cer", "a\x01.cer"]
    )
    def test_only_the_base_name_of_an_entry_is_shown(self, pki, path):
        assert read(zipped((path, pki.leader.der)), name="x/kq.zip")[0].name == "kq.zip › a.cer"

    @pytest.mark.parametrize(
        "octets",
        [
            "Lò Thị Bưởi.cer".encode(),
            unicodedata.normalize("NFD", "Lò Thị Bưởi.cer").encode(),
            # The code page has most marks of Vietnamese beside their letters alone.
            "Lo\u0300 Thi\u0323 Bươ\u0309i.cer".encode("cp1258"),
        ],
        ids=["utf-8", "macos", "windows"],
    )
    def test_a_name_is_read_that_does_not_say_its_code_page(self, pki, octets):
        unsaid = zipped(("x" * len(octets), pki.leader.der)).replace(b"x" * len(octets), octets)
        assert [one.name for one in read(unsaid, name="kq.zip")] == ["kq.zip › Lò Thị Bưởi.cer"]

    def test_entries_of_one_name_are_all_read(self, pki):
        with pytest.warns(UserWarning, match="Duplicate"):
            data = zipped(("a.cer", pki.leader.der), ("a.cer", pki.stranger.der))
        found = read(data, name="kq.zip")
        assert [one.name for one in found] == ["kq.zip › a.cer", "kq.zip › a.cer (2)"]
        assert names(found) == ["Nguyễn Văn Ạ", "Người Khác"]

    def test_a_link_an_inner_zip_and_a_password_are_refused(self, pki):
        link = zipfile.ZipInfo("link.cer")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        data = bytearray(zipped((link, b"/etc/passwd"), ("b.cer", zipped(("a.cer", pki.leader.der)))))
        linked, nested = read(bytes(data))
        assert "liên kết" in linked.problem
        assert "tệp .zip khác" in nested.problem
        locked = bytearray(zipped(("a.cer", pki.leader.der)))
        for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
            locked[locked.index(signature) + offset] |= 1
        assert "mật khẩu" in read(bytes(locked))[0].problem

    @pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
    def test_unusual_compression_is_refused(self, pki, method):
        assert "Kiểu nén" in read(zipped(("a.cer", pki.leader.der), method=method))[0].problem

    def test_bombs_are_refused(self, pki):
        assert "lớn hơn 1 MB" in read(zipped(("a.cer", bytes(2 * 1024 * 1024))))[0].problem
        assert "tỷ lệ nén" in read(zipped(("a.cer", bytes(900 * 1024))))[0].problem
        noise = b"".join(number.to_bytes(4) for number in range(230_000))
        many = zipped(*((f"{number}.cer", noise) for number in range(12)))
        (found,) = read(many)
        assert "10 MB" in found.problem
        (found,) = read(zipped(*((f"{number}.cer", b"x") for number in range(501))))
        assert "500" in found.problem
        (found,) = read(zipped(*((f"{number}.cer", b"x") for number in range(1200))))
        assert "500" in found.problem

    def test_a_size_that_lies_does_not_unpack_more(self, pki):
        data = bytearray(zipped(("a.cer", bytes(5 * 1024 * 1024))))
        for signature, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
            struct.pack_into("<I", data, data.index(signature) + offset, 300)
        assert read(bytes(data))[0].code == "unreadable"

    def test_overlapping_entries_are_not_read_twice(self, pki):
        data = bytearray(zipped(("a.cer", pki.leader.der), ("b.cer", pki.stranger.der)))
        second = data.rindex(b"PK\x01\x02")
        struct.pack_into("<I", data, second + 42, 0)
        found = read(bytes(data))
        assert len([one for one in found if one.facts]) <= 1

    def test_a_zip64_archive_is_read(self, pki):
        import io

        target = io.BytesIO()
        with zipfile.ZipFile(target, "w") as archive, archive.open("a.cer", "w", force_zip64=True) as member:
            member.write(pki.leader.der)
        assert names(read(target.getvalue())) == ["Nguyễn Văn Ạ"]

    def test_a_damaged_or_empty_archive_is_refused_in_words(self, pki):
        data = zipped(("a.cer", pki.leader.der))
        for wrong in (data[:-10], data[:40], zipped(), zipped(("x/", b"")), b"PK\x03\x04"):
            (found,) = read(wrong)
            assert "Hãy nén lại" in found.problem


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_damaged_files_of_every_kind_give_answers_and_no_exception(pki, data):
    sources = [
        pem(pki.leader),
        p7b(pki.leader, pki.ca.sub),
        p7b(pki.leader, encoding=Encoding.PEM),
        zipped(("a.cer", pki.leader.der), ("b.pem", pem(pki.seal))),
    ]
    damaged = bytearray(data.draw(st.sampled_from(sources)))
    for _ in range(data.draw(st.integers(1, 5))):
        place = data.draw(st.integers(0, len(damaged) - 1))
        if data.draw(st.booleans()):
            damaged[place] = data.draw(st.integers(0, 255))
        else:
            damaged[place : place + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=3))
    for one in read(bytes(damaged)):
        assert (one.facts is None) == bool(one.problem) == bool(one.code)


def test_five_hundred_certificates_are_read_within_seconds(pki):
    import time

    ders = [
        odd(pki.ca.sub, (CN, f"Người {number}"), serial=number + 1, key=pki.leader.private_key) for number in range(500)
    ]
    started = time.monotonic()
    found = read(zipped(*((f"{number}.cer", der) for number, der in enumerate(ders))))
    assert len([one for one in found if one.facts]) == 500
    assert timedelta(seconds=time.monotonic() - started) < timedelta(seconds=20)
    assert found[0].facts.not_after > NOW
