"""Mẫu 02–05, 08 and 09: fills the frozen inputs of requests_workflow.documents."""

from datetime import date, datetime

from directory.models import Person
from directory.selectors.roles import name_on
from requests_workflow.documents import minutes
from requests_workflow.documents import model as paper
from requests_workflow.documents.columns import columns_of
from requests_workflow.documents.request_wording import (
    LOSS_SUBJECT,
    REQUESTS,
    RETURN_SUBJECT,
    RequestWording,
    founding_remark,
    reissue_remark,
)
from requests_workflow.documents.requesting import RequestForm
from requests_workflow.domain.individual_rows import printed_row
from requests_workflow.models import Dossier, Request, Step
from requests_workflow.regulations.profile import FormRef, Profile
from requests_workflow.services import papers
from requests_workflow.services.errors import known
from requests_workflow.services.issue_papers import VIETNAM, contact_facts, copy_names, letter, provider_name


def wording_of(dossier: Dossier) -> RequestWording | None:
    """How papers call what the dossier asks for; None for one that is no request to the provider (Mẫu 06–09)."""
    return REQUESTS.get(BY_PROCEDURE.get(dossier.procedure, ""))


# The words of the papers are those of the present forms, whatever number a form bore before.
BY_PROCEDURE = {
    "individual_issue": "01",
    "organisation_issue": "02",
    "system_issue": "03",
    "certificate_update": "04",
    "revocation": "05",
}


def request_form(*, dossier: Dossier, profile: Profile, now: datetime) -> RequestForm:
    """Mẫu 02–05 of the dossier; number and date stay fields that the văn thư fills after the leader signed."""
    day = now.astimezone(VIETNAM).date()
    form, wording = dossier.kind.form(profile), known(wording_of(dossier))
    rows = list(dossier.requests.exclude(state="withdrawn").order_by("position"))
    return RequestForm(
        document=letter(dossier=dossier, subject=wording.subject, day=day, copies=copy_names(dossier, profile, day)),
        wording=wording,
        managing_body=name_on(agency=dossier.managing_agency, day=day),
        provider=provider_name(dossier, day),
        contact=contact_facts(person=dossier.coordinator, agency=dossier.managing_agency, form=form),
        columns=columns_of(form),
        rows=tuple(_cells(row, form) for row in rows),
        remarks=tuple(remark for row in rows for remark in _remarks(row)),
    )


def return_minutes(*, dossier: Dossier, profile: Profile, now: datetime) -> minutes.DeviceReturnMinutes:
    """Mẫu 08: what goes back to the provider; the provider's side is filled in by hand."""
    day = now.astimezone(VIETNAM).date()
    form = profile.return_form
    rows = list(dossier.requests.exclude(state="withdrawn").order_by("position"))
    return minutes.DeviceReturnMinutes(
        document=_minutes(dossier=dossier, subject=RETURN_SUBJECT, day=day),
        giver=_side(dossier, day),
        receiver=minutes.Side(organisation=provider_name(dossier, day)),
        columns=columns_of(form),
        rows=tuple(_cells(row, form) for row in rows),
        notice=_revocation_notice(rows, dossier=dossier, day=day),
    )


def loss_minutes(*, dossier: Dossier, profile: Profile, now: datetime) -> minutes.LossMinutes:
    """Mẫu 09: which devices are lost, since when and how; each subscriber signs as well."""
    day = now.astimezone(VIETNAM).date()
    form = profile.loss_form
    rows = list(dossier.requests.exclude(state="withdrawn").select_related("person__agency").order_by("position"))
    people = {row.person_id: row.person for row in rows if row.person is not None}
    return minutes.LossMinutes(
        document=_minutes(dossier=dossier, subject=LOSS_SUBJECT, day=day),
        managing_body=_side(dossier, day),
        subscribers=tuple(_person_side(person) for person in people.values()),
        provider=provider_name(dossier, day),
        columns=columns_of(form),
        rows=tuple(_cells(row, form) for row in rows),
    )


def _revocation_notice(rows: list[Request], *, dossier: Dossier, day: date) -> paper.IncomingReference | None:
    """The notice by which these devices have to go back, where it is one for all; None: the certificates expired."""
    steps = Step.objects.filter(
        dossier__requests__obligation__in=[row.obligation_id for row in rows if row.obligation_id],
        dossier__procedure="revocation",
        transition__in=("record_provider_answer", "record_revocation_notice"),
    ).distinct()
    letters = {(step.data.get("number", ""), step.data.get("document_date", "")) for step in steps}
    if len(letters) != 1:
        return None
    number, issued = letters.pop()
    return paper.IncomingReference(
        kind="Thông báo",
        number_symbol=number,
        issued_on=date.fromisoformat(issued) if issued else None,
        sender=provider_name(dossier, day),
    )


def _cells(row: Request, form: FormRef) -> dict[str, str]:
    cells = printed_row(row.printed)
    if detail := row.printed.get("reason_detail"):
        cells["reason"] = f"{cells['reason']}: {detail}"
    return {column.key: cells.get(column.key, "") for column in form.columns}


def _remarks(row: Request) -> list[str]:
    """What the form has no column for and the request has to say."""
    remarks = []
    if reference := row.printed.get("founding_reference"):
        remarks.append(founding_remark(name=row.name, reference=reference))
    if row.procedure in ("organisation_issue", "system_issue") and (old := row.printed.get("old_certificate_serial")):
        remarks.append(reissue_remark(name=row.name, serial=old))
    return remarks


def _minutes(*, dossier: Dossier, subject: str, day: date) -> paper.AdministrativeDocument:
    agency = dossier.managing_agency
    superior, issuing_body = papers.heading(agency=agency, day=day)
    return paper.AdministrativeDocument(
        superior_body=superior,
        issuing_body=issuing_body,
        symbol=papers.symbol_of(dossier),
        place=agency.place,
        subject=subject,
        signer=papers.signer_block(dossier),
        copies_to=(provider_name(dossier, day), "Lưu: VT"),
    )


def _side(dossier: Dossier, day: date) -> minutes.Side:
    """The managing body, spoken for by the contact person of the draft."""
    organisation = name_on(agency=dossier.managing_agency, day=day)
    person = dossier.coordinator
    if person is None:
        return minutes.Side(organisation=organisation)
    return _person_side(person, organisation=organisation)


def _person_side(person: Person, *, organisation: str = "") -> minutes.Side:
    return minutes.Side(
        organisation=organisation or person.agency.name,
        name=person.full_name,
        position=person.position,
        identity_number=person.identity_number,
        identity_issued_on=person.identity_issued_on,
        identity_issued_by=person.identity_issued_by,
        phone=person.phone,
    )
