"""A paper that waits for a signer whose power has ended meanwhile: who drafted it is told, and recalls it."""

from datetime import datetime

from requests_workflow.models import Dossier
from requests_workflow.procedures.outgoing_document.drafting import DRAFTERS
from requests_workflow.selectors.signing_delegation import delegation_in_force
from requests_workflow.services.errors import known
from requests_workflow.services.notify import tell, users_with

KIND = "delegation_ended"


def tell_of_ended_delegations(*, now: datetime) -> int:
    """Tells once a paper and delegation (NĐ 30/2020 Điều 13); returns how many notices were new.

    The drafter hears, or who drafts for the body where that account is closed. One query, and a few for each paper that
    a delegate has before him.
    """
    waiting = Dossier.objects.filter(state="leader_review", signer_delegation__isnull=False)
    told = 0
    for dossier in waiting.select_related("managing_agency", "drafted_by", "signer__person").order_by("pk"):
        if delegation_in_force(dossier=dossier, now=now):
            continue
        users = [dossier.drafted_by]
        if not dossier.drafted_by.is_active:
            users = users_with(agency=dossier.managing_agency, roles=DRAFTERS, now=now)
        told += tell(
            users=users,
            kind=KIND,
            dossier=dossier,
            title=f"{dossier.code}: người được giao ký không còn ký được",
            body=(
                f"{known(dossier.signer).get_full_name()} được chọn ký hồ sơ {dossier.code} theo việc giao ký nay đã "
                "hết hiệu lực. Thu lại để sửa, rồi chọn người ký khác."
            ),
            event=f"{dossier.pk}:{dossier.signer_delegation_id}",
            now=now,
            asks_in="leader_review",
        )
    return told
