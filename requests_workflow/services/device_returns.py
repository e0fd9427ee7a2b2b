"""The duty to give a device back: which devices have it, by when, and how a paper ends it (NĐ 68/2024 Điều 20)."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import datetime

from django.db.models import Q

from directory.domain.roles import Role
from directory.selectors.roles import body_with_function
from requests_workflow.domain.calendar import VIETNAM
from requests_workflow.domain.deadlines import compute_deadline
from requests_workflow.models import Dossier, Request
from requests_workflow.regulations.profile import DELEGATED_DEPARTMENT, Profile
from requests_workflow.selectors.calendar import load_calendar
from requests_workflow.selectors.device_returns import PAPERS
from requests_workflow.selectors.facts import facts_for
from requests_workflow.services.errors import FieldError, InvalidInput, known
from requests_workflow.services.notify import tell, users_with
from requests_workflow.services.performance import Performance
from requests_workflow.services.rows import move_rows
from tokens.models import DeviceReturn, LossReport, Token
from tokens.services import custody, returning

LOST_ON_THE_WAY = (
    "Thiết bị đã báo thất lạc sau khi gửi nên không ghi là Cục đã nhận. Việc giao nộp còn mở đến khi gửi biên bản xác "
    "nhận thất lạc (Mẫu số 09)."
)


def due_for(*, profile: Profile, cause: str, revoked_at: datetime, noticed_at: datetime) -> returning.Due:
    """By when devices go back. The day from which the term runs is a value of the profile; for an expiry another.

    `revoked_at` is when the certificate ended, `noticed_at` when the agency had the notice of it.
    """
    expired = cause == DeviceReturn.Cause.EXPIRED
    origin = profile.device_return_starts_at_expiry if expired else profile.device_return_starts
    starts_at = noticed_at if origin.value == "notice_receipt" else revoked_at
    term = profile.device_return_deadline
    found = compute_deadline(term, starts_at, load_calendar(), profile.receipt_after_hours.value)
    return returning.Due(
        starts_at=starts_at, due_at=found.due_at, explanation=found.as_json(), clause=term.clause.cite()
    )


def confirmed_losses(token_ids: Collection[int]) -> set[int]:
    """Those of the devices whose loss was confirmed to the provider by a Mẫu 09 that was sent."""
    sent = Request.objects.filter(procedure="device_loss", state="closed", token__in=token_ids)
    return set(sent.values_list("token_id", flat=True))


def opens_return(rows: Sequence[Request]) -> list[Request]:
    """Those of the rows whose device has to come back: it is somewhere, and its loss is not settled already."""
    lost = confirmed_losses(_tokens(rows))
    gone = (Token.State.RETURNED,)
    return [row for row in rows if row.token is not None and row.token.state not in gone and row.token_id not in lost]


def link_papers(duties: Iterable[DeviceReturn]) -> None:
    """Rows of Mẫu 08 and 09 that were drafted before the duty point at it from now on; call when duties are opened."""
    by_token = {duty.token_id: duty for duty in duties}
    rows = list(Request.objects.filter(procedure__in=PAPERS, state="pending", token__in=by_token))
    for row in rows:
        row.obligation = by_token[row.token_id or 0]
    Request.objects.bulk_update(rows, ["obligation"])


def send_devices_back(p: Performance) -> Iterator[Performance]:
    """Mẫu 08 has left with the devices: the term is met, and the requests that asked for them end."""
    rows = _rows(p, state="pending")
    link_papers(DeviceReturn.objects.filter(token__in=_tokens(rows), settled_at__isnull=True))
    move_rows(performance=p, act="send_device", rows=rows)
    yield from _settle(p, rows=rows, outcome=DeviceReturn.Outcome.RETURNED)


def take_devices_back(p: Performance) -> Iterator[Performance]:
    """The provider has the devices: custody passes to it, and the register shows them as returned.

    A device reported lost since it was sent is none of them: its duty stands again, and its Mẫu 09 ends it. What had
    to go back for another cause meanwhile is met as well. Yields each dossier that waited for a device.
    """
    sent = _rows(p, state="sent")
    lost = [row for row in sent if known(row.token).state == Token.State.LOST]
    rows = [row for row in sent if row not in lost]
    _leave_to_loss(p, rows=lost)
    provider = known(p.dossier.provider)
    errors = []
    for row in rows:
        try:
            custody.hand_back(
                token=known(row.token),
                provider=provider,
                given_by_agency=p.dossier.managing_agency,
                at=known(p.given.legal_at),
                condition=row.printed.get("condition", ""),
                case_ref=p.dossier.code,
                by=known(p.by),
            )
        except custody.CannotRecord as error:
            errors.append(FieldError("legal_at", f"{row.printed.get('token_serial', '')}: {error}"))
    if errors:
        raise InvalidInput(*errors)
    returning.mark_returned(token_ids=_tokens(rows))
    move_rows(performance=p, act="take_device", rows=rows)
    yield from _settle(p, rows=rows, outcome=DeviceReturn.Outcome.RETURNED)


def _leave_to_loss(p: Performance, *, rows: Sequence[Request]) -> None:
    # Where the loss was confirmed to the provider already, nothing is left to be done.
    confirmed = confirmed_losses(_tokens(rows))
    tokens = [pk for pk in _tokens(rows) if pk not in confirmed]
    returning.reopen_returns(token_ids=tokens, ref=p.dossier.code, by=p.by, now=p.now)
    move_rows(performance=p, act="leave_lost", rows=rows, comments={row.pk: LOST_ON_THE_WAY for row in rows})


def device_found(p: Performance) -> None:
    """A Mẫu 09 was given up because its devices were found: the register shows them as before the loss."""
    tokens = [row.token_id for row in p.dossier.requests.all() if row.token_id is not None]
    reports = LossReport.objects.filter(token__in=tokens, settled_at__isnull=True)
    found = list(reports.select_related("token__managing_agency", "reported_by"))
    returning.mark_found(token_ids=tokens, ref=p.dossier.code, by=p.by, at=p.now)
    for report in found:
        _tell_found(p, report=report)


def open_revocations(token_ids: Collection[int]) -> list[Request]:
    """Requests that ask to revoke what is on these devices and are not answered yet: finding a device ends none."""
    certificates = Token.objects.filter(pk__in=token_ids, certificate__isnull=False).values("certificate")
    asked = Q(token__in=token_ids) | Q(certificate__in=certificates)
    rows = Request.objects.filter(asked, procedure="revocation", state="pending", dossier__closed_at__isnull=True)
    return list(rows.select_related("dossier").order_by("pk"))


def _tell_found(p: Performance, *, report: LossReport) -> None:
    """Everybody who heard that it was lost hears that it was found, and what still runs against it."""
    agency, day = report.token.managing_agency, p.now.astimezone(VIETNAM).date()
    department = body_with_function(function=DELEGATED_DEPARTMENT, agency=agency, on=day)
    people = users_with(
        agency=agency, roles=frozenset({Role.CLERK, Role.CONTACT_OFFICER, Role.AGENCY_LEADER}), now=p.now
    )
    people += users_with(agency=department, roles=frozenset({Role.DEPARTMENT_OFFICER}), now=p.now)
    still = ", ".join(dict.fromkeys(row.dossier.code for row in open_revocations([report.token_id])))
    more = f" Hồ sơ thu hồi còn mở: {still}; rút nếu thiết bị dùng tiếp, giữ nếu nghi lộ khóa." if still else ""
    tell(
        users=[one for one in [*people, report.reported_by] if p.by is None or one.pk != p.by.pk],
        kind="device_found",
        dossier=None,
        title=f"Đã tìm thấy thiết bị {report.token.serial_number} của {agency.name}",
        body=f"Bỏ biên bản thất lạc {p.dossier.code}. Lý do: {p.given.reason}.{more}",
        event=f"found:{report.pk}",
        now=p.now,
        url=f"/thiet-bi/{report.token.public_id}/",
    )


def settle_lost_devices(p: Performance) -> Iterator[Performance]:
    """Mẫu 09 was sent: the devices are lost for good, and the requests that asked for them end."""
    rows = _rows(p, state="pending")
    returning.mark_lost(token_ids=_tokens(rows), ref=p.dossier.code, at=p.now)
    move_rows(performance=p, act="send_loss", rows=rows)
    yield from _settle(p, rows=rows, outcome=DeviceReturn.Outcome.LOST)


def _rows(p: Performance, *, state: str) -> list[Request]:
    rows = p.dossier.requests.select_for_update(of=("self",)).filter(state=state).select_related("token")
    return list(rows.order_by("position"))


def _tokens(rows: Sequence[Request]) -> list[int]:
    return [row.token_id for row in rows if row.token_id is not None]


def _settle(p: Performance, *, rows: Sequence[Request], outcome: str) -> Iterator[Performance]:
    """Ends the open duties of these devices and the revocation rows behind them; yields each dossier concerned."""
    at = p.given.legal_at or p.now
    ended = returning.settle_returns(
        token_ids=_tokens(rows), outcome=outcome, ref=p.dossier.code, by=p.by, at=at, now=p.now
    )
    yield from close_behind(p, obligations=[one.pk for one in ended])


def close_behind(p: Performance, *, obligations: Collection[int]) -> Iterator[Performance]:
    """Closes the revoked rows that waited for these duties; yields a performance for each dossier concerned."""
    waiting = Request.objects.filter(obligation__in=obligations, state="revoked", procedure="revocation")
    parents = Dossier.objects.select_for_update(of=("self",)).select_related("managing_agency", "recipient")
    for parent in parents.filter(pk__in=waiting.values("dossier_id")).exclude(pk=p.dossier.pk).order_by("pk"):
        follower = Performance(
            dossier=parent,
            request=None,
            decision=p.decision,
            facts=facts_for(dossier=parent, by=None, now=p.now),
            step=p.step,
            given=p.given,
            by=None,
            now=p.now,
            prepared=p.prepared,
        )
        rows = parent.requests.select_for_update().filter(obligation__in=obligations, state="revoked")
        move_rows(performance=follower, act="device_settled", rows=list(rows.order_by("position")))
        parent.version += 1
        yield follower
