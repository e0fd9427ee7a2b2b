"""Who signs a draft: the head unless the head drafts, a leader, or whoever the head has let sign by a decision."""

from datetime import datetime
from zoneinfo import ZoneInfo

from directory.models import Agency, Delegation, Membership
from directory.selectors.delegations import delegations_in_force
from requests_workflow.models import Dossier
from requests_workflow.services import papers
from requests_workflow.services.errors import FieldError, InvalidInput

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
DELEGATION_GONE = (
    "Việc giao ký, ủy quyền ký của người này không còn hiệu lực hoặc không gồm thủ tục này (Điều 13 Nghị định số "
    "30/2020/NĐ-CP). Chọn người ký khác."
)


def choose_default_signer(*, dossier: Dossier, on: datetime) -> None:
    """The head, unless the head drafts; nobody where the department has typed the dossier in."""
    if dossier.entered_by_department:
        return
    day = on.astimezone(VIETNAM).date()
    leaders = papers.leader_memberships(agency=dossier.managing_agency, on=day)
    chosen = next((m for m in leaders if m.user_id != dossier.drafted_by_id), None)
    set_signer(dossier=dossier, signer=chosen, on=on)


def set_signer(*, dossier: Dossier, signer: Membership | Delegation | None, on: datetime) -> None:
    """Keeps the signer on the (unsaved) dossier, with title, power and decision as they hold on that day.

    Raises InvalidInput for a leader or a decision that no longer is one.
    """
    dossier.signer_delegation = None
    if signer is None:
        dossier.signer, dossier.signer_title, dossier.signer_power = None, "", ""
        return
    if isinstance(signer, Delegation):
        offered = delegations_in_force(agency=dossier.managing_agency, now=on, procedure=dossier.procedure)
        found = next((one for one in offered if one.pk == signer.pk), None)
        if found is None:
            raise InvalidInput(FieldError("signer", DELEGATION_GONE))
        power, title = papers.power_by(found)
        dossier.signer, dossier.signer_delegation = found.delegate, found
    else:
        power, title = _powers_of_leader(agency=dossier.managing_agency, signer=signer, on=on)
        dossier.signer = signer.user
    dossier.signer_power, dossier.signer_title = "\n".join(power), "\n".join(title)


def _powers_of_leader(*, agency: Agency, signer: Membership, on: datetime) -> tuple[tuple[str, ...], tuple[str, ...]]:
    day = on.astimezone(VIETNAM).date()
    leaders = papers.leader_memberships(agency=agency, on=day)
    if signer.pk not in {m.pk for m in leaders}:
        raise InvalidInput(FieldError("signer", "Người ký không còn là lãnh đạo của cơ quan. Chọn người khác."))
    post = papers.head_title(agency=agency, leaders=leaders, on=day)
    return papers.power_of(membership=signer, head_title=post)
