"""The scan for coming expiries among a hundred thousand certificates."""

from collections.abc import Callable
from datetime import datetime, time
from functools import cache

from tests.bench.registry import benchmark
from tests.bench.server import ready

CERTIFICATES = 100_000


@cache
def _filled() -> None:
    ready()
    from django.db import transaction

    from tests.expiry.test_plans import fill

    with transaction.atomic():
        fill(count=CERTIFICATES)


@benchmark(f"expiry scan, {CERTIFICATES:,} certificates: what is watched today")
def scan() -> Callable[[], object]:
    _filled()
    from certificates.domain.validity import VIETNAM
    from certificates.selectors.expiring import watched

    day = datetime.now(VIETNAM).date()
    rows = watched(day=day, most_days_left=30).values_list("pk", "not_after", "managing_agency_id")
    if not 10_000 < rows.count() < 13_000:
        raise AssertionError("the stretch is not what it was meant to be")
    return lambda: list(rows.all())


@benchmark(f"expiry digests, {CERTIFICATES:,} certificates: one run that tells nobody anything new")
def digests() -> Callable[[], object]:
    _filled()
    from certificates.domain.validity import VIETNAM
    from requests_workflow.selectors.calendar import load_calendar
    from requests_workflow.services.expiry import send_digests

    day = load_calendar().next_working_day(datetime.now(VIETNAM).date())
    morning = datetime.combine(day, time(8, 0), VIETNAM)
    if send_digests(now=morning) != 1:
        raise AssertionError("the first run tells the one clerk there is")
    return lambda: send_digests(now=morning)
