"""How devices came into the register and left it, from who held them and in which state they ended."""

from collections.abc import Collection, Iterator
from datetime import datetime

from django.db.models import Case, CharField, Count, DateTimeField, F, Min, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce, Greatest

from reporting.domain.movements import AFTER, BEFORE, IN, TokenCounts
from tokens.models import Custody, DeviceReturn, Installation, LossReport, Recovery, Token

GONE = (Token.State.LOST, Token.State.RETURNED)


def dated(*, agencies: Collection[int]) -> QuerySet[Token]:
    """Devices of these bodies with `came_at` and `left_at`.

    A device comes with its first hand-over, else with its first certificate; None: it was there before anybody wrote.
    A lost device leaves when it was reported, or confirmed by Mẫu 09; a returned one with its Mẫu 08. Where neither
    is on record, when its keeper's custody ended, or the body took the device back. None for a device that has not
    left, or left on a day that nobody wrote down.
    """
    custody = Custody.objects.filter(token=OuterRef("pk")).order_by("-since", "-id")
    installed = Installation.objects.filter(token=OuterRef("pk")).order_by()
    first_held = custody.order_by().values("token").annotate(first=Min("since")).values("first")
    reported = LossReport.objects.filter(token=OuterRef("pk")).order_by("-reported_at").values("reported_at")[:1]
    settled = DeviceReturn.objects.filter(token=OuterRef("pk"), outcome=OuterRef("state")).order_by("-settled_at")
    settled_at = settled.values("settled_at")[:1]
    taken_back = Case(When(holder_person=None, then=F("since")), output_field=DateTimeField())
    return (
        Token.objects.filter(managing_agency__in=agencies)
        .alias(
            came_at=Coalesce(
                Subquery(first_held),
                Subquery(installed.values("token").annotate(first=Min("installed_at")).values("first")),
            ),
            ended_at=Case(
                When(
                    state=Token.State.LOST,
                    then=Coalesce(Subquery(reported), Subquery(settled_at), Subquery(custody.values("until")[:1])),
                ),
                When(
                    state=Token.State.RETURNED,
                    then=Coalesce(
                        Subquery(settled_at),
                        Subquery(custody.annotate(ended=Coalesce("until", taken_back)).values("ended")[:1]),
                    ),
                ),
                output_field=DateTimeField(),
            ),
        )
        .alias(left_at=Case(When(ended_at__isnull=False, then=Greatest("came_at", "ended_at"))))
    )


def token_movements(
    *, agencies: Collection[int], since: datetime, until: datetime
) -> Iterator[tuple[int, str, TokenCounts]]:
    """(managing body, kind of device, counts) in [since, until); a pair may come several times. Two queries."""
    groups = (
        dated(agencies=agencies)
        .filter(Q(came_at=None) | Q(came_at__lt=until))
        .exclude(Q(state__in=GONE) & Q(left_at=None))
        .filter(Q(left_at=None) | Q(left_at__gte=since))
        .annotate(
            came=Case(When(came_at__gte=since, then=Value(IN)), default=Value(BEFORE), output_field=CharField()),
            left=Case(When(left_at__lt=until, then=Value(IN)), default=Value(AFTER), output_field=CharField()),
        )
        .order_by()
        .values_list("managing_agency_id", "kind", "came", "left", "state")
        .annotate(n=Count("pk"))
    )
    for agency, kind, came, left, state, number in groups:
        moved = {
            "opening": number if came == BEFORE else 0,
            "received": number if came == IN else 0,
            "closing": number if left == AFTER else 0,
        }
        if left == IN:
            moved["lost" if state == Token.State.LOST else "returned"] = number
        yield agency, kind, TokenCounts(**moved)
    recoveries = (
        Recovery.objects.filter(token__managing_agency__in=agencies, performed_at__gte=since, performed_at__lt=until)
        .order_by()
        .values_list("token__managing_agency_id", "token__kind")
        .annotate(n=Count("pk"))
    )
    for agency, kind, number in recoveries:
        yield agency, kind, TokenCounts(recovered=number)


def undated_tokens(*, agencies: Collection[int]) -> int:
    """Devices that were lost or returned on a day that nobody wrote down. One query."""
    return dated(agencies=agencies).filter(Q(state__in=GONE) & Q(left_at=None)).count()
