"""Who hears of which step, in words: the notify_* effects."""

from directory.domain.roles import Role
from directory.models import User
from requests_workflow.domain.next_steps import AT_AGENCY, AT_DEPARTMENT, AT_PROVIDER
from requests_workflow.models import Dossier
from requests_workflow.procedures.token_recovery import DOSSIER
from requests_workflow.regulations.profile import DELEGATED_DEPARTMENT
from requests_workflow.services.notify import subscribers_of, tell, users_with
from requests_workflow.services.performance import Performance


def holders_of_next_step(*, dossier: Dossier, p: Performance) -> list[User]:
    """Users who have the next move; the chosen signer alone while the leader's signature is awaited."""
    if dossier.state == "leader_review":
        return [dossier.signer] if dossier.signer else []
    users = users_with(agency=dossier.managing_agency, roles=AT_AGENCY.get(dossier.state, frozenset()), now=p.now)
    there = AT_DEPARTMENT if dossier.recipient_function == DELEGATED_DEPARTMENT else AT_PROVIDER
    return users + users_with(agency=dossier.recipient, roles=there.get(dossier.state, frozenset()), now=p.now)


def notify_drafter(p: Performance) -> None:
    """The person who drafted."""
    _tell(p, [p.dossier.drafted_by])


def notify_next(p: Performance) -> None:
    """Whoever has the next move."""
    _tell(p, holders_of_next_step(dossier=p.dossier, p=p))


def notify_agency(p: Performance) -> None:
    """The managing agency: drafter, clerks, contact officers and the signer (Điều 13.2b: tell the managing body)."""
    roles = frozenset({Role.CLERK, Role.CONTACT_OFFICER})
    users = users_with(agency=p.dossier.managing_agency, roles=roles, now=p.now)
    if not p.dossier.entered_by_department:
        users.append(p.dossier.drafted_by)
    _tell(p, users + ([p.dossier.signer] if p.dossier.signer else []))


def notify_subscriber(p: Performance) -> None:
    """The people whose devices it is about; of one row only those of that row."""
    _tell(p, subscribers_of(p.dossier, request=p.request))


def notify_officer(p: Performance) -> None:
    """The officer who now has the case."""
    _tell(p, [p.dossier.officer] if p.dossier.officer else [])


def notify_recipient(p: Performance) -> None:
    """The body that the document went to."""
    roles = frozenset({Role.DEPARTMENT_OFFICER, Role.PROVIDER_OFFICER})
    _tell(p, users_with(agency=p.dossier.recipient, roles=roles, now=p.now))


def _tell(p: Performance, users: list[User]) -> None:
    dossier, step = p.dossier, p.step
    subject = f"{dossier.code}: {step.label}"
    device = f" Thiết bị {p.request.printed.get('token_serial', '')}." if p.request is not None else ""
    reason = f" Lý do: {step.comment}" if step.comment else ""
    body = (
        f"Hồ sơ {dossier.code} của {dossier.managing_agency.name}: {step.label.lower()}.{device}{reason} "
        f"Tình trạng hiện nay: {DOSSIER.label(dossier.state)}."
    )
    others = [user for user in users if p.by is None or user.pk != p.by.pk]
    tell(
        users=others,
        kind=step.transition,
        dossier=dossier,
        title=subject,
        body=body,
        event=f"step:{step.pk}",
        now=p.now,
    )
