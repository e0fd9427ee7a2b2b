"""Which certificate answers which row of a request: by key, by e-mail with the name, by identity number with the name.

Nothing is guessed. A name alone never matches, a contradiction never matches, and of two certificates for one row, or
two rows for one certificate, none matches: people decide, with the evidence before them.
"""

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal, Protocol

from directory.domain.names import fold, normalise
from directory.domain.personal_data import mask_identity_number

type Outcome = Literal["matched", "to_decide", "stranger"]
type Ground = Literal["", "key", "email", "identity_number"]


@dataclass(frozen=True)
class RowEvidence:
    """What is known about one row: `emails` and `key_digests` are this person's, `predecessor_serial` is hex."""

    row_key: str
    full_name: str
    emails: tuple[str, ...] = ()
    identity_number: str = field(default="", repr=False)
    workplace: str = ""
    key_digests: tuple[str, ...] = ()
    predecessor_serial: str = ""


@dataclass(frozen=True)
class CertificateEvidence:
    """What a certificate says about its subscriber; `certificate_key` is its fingerprint."""

    certificate_key: str
    common_name: str
    organisations: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    identity_numbers: tuple[str, ...] = field(default=(), repr=False)
    public_key_digest: str = ""
    serial_number: str = ""


class ReadCertificate(Protocol):
    """The facts of a certificate, as `signing.services.x509` reads them."""

    @property
    def fingerprint(self) -> str: ...
    @property
    def common_name(self) -> str: ...
    @property
    def organisations(self) -> tuple[str, ...]: ...
    @property
    def units(self) -> tuple[str, ...]: ...
    @property
    def emails(self) -> tuple[str, ...]: ...
    @property
    def identity_numbers(self) -> tuple[str, ...]: ...
    @property
    def public_key_digest(self) -> str: ...
    @property
    def serial_number(self) -> str: ...


def evidence_of(facts: ReadCertificate) -> CertificateEvidence:
    """The part of a certificate's facts that says whose it is."""
    return CertificateEvidence(
        certificate_key=facts.fingerprint,
        common_name=facts.common_name,
        organisations=facts.organisations,
        units=facts.units,
        emails=facts.emails,
        identity_numbers=facts.identity_numbers,
        public_key_digest=facts.public_key_digest,
        serial_number=facts.serial_number,
    )


@dataclass(frozen=True)
class Candidate:
    """One row that a certificate may belong to, with Vietnamese phrases for and against (identity numbers masked)."""

    row_key: str
    supporting: tuple[str, ...]
    opposing: tuple[str, ...]


@dataclass(frozen=True)
class Match:
    """What was found for one certificate.

    "matched": `row_key` is the row, `by` the ground, and `candidates` begins with it. "to_decide": `candidates` are the
    rows that people choose from. "stranger": no row shares key, e-mail, identity number or name with it.
    """

    certificate_key: str
    outcome: Outcome
    row_key: str | None
    by: Ground
    candidates: tuple[Candidate, ...]


def same_name(one: str, other: str) -> bool:
    """Whether two names agree: letters equal without marks, and the marks too unless one is written without any.

    Where a tone mark stands ("Hoà", "Hòa") makes no difference; "Hùng" and "Hưng" are two names.
    """
    if not fold(one) or fold(one) != fold(other):
        return False
    marks = [_marks(one), _marks(other)]
    return marks[0] == marks[1] or not any(marks[0]) or not any(marks[1])


def match(*, certificates: Sequence[CertificateEvidence], rows: Sequence[RowEvidence]) -> tuple[Match, ...]:
    """Find the row of each certificate, in the order of `certificates`. No row is matched twice.

    :raises ValueError: a row key or a certificate key comes twice.
    """
    for keys in ([row.row_key for row in rows], [one.certificate_key for one in certificates]):
        if len(set(keys)) != len(keys):
            raise ValueError("each row and each certificate is given once")
    index = _Index(rows)
    compared = [[_compare(one, row) for row in index.candidates(one)] for one in certificates]
    claims = Counter(pair.row.row_key for pairs in compared for pair in pairs if pair.ground)
    sure = [_sure(pairs, claims) for pairs in compared]
    taken = {pair.row.row_key for pair in sure if pair}
    return tuple(
        _matched(one, pair, pairs) if pair else _undecided(one, pairs, claims, taken)
        for one, pair, pairs in zip(certificates, sure, compared, strict=True)
    )


@dataclass(frozen=True)
class _Pair:
    """A certificate held against one row; `ground` is "" where it does not prove that they belong together."""

    row: RowEvidence
    ground: Ground
    supporting: tuple[str, ...]
    opposing: tuple[str, ...]


class _Index:
    """Rows by each thing that makes them a candidate, in their order."""

    def __init__(self, rows: Sequence[RowEvidence]) -> None:
        self.rows = rows
        self.places: dict[tuple[str, str], list[int]] = defaultdict(list)
        for place, row in enumerate(rows):
            facets = _facets(row.key_digests, row.emails, (row.identity_number,), row.full_name, row.predecessor_serial)
            for facet in facets:
                self.places[facet].append(place)

    def candidates(self, one: CertificateEvidence) -> list[RowEvidence]:
        facets = _facets((one.public_key_digest,), one.emails, one.identity_numbers, one.common_name, one.serial_number)
        places = {place for facet in facets for place in self.places.get(facet, ())}
        return [self.rows[place] for place in sorted(places)]


def _facets(
    digests: Iterable[str], emails: Iterable[str], numbers: Iterable[str], name: str, serial: str
) -> set[tuple[str, str]]:
    facets = {("key", digest) for digest in digests}
    facets |= {("email", email) for email in _emails(emails)}
    facets |= {("number", number) for number in numbers}
    facets |= {("name", fold(name)), ("serial", serial.lower())}
    return {(kind, value) for kind, value in facets if value}


def _compare(one: CertificateEvidence, row: RowEvidence) -> _Pair:
    supporting: list[str] = []
    opposing: list[str] = []
    by_key = bool(one.public_key_digest) and one.public_key_digest in row.key_digests
    if by_key:
        supporting.append("khóa công khai trùng với khóa đã biết của dòng này")
    by_name = _compare_names(one, row, supporting, opposing)
    by_email = _compare_emails(one, row, supporting, opposing)
    by_number = bool(row.identity_number) and row.identity_number in one.identity_numbers
    contradicted = bool(row.identity_number and one.identity_numbers) and not by_number
    if by_number:
        supporting.append(f"trùng số định danh {mask_identity_number(row.identity_number)}")
    elif contradicted:
        shown = ", ".join(mask_identity_number(number) for number in one.identity_numbers)
        own = mask_identity_number(row.identity_number)
        opposing.append(f"số định danh khác: chứng thư ghi {shown}, dòng này ghi {own}")
    if row.workplace and fold(row.workplace) in {fold(text) for text in (*one.organisations, *one.units)}:
        supporting.append(f"trùng cơ quan, tổ chức công tác “{normalise(row.workplace)}”")
    if row.predecessor_serial and one.serial_number == row.predecessor_serial.lower():
        contradicted = True
        opposing.append("đây là chứng thư cũ ghi trong dòng này, không phải chứng thư mới")
    ground: Ground = ""
    if not contradicted:
        ground = (
            "key" if by_key else "email" if by_email and by_name else "identity_number" if by_number and by_name else ""
        )
    return _Pair(row, ground, tuple(supporting), tuple(opposing))


def _compare_names(one: CertificateEvidence, row: RowEvidence, supporting: list[str], opposing: list[str]) -> bool:
    if same_name(one.common_name, row.full_name):
        supporting.append(f"trùng họ tên “{normalise(row.full_name)}”")
        return True
    written = f"ghi “{normalise(one.common_name)}”" if one.common_name else "không ghi tên"
    opposing.append(f"tên khác: chứng thư {written}, dòng này ghi “{normalise(row.full_name)}”")
    return False


def _compare_emails(one: CertificateEvidence, row: RowEvidence, supporting: list[str], opposing: list[str]) -> bool:
    theirs, own = _emails(one.emails), _emails(row.emails)
    shared = [email for email in theirs if email in own]
    if shared:
        supporting.append(f"trùng thư điện tử công vụ {shared[0]}")
    elif theirs and own:
        opposing.append(f"thư điện tử khác: chứng thư ghi {', '.join(theirs)}, dòng này ghi {', '.join(own)}")
    return bool(shared)


def _sure(pairs: list[_Pair], claims: Counter[str]) -> _Pair | None:
    """The one row that the certificate proves, if no other certificate proves it too."""
    proven = [pair for pair in pairs if pair.ground]
    return proven[0] if len(proven) == 1 and claims[proven[0].row.row_key] == 1 else None


def _matched(one: CertificateEvidence, pair: _Pair, pairs: list[_Pair]) -> Match:
    ordered = [pair, *(other for other in pairs if other is not pair)]
    candidates = tuple(Candidate(each.row.row_key, each.supporting, each.opposing) for each in ordered)
    return Match(one.certificate_key, "matched", pair.row.row_key, pair.ground, candidates)


def _undecided(one: CertificateEvidence, pairs: list[_Pair], claims: Counter[str], taken: set[str]) -> Match:
    proven = sum(1 for pair in pairs if pair.ground)
    candidates = []
    for pair in sorted(pairs, key=lambda each: (not each.ground, -len(each.supporting), len(each.opposing))):
        opposing = list(pair.opposing)
        if pair.ground and claims[pair.row.row_key] > 1:
            opposing.append("có chứng thư khác cũng khớp với dòng này")
        if pair.ground and proven > 1:
            opposing.append("chứng thư này cũng khớp với dòng khác")
        if pair.row.row_key in taken:
            opposing.append("dòng này đã khớp với chứng thư khác")
        candidates.append(Candidate(pair.row.row_key, pair.supporting, tuple(opposing)))
    outcome: Outcome = "to_decide" if candidates else "stranger"
    return Match(one.certificate_key, outcome, None, "", tuple(candidates))


def _emails(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text.strip().lower() for text in texts if text.strip()))


def _marks(name: str) -> list[str]:
    """The marks of each word, sorted, since two ways of placing a tone mark are both in use; đ counts as one."""
    words = unicodedata.normalize("NFKD", normalise(name).lower()).split()
    return ["".join(sorted(c for c in word if unicodedata.combining(c) or c == "đ")) for word in words]
