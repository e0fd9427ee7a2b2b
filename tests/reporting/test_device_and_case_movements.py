"""Devices and cases of a period: what came, what went and when; whose term was kept; how long clocks stood."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from directory.domain.roles import Role
from directory.models import Agency, User
from reporting.domain.movements import CaseCounts, SuspensionCounts, TermCounts, TokenCounts
from reporting.domain.periodic import PeriodicReport
from reporting.domain.periods import Period
from reporting.selectors.periodic import periodic_report
from requests_workflow.models import DeadlineRecord, Dossier, Step, Suspension
from requests_workflow.procedures.outgoing_document.clauses import REPLACING_DOCUMENT
from tests import world
from tokens.models import Custody, DeviceReturn, Installation, LossReport, Recovery, Token

PERIOD = Period("nua-nam", 2026, 1)
SINCE, UNTIL = PERIOD.instants
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
MARCH = datetime(2026, 3, 10, 3, 0, tzinfo=UTC)
LATER = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)


@pytest.fixture
def commune(db: None) -> Agency:
    return world.make_agency("UBND xã Nà Cang", parent=world.make_agency("UBND tỉnh"))


@pytest.fixture
def clerk(commune: Agency) -> User:
    return world.make_user("Lò Thị Soạn", Role.CLERK, agency=commune)


def report_of(body: Agency, *, now: datetime = LATER) -> PeriodicReport:
    return periodic_report(body=body, period=PERIOD, now=now)


def held(token: Token, *spans: tuple[datetime, datetime | None], taken_back: datetime | None = None) -> None:
    """The keeper's custody over these spans, then the body's own."""
    person = world.make_person("Giàng A Giữ", agency=token.managing_agency)
    common: dict[str, Any] = {
        "token": token,
        "holder_agency": token.managing_agency,
        "condition": "Nguyên vẹn",
        "reason": "Bàn giao",
    }
    for since, until in spans:
        Custody.objects.create(holder_person=person, since=since, until=until, **common)
    if taken_back is not None:
        Custody.objects.create(since=taken_back, **common)


def device(serial: str, agency: Agency, state: str = "in_use", **values: Any) -> Token:
    return world.make_token(serial, agency=agency, state=state, **values)


def obligation(token: Token, *, outcome: str, at: datetime) -> None:
    certificate = world.make_certificate(world.make_subscriber(token.managing_agency))
    DeviceReturn.objects.create(
        token=token,
        certificate=certificate,
        managing_agency=token.managing_agency,
        cause="revoked",
        starts_at=at - DAY,
        due_at=at,
        explanation={},
        clause="Điều 20",
        opened_at=at - DAY,
        settled_at=at,
        outcome=outcome,
    )


def test_devices_come_with_their_first_holder_and_leave_lost_or_returned(commune: Agency, clerk: User) -> None:
    held(device("OLD", commune), (SINCE - DAY, None))
    device("NOBODY-WROTE", commune, state="in_stock")
    held(device("NEW", commune), (SINCE, SINCE + DAY), (SINCE + DAY, None))
    held(device("NEXT-PERIOD", commune), (UNTIL, None))
    installed = device("INSTALLED", commune)
    certificate = world.make_certificate(world.make_subscriber(commune))
    Installation.objects.create(token=installed, certificate=certificate, installed_at=MARCH)
    reported = device("REPORTED-LOST", commune, state="lost")
    held(reported, (SINCE - DAY, None))
    LossReport.objects.create(
        token=reported, reported_by=clerk, reported_at=MARCH, lost_on=MARCH.date(), circumstances="Rơi trên đường"
    )
    confirmed = device("CONFIRMED-LOST", commune, state="lost")
    held(confirmed, (SINCE - DAY, None))
    obligation(confirmed, outcome="lost", at=UNTIL - HOUR)
    held(device("LOST-BEFORE", commune, state="lost"), (SINCE - 9 * DAY, SINCE - DAY))
    sent_back = device("SENT-BACK", commune, state="returned")
    held(sent_back, (SINCE - DAY, None))
    obligation(sent_back, outcome="returned", at=MARCH)
    held(device("TAKEN-BACK", commune, state="returned"), (SINCE - DAY, MARCH), taken_back=MARCH)
    held(device("RETURNED-LATER", commune, state="returned"), (SINCE - DAY, UNTIL), taken_back=UNTIL)
    device("WHEN-LOST", commune, state="lost")
    operator = world.make_person("Vàng Văn Mở", agency=commune)
    for number, at in enumerate((SINCE, UNTIL - HOUR, UNTIL)):
        Recovery.objects.create(
            token=installed, way="counter", tool="gói", operator=operator, performed_at=at, case_ref=f"KP-{number}"
        )
    report = report_of(commune)
    found = dict(report.tokens)
    assert found["PKI Token"] == TokenCounts(opening=7, received=2, lost=2, returned=2, closing=5, recovered=2)
    assert found["PKI Token"].closes
    assert found["HSM"].is_empty
    assert report.undated_tokens == 1


def case(agency: Agency, *, by: User, procedure: str = "individual_issue", **values: Any) -> Dossier:
    """A case received in March whose term ends a day later."""
    common = {
        "procedure": procedure,
        "channel": "qlvb",
        "sent_at": MARCH - DAY,
        "first_received_at": MARCH,
        "due_at": MARCH + DAY,
    }
    return world.make_dossier(agency, by=by, **{**common, "due_bearer": "provider", "state": "received", **values})


def test_cases_close_their_balance_and_keep_two_clocks_apart(commune: Agency, clerk: User) -> None:
    def new(*, row: str = "issued", **values: Any) -> Dossier:
        dossier = case(commune, by=clerk, **values)
        world.make_request(dossier, state=row)
        return dossier

    new(state="answered", answered_at=MARCH + HOUR)
    new(state="answered", answered_at=MARCH + DAY)
    new(state="closed", answered_at=MARCH + DAY + HOUR)
    new(state="closed", answered_at=MARCH + HOUR, row="refused")
    new(state="refused", answered_at=MARCH + HOUR, row="refused")
    new(state="withdrawn", closed_at=MARCH + HOUR, row="withdrawn")
    new(state="closed", first_received_at=SINCE - HOUR, answered_at=UNTIL, due_at=UNTIL + DAY)
    new(due_at=UNTIL)
    new(due_at=UNTIL - HOUR, base="national_2019")
    waiting, waiting_since = (new(state="supplement_requested", due_at=None) for _ in range(2))
    Suspension.objects.create(dossier=waiting, since=MARCH, reason="Thiếu ngày sinh")
    Suspension.objects.create(dossier=waiting_since, since=UNTIL + DAY, reason="Thiếu nơi cấp")
    for dossier in (waiting, waiting_since):
        DeadlineRecord.objects.create(
            dossier=dossier,
            parameter="issue_deadline",
            starts_at=MARCH,
            due_at=MARCH + DAY,
            explanation={},
            clause="Điều 11",
            computed_at=MARCH,
            superseded_at=UNTIL + DAY,
        )
    # Not in the period: over before, received after, on the way, and still a draft.
    new(state="closed", first_received_at=SINCE - DAY, answered_at=SINCE - HOUR)
    new(first_received_at=UNTIL)
    new(state="sent", first_received_at=None, due_at=None)
    new(state="draft", first_received_at=None, sent_at=None, due_at=None)
    new(procedure="token_recovery", due_bearer="delegated_department", state="accepted", answered_at=MARCH + 2 * DAY)
    new(procedure="handover_notice", state="sent", first_received_at=None, due_at=None, due_bearer="", closed_at=MARCH)
    report = report_of(commune)
    found = {line.title: line.cases for line in report.procedures}
    issue = found["Cấp chứng thư chữ ký số cho cá nhân"]
    assert issue == CaseCounts(carried=1, received=10, rows=10, historic=1, answered=5, refused=2, withdrawn=1, open=5)
    assert all(counts.closes for counts in found.values())
    assert found["Khôi phục thiết bị lưu khóa bí mật"] == CaseCounts(received=1, rows=1, answered=1)
    assert found["Thông báo bàn giao thiết bị lưu khóa bí mật"] == CaseCounts(received=1, rows=1, answered=1)
    assert report.on_the_way == 1
    assert {(line.title[:4], line.bearer): line.counts for line in report.terms} == {
        ("Khôi", "Sở được ủy quyền"): TermCounts(late=1),
        ("Cấp ", "Cục CTS&BMTT"): TermCounts(on_time=4, late=1, running=2, waiting=1, overdue=2),
    }


def test_a_row_that_stands_again_in_a_new_paper_is_one_request(commune: Agency, clerk: User) -> None:
    dossier = case(commune, by=clerk)
    for position, clause in enumerate((REPLACING_DOCUMENT.cite(), "Điều 14", ""), start=1):
        row = world.make_request(dossier, position=position)
        if clause:
            Step.objects.create(
                dossier=dossier, request=row, transition="withdraw", label="Rút", source="pending",
                target="withdrawn", at=MARCH, clause=clause,
            )  # fmt: skip
            row.state = "withdrawn"
            row.save()
    assert sum(line.cases.rows for line in report_of(commune).procedures) == 2


def test_four_rounds_of_supplements_add_up_and_are_cut_to_the_period(commune: Agency, clerk: User) -> None:
    dossier = case(commune, by=clerk)
    rounds = [
        (SINCE - DAY, SINCE + DAY),
        (MARCH, MARCH + 3 * HOUR),
        (MARCH + DAY, MARCH + DAY + 5 * HOUR),
        (UNTIL - 2 * DAY, None),
    ]
    for since, until in rounds:
        Suspension.objects.create(dossier=dossier, since=since, until=until, reason="Thiếu thông tin")
    Suspension.objects.create(dossier=case(commune, by=clerk), since=MARCH, until=MARCH + HOUR, reason="Sai số hiệu")
    Suspension.objects.create(
        dossier=case(commune, by=clerk), since=SINCE - DAY, until=SINCE, reason="Xong từ kỳ trước"
    )
    stopped = next(line.suspended for line in report_of(commune).procedures if line.suspended.rounds)
    assert stopped == SuspensionCounts(cases=2, rounds=5, length=3 * DAY + 9 * HOUR)


def test_a_report_holds_the_body_and_all_below_it_and_a_running_period_ends_now(commune: Agency, clerk: User) -> None:
    assert commune.parent is not None
    division = world.make_agency("Phòng Kinh tế", parent=commune, can_submit=False)
    stranger = world.make_agency("UBND xã Hua Bum")
    for body, serial in ((commune, "A"), (division, "B"), (stranger, "C"), (commune.parent, "D")):
        held(device(serial, body), (SINCE + DAY, None))
    case(commune, by=clerk)
    report = report_of(commune.parent)
    lines = {line.name: (line.tokens.received, line.cases.received, line.late) for line in report.bodies}
    assert lines == {"UBND tỉnh": (1, 0, 0), "UBND xã Nà Cang": (2, 1, 1)}
    assert dict(report.tokens)["PKI Token"].received == 3
    assert not report.running
    first_day = report_of(commune.parent, now=SINCE + HOUR)
    assert first_day.running
    assert first_day.until == SINCE + HOUR
    assert dict(first_day.tokens)["PKI Token"].is_empty
    with pytest.raises(ValueError, match="has not begun"):
        report_of(commune.parent, now=SINCE)
