"""What an administrator watches: counts and ages, no content and no personal data of cases."""

from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Exists, Min, OuterRef, Q, QuerySet
from django.utils import timezone

from directory.domain.roles import Role
from directory.ledger import selectors as ledger
from directory.ledger.models import LedgerEntry, LedgerLink
from directory.models import Agency, AgencyFunction, Membership
from directory.selectors.roles import Actor, prefix_filter
from requests_workflow.models import OutboxMessage
from signing.models import SigningJob

# The dispatcher and the linker work within seconds; more than this is a stoppage.
SLOW_SECONDS = 60
# An entry is linked when its transaction is over; none is open for longer than this.
LONGEST_TRANSACTION = timedelta(hours=1)


def accounts_of(actor: Actor) -> QuerySet[Membership]:
    """Memberships in force in the bodies that the actor administers, and below them."""
    paths = tuple({agency.path for agency in actor.agencies(Role.ADMINISTRATOR)})
    return (
        Membership.objects.in_force(on=actor.day)
        .filter(prefix_filter(lookup="agency__path", paths=paths))
        .select_related("user__person", "agency")
    )


def functions_of(actor: Actor) -> list[AgencyFunction]:
    """Functions in force for the bodies that the actor administers, for the country or for what lies about them."""
    paths = [agency.path for agency in actor.agencies(Role.ADMINISTRATOR)]
    held = AgencyFunction.objects.filter(
        Q(valid_to__isnull=True) | Q(valid_to__gte=actor.day), valid_from__lte=actor.day
    )
    return [
        one
        for one in held.select_related("agency", "territory").order_by("function", "valid_from", "pk")
        if one.territory is None
        or any(path.startswith(one.territory.path) or one.territory.path.startswith(path) for path in paths)
    ]


def rules_chosen(actor: Actor) -> list[tuple[str, int]]:
    """(code of the local rules, how many bodies that exist today chose them) in the actor's bodies; "" for none."""
    paths = tuple({agency.path for agency in actor.agencies(Role.ADMINISTRATOR)})
    bodies = Agency.objects.filter(
        Q(valid_to__isnull=True) | Q(valid_to__gte=actor.day), prefix_filter(lookup="path", paths=paths)
    )
    counted = bodies.values("overlay").annotate(count=Count("pk")).order_by("overlay")
    return [(row["overlay"], row["count"]) for row in counted]


def queues(*, now: datetime) -> list[dict[str, Any]]:
    """Rows of a summary list: outbox, signing jobs, ledger; four queries."""
    return [*_outbox(now), *_jobs(now), *_ledger(now)]


def _outbox(now: datetime) -> list[dict[str, Any]]:
    found = OutboxMessage.objects.filter(done_at__isnull=True).aggregate(
        waiting=Count("pk"), failing=Count("pk", filter=~Q(last_error="")), oldest=Min("created_at")
    )
    return [
        _count("Hộp gửi đi: đang chờ", found["waiting"], _age(found["oldest"]), slow=_slow(found["oldest"], now)),
        _count("Hộp gửi đi: lần gửi trước bị lỗi", found["failing"], "", slow=bool(found["failing"])),
    ]


def _jobs(now: datetime) -> list[dict[str, Any]]:
    open_states = (SigningJob.State.QUEUED, SigningJob.State.RUNNING)
    found = SigningJob.objects.filter(state__in=open_states).aggregate(
        queued=Count("pk", filter=Q(state=SigningJob.State.QUEUED)),
        running=Count("pk", filter=Q(state=SigningJob.State.RUNNING)),
        oldest=Min("created_at"),
    )
    return [
        _count(
            "Việc ký số, kiểm tra: đang chờ",
            found["queued"],
            _age(found["oldest"]),
            slow=_slow(found["oldest"], now),
        ),
        _count("Việc ký số, kiểm tra: đang làm", found["running"], "", slow=False),
    ]


def _ledger(now: datetime) -> list[dict[str, Any]]:
    """Counts without reading the whole ledger: what is linked has gapless positions, the rest is recent."""
    head = ledger.head()
    links = LedgerLink.objects.filter(entry_id=OuterRef("pk"), entry_recorded_at=OuterRef("recorded_at"))
    waiting = LedgerEntry.objects.filter(~Exists(links))
    if head is not None:
        waiting = waiting.filter(recorded_at__gte=head.entry_recorded_at - LONGEST_TRANSACTION)
    found = waiting.aggregate(count=Count("pk"), oldest=Min("recorded_at"))
    linked = head.position if head else 0
    return [
        {"label": "Nhật ký: số mục", "value": _number(linked + found["count"])},
        {
            "label": "Nhật ký: mắt xích cuối",
            "value": f"Số {_number(linked)}, {bytes(head.chain).hex()[:16]}…" if head else "Chưa có",
        },
        _count(
            "Nhật ký: mục chờ nối vào chuỗi",
            found["count"],
            _age(found["oldest"]),
            slow=_slow(found["oldest"], now),
        ),
    ]


def _count(label: str, number: int, note: str, *, slow: bool) -> dict[str, Any]:
    if not number:
        return {"label": label, "tag": {"label": "0", "tone": "success"}}
    tone = "warning" if slow else "info"
    return {"label": label, "tag": {"label": _number(number), "tone": tone}, "note": note}


def _number(value: int) -> str:
    return f"{value:,}".replace(",", ".")


def _slow(since: datetime | None, now: datetime) -> bool:
    return since is not None and (now - since).total_seconds() > SLOW_SECONDS


def _age(since: datetime | None) -> str:
    return f"Cũ nhất từ {timezone.localtime(since):%H:%M:%S %d/%m/%Y}" if since else ""
