"""Whatever happened: every balance closes, half years agree with the next and with the year, bodies with the whole."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from directory.domain.roles import Role
from directory.models import Agency, User
from reporting.domain.movements import CaseCounts, CertificateCounts, Counts, SuspensionCounts, TermCounts, TokenCounts
from reporting.domain.movements import total as summed
from reporting.domain.periodic import PeriodicReport
from reporting.domain.periods import Period
from reporting.selectors.periodic import periodic_report
from requests_workflow.models import DeadlineRecord, Suspension
from tests import world
from tokens.models import Custody, LossReport

FIRST, SECOND, YEAR = Period("nua-nam", 2026, 1), Period("nua-nam", 2026, 2), Period("nam", 2026, 1)
SINCE, MIDDLE = FIRST.instants
UNTIL = SECOND.instants[1]
NOW = UNTIL + timedelta(days=40)
MOMENT = timedelta(microseconds=1)
instants = st.one_of(
    st.sampled_from([edge + step for edge in (SINCE, MIDDLE, UNTIL) for step in (-MOMENT, 0 * MOMENT, MOMENT)]),
    st.integers(-60, 400).map(lambda days: SINCE + timedelta(days=days, hours=9)),
)


@dataclass(frozen=True)
class CaseLife:
    """A case: when it was sent, received, due and over, and the stops of its clock."""

    body: int
    procedure: str
    state: str
    sent_at: datetime
    received: datetime | None
    due: datetime | None
    ended: datetime | None
    stops: tuple[tuple[datetime, datetime], ...]


@dataclass(frozen=True)
class DeviceLife:
    """A device: when somebody first had it, and when it was lost or came back."""

    body: int
    state: str
    held: datetime | None
    left: datetime | None


cases = st.builds(
    CaseLife,
    body=st.integers(0, 2),
    procedure=st.sampled_from(["individual_issue", "revocation", "handover_notice", "token_recovery"]),
    state=st.sampled_from(["received", "answered", "closed", "refused", "withdrawn"]),
    sent_at=instants,
    received=st.none() | instants,
    due=st.none() | instants,
    ended=st.none() | instants,
    stops=st.lists(st.tuples(instants, instants).map(lambda pair: (min(pair), max(pair))), max_size=2).map(tuple),
)
devices = st.builds(
    DeviceLife,
    body=st.integers(0, 2),
    state=st.sampled_from(["in_stock", "in_use", "lost", "returned"]),
    held=st.none() | instants,
    left=st.none() | instants,
)


@pytest.fixture
def bodies(db: None) -> list[Agency]:
    """A province, a commune of it, and a division of the commune."""
    top = world.make_agency("UBND tỉnh")
    commune = world.make_agency("UBND xã", parent=top)
    return [top, commune, world.make_agency("Phòng Văn hóa", parent=commune, can_submit=False)]


@pytest.fixture
def clerk(bodies: list[Agency]) -> User:
    return world.make_user("Lò Thị Soạn", Role.CLERK, agency=bodies[1])


def write_case(life: CaseLife, *, bodies: list[Agency], by: User) -> None:
    over = "closed_at" if life.state == "withdrawn" else "answered_at"
    dossier = world.make_dossier(
        bodies[life.body],
        by=by,
        procedure=life.procedure,
        state=life.state,
        channel="qlvb",
        sent_at=life.sent_at,
        first_received_at=life.received,
        due_at=life.due,
        due_bearer="provider" if life.due else "",
        **{over: life.ended},
    )
    world.make_request(dossier, state="refused" if life.state == "refused" else "pending")
    for since, until in life.stops:
        Suspension.objects.create(dossier=dossier, since=since, until=until, reason="Thiếu ngày sinh")


def write_device(life: DeviceLife, *, serial: str, bodies: list[Agency], by: User) -> None:
    body = bodies[life.body]
    token = world.make_token(serial, agency=body, state=life.state)
    if life.held is not None:
        Custody.objects.create(
            token=token, holder_agency=body, since=life.held, condition="Nguyên vẹn", reason="Tiếp nhận"
        )
    if life.left is not None and life.state == "lost":
        LossReport.objects.create(
            token=token, reported_by=by, reported_at=life.left, lost_on=life.left.date(), circumstances="Rơi"
        )


def whole[C: Counts](zero: C, lines: tuple[tuple[str, C], ...]) -> C:
    return summed(zero, *(counts for _, counts in lines))


def of_cases(report: PeriodicReport) -> CaseCounts:
    return summed(CaseCounts(), *(line.cases for line in report.procedures))


def agree(first: PeriodicReport, second: PeriodicReport, year: PeriodicReport) -> None:
    """The three reports on one body."""
    for one in (first, second, year):
        certificates, tokens = whole(CertificateCounts(), one.certificates), whole(TokenCounts(), one.tokens)
        assert all(counts.closes for _, counts in one.certificates)
        assert all(counts.closes for _, counts in one.tokens)
        assert all(line.cases.closes for line in one.procedures)
        if one.bodies:
            assert summed(CertificateCounts(), *(line.certificates for line in one.bodies)) == certificates
            assert summed(TokenCounts(), *(line.tokens for line in one.bodies)) == tokens
            assert summed(CaseCounts(), *(line.cases for line in one.bodies)) == of_cases(one)
            terms = summed(TermCounts(), *(line.counts for line in one.terms))
            assert sum(line.late for line in one.bodies) == terms.late + terms.overdue
    for of, came, went in ((CertificateCounts, "opening", "closing"), (TokenCounts, "opening", "closing")):
        part = "certificates" if of is CertificateCounts else "tokens"
        before, after, both = (whole(of(), getattr(one, part)) for one in (first, second, year))
        assert getattr(before, went) == getattr(after, came)
        assert (getattr(both, came), getattr(both, went)) == (getattr(before, came), getattr(after, went))
        assert (before.went + after.went) == both.went
    before, after, both = (of_cases(one) for one in (first, second, year))
    assert before.open == after.carried
    for name in ("received", "rows", "answered", "refused", "withdrawn", "historic"):
        assert getattr(before, name) + getattr(after, name) == getattr(both, name), name
    stopped = [stops_of(one).length for one in (first, second, year)]
    assert stopped[0] + stopped[1] == stopped[2]


def stops_of(report: PeriodicReport) -> SuspensionCounts:
    found = SuspensionCounts()
    for line in report.procedures:
        found += line.suspended
    return found


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(found=st.lists(cases, max_size=6), held=st.lists(devices, max_size=6))
def test_balances_of_cases_and_devices_close_and_periods_agree(
    bodies: list[Agency], clerk: User, found: list[CaseLife], held: list[DeviceLife]
) -> None:
    with transaction.atomic():
        for life in found:
            write_case(life, bodies=bodies, by=clerk)
        for number, device in enumerate(held):
            write_device(device, serial=f"TB-{number}", bodies=bodies, by=clerk)
        for body in bodies[:2]:
            first, second, year = (periodic_report(body=body, period=one, now=NOW) for one in (FIRST, SECOND, YEAR))
            agree(first, second, year)
        transaction.set_rollback(True)


def test_the_due_instant_itself_is_in_time_and_what_was_overdue_at_the_end_of_a_period_stays_so(
    bodies: list[Agency], clerk: User
) -> None:
    def terms(period: Period) -> TermCounts:
        report = periodic_report(body=bodies[0], period=period, now=NOW)
        return summed(TermCounts(), *(line.counts for line in report.terms))

    due = MIDDLE - timedelta(days=3)
    common = {"procedure": "individual_issue", "due_bearer": "provider", "first_received_at": SINCE}
    for ended in (due, due + MOMENT):
        world.make_dossier(bodies[1], by=clerk, state="answered", due_at=due, answered_at=ended, **common)
    assert terms(FIRST) == TermCounts(on_time=1, late=1)
    # Overdue when the half year ended; then asked for a supplement, and answered in time of the new term.
    late = world.make_dossier(
        bodies[1],
        by=clerk,
        state="answered",
        due_at=MIDDLE + timedelta(days=20),
        answered_at=MIDDLE + timedelta(days=19),
        **common,
    )
    for starts, ends in ((SINCE, due), (MIDDLE + timedelta(days=15), MIDDLE + timedelta(days=20))):
        DeadlineRecord.objects.create(
            dossier=late,
            parameter="issue_deadline",
            starts_at=starts,
            due_at=ends,
            explanation={},
            clause="Điều 11",
            computed_at=starts,
            superseded_at=NOW,
        )
    assert terms(FIRST) == TermCounts(on_time=1, late=1, overdue=1)
    assert terms(SECOND) == TermCounts(on_time=1)
