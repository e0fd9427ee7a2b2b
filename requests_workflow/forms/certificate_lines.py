"""Lines of a grid of certificates (Mẫu 04, 05) as they are typed, and what is said beside each of them.

The certificate of a line is chosen from the register and never typed; no Django form for each of five hundred lines.
"""

import re
import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from certificates.models import Certificate
from requests_workflow.forms.individual import SummaryLine
from requests_workflow.selectors.update_candidates import Candidate

PREFIX = "rows"
# More than a dossier may have, so that a list that is too long comes back whole, with a sentence.
MOST_LINES = 1000
MOST_CHARACTERS = 300


@dataclass(frozen=True)
class Note:
    """What is said beside a cell: `kind` is "problem", "gap" or "warning"; `way` names a page that leads on, or ""."""

    kind: str
    text: str
    clause: str = ""
    way: str = ""


@dataclass(frozen=True)
class Typed:
    """One line of a form that was sent."""

    certificate_id: uuid.UUID | None
    values: Mapping[str, str]
    dropped: bool = False


@dataclass
class CertificateLine:
    """One line: its certificate as the register knows it, and what was typed."""

    index: int
    candidate: Candidate
    values: dict[str, str]
    dropped: bool = False
    notes: dict[str, Note] = field(default_factory=dict)

    @property
    def number(self) -> int:
        return self.index + 1

    @property
    def prefix(self) -> str:
        return f"{PREFIX}-{self.index}"

    @property
    def certificate(self) -> Certificate:
        return self.candidate.certificate

    @property
    def kind(self) -> str:
        """A directory.Subscriber.Kind value."""
        return self.certificate.subscriber.kind

    @property
    def name(self) -> str:
        return f"Dòng {self.number} ({self.certificate.common_name})"

    def note(self, key: str, note: Note) -> None:
        """Says something beside a cell; the first is kept, so that what is worse is said first."""
        self.notes.setdefault(key, note)

    def target(self, key: str) -> str:
        """The id to which a summary leads."""
        return f"id_{self.prefix}-{key}"


def read_typed(data: Mapping[str, Any], *, keys: Iterable[str]) -> list[Typed]:
    """The lines of a form that was sent, by `keys`; text longer than any cell of the form is cut off."""
    typed = str(data.get(f"{PREFIX}-TOTAL_FORMS", ""))
    total = min(int(typed), MOST_LINES) if re.fullmatch(r"[0-9]{1,6}", typed) else 0
    lines = []
    for index in range(total):
        start = f"{PREFIX}-{index}-"
        lines.append(
            Typed(
                certificate_id=_uuid(str(data.get(f"{start}certificate", ""))),
                values={key: str(data.get(start + key, "")).strip()[:MOST_CHARACTERS] for key in keys},
                dropped=bool(data.get(f"{start}drop")),
            )
        )
    return lines


def lines_of(typed: Sequence[Typed], *, candidates: Iterable[Candidate]) -> list[CertificateLine]:
    """Lines of those certificates, in the order typed, each certificate once; what names no candidate is left out."""
    known = {one.certificate.public_id: one for one in candidates}
    lines: list[CertificateLine] = []
    for one in typed:
        candidate = known.pop(one.certificate_id, None) if one.certificate_id else None
        if candidate is not None:
            lines.append(CertificateLine(len(lines), candidate, dict(one.values), dropped=one.dropped))
    return lines


def renumbered(lines: Iterable[CertificateLine]) -> list[CertificateLine]:
    """The lines that are to be saved, numbered as they will be."""
    kept = [line for line in lines if not line.dropped]
    for index, line in enumerate(kept):
        line.index = index
    return kept


def summary(lines: Iterable[CertificateLine]) -> dict[str, list[SummaryLine]]:
    """{"problems", "gaps", "warnings"}: what stands beside the cells, one sentence each, in order."""
    found: dict[str, list[SummaryLine]] = {"problems": [], "gaps": [], "warnings": []}
    for line in lines:
        for key, note in _worst_first(line.notes):
            found[f"{note.kind}s"].append(SummaryLine(f"{line.name}: {note.text}", line.target(key)))
    return found


def _worst_first(notes: Mapping[str, Note]) -> Iterator[tuple[str, Note]]:
    order = ("problem", "gap", "warning")
    yield from sorted(notes.items(), key=lambda item: order.index(item[1].kind))


def _uuid(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None
