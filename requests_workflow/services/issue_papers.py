"""Mẫu 01, Mẫu 07 and the minutes of hand-over: fills the frozen inputs of requests_workflow.documents."""

from collections.abc import Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from directory.models import Agency, Person
from directory.selectors.roles import body_with_function, name_on
from requests_workflow.documents import issuing
from requests_workflow.documents import model as paper
from requests_workflow.documents.columns import columns_of
from requests_workflow.documents.request_wording import DECREE
from requests_workflow.domain.individual_rows import CENTRALISED, printed_row
from requests_workflow.models import Dossier, Request
from requests_workflow.regulations.profile import FormRef, Profile
from requests_workflow.services import papers
from requests_workflow.services.errors import known
from tokens.selectors.register import serial_at

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
CENTRALISED_TITLE = ", sử dụng giải pháp ký số tập trung"
REQUEST_TITLE = "cấp chứng thư chữ ký số chuyên dùng công vụ cho cá nhân"
ON_THE_WAY = ("issued", "device_at_department", "device_received", "handover_offered", "handed_over")


def request_title(rows: Sequence[Request]) -> str:
    """What the công văn asks for; the title names centralised signing where every row is of that kind."""
    centralised = bool(rows) and all(row.medium == Request.Medium.CENTRALISED for row in rows)
    return REQUEST_TITLE + (CENTRALISED_TITLE if centralised else "")


def issue_form(*, dossier: Dossier, profile: Profile, now: datetime) -> issuing.IssueForm:
    """Mẫu 01 of the dossier; number and date stay fields that the văn thư fills after the leader signed."""
    day = now.astimezone(VIETNAM).date()
    form = profile.individual_issue_form
    rows = list(dossier.requests.exclude(state="withdrawn").order_by("position"))
    title = request_title(rows)
    return issuing.IssueForm(
        document=letter(
            dossier=dossier, subject=f"V/v đề nghị {title}", day=day, copies=copy_names(dossier, profile, day)
        ),
        managing_body=name_on(agency=dossier.managing_agency, day=day),
        provider=provider_name(dossier, day),
        legal_basis=f"Điều 10, Điều 11 {DECREE}",
        contact=contact_facts(person=dossier.coordinator, agency=dossier.managing_agency, form=form),
        columns=columns_of(form),
        rows=tuple(_issue_row(row, form) for row in rows),
        request_title=title,
    )


def handover_notice(*, dossier: Dossier, profile: Profile, now: datetime) -> issuing.HandoverNotice:
    """Mẫu 07: which devices of which công văn were handed over, and how many of its devices are still to come."""
    day = now.astimezone(VIETNAM).date()
    form, parent = profile.handover_notice_form, known(dossier.parent)
    keys = [column.key for column in form.columns]
    rows = list(dossier.requests.order_by("position"))
    waiting = parent.requests.filter(medium=Request.Medium.TOKEN, state__in=ON_THE_WAY).exclude(notices__in=rows)
    return issuing.HandoverNotice(
        document=letter(dossier=dossier, subject=form.title, day=day),
        managing_body=name_on(agency=dossier.managing_agency, day=day),
        provider=provider_name(dossier, day),
        legal_basis=DECREE,
        request=papers.incoming_reference(parent),
        rows=tuple({key: row.printed.get(key, "") for key in keys} for row in rows),
        columns=columns_of(form),
        remaining=waiting.count(),
    )


def handover_minutes(
    *,
    dossier: Dossier,
    rows: Sequence[Request],
    giver: Person,
    confirmed: bool,
    now: datetime,
    decision: tuple[str, date] | None = None,
) -> issuing.HandoverMinutes:
    """Minutes for these rows: a paper to sign by hand, or the record of what both sides confirmed on screen.

    Rows come with person, certificate and token and, when `confirmed`, with the hand-over on record. `decision` is
    number and date of what gives an organisation's device to its keeper (Quy chế Ninh Thuận 2017, Điều 16 khoản 4).
    """
    day = now.astimezone(VIETNAM).date()
    agency = dossier.managing_agency
    superior, issuing_body = papers.heading(agency=agency, day=day)
    return issuing.HandoverMinutes(
        document=paper.AdministrativeDocument(
            superior_body=superior,
            issuing_body=issuing_body,
            symbol=None,
            place=agency.place,
            issued_on=day if confirmed else None,
            subject="Bàn giao thiết bị lưu khóa bí mật",
            signer=None,
        ),
        giver=issuing.Giver(
            name=giver.full_name,
            position=giver.position,
            organisation=name_on(agency=agency, day=day),
            confirmed_at=_offered_at(rows) if confirmed else None,
        ),
        receivers=tuple(_receiver(row, confirmed=confirmed) for row in rows),
        began_at=_offered_at(rows) if confirmed else None,
        location=name_on(agency=agency, day=day) if confirmed else "",
        request=papers.incoming_reference(dossier) if dossier.number else None,
        decision=_decision(dossier=dossier, decision=decision, day=day) if decision is not None else None,
        holder=", ".join(row.name for row in rows) if decision is not None else "",
    )


def _decision(*, dossier: Dossier, decision: tuple[str, date], day: date) -> paper.IncomingReference:
    number, issued_on = decision
    sender = name_on(agency=dossier.managing_agency, day=day)
    return paper.IncomingReference(kind="Quyết định", number_symbol=number, issued_on=issued_on, sender=sender)


def _receiver(row: Request, *, confirmed: bool) -> issuing.Receiver:
    person, token = known(row.person), known(row.token)
    serial, certificate, condition = token.serial_number, row.certificate, ""
    if confirmed:
        # What stood on the screen that both sides confirmed, whatever was corrected or came afterwards.
        at = known(row.handed_over_at)
        serial = serial_at(token=token, at=at)
        if row.steps.filter(transition="register_certificate", at__gt=at).exists():
            certificate = None
        custody = token.custody.filter(holder_person=person).order_by("-since").first()
        condition = custody.condition if custody else ""
    return issuing.Receiver(
        name=person.full_name,
        position=person.position,
        organisation=row.printed.get("workplace") or person.agency.name,
        certificate_serial=certificate.serial_number if certificate else "",
        device_serial=serial,
        condition=condition,
        received_at=row.handed_over_at if confirmed else None,
        confirmed_at=row.handed_over_at if confirmed else None,
    )


def _offered_at(rows: Sequence[Request]) -> datetime | None:
    steps = [row.steps.filter(transition="offer_handover").order_by("-id").first() for row in rows]
    return max((step.at for step in steps if step is not None), default=None)


def letter(*, dossier: Dossier, subject: str, day: date, copies: tuple[str, ...] = ()) -> paper.AdministrativeDocument:
    """The công văn of the managing body to the provider; `copies` are bodies that get one beside it."""
    agency = dossier.managing_agency
    superior, issuing_body = papers.heading(agency=agency, day=day)
    return paper.AdministrativeDocument(
        superior_body=superior,
        issuing_body=issuing_body,
        symbol=agency.abbreviation,
        place=agency.place,
        subject=subject,
        recipients=(provider_name(dossier, day),),
        signer=papers.signer_block(dossier),
        copies_to=("Như trên", *copies, "Lưu: VT"),
    )


def copy_names(dossier: Dossier, profile: Profile, day: date) -> tuple[str, ...]:
    """Bodies to which the profile sends a copy (services.copies.make_copies), under their names of that day."""
    agency = dossier.managing_agency
    found = (body_with_function(function=one, agency=agency, on=day) for one in profile.copies.value)
    known_already = (dossier.recipient_id, agency.pk)
    return tuple(name_on(agency=body, day=day) for body in found if body is not None and body.pk not in known_already)


def provider_name(dossier: Dossier, day: date) -> str:
    """The provider under its name of that day."""
    return name_on(agency=dossier.provider, day=day) if dossier.provider else "không có"


def contact_facts(*, person: Person | None, agency: Agency, form: FormRef) -> tuple[issuing.Fact, ...]:
    """The contact block in the order and words of the form."""
    values = {"contact_address": agency.address, "contact_agency": agency.name}
    if person is not None:
        issued = person.identity_issued_on
        values |= {
            "contact_name": person.full_name,
            "contact_id_number": person.identity_number,
            "contact_id_issued_on": f"{issued:%d/%m/%Y}" if issued else "",
            "contact_id_issued_by": person.identity_issued_by,
            "contact_position": person.position,
            "contact_mobile": person.phone,
            "contact_email": person.official_email,
        }
    return tuple(issuing.Fact(label=column.label, value=values.get(column.key, "")) for column in form.contact_fields)


def _issue_row(row: Request, form: FormRef) -> dict[str, str]:
    cells = printed_row(row.printed)
    if row.medium == Request.Medium.CENTRALISED:
        cells["sim_pki"] = CENTRALISED
    return {column.key: cells.get(column.key, "") for column in form.columns}
