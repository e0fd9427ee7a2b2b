"""Cases of every procedure by period: received, answered, withdrawn, open; whose term was kept; when clocks stood."""

from collections.abc import Collection, Iterator
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
from django.db.models.functions import Coalesce, Greatest, Least

from reporting.domain.movements import AFTER, BEFORE, IN, CaseCounts, SuspensionCounts, TermCounts
from requests_workflow.models import DeadlineRecord, Dossier, Request, Step, Suspension
from requests_workflow.procedures.outgoing_document.clauses import REPLACING_DOCUMENT
from requests_workflow.regulations.national_2024 import PROFILE as PRESENT


@dataclass(frozen=True)
class CaseGroup:
    """Cases of one body and procedure whose term is one bearer's ("" where none runs)."""

    agency: int
    procedure: str
    bearer: str
    cases: CaseCounts
    terms: TermCounts


def with_moments(rows: QuerySet[Dossier]) -> QuerySet[Dossier]:
    """Adds `came_at` and `ended_at`: the first receipt, and the answer, the withdrawal or the end of the case.

    A document that nobody has to receive (a notice) counts from the day it was sent, once it has come to its end.
    """
    ended = Case(
        When(state="withdrawn", then=Coalesce("closed_at", "answered_at")), default=Coalesce("answered_at", "closed_at")
    )
    return (
        rows.alias(ended=ended)
        .alias(
            came_at=Coalesce(
                "first_received_at",
                Case(When(ended__isnull=False, then=F("sent_at")), output_field=DateTimeField()),
            )
        )
        .alias(ended_at=Case(When(ended__isnull=False, then=Greatest("came_at", "ended"))))
    )


def case_movements(*, agencies: Collection[int], since: datetime, until: datetime) -> Iterator[CaseGroup]:
    """Groups of cases that were open at some instant of [since, until). One query."""
    stopped = Suspension.objects.filter(dossier=OuterRef("pk"), since__lt=until).filter(
        Q(until=None) | Q(until__gte=until)
    )
    kept = Request.objects.filter(dossier=OuterRef("pk")).exclude(state__in=("refused", "withdrawn"))
    # What came later, a supplement or another term, changes nothing of how the case stood at the end of the period.
    terms_then = DeadlineRecord.objects.filter(dossier=OuterRef("pk"), starts_at__lt=until)
    terms_then = terms_then.order_by("-starts_at", "-id")
    groups = (
        with_moments(Dossier.objects.filter(managing_agency__in=agencies))
        .filter(Q(came_at__lt=until))
        .filter(Q(ended_at=None) | Q(ended_at__gte=since))
        .alias(due_then=Coalesce(Subquery(terms_then.values("due_at")[:1]), "due_at"))
        .annotate(
            came=_one_of(When(came_at__lt=since, then=Value(BEFORE)), default=IN),
            left=_one_of(
                When(Q(ended_at=None) | Q(ended_at__gte=until), then=Value(AFTER)),
                When(state="withdrawn", then=Value("withdrawn")),
                When(state="refused", then=Value("refused")),
                When(Exists(kept), then=Value("answered")),
                default="refused",
            ),
            term=_one_of(
                When(Q(state="withdrawn") | Q(due_at=None), ended_at__lt=until, then=Value("")),
                When(ended_at__lt=until, ended_at__lte=F("due_at"), then=Value("on_time")),
                When(ended_at__lt=until, then=Value("late")),
                When(Exists(stopped), then=Value("waiting")),
                When(due_then=None, then=Value("")),
                When(due_then__lt=until, then=Value("overdue")),
                default="running",
            ),
            historic=_one_of(When(base=PRESENT.code, then=Value("")), default="x"),
        )
        .order_by()
        .values_list("managing_agency_id", "procedure", "due_bearer", "came", "left", "term", "historic")
        .annotate(n=Count("pk"))
    )
    for agency, procedure, bearer, came, left, term, historic, number in groups:
        cases = CaseCounts(
            carried=number if came == BEFORE else 0,
            received=number if came == IN else 0,
            historic=number if came == IN and historic else 0,
            answered=number if left in ("answered", "refused") else 0,
            refused=number if left == "refused" else 0,
            withdrawn=number if left == "withdrawn" else 0,
            open=number if left == AFTER else 0,
        )
        terms = TermCounts(**{term: number}) if term else TermCounts()
        yield CaseGroup(agency, procedure, bearer, cases, terms)


def rows_received(*, agencies: Collection[int], since: datetime, until: datetime) -> dict[tuple[int, str], int]:
    """Requests in the cases received in [since, until), by body and procedure. One query.

    A row that stands again in a paper drawn up anew is counted once.
    """
    received = with_moments(Dossier.objects.filter(managing_agency__in=agencies))
    received = received.filter(Q(came_at__gte=since) & Q(came_at__lt=until))
    again = Step.objects.filter(request=OuterRef("pk"), transition="withdraw", clause=REPLACING_DOCUMENT.cite())
    rows = Request.objects.filter(dossier__in=received.values("pk")).exclude(Q(state="withdrawn") & Exists(again))
    found = rows.order_by().values_list("dossier__managing_agency_id", "dossier__procedure").annotate(n=Count("pk"))
    return {(agency, procedure): number for agency, procedure, number in found}


def suspensions(*, agencies: Collection[int], since: datetime, until: datetime) -> dict[str, SuspensionCounts]:
    """Stops of the clock that reach into [since, until), by procedure, each cut to the period. One query."""
    start = Greatest("since", Value(since, output_field=DateTimeField()))
    end = Least(Coalesce("until", Value(until, output_field=DateTimeField())), Value(until))
    found = (
        Suspension.objects.filter(dossier__managing_agency__in=agencies, since__lt=until)
        .filter(Q(until=None) | Q(until__gt=since))
        .order_by()
        .values_list("dossier__procedure")
        .annotate(
            cases=Count("dossier", distinct=True),
            rounds=Count("pk"),
            length=Sum(ExpressionWrapper(end - start, output_field=DurationField())),
        )
    )
    return {
        procedure: SuspensionCounts(cases=cases, rounds=rounds, length=length)
        for procedure, cases, rounds, length in found
    }


def on_the_way(*, agencies: Collection[int], until: datetime) -> int:
    """Cases sent before `until` that nobody has received, answered or ended since. One query."""
    return Dossier.objects.filter(
        managing_agency__in=agencies,
        sent_at__lt=until,
        first_received_at=None,
        answered_at=None,
        closed_at=None,
        entered_by_department=False,
    ).count()


def _one_of(*cases: When, default: str) -> Case:
    return Case(*cases, default=Value(default), output_field=CharField())
