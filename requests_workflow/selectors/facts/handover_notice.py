"""Facts of Mẫu 07: whether each row is still with its subscriber and its certificate is known."""

from datetime import datetime

from directory.models import User
from requests_workflow.models import Dossier, Request
from requests_workflow.procedures.handover_notice import REQUEST, HandoverNoticeFacts
from requests_workflow.selectors.facts.document import actor_of, document_facts, profile_of


def gather(*, dossier: Dossier, by: User | None, now: datetime, request: Request | None) -> HandoverNoticeFacts:
    """Facts of the notice for this actor; its rows have no acts of their own."""
    rows = list(dossier.requests.select_related("origin").order_by("position"))
    required = [column.key for column in profile_of(dossier).handover_notice_form.columns if column.required]
    return HandoverNoticeFacts(
        **document_facts(dossier=dossier, actor=actor_of(by, now), now=now),
        row_count=len(rows),
        rows_complete=all(all(row.printed.get(key) for key in required) for row in rows),
        rows_without_certificate=tuple(row.name for row in rows if _origin(row).certificate_id is None),
        rows_not_handed_over=tuple(row.name for row in rows if _origin(row).state not in ("handed_over", "closed")),
        open_rows=sum(row.state not in REQUEST.final for row in rows),
    )


def narrow(*, facts: HandoverNoticeFacts, rows: list[Request], by: User | None) -> list[HandoverNoticeFacts]:
    """A row knows nothing that its notice does not."""
    return [facts for _ in rows]


def _origin(row: Request) -> Request:
    if row.origin is None:
        raise RuntimeError("a row of a notice without the row that it gives notice of")
    return row.origin
