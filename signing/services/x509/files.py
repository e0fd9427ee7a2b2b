"""Reads what somebody uploads as the provider's answer: one certificate or hundreds, in any usual wrapping."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from signing.services.x509.archives import entries_of, shown_name
from signing.services.x509.containers import (
    MOST_CERTIFICATES,
    PRIVATE_KEY,
    UNREADABLE,
    FileRefused,
    certificates_in,
    is_zip,
)
from signing.services.x509.errors import UnreadableCertificate
from signing.services.x509.facts import CertificateFacts, certificate_facts

LARGEST_FILE = 10 * 1024 * 1024
TOO_MANY = (
    f"Lần tải lên này có hơn {MOST_CERTIFICATES} chứng thư; phần còn lại chưa được đọc. "
    "Hãy chia thành nhiều lần tải lên."
)


@dataclass(frozen=True)
class FoundCertificate:
    """One certificate of an upload, or one thing in it that is none.

    Exactly one of `facts` and `problem` (a Vietnamese sentence) is given. `code` of a problem is "private_key" or
    "unreadable"; after "private_key" the bytes of that file must be thrown away. `note` is said beside a good one.
    """

    name: str
    facts: CertificateFacts | None
    problem: str = ""
    code: str = ""
    note: str = ""


def read_certificate_files(*, files: Sequence[tuple[str, bytes]]) -> tuple[FoundCertificate, ...]:
    """Read uploaded files, given as (name, bytes), in their order; whatever they hold, no exception is raised.

    Taken are DER, PEM (several in a file), PKCS#7 (DER or PEM) and .zip, each told by its content. CA certificates of a
    file with several certificates are left out where a subscriber's is among them. A certificate that comes twice is
    one entry with a note.
    """
    found: list[FoundCertificate] = []
    read = 0
    for name, data in files:
        if len(found) > MOST_CERTIFICATES:
            break
        found += _read_file(shown_name(name), data)
        read += 1
    return _capped(_once_each(found), whole=read == len(files))


def _read_file(name: str, data: bytes) -> list[FoundCertificate]:
    try:
        if len(data) > LARGEST_FILE:
            raise FileRefused(
                "Tệp lớn hơn 10 MB.", advice="Hãy kiểm tra lại có đúng là tệp chứng thư không, hoặc chia nhỏ."
            )
        found = _from_archive(name, data) if is_zip(data) else _from_bundle(name, data)
    except FileRefused as refusal:
        return [FoundCertificate(name, None, str(refusal), refusal.code)]
    return _without_chain(found)


def _from_archive(name: str, data: bytes) -> list[FoundCertificate]:
    """All files of a .zip. :raises FileRefused: the archive is refused whole, as when a private key lies in it."""
    found: list[FoundCertificate] = []
    for entry in entries_of(data=data):
        shown = f"{name} › {entry.name}"
        if entry.problem:
            found.append(FoundCertificate(shown, None, entry.problem, UNREADABLE))
            continue
        try:
            found += _from_bundle(shown, entry.data)
        except FileRefused as refusal:
            if refusal.code == PRIVATE_KEY:
                raise
            found.append(FoundCertificate(shown, None, str(refusal), refusal.code))
    return found


def _from_bundle(name: str, data: bytes) -> list[FoundCertificate]:
    """All certificates of one file that is no archive. :raises FileRefused: there is none, or a key."""
    ders = certificates_in(data=data)
    return [
        _read_one(f"{name} (chứng thư thứ {number})" if len(ders) > 1 else name, der)
        for number, der in enumerate(ders, start=1)
    ]


def _read_one(name: str, der: bytes) -> FoundCertificate:
    try:
        return FoundCertificate(name, certificate_facts(der=der))
    except UnreadableCertificate as error:
        return FoundCertificate(name, None, str(error), UNREADABLE)


def _without_chain(found: list[FoundCertificate]) -> list[FoundCertificate]:
    if not any(one.facts and not one.facts.is_ca for one in found):
        return found
    return [one for one in found if one.facts is None or not one.facts.is_ca]


def _once_each(found: Iterable[FoundCertificate]) -> list[FoundCertificate]:
    names: dict[str, list[str]] = {}
    once: list[FoundCertificate] = []
    for one in found:
        if one.facts is None:
            once.append(one)
            continue
        others = names.setdefault(one.facts.fingerprint, [])
        if not others:
            once.append(one)
        others.append(one.name)
    return [_with_note(one, names) for one in once]


def _with_note(one: FoundCertificate, names: dict[str, list[str]]) -> FoundCertificate:
    copies = names[one.facts.fingerprint][1:] if one.facts else []
    if not copies:
        return one
    return replace(
        one,
        note=f"Chứng thư này có nhiều lần trong các tệp tải lên, chỉ tính một lần; trùng với: "
        f"{'; '.join(copies[:5])}{' …' if len(copies) > 5 else ''}.",
    )


def _capped(found: list[FoundCertificate], *, whole: bool) -> tuple[FoundCertificate, ...]:
    if whole and len(found) <= MOST_CERTIFICATES:
        return tuple(found)
    return (*found[:MOST_CERTIFICATES], FoundCertificate("Các tệp còn lại", None, TOO_MANY, UNREADABLE))
