"""The periodic report of a province with a hundred thousand certificates, beside one query set for each body."""

from collections.abc import Callable
from datetime import datetime
from functools import cache
from typing import Any

from tests.bench.registry import benchmark
from tests.bench.server import ready

CERTIFICATES = 100_000


@cache
def _province() -> Any:
    """The root of the bodies that manage the certificates."""
    ready()
    from django.db import transaction

    from tests.expiry.test_plans import fill

    with transaction.atomic():
        clerk = fill(count=CERTIFICATES)
        _live()
    return clerk.memberships.get().agency.parent


def _live() -> None:
    """Of ten certificates one is revoked with a cause, one is replaced, and one follows the one that is replaced."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE certificates_certificate SET status = 'revoked', revoked_at = not_before + interval '2 years'"
            " WHERE id % 10 = 0"
        )
        cursor.execute("UPDATE certificates_certificate SET status = 'superseded' WHERE id % 10 = 1")
        cursor.execute(
            "UPDATE certificates_certificate SET predecessor_id = id - 1, renewal_count = 1 WHERE id % 10 = 2"
            " AND id - 1 IN (SELECT id FROM certificates_certificate)"
        )
        cursor.execute(
            "INSERT INTO certificates_certificatestatuschange (certificate_id, status, at, reason, cause)"
            " SELECT id, status, not_before + interval '2 years', '', CASE status WHEN 'revoked' THEN 'retired' ELSE ''"
            " END FROM certificates_certificate WHERE status <> 'active'"
        )
        cursor.execute("ANALYZE")


def _period() -> Any:
    from django.utils import timezone

    from reporting.domain.periods import Period

    return Period("nam", timezone.localdate().year - 1, 1)


@benchmark(f"periodic report, {CERTIFICATES:,} certificates, 100 bodies: the whole report")
def whole() -> Callable[[], object]:
    body, period = _province(), _period()
    from datetime import UTC

    from reporting.selectors.periodic import periodic_report

    return lambda: periodic_report(body=body, period=period, now=datetime.now(UTC))


@benchmark(f"periodic report, {CERTIFICATES:,} certificates, 100 bodies: certificates in one query")
def grouped() -> Callable[[], object]:
    return _certificates(grouped=True)


@benchmark(f"periodic report, {CERTIFICATES:,} certificates, 100 bodies: certificates, nine counts for each body")
def naive() -> Callable[[], object]:
    return _certificates(grouped=False)


def _certificates(*, grouped: bool) -> Callable[[], object]:
    province, period = _province(), _period()
    from django.db.models import Q

    from directory.models import Agency
    from reporting.domain.movements import CertificateCounts, total
    from reporting.selectors.certificate_movements import certificate_movements, circulating

    agencies = list(Agency.objects.filter(path__startswith=province.path).values_list("pk", flat=True))
    since, until = period.instants

    def in_one() -> CertificateCounts:
        groups = certificate_movements(agencies=agencies, since=since, until=until)
        return total(CertificateCounts(), *(counts for _, _, counts in groups))

    def one_by_one() -> CertificateCounts:
        found = CertificateCounts()
        for agency in agencies:
            rows = circulating(since=since, until=until).filter(managing_agency=agency)

            def number(rows: Any = rows, **condition: str) -> int:
                return int(rows.filter(Q(**condition)).count())

            ways_in = ("first_issued", "reissued", "renewed", "changed")
            ways_out = ("revoked", "superseded", "expired")
            found += CertificateCounts(
                opening=number(came_when="before"),
                closing=number(left_when="after"),
                **{how: number(came_when="in", came_how=how) for how in ways_in},
                **{how: number(left_when="in", left_how=how) for how in ways_out},
            )
        return found

    if in_one() != one_by_one() or not in_one().closes:
        raise AssertionError("the two ways count differently: the comparison would mean nothing")
    return in_one if grouped else one_by_one


@benchmark("periodic report: PDF of the report of 100 bodies")
def pdf() -> Callable[[], object]:
    body, report = _report()
    from datetime import UTC

    from reporting.services.periodic_pdf import render_periodic_report

    return lambda: render_periodic_report(report=report, author=body, now=datetime.now(UTC))


@benchmark("periodic report: workbook of the report of 100 bodies")
def workbook() -> Callable[[], object]:
    _, report = _report()
    from reporting.domain.periodic_tables import tables_of
    from reporting.services.workbook import write_workbook

    def write() -> None:
        write_workbook(heading=("Báo cáo",), tables=tables_of(report)).close()

    return write


def _report() -> tuple[Any, Any]:
    body, period = _province(), _period()
    from datetime import UTC

    from reporting.selectors.periodic import periodic_report

    return body, periodic_report(body=body, period=period, now=datetime.now(UTC))
