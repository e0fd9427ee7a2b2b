"""How certificates came into circulation and left it, counted by PostgreSQL in one reading for any number of bodies."""

import re
from collections import Counter
from collections.abc import Collection, Iterator
from datetime import datetime

from django.db.models import Case, CharField, Count, DateTimeField, F, Min, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce, Greatest, Least, TruncDate

from certificates.domain.validity import VIETNAM
from certificates.models import Certificate, CertificateStatusChange
from reporting.domain.movements import AFTER, BEFORE, IN, CertificateCounts
from requests_workflow.domain.revocation_reasons import AUTHORITIES_LOCATOR, BY_AUTHORITIES, BY_PROVIDER, reason_of

REVOKED = Certificate.Status.REVOKED
SUPERSEDED = Certificate.Status.SUPERSEDED
UNSAID = "Không ghi lý do"
_CASE_NAME = re.compile(r"\s*\(hồ sơ [^()]*\)$")


def circulating(*, since: datetime, until: datetime) -> QuerySet[Certificate]:
    """Certificates in circulation at some instant of [since, until), with how and when they came and left.

    `came_when`, `left_when` are BEFORE, IN or AFTER the period; `came_how`, `left_how` are fields of CertificateCounts.
    A certificate circulates from `not_before` until it is revoked, replaced or past `not_after`, whichever is first
    (NĐ 68/2024 Điều 17 khoản 1, Điều 31 khoản 1); one revoked before its term begins comes and leaves at once.
    """
    changes = CertificateStatusChange.objects.filter(certificate=OuterRef("pk"), status=SUPERSEDED).order_by()
    replaced = Subquery(changes.values("certificate").annotate(first=Min("at")).values("first"))
    successor = Subquery(Certificate.objects.filter(predecessor=OuterRef("pk")).order_by().values("not_before"))
    was_revoked = Q(revoked_at__lte=F("not_after")) & (Q(replaced_at=None) | Q(revoked_at__lte=F("replaced_at")))
    return (
        Certificate.objects.filter(not_before__lt=until, not_after__gte=since)
        .filter(Q(revoked_at=None) | Q(revoked_at__gte=since) | Q(not_before__gte=since))
        .alias(
            # History is looked up only for what is active no more.
            replaced_at=Case(
                When(status=SUPERSEDED, then=Coalesce(replaced, successor)),
                When(status=REVOKED, then=replaced),
                output_field=DateTimeField(),
            ),
            last_day=TruncDate("not_after", tzinfo=VIETNAM),
            predecessor_last_day=TruncDate("predecessor__not_after", tzinfo=VIETNAM),
        )
        .alias(left_at=Greatest("not_before", Least("not_after", "revoked_at", "replaced_at")))
        .filter(left_at__gte=since)
        .annotate(
            came_when=_one_of(When(not_before__lt=since, then=Value(BEFORE)), default=IN),
            came_how=_one_of(
                When(predecessor=None, then=Value("first_issued")),
                When(renewal_count__gt=F("predecessor__renewal_count"), then=Value("renewed")),
                # A change of information leaves the last day where it was (NĐ 68/2024 Điều 16).
                When(last_day=F("predecessor_last_day"), then=Value("changed")),
                default="reissued",
            ),
            left_when=_one_of(When(left_at__lt=until, then=Value(IN)), default=AFTER),
            left_how=_one_of(
                When(was_revoked, then=Value("revoked")),
                When(replaced_at__lte=F("not_after"), then=Value("superseded")),
                default="expired",
            ),
        )
    )


def certificate_movements(
    *, agencies: Collection[int], since: datetime, until: datetime
) -> Iterator[tuple[int, str, CertificateCounts]]:
    """(managing body, kind of subscriber, counts) in [since, until); a pair may come several times. One query."""
    groups = circulating(since=since, until=until).filter(managing_agency__in=agencies).order_by()
    keys = ("managing_agency_id", "subscriber__kind", "came_when", "came_how", "left_when", "left_how")
    for agency, kind, came, came_how, left, left_how, number in groups.values_list(*keys).annotate(n=Count("pk")):
        moved = {
            "opening": number if came == BEFORE else 0,
            "closing": number if left == AFTER else 0,
        }
        if came == IN:
            moved[came_how] = number
        if left == IN:
            moved[left_how] = number
        yield agency, kind, CertificateCounts(**moved)


def revocations(*, agencies: Collection[int], since: datetime, until: datetime) -> tuple[tuple[str, int], ...]:
    """(case of Điều 17, or the reason as recorded; certificates revoked in [since, until)), most first. One query."""
    changes = CertificateStatusChange.objects.filter(certificate=OuterRef("pk"), status=REVOKED).order_by("-at", "-id")
    found = (
        circulating(since=since, until=until)
        .filter(Q(left_when=IN) & Q(left_how="revoked"), status=REVOKED, managing_agency__in=agencies)
        .annotate(
            why=Coalesce(
                Subquery(changes.values(why=Case(When(cause="", then=F("reason")), default=F("cause")))[:1]), Value("")
            )
        )
        .order_by()
        .values_list("why")
        .annotate(n=Count("pk"))
    )
    numbers: Counter[str] = Counter()
    for why, number in found:
        numbers[_words_of(why)] += number
    return tuple(sorted(numbers.items(), key=lambda one: (-one[1], one[0])))


def _words_of(why: str) -> str:
    """The words of a code of Điều 17; another text without the case that it names."""
    if why == BY_AUTHORITIES:
        return f"Theo yêu cầu của cơ quan tiến hành tố tụng, cơ quan công an ({AUTHORITIES_LOCATOR})"
    if why == BY_PROVIDER:
        return "Theo thông báo của tổ chức cung cấp dịch vụ chứng thực"
    case = reason_of(why)
    return f"{case.label} ({case.locator})" if case else _CASE_NAME.sub("", why).strip() or UNSAID


def _one_of(*cases: When, default: str) -> Case:
    return Case(*cases, default=Value(default), output_field=CharField())
