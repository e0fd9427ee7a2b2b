"""Facts of Mẫu 08 and 09: whether each device still has to come back, or can be lost at all."""

from datetime import datetime

from directory.models import User
from requests_workflow.domain.calendar import VIETNAM
from requests_workflow.domain.form_rows import cell_gaps, cell_problems
from requests_workflow.models import Dossier, Request
from requests_workflow.procedures.device_papers.facts import DevicePaperFacts
from requests_workflow.selectors.facts.document import actor_of, document_facts, profile_of
from tokens.models import DeviceReturn, Token


def gather(*, dossier: Dossier, by: User | None, now: datetime, request: Request | None) -> DevicePaperFacts:
    """Facts of the paper for this actor; its rows have no acts of their own."""
    rows = list(dossier.requests.select_related("token").order_by("position"))
    waiting = [row for row in rows if row.state == "pending"]
    # Asked of the device, not of the row: a row may be older than the duty.
    duties = DeviceReturn.objects.filter(token__in=[row.token_id for row in waiting], settled_at__isnull=True)
    due = set(duties.values_list("token_id", flat=True)) if waiting else set()
    profile = profile_of(dossier)
    form, today = dossier.kind.form(profile), now.astimezone(VIETNAM).date()
    return DevicePaperFacts(
        **document_facts(dossier=dossier, actor=actor_of(by, now), now=now),
        row_count=len(rows),
        rows_complete=not any(
            cell_gaps(cells=row.printed, form=form)
            or cell_problems(cells=row.printed, form=form, profile=profile, today=today)
            for row in waiting
        ),
        devices_settled=tuple(row.printed.get("token_serial", "") for row in waiting if row.token_id not in due),
        devices_lost=tuple(
            row.printed.get("token_serial", "")
            for row in waiting
            if row.token is not None and row.token.state == Token.State.LOST
        ),
        devices_gone=tuple(
            row.printed.get("token_serial", "")
            for row in waiting
            if row.token is not None and row.token.state == Token.State.RETURNED
        ),
        open_rows=sum(row.state not in dossier.kind.request.final for row in rows),
    )


def narrow(*, facts: DevicePaperFacts, rows: list[Request], by: User | None) -> list[DevicePaperFacts]:
    """A row knows nothing that its paper does not."""
    return [facts for _ in rows]
