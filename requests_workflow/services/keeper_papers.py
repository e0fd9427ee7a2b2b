"""Minutes of the change of keeper, from the hand-over on record (Ninh Thuận Điều 10 khoản 3, Vĩnh Long Điều 14.4)."""

from datetime import datetime

from directory.models import Agency, Person
from directory.selectors.roles import name_on
from requests_workflow.documents import model as paper
from requests_workflow.documents.issuing import Giver
from requests_workflow.documents.minutes import KeeperChangeMinutes, KeptDevice
from requests_workflow.documents.request_wording import KEEPER_CHANGE_SUBJECT
from requests_workflow.services import papers
from requests_workflow.services.errors import known
from requests_workflow.services.issue_papers import VIETNAM
from tokens.models import Custody, Token


def keeper_change(*, token: Token, custody: Custody, now: datetime) -> KeeperChangeMinutes:
    """Who gave the device and who keeps it now, by which decision; both sides sign by hand.

    `custody` is a row with a person and a decision, its parties joined.
    """
    day = custody.since.astimezone(VIETNAM).date()
    agency = token.managing_agency
    superior, issuing_body = papers.heading(agency=agency, day=day)
    certificate = token.certificate
    return KeeperChangeMinutes(
        document=paper.AdministrativeDocument(
            superior_body=superior,
            issuing_body=issuing_body,
            symbol=None,
            place=agency.place,
            issued_on=day,
            subject=KEEPER_CHANGE_SUBJECT,
            signer=None,
        ),
        holder=str(token.subscriber or agency),
        giver=_party(custody.given_by_person, custody.given_by_agency or agency),
        receiver=_party(known(custody.holder_person), custody.holder_agency),
        decision=paper.IncomingReference(
            kind="Quyết định",
            number_symbol=custody.decision_number,
            issued_on=custody.decision_date,
            sender=name_on(agency=agency, day=day),
        ),
        devices=(
            KeptDevice(
                certificate_name=certificate.common_name if certificate else "",
                certificate_serial=certificate.serial_number if certificate else "",
                device_serial=token.serial_number,
                condition=custody.condition,
            ),
        ),
        began_at=custody.since,
        location=name_on(agency=agency, day=day),
    )


def _party(person: Person | None, agency: Agency) -> Giver:
    """A side of the minutes; the body itself where no person gave."""
    return Giver(
        name=person.full_name if person else "",
        position=person.position if person else "",
        organisation=agency.name,
    )
