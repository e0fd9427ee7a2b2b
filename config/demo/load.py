"""Loads the demo: in one transaction, once; a second load leaves everything as people have made it."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import connection, transaction

from config.demo.authority import open_or_create_ca, publish_anchors, publish_lists
from config.demo.cases import write_cases
from config.demo.identity import demo_id
from config.demo.personas import personas
from config.demo.write_calendar import write_calendar
from config.demo.write_certificates import local_day, write_certificates
from config.demo.write_directory import write_bodies, write_officials
from config.demo.write_tokens import TokenWriter
from directory.ledger.services import record
from directory.models import Agency
from signing.errors import SigningError
from signing.test_ca.opening import open_test_ca

# Advisory lock that makes loading single ("demo" in ASCII).
LOAD_LOCK = 0x64656D6F


class DemoRefused(Exception):
    """The demo cannot be loaded here; the text says why and what to do."""


@dataclass(frozen=True)
class Loaded:
    """What one load did."""

    rows: bool
    revocation_lists: bool


def load_demo(*, now: datetime, with_cases: bool = False) -> Loaded:
    """Write the demo data if the database has none, and renew the test CA's revocation lists when they are a week old.

    `with_cases` adds the cases, which take some half a minute to draw up, sign and verify; they come with the rows or
    not at all. Telling states are counted from the +07:00 day of `now`. Keys and papers are files, written before the
    rows that name them: a load that is killed leaves at most files that nothing names.

    :raises DemoRefused: DEMO is off, or the keys of an earlier load are gone.
    """
    if not settings.DEMO:
        raise DemoRefused("Dữ liệu dùng thử chỉ được nạp khi DEMO=1. Không nạp vào hệ thống thật.")
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOAD_LOCK])
        try:
            return _load(now, with_cases=with_cases)
        except SigningError as error:
            raise DemoRefused(f"{error} Nếu tệp khóa đã mất, chạy `make reset` rồi `make run`.") from error


def is_loaded() -> bool:
    """Whether the database holds the demo data; its transaction wrote either all or nothing."""
    return Agency.objects.filter(public_id=demo_id("agency", "na_cang")).exists()


def _load(now: datetime, *, with_cases: bool) -> Loaded:
    if is_loaded():
        ca = open_test_ca()
        return Loaded(rows=False, revocation_lists=publish_lists(ca=ca, now=now))
    ca = open_or_create_ca(now=now)
    agencies = write_bodies()
    people = write_officials(agencies=agencies)
    certificates = write_certificates(ca=ca, agencies=agencies, people=people, today=local_day(now))
    TokenWriter(agencies=agencies, people=people, certificates=certificates, now=now).write()
    publish_anchors(ca=ca, now=now)
    write_calendar()
    # Cases are past: their signatures are verified by the lists of their days, not by today's.
    cases = write_cases(now=now, ca=ca) if with_cases else 0
    publish_lists(ca=ca, now=now)
    record(
        action="demo_loaded",
        object_type="demo",
        object_id="demo",
        by="load_demo",
        at=now,
        payload={
            "agencies": len(agencies),
            "people": len(people),
            "accounts": len(personas()),
            "certificates": len(certificates),
            "cases": cases,
        },
    )
    return Loaded(rows=True, revocation_lists=True)
