"""Devices that must go back, that went back, and that are lost (NĐ 68/2024 Điều 20)."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from certificates.models import Certificate
from directory.ledger.services import record
from directory.models import User
from tokens.models import DeviceReturn, LockReport, LossReport, Token
from tokens.services.errors import CannotRecord

__all__ = [
    "CannotRecord",
    "Due",
    "mark_found",
    "mark_lost",
    "mark_returned",
    "open_returns",
    "reopen_returns",
    "report_lost",
    "settle_returns",
]


@dataclass(frozen=True, kw_only=True)
class Due:
    """The clock of a return: from when, until when, how it was counted (plain JSON), under which clause."""

    starts_at: datetime
    due_at: datetime
    explanation: dict[str, object]
    clause: str


@transaction.atomic
def open_returns(
    *,
    devices: Sequence[tuple[Token, Certificate]],
    cause: str,
    due: Due,
    case_ref: str,
    by: User | None,
    now: datetime,
) -> dict[int, DeviceReturn]:
    """Token id -> its duty to be returned, new or open already; `cause` is a value of DeviceReturn.Cause.

    A revocation takes over the open duty of an expiry, with the clock of that. One ledger entry for all.
    """
    tokens = [token.pk for token, _ in devices]
    # Two acts at once open one duty: the second waits here, and finds what the first has made.
    list(Token.objects.select_for_update().filter(pk__in=tokens).order_by("pk").values_list("pk", flat=True))
    known = {one.token_id: one for one in DeviceReturn.objects.filter(token__in=tokens, settled_at__isnull=True)}
    made = DeviceReturn.objects.bulk_create(
        DeviceReturn(
            token=token,
            certificate=certificate,
            managing_agency_id=token.managing_agency_id,
            cause=cause,
            starts_at=due.starts_at,
            due_at=due.due_at,
            explanation=due.explanation,
            clause=due.clause,
            case_ref=case_ref,
            opened_at=now,
        )
        for token, certificate in devices
        if token.pk not in known
    )
    if made:
        record(
            action="device_returns.opened",
            object_type="case",
            object_id=case_ref or "expiry",
            by=by,
            at=now,
            payload={"cause": cause, "due_at": due.due_at.isoformat(), "returns": [str(one.public_id) for one in made]},
        )
    return known | {one.token_id: one for one in made}


@transaction.atomic
def settle_returns(
    *, token_ids: Collection[int], outcome: str, ref: str, by: User | None, at: datetime, now: datetime
) -> list[DeviceReturn]:
    """Ends the open duties of these devices as of `at`; returns them. `outcome` is a value of DeviceReturn.Outcome.

    One ledger entry for all.
    """
    ended = list(
        DeviceReturn.objects.select_for_update().filter(token__in=token_ids, settled_at__isnull=True).order_by("pk")
    )
    for one in ended:
        one.settled_at, one.outcome, one.settled_by_ref = at, outcome, ref
    DeviceReturn.objects.bulk_update(ended, ["settled_at", "outcome", "settled_by_ref"])
    if ended:
        record(
            action="device_returns.settled",
            object_type="case",
            object_id=ref,
            by=by,
            at=now,
            payload={
                "outcome": outcome,
                "settled_at": at.isoformat(),
                "returns": [str(one.public_id) for one in ended],
            },
        )
    return ended


@transaction.atomic
def reopen_returns(*, token_ids: Collection[int], ref: str, by: User | None, now: datetime) -> list[DeviceReturn]:
    """Duties that the case `ref` had ended as returned stand again, with their old term: the devices never arrived.

    A device that has another open duty keeps that one. Returns what stands again; one ledger entry for all.
    """
    list(Token.objects.select_for_update().filter(pk__in=token_ids).order_by("pk").values_list("pk", flat=True))
    open_now = DeviceReturn.objects.filter(token__in=token_ids, settled_at__isnull=True).values("token_id")
    settled = DeviceReturn.objects.filter(
        token__in=token_ids, settled_by_ref=ref, outcome=DeviceReturn.Outcome.RETURNED
    ).exclude(token__in=open_now)
    # One open duty per device: the latest of those that the case ended.
    again = list({one.token_id: one for one in settled.order_by("pk")}.values())
    for one in again:
        one.settled_at, one.outcome, one.settled_by_ref = None, "", ""
    DeviceReturn.objects.bulk_update(again, ["settled_at", "outcome", "settled_by_ref"])
    if again:
        record(
            action="device_returns.reopened",
            object_type="case",
            object_id=ref,
            by=by,
            at=now,
            payload={"returns": [str(one.public_id) for one in again]},
        )
    return again


def mark_returned(*, token_ids: Collection[int]) -> None:
    """The devices are with the provider again."""
    Token.objects.filter(pk__in=token_ids).update(state=Token.State.RETURNED)


def mark_lost(*, token_ids: Collection[int], ref: str, at: datetime) -> None:
    """The devices are lost for good: the register says so, and open reports are settled."""
    Token.objects.filter(pk__in=token_ids).update(state=Token.State.LOST)
    LossReport.objects.filter(token__in=token_ids, settled_at__isnull=True).update(settled_at=at)
    lost = Token.objects.filter(pk__in=token_ids).values_list("public_id", flat=True)
    record(
        action="tokens.lost",
        object_type="case",
        object_id=ref,
        by=None,
        at=at,
        payload={"tokens": sorted(str(public_id) for public_id in lost)},
    )


def mark_found(*, token_ids: Collection[int], ref: str, by: User | None, at: datetime) -> None:
    """Devices that were reported lost and turned up are as before, in use or locked, their reports settled.

    Others stay as they are.
    """
    reports = list(LossReport.objects.filter(token__in=token_ids, settled_at__isnull=True).select_related("token"))
    if not reports:
        return
    found = [one.token_id for one in reports]
    lost = Token.objects.filter(pk__in=found, state=Token.State.LOST)
    locked = LockReport.objects.filter(token__in=found, settled_at__isnull=True).values("token_id")
    lost.filter(pk__in=locked).update(state=Token.State.LOCKED)
    lost.update(state=Token.State.IN_USE)
    LossReport.objects.filter(pk__in=[one.pk for one in reports]).update(settled_at=at)
    record(
        action="tokens.found",
        object_type="case",
        object_id=ref,
        by=by,
        at=at,
        payload={"tokens": sorted(str(one.token.public_id) for one in reports)},
    )


@transaction.atomic
def report_lost(
    *, token: Token, by: User, at: datetime, lost_on: date, circumstances: str, emergency_call: str = ""
) -> tuple[LossReport, bool]:
    """(the report, whether it is new): the device is lost from now on. A second press finds the first report.

    Raises CannotRecord for a device that was returned or never handed over.
    """
    token = Token.objects.select_for_update().get(pk=token.pk)
    known = LossReport.objects.filter(token=token, settled_at__isnull=True).first()
    if known is not None:
        return known, False
    if token.state in (Token.State.RETURNED, Token.State.IN_STOCK):
        raise CannotRecord(
            f"Thiết bị {token.serial_number} đang ở tình trạng “{token.get_state_display()}” nên không báo mất được. "
            "Liên hệ cán bộ đầu mối của cơ quan."
        )
    before = token.state
    token.state = Token.State.LOST
    token.save(update_fields=["state"])
    report = LossReport.objects.create(
        token=token,
        reported_by=by,
        reported_at=at,
        lost_on=lost_on,
        circumstances=circumstances[:1000],
        emergency_call=emergency_call[:255],
    )
    record(
        action="token.reported_lost",
        object_type="token",
        object_id=str(token.public_id),
        by=by,
        at=at,
        payload={"report": str(report.public_id), "state_before": before},
    )
    return report, True
