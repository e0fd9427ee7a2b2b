"""Certificates that were revoked: into the register, and their devices on the way back (NĐ 68/2024 Điều 17–20)."""

from collections.abc import Sequence
from datetime import datetime

from certificates.services.revoking import Revocation, revoke_certificates
from requests_workflow.domain.revocation_reasons import BY_AUTHORITIES, BY_PROVIDER
from requests_workflow.models import Dossier, Request
from requests_workflow.services.device_returns import due_for, link_papers, opens_return
from requests_workflow.services.errors import FieldError, InvalidInput, known
from requests_workflow.services.performance import Performance
from requests_workflow.services.rows import move_rows
from tokens.models import DeviceReturn
from tokens.services import returning


def revoke_rows(p: Performance, *, rows: Sequence[Request]) -> None:
    """The certificates of these rows end at the time that the answer gives; each device has to go back from then on.

    `given.legal_at` is when the notice was received, `given.revoked_at` when the provider revoked (default: the same).
    """
    received_at = known(p.given.legal_at)
    revoked_at = p.given.revoked_at or received_at
    _refuse_impossible(rows=rows, revoked_at=revoked_at, received_at=received_at)
    case = p.dossier
    revoke_certificates(
        revocations=[
            Revocation(
                certificate=known(row.certificate), cause=_cause(row, case), reason=row.printed.get("reason", "")
            )
            for row in rows
            if row.certificate is not None
        ],
        at=revoked_at,
        by=p.by,
        now=p.now,
        case_ref=case.code,
    )
    to_return = opens_return(rows)
    due = due_for(
        profile=p.facts.profile, cause=DeviceReturn.Cause.REVOKED, revoked_at=revoked_at, noticed_at=received_at
    )
    opened = returning.open_returns(
        devices=[(known(row.token), known(row.certificate)) for row in to_return],
        cause=DeviceReturn.Cause.REVOKED,
        due=due,
        case_ref=case.code,
        by=p.by,
        now=p.now,
    )
    for row in to_return:
        row.obligation = opened[known(row.token).pk]
    Request.objects.bulk_update(to_return, ["obligation"])
    link_papers(opened.values())
    move_rows(performance=p, act="mark_revoked", rows=to_return)
    kept = {row.pk for row in to_return}
    move_rows(performance=p, act="close_revoked", rows=[row for row in rows if row.pk not in kept])


def revoke_by_notice(p: Performance) -> None:
    """A notice of the provider, the prosecution or the police: every row of the dossier is revoked."""
    rows = list(
        p.dossier.requests.select_for_update(of=("self",))
        .filter(state="pending")
        .select_related("token", "certificate__subscriber")
        .order_by("position")
    )
    revoke_rows(p, rows=rows)
    # Nothing was asked and nobody had a term: the notice is the case's beginning and its answer.
    p.dossier.first_received_at = p.dossier.answered_at = known(p.given.legal_at)


def _cause(row: Request, dossier: Dossier) -> str:
    """The code by which reports count: the case of Điều 17, or whose notice it was."""
    if code := row.printed.get("reason_code", ""):
        return str(code)
    return BY_PROVIDER if dossier.initiator == Dossier.Initiator.PROVIDER else BY_AUTHORITIES


def _refuse_impossible(*, rows: Sequence[Request], revoked_at: datetime, received_at: datetime) -> None:
    if revoked_at > received_at:
        raise InvalidInput(
            FieldError("revoked_at", "Thời điểm thu hồi sau thời điểm nhận thông báo. Kiểm tra lại ngày, giờ.")
        )
    early = [row.name for row in rows if row.certificate and revoked_at < row.certificate.not_before]
    if early:
        raise InvalidInput(
            FieldError("revoked_at", f"Thời điểm thu hồi sớm hơn ngày chứng thư có hiệu lực: {', '.join(early[:5])}.")
        )
