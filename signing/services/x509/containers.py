"""What lies in one file, told by its bytes and never by its ending: certificates as DER, PEM or PKCS#7, or a refusal.

Keys are recognised before anything is read, so that a file that holds one is thrown away whole.
"""

import base64
import binascii
from collections.abc import Iterator

from asn1crypto import cms, parser

from signing.services.x509.errors import ASK_AGAIN, PARSE_ERRORS

MOST_CERTIFICATES = 500
PRIVATE_KEY = "private_key"
UNREADABLE = "unreadable"

KEY_TEXT = (
    "Tệp có chứa khóa bí mật. Tệp đã bị bỏ, không được lưu lại. Không bao giờ tải khóa bí mật lên: "
    "hãy chỉ tải chứng thư (tệp .cer, .crt hoặc .p7b) và báo ngay cho bên cấp nếu khóa có thể đã lộ."
)
BEGIN, DASHES = b"-----BEGIN ", b"-----"
LONGEST_LABEL = 64
KEY_MARKS = (b"PRIVATE KEY-----", b"PuTTY-User-Key-File")
# Java's key stores.
KEY_MAGIC = (b"\xfe\xed\xfe\xed", b"\xce\xce\xce\xce")
CERTIFICATE_LABELS = frozenset({"CERTIFICATE", "X509 CERTIFICATE", "PKCS7", "CMS"})
OTHER_ARCHIVES = (b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b")
ZIP_MAGIC = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")

SEQUENCE, INTEGER, OBJECT_IDENTIFIER, OCTET_STRING = (0, 16), (0, 2), (0, 6), (0, 4)


class FileRefused(Exception):
    """A file is refused whole; `code` is "private_key" or "unreadable", the text a Vietnamese sentence."""

    def __init__(self, cause: str, *, code: str = UNREADABLE, advice: str = ASK_AGAIN) -> None:
        super().__init__(cause if code == PRIVATE_KEY else f"{cause} {advice}")
        self.code = code


def is_zip(data: bytes) -> bool:
    """Whether the bytes begin as a .zip does."""
    return data.startswith(ZIP_MAGIC)


def certificates_in(*, data: bytes) -> tuple[bytes, ...]:
    """The DER of everything in the file that may be a certificate, at most 500, in order; at least one.

    :raises FileRefused: there is a private key in it (code "private_key"), or nothing that can be a certificate.
    """
    _refuse_keys(data)
    if not data.strip():
        raise FileRefused("Tệp rỗng.")
    if data.startswith(OTHER_ARCHIVES):
        raise FileRefused("Tệp nén này không phải là .zip.", advice="Hãy nén lại thành tệp .zip rồi tải lên.")
    blocks = tuple(_pem_blocks(data)) if BEGIN in data else (data,)
    found: list[bytes] = []
    for block in blocks:
        found += _unwrapped(block)
        if len(found) > MOST_CERTIFICATES:
            raise FileRefused(
                f"Tệp có hơn {MOST_CERTIFICATES} chứng thư.", advice="Hãy chia thành nhiều tệp rồi tải lên từng tệp."
            )
    if not found:
        raise FileRefused("Tệp không chứa chứng thư nào.")
    return tuple(found)


def _refuse_keys(data: bytes) -> None:
    # Text in UTF-16 has a zero byte beside each letter.
    plain = data.replace(b"\0", b"")
    if data.startswith(KEY_MAGIC) or any(mark in plain for mark in KEY_MARKS) or _holds_key(data):
        raise FileRefused(KEY_TEXT, code=PRIVATE_KEY)


def _holds_key(der: bytes) -> bool:
    """PKCS#12, PKCS#8, PKCS#1 and SEC 1 begin with a version number, an encrypted PKCS#8 has an octet string second."""
    children = _first_children(der)
    return children[:1] == [INTEGER] or children[:2] == [SEQUENCE, OCTET_STRING]


def _first_children(der: bytes) -> list[tuple[int, int]]:
    """(class, tag) of the first two elements inside the outer sequence; empty if there is none."""
    try:
        outer_class, _, outer_tag, _, contents, _ = parser.parse(der)
        if (outer_class, outer_tag) != SEQUENCE:
            return []
        children: list[tuple[int, int]] = []
        while contents and len(children) < 2:
            child_class, _, tag, header, inner, trailer = parser.parse(contents)
            children.append((child_class, tag))
            contents = contents[len(header) + len(inner) + len(trailer) :]
    except PARSE_ERRORS:
        return []
    return children


def _pem_blocks(data: bytes) -> Iterator[bytes]:
    """The decoded blocks (RFC 7468), in one pass over the text."""
    position = data.find(BEGIN)
    while position >= 0:
        start = position + len(BEGIN)
        stop = data.find(DASHES, start, start + LONGEST_LABEL)
        label = data[start : max(stop, start)].decode("ascii", "replace")
        end = data.find(f"-----END {label}-----".encode(), stop) if stop >= 0 else -1
        if end < 0:
            raise FileRefused("Tệp PEM thiếu dòng kết thúc “-----END …-----”, có thể đã bị cắt bớt.")
        der = _decoded(data[stop + len(DASHES) : end])
        if _holds_key(der):
            raise FileRefused(KEY_TEXT, code=PRIVATE_KEY)
        if label not in CERTIFICATE_LABELS:
            raise FileRefused(
                f"Tệp PEM chứa “{_printable(label)}”, không phải chứng thư.",
                advice="Hãy tải lên chứng thư do bên cấp gửi (bắt đầu bằng “-----BEGIN CERTIFICATE-----”).",
            )
        if not der:
            raise FileRefused("Nội dung PEM của tệp đã bị hỏng.")
        yield der
        position = data.find(BEGIN, end)


def _decoded(text: bytes) -> bytes:
    """The octets of a base64 text, or none where it is damaged."""
    try:
        return base64.b64decode(b"".join(text.split()), validate=True)
    except (binascii.Error, ValueError):
        return b""


def _printable(label: str) -> str:
    return "".join(c for c in label if c.isascii() and c.isprintable())


def _unwrapped(der: bytes) -> list[bytes]:
    """A certificate as it is; of PKCS#7 (RFC 5652 §5.1) all certificates inside."""
    if _first_children(der)[:1] != [OBJECT_IDENTIFIER]:
        return [der]
    try:
        content = cms.ContentInfo.load(der, strict=True)
        if content["content_type"].native != "signed_data":
            raise FileRefused("Tệp PKCS#7 này không phải loại chứa chứng thư.")
        # The field is absent where the message carries none.
        choices = content["content"]["certificates"] or ()
        return [bytes(choice.chosen.dump()) for choice in choices if choice.name == "certificate"]
    except PARSE_ERRORS as error:
        raise FileRefused("Tệp PKCS#7 (.p7b) đã bị hỏng.") from error
