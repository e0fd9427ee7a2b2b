"""X.509 names as text: every string type that occurs in certificates is read, and the whole is written by RFC 4514.

asn1crypto's own Name refuses a string of a type that X.520 does not foresee for an attribute (an IA5String as common
name), and shows accents of T.61 on the wrong letter; so the attributes are read here by their tags.
"""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from asn1crypto import core

from signing.services.x509.errors import PARSE_ERRORS, UnreadableCertificate

COMMON_NAME = "2.5.4.3"
SERIAL_NUMBER = "2.5.4.5"
ORGANISATION = "2.5.4.10"
UNIT = "2.5.4.11"
USER_ID = "0.9.2342.19200300.100.1.1"
MAIL = "0.9.2342.19200300.100.1.3"
EMAIL_ADDRESS = "1.2.840.113549.1.9.1"

LONGEST_NAME = 2000
"""UTF-8 bytes of a whole name as text: it must fit into an index of the register."""

# Keywords of RFC 4514 §3; any other attribute is written as its OID.
KEYWORDS = {
    COMMON_NAME: "CN",
    "2.5.4.7": "L",
    "2.5.4.8": "ST",
    ORGANISATION: "O",
    UNIT: "OU",
    "2.5.4.6": "C",
    "2.5.4.9": "STREET",
    "0.9.2342.19200300.100.1.25": "DC",
    USER_ID: "UID",
}
# Marks that turn the direction of writing make a name look like another one.
DIRECTION_MARKS = frozenset("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


class _Attribute(core.Sequence):
    _fields = [("type", core.ObjectIdentifier), ("value", core.Any)]


class _Rdn(core.SetOf):
    _child_spec = _Attribute


class _Rdns(core.SequenceOf):
    _child_spec = _Rdn


class NamePart(NamedTuple):
    """One attribute: its OID, its text; a value that is no string is the hex of its octets (`octets`)."""

    oid: str
    text: str
    octets: bool = False

    def rfc4514(self) -> str:
        """Keyword or OID, and the escaped value (RFC 4514 §2.3, §2.4)."""
        return f"{KEYWORDS.get(self.oid, self.oid)}={'#' + self.text if self.octets else _escaped(self.text)}"


@dataclass(frozen=True)
class ReadName:
    """A distinguished name: RDNs in the certificate's order, each with its attributes."""

    rdns: tuple[tuple[NamePart, ...], ...]

    def values(self, *oids: str) -> tuple[str, ...]:
        """Texts of these attributes in order, in NFC with single spaces, without empty ones and repetitions."""
        found = (_tidy(part.text) for rdn in self.rdns for part in rdn if part.oid in oids and not part.octets)
        return tuple(dict.fromkeys(text for text in found if text))

    def rfc4514(self) -> str:
        """The name as text, last RDN first (RFC 4514 §2.1), as the register of certificates holds it."""
        return ",".join("+".join(part.rfc4514() for part in rdn) for rdn in reversed(self.rdns))


def read_name(*, der: bytes) -> ReadName:
    """Read an X.501 Name (DER of the RDNSequence).

    :raises UnreadableCertificate: it is none, a text cannot be decoded or holds characters that no name has, or the
        name is too long to be kept.
    """
    try:
        rdns = tuple(tuple(_attributes(rdn)) for rdn in _Rdns.load(der, strict=True))
    except PARSE_ERRORS as error:
        raise UnreadableCertificate("Không đọc được tên ghi trong chứng thư: bảng mã của tên không đúng.") from error
    name = ReadName(rdns)
    if any(_forbidden(character) for rdn in rdns for part in rdn for character in part.text):
        raise UnreadableCertificate("Tên ghi trong chứng thư có ký tự điều khiển, có thể làm hiểu sai tên.")
    if len(name.rfc4514().encode()) > LONGEST_NAME:
        raise UnreadableCertificate("Tên ghi trong chứng thư dài bất thường.")
    return name


def _attributes(rdn: _Rdn) -> Iterator[NamePart]:
    for attribute in rdn:
        yield _part(attribute["type"].dotted, attribute["value"].parse())


def _part(oid: str, value: core.Asn1Value) -> NamePart:
    if isinstance(value, core.TeletexString):
        return NamePart(oid, _teletex(value.contents))
    if isinstance(value, core.AbstractString):
        return NamePart(oid, str(value))
    return NamePart(oid, value.dump().hex(), octets=True)


def _teletex(contents: bytes) -> str:
    """T.61, where an accent stands before its letter; or UTF-8, which many authorities put under this tag."""
    try:
        return contents.decode()
    except UnicodeDecodeError:
        text = contents.decode("teletex")
    letters: list[str] = []
    accents = ""
    for character in text:
        if unicodedata.combining(character):
            accents += character
        else:
            letters.append(character + accents)
            accents = ""
    return unicodedata.normalize("NFC", "".join(letters) + accents)


def _tidy(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


def _forbidden(character: str) -> bool:
    return unicodedata.category(character) in ("Cc", "Cs") or character in DIRECTION_MARKS


def _escaped(text: str) -> str:
    for character in '\\"+,;<>':
        text = text.replace(character, f"\\{character}")
    if text[:1] == "#" or (text[:1] == " " and len(text) > 1):
        text = f"\\{text}"
    return text[:-1] + "\\ " if text.endswith(" ") else text
