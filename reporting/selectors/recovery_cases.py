"""Cases of Mẫu 06 for reports. Every number and every list on the page is the same query set, filtered further."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import (
    Case,
    CharField,
    Count,
    DateTimeField,
    DurationField,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from directory.domain.roles import Role
from directory.selectors.roles import Actor, prefix_filter
from reporting.domain.periods import Period
from requests_workflow.models import Dossier, Request, Suspension

PROCEDURE = "token_recovery"
# Values of ?ket_qua= and ?han=, with their words.
OUTCOMES = {
    "recovered": "Đã khôi phục",
    "refused": "Từ chối",
    "withdrawn": "Cơ quan rút",
    "open": "Đang giải quyết",
}
PUNCTUALITY = {
    "on_time": "Đúng hạn",
    "late": "Quá hạn",
    "running": "Trong hạn",
    "paused": "Chờ bổ sung",
    "none": "Không tính hạn",
}


@dataclass(frozen=True)
class Totals:
    """The counts on top; received = recovered + refused + withdrawn + open."""

    received: int
    recovered: int
    refused: int
    withdrawn: int
    open: int
    on_time: int
    late: int
    answered: int
    answered_on_time: int

    @property
    def on_time_share(self) -> str:
        """Share of answered cases that were answered in time: "97,5 %"; "–" where nothing was answered."""
        if not self.answered:
            return "–"
        share = f"{100 * self.answered_on_time / self.answered:.1f}".replace(".", ",")
        return f"{share.removesuffix(',0')} %"


def cases(*, actor: Actor, period: Period, now: datetime) -> QuerySet[Dossier]:
    """Cases in the actor's scope whose first receipt lies in the period, with `outcome` and `punctuality`.

    Scope of a report is the agencies' subtrees, the department's territory and what went to the provider; a
    subscriber's own case does not make it part of a report.
    """
    since, until = period.instants
    scope = prefix_filter(lookup="managing_agency__path", paths=actor.subtree_paths() + actor.department_territories)
    scope |= Q(recipient_id__in=[agency.pk for agency in actor.agencies(Role.PROVIDER_OFFICER)])
    recovered = Request.objects.filter(dossier=OuterRef("pk"), state__in=("recovered", "closed"))
    return (
        Dossier.objects.filter(scope, procedure=PROCEDURE, first_received_at__gte=since, first_received_at__lt=until)
        .annotate(
            outcome=Case(
                When(state="withdrawn", then=Value("withdrawn")),
                When(state="refused", then=Value("refused")),
                When(Q(answered_at__isnull=False) & Exists(recovered), then=Value("recovered")),
                When(answered_at__isnull=False, then=Value("refused")),
                default=Value("open"),
                output_field=CharField(),
            )
        )
        .annotate(
            punctuality=Case(
                When(outcome="withdrawn", then=Value("none")),
                When(state="supplement_requested", then=Value("paused")),
                When(due_at__isnull=True, then=Value("none")),
                When(answered_at__lte=F("due_at"), then=Value("on_time")),
                When(answered_at__isnull=False, then=Value("late")),
                When(due_at__lt=now, then=Value("late")),
                default=Value("running"),
                output_field=CharField(),
            )
        )
    )


def totals(rows: QuerySet[Dossier]) -> Totals:
    """All counts in one query."""

    def count(**condition: str | bool) -> Count:
        return Count("pk", filter=Q(**condition))

    timed = Q(punctuality__in=("on_time", "late"), answered_at__isnull=False)
    found = rows.order_by().aggregate(
        received=Count("pk"),
        **{outcome: count(outcome=outcome) for outcome in OUTCOMES},
        on_time=count(punctuality="on_time"),
        late=count(punctuality="late"),
        answered=Count("pk", filter=timed),
        answered_on_time=count(punctuality="on_time", answered_at__isnull=False),
    )
    return Totals(**found)


def narrowed(rows: QuerySet[Dossier], *, outcome: str, punctuality: str) -> QuerySet[Dossier]:
    """The drill-down of one count: values of OUTCOMES and PUNCTUALITY, or ""."""
    asked = {"outcome": outcome, "punctuality": punctuality}
    return rows.filter(Q(**{name: value for name, value in asked.items() if value}))


def with_details(rows: QuerySet[Dossier], *, now: datetime) -> QuerySet[Dossier]:
    """What a line shows: names, `device_count`, and `suspended`, the time for which the clock stood still."""
    until = Coalesce(F("until"), Value(now), output_field=DateTimeField())
    length = ExpressionWrapper(until - F("since"), output_field=DurationField())
    paused = Suspension.objects.filter(dossier=OuterRef("pk")).order_by().values("dossier")
    devices = Request.objects.filter(dossier=OuterRef("pk")).order_by().values("dossier")
    return rows.select_related("managing_agency", "recipient").annotate(
        suspended=Subquery(paused.annotate(total=Sum(length)).values("total"), output_field=DurationField()),
        device_count=Subquery(devices.annotate(total=Count("pk")).values("total")),
    )
