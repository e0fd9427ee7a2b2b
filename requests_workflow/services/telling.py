"""Who hears of which step, in words: the notify_* effects."""

from directory.domain.personal_data import mask_identity_numbers
from directory.domain.roles import Role
from directory.models import User
from requests_workflow.models import Dossier, Request
from requests_workflow.regulations.profile import DELEGATED_DEPARTMENT
from requests_workflow.services.errors import known
from requests_workflow.services.notify import subscribers_of, tell, users_with
from requests_workflow.services.performance import Performance


def holders_of_next_step(*, dossier: Dossier, p: Performance) -> list[User]:
    """Users who have the next move; the chosen signer alone while the leader's signature is awaited."""
    if dossier.state == "leader_review":
        return [dossier.signer] if dossier.signer else []
    steps = dossier.kind.next_steps
    users = users_with(agency=dossier.managing_agency, roles=steps.at_agency.get(dossier.state, frozenset()), now=p.now)
    there = steps.at_department if dossier.recipient_function == DELEGATED_DEPARTMENT else steps.at_provider
    return users + users_with(agency=dossier.recipient, roles=there.get(dossier.state, frozenset()), now=p.now)


def notify_drafter(p: Performance) -> None:
    """The person who drafted."""
    _tell(p, [p.dossier.drafted_by], asks=p.dossier.state == "draft")


def notify_next(p: Performance) -> None:
    """Whoever has the next move."""
    _tell(p, holders_of_next_step(dossier=p.dossier, p=p), asks=True)


def notify_agency(p: Performance) -> None:
    """The managing agency: drafter, clerks, contact officers and the signer (Điều 13.2b: tell the managing body)."""
    roles = frozenset({Role.CLERK, Role.CONTACT_OFFICER})
    users = users_with(agency=p.dossier.managing_agency, roles=roles, now=p.now)
    if not p.dossier.entered_by_department:
        users.append(p.dossier.drafted_by)
    _tell(p, users + ([p.dossier.signer] if p.dossier.signer else []))


def notify_subscriber(p: Performance) -> None:
    """The people whose devices it is about; of one row only those of that row."""
    named = [device.request_id for device in p.given.devices] + [one.request_id for one in p.given.row_results]
    if not named:
        _tell(p, subscribers_of(p.dossier, request=p.request), asks=p.request is not None)
    # A parcel, or an answer, concerns those whose rows are in it.
    rows = p.dossier.requests.filter(public_id__in=named, person__account__isnull=False)
    for row in rows.select_related("person__account").order_by("position"):
        _tell(p, [known(row.person).account], row=row, asks=True)


def notify_officer(p: Performance) -> None:
    """The officer who now has the case."""
    _tell(p, [p.dossier.officer] if p.dossier.officer else [], asks=True)


def notify_recipient(p: Performance) -> None:
    """The body that the document went to."""
    roles = frozenset({Role.DEPARTMENT_OFFICER, Role.PROVIDER_OFFICER})
    _tell(p, users_with(agency=p.dossier.recipient, roles=roles, now=p.now), asks=True)


def notify_provider(p: Performance) -> None:
    """The provider's officers, where the dossier came to them by way of the department."""
    _tell(p, users_with(agency=p.dossier.provider, roles=frozenset({Role.PROVIDER_OFFICER}), now=p.now), asks=True)


def notify_copy(p: Performance) -> None:
    """The department that was sent a copy."""
    for copy in p.dossier.copies.filter(sent_at=p.given.legal_at).select_related("agency"):
        _tell(p, users_with(agency=copy.agency, roles=frozenset({Role.DEPARTMENT_OFFICER}), now=p.now))


def _tell(p: Performance, users: list[User], *, row: Request | None = None, asks: bool = False) -> None:
    """`asks`: the notice is settled once the row, or the dossier, has left its present state, unless that is an end."""
    dossier, step = p.dossier, p.step
    subject = f"{dossier.code}: {step.label}"
    noun = dossier.kind.row_noun.capitalize()
    row = row or p.request
    device = f" {noun}: {row.name} ({row.kind.request.label(row.state).lower()})." if row is not None else ""
    # The letter leaves the product: whose number a reason names is read on the case.
    reason = f" Lý do: {mask_identity_numbers(step.comment)}" if step.comment else ""
    body = (
        f"Hồ sơ {dossier.code} của {dossier.managing_agency.name}: {step.label.lower()}.{device}{reason} "
        f"Tình trạng hiện nay: {dossier.kind.dossier.label(dossier.state)}."
    )
    others = [user for user in users if p.by is None or user.pk != p.by.pk]
    state, procedure = (row.state, row.kind.request) if row is not None else (dossier.state, dossier.kind.dossier)
    tell(
        users=others,
        kind=step.transition,
        dossier=dossier,
        title=subject,
        body=body,
        event=f"step:{step.pk}",
        now=p.now,
        asks_in=state if asks and state not in procedure.final else "",
        request_id=row.pk if row is not None else None,
    )
