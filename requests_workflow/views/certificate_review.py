"""A batch of certificate files as its page shows it: what each file says, whose it may be, what can be chosen."""

import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from certificates.domain.matching import Candidate
from certificates.models import Certificate
from certificates.selectors.register import visible_to as visible_certificates
from directory.domain.personal_data import mask_identity_number
from requests_workflow.domain.calendar import VIETNAM
from requests_workflow.domain.granted_services import is_renewed
from requests_workflow.domain.renewed_terms import term_refusal, term_warning
from requests_workflow.forms.certificate_files import ASIDE, FileChoice
from requests_workflow.models import CertificateBatch, CertificateFile, Dossier, Request
from requests_workflow.selectors.dossiers import visible_to as visible_dossiers
from requests_workflow.services.certificate_files import ReviewedFile, all_waiting_elsewhere
from requests_workflow.views.case_rows import masked, short_serial
from requests_workflow.views.loading import Case
from signing.services.x509 import CertificateFacts

GROUNDS = {
    "key": "khớp khóa công khai",
    "email": "khớp thư điện tử và họ tên",
    "identity_number": "khớp số định danh và họ tên",
}
# Of a row and the certificate of a file: what the terms of old and new say.
type TermChecks = Callable[[Request, CertificateFacts], dict[str, str]]


@dataclass
class FileLine:
    """One file on the page. `group` is matched, to_decide, stranger, known, refused, unreadable or decided."""

    file: CertificateFile
    name: str
    group: str
    facts: CertificateFacts | None
    about: list[str]
    ground: str
    options: list[dict[str, Any]]
    warnings: tuple[str, ...]
    refusal: str
    chosen: FileChoice
    certificate_url_id: uuid.UUID | None = None
    elsewhere: Dossier | None = None
    errors: list[str] = field(default_factory=list)

    @property
    def key(self) -> str:
        """The end of the names of this file's fields."""
        return str(self.file.public_id)

    @property
    def sets_aside(self) -> bool:
        """Whether it is chosen not to import it, which asks for a reason."""
        return self.chosen.choice == ASIDE


def lines_of(
    *,
    case: Case,
    batch: CertificateBatch,
    reviewed: Sequence[ReviewedFile],
    chosen: Mapping[uuid.UUID, FileChoice] | None,
) -> list[FileLine]:
    """Every file of the batch; `chosen` None preselects what was matched. A constant number of queries."""
    found = batch.dossier.requests.select_related("predecessor").defer("predecessor__der")
    rows = {str(row.public_id): row for row in found.order_by("position")}
    known = _registered([one.facts for one in reviewed if one.facts])
    shown = _visible(case, [one.file.certificate_id for one in reviewed if one.file.certificate_id])
    strangers = [one.facts for one in reviewed if one.facts and one.match and one.match.outcome == "stranger"]
    elsewhere = _seen_elsewhere(case=case, strangers=strangers, dossier=batch.dossier)
    terms = term_checks(batch.dossier, most_years=case.profile.renewal_max_years.value)
    lines = []
    for one in reviewed:
        group = _group(one, known)
        choice = _choice(one, chosen)
        options = _options(one, rows=rows, choice=choice.choice, terms=terms)
        if group == "matched" and any(option.get("term_refusal") for option in options):
            # It is the row's, and still not what was asked for: somebody has to look.
            group = "to_decide"
            if chosen is None:
                choice = FileChoice()
                options = _options(one, rows=rows, choice=choice.choice, terms=terms)
        warned = [option["term_warning"] for option in options if option.get("term_warning")]
        lines.append(
            FileLine(
                file=one.file,
                name=masked(one.file.name),
                group=group,
                facts=one.facts,
                about=_about(one.facts) if one.facts else [],
                ground=GROUNDS.get(one.match.by, "") if one.match else "",
                options=options,
                warnings=(*dict.fromkeys(warned), *one.warnings) if group in ("matched", "to_decide") else (),
                refusal=masked(one.refusal),
                chosen=choice,
                certificate_url_id=shown.get(one.file.certificate_id or 0),
                elsewhere=elsewhere.get(one.facts.fingerprint) if one.facts else None,
            )
        )
    return lines


def _group(one: ReviewedFile, known: frozenset[str]) -> str:
    if one.file.decision != CertificateFile.Decision.WAITING:
        return "decided"
    if one.facts is None:
        return "unreadable"
    if one.facts.fingerprint in known:
        return "known"
    return "refused" if one.refusal or one.match is None else one.match.outcome


def _choice(one: ReviewedFile, chosen: Mapping[uuid.UUID, FileChoice] | None) -> FileChoice:
    if chosen is not None:
        return chosen.get(one.file.public_id, FileChoice())
    return FileChoice(choice=one.match.row_key or "") if one.match else FileChoice()


def _about(facts: CertificateFacts) -> list[str]:
    """What the certificate says of its subscriber, in short lines; an identity number only masked."""
    body = ", ".join(dict.fromkeys((*facts.units, *facts.organisations)))
    numbers = ", ".join(mask_identity_number(number) for number in facts.identity_numbers)
    return [
        masked(text) for text in (body, ", ".join(facts.emails), f"Số định danh {numbers}" if numbers else "") if text
    ]


def _options(one: ReviewedFile, *, rows: Mapping[str, Request], choice: str, terms: TermChecks) -> list[dict[str, Any]]:
    """The radio buttons: each candidate row, not to import, later."""
    options: list[dict[str, Any]] = []
    if one.match is not None and one.facts is not None:
        options += [
            _candidate(candidate, row=rows[candidate.row_key]) | terms(rows[candidate.row_key], one.facts)
            for candidate in one.match.candidates
            if candidate.row_key in rows
        ]
    options.append({"value": ASIDE, "label": "Không nhập tệp này"})
    options.append({"value": "", "label": "Để sau"})
    for number, option in enumerate(options):
        option["id"] = f"choice-{one.file.public_id}-{number}"
        option["checked"] = option["value"] == choice
    return options


def _candidate(candidate: Candidate, *, row: Request) -> dict[str, Any]:
    printed = row.printed
    about = ", ".join(text for text in (printed.get("position", ""), printed.get("workplace", "")) if text)
    return {
        "value": candidate.row_key,
        "label": f"Nhập cho dòng {row.position}: {row.name}",
        "about": about,
        "supporting": candidate.supporting,
        "opposing": candidate.opposing,
    }


def term_checks(dossier: Dossier, *, most_years: int) -> TermChecks:
    """For a row of Mẫu 04 and a certificate: old beside new, why its term cannot be, what deserves a second look."""

    def check(row: Request, facts: CertificateFacts) -> dict[str, str]:
        old = row.predecessor
        if dossier.procedure != "certificate_update" or old is None:
            return {}
        renewed = is_renewed(row.printed)
        old_end = old.not_after.astimezone(VIETNAM).date()
        new_end = facts.not_after.astimezone(VIETNAM).date()
        asked = "Gia hạn" if renewed else "Thay đổi thông tin, giữ nguyên ngày hết hạn"
        return {
            "about": f"{asked}. Đang dùng: số hiệu {short_serial(old.serial_number)}, hết hạn {old_end:%d/%m/%Y}; "
            f"tệp này hết hạn {new_end:%d/%m/%Y}",
            "term_refusal": term_refusal(renewed=renewed, old_end=old_end, new_end=new_end),
            "term_warning": term_warning(renewed=renewed, old_end=old_end, new_end=new_end, most_years=most_years),
        }

    return check


def _registered(facts: Sequence[CertificateFacts]) -> frozenset[str]:
    """Fingerprints that the register holds already."""
    prints = [one.fingerprint for one in facts]
    return frozenset(Certificate.objects.filter(fingerprint__in=prints).values_list("fingerprint", flat=True))


def _visible(case: Case, ids: list[int]) -> dict[int, uuid.UUID]:
    """Certificates whose page this person may open."""
    return dict(visible_certificates(case.actor).filter(pk__in=ids).values_list("pk", "public_id")) if ids else {}


def _seen_elsewhere(*, case: Case, strangers: Sequence[CertificateFacts], dossier: Dossier) -> dict[str, Dossier]:
    """Fingerprint -> the dossier that waits for it, where this person may see that dossier."""
    found = all_waiting_elsewhere(certificates=strangers, dossier=dossier) if strangers else {}
    if not found:
        return {}
    ids = [one.pk for one in found.values()]
    seen = set(visible_dossiers(case.actor).filter(pk__in=ids).values_list("pk", flat=True))
    return {fingerprint: one for fingerprint, one in found.items() if one.pk in seen}
