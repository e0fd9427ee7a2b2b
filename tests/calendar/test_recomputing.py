"""A changed day moves the deadlines that run across it, and no other; each case says so."""

from collections.abc import Callable
from datetime import date, timedelta

from django.db import connection, transaction

from directory.ledger.models import LedgerEntry
from directory.models import User
from requests_workflow.models import CalendarChange, CalendarDay, DeadlineRecord, Dossier, Notification
from requests_workflow.selectors.calendar import load_calendar
from requests_workflow.services.calendar_changes import decide_changes, proposed_calendar
from requests_workflow.services.calendar_rows import write_days
from requests_workflow.services.calendar_watch import watch_calendar
from requests_workflow.services.recomputing import count_moves, recompute_open_deadlines
from tests import world
from tests.calendar.conftest import CULTURE_DAY, NOW, Province, at
from tokens.models import DeviceReturn

RECEIVED = at(date(2026, 11, 23), "09:00")


def test_a_day_taken_out_of_the_calendar_brings_the_deadline_forward(province: Province) -> None:
    case = province.add_case(received=RECEIVED)
    early = province.add_case(received=at(date(2026, 11, 19), "09:00"))
    late = province.add_case(received=at(date(2026, 11, 25), "09:00"))
    answered = province.add_case(received=RECEIVED, answered_at=NOW)
    closed = province.add_case(received=RECEIVED, closed_at=NOW)
    provider = province.add_case(received=RECEIVED, due_bearer="provider", officer=province.officer)
    assert case.due_at == at(date(2026, 11, 25), "17:00")
    old = DeadlineRecord.objects.get(dossier=case)
    assert old.explanation["provisional"]

    change = province.propose(CULTURE_DAY)
    planned = proposed_calendar(changes=[change], calendar=load_calendar())
    assert count_moves(days={CULTURE_DAY}, calendar=planned) == 2
    done = decide_changes(change_ids=[change.public_id], approve=True, by=province.leader, now=NOW)
    connection.check_constraints()
    assert done.moved == 2

    version = case.version
    case.refresh_from_db()
    assert case.due_at == at(date(2026, 11, 24), "17:00")
    assert (case.state, case.version) == ("received", version + 1)
    old.refresh_from_db()
    assert old.superseded_at == NOW
    new = DeadlineRecord.objects.get(dossier=case, superseded_at=None)
    assert (new.starts_at, new.due_at, new.parameter, new.clause, new.computed_at) == (
        old.starts_at, case.due_at, old.parameter, old.clause, NOW,
    )  # fmt: skip
    assert not new.explanation["provisional"]
    assert new.explanation["calendar_version"] == load_calendar().version
    step = case.steps.latest("id")
    assert (step.transition, step.source, step.target, step.by) == (
        "recompute_deadline", "received", "received", province.leader,
    )  # fmt: skip
    assert step.comment.startswith("Hạn chuyển từ 17:00 25/11/2026 sang 17:00 24/11/2026 vì")
    assert "24/11/2026 nay là thứ Ba, ngày làm việc" in step.comment
    for untouched in (early, late, answered, closed):
        assert DeadlineRecord.objects.filter(dossier=untouched).count() == 1
    entry = LedgerEntry.objects.get(action="calendar.deadlines_recomputed")
    assert [one["dossier"] for one in entry.payload["cases"]] == [case.code, provider.code]
    assert entry.payload["cases"][0]["step"] == step.pk
    assert told() == {
        # No officer has taken the case: all of them hear. The provider's clock concerns the agency alone.
        (province.officer.pk, case.pk),
        (province.colleague.pk, case.pk),
        (province.clerk.pk, None),
    }
    clerk = Notification.objects.get(recipient=province.clerk)
    assert clerk.title.startswith("Hạn của 2 hồ sơ")
    assert case.code in clerk.body
    assert provider.code in clerk.body


def told() -> set[tuple[int, int | None]]:
    return set(Notification.objects.filter(kind="deadline_moved").values_list("recipient_id", "dossier_id"))


def test_a_new_day_off_on_the_due_day_moves_the_end_on_and_a_made_up_saturday_back(province: Province) -> None:
    case = province.add_case(received=at(date(2026, 11, 26), "09:00"), officer=province.officer)
    assert case.due_at == at(date(2026, 11, 27), "17:00")
    storm = province.propose(date(2026, 11, 27), "off", reason="Nghỉ vì bão")
    decide_changes(change_ids=[storm.public_id], approve=True, by=province.leader, now=NOW)
    case.refresh_from_db()
    assert case.due_at == at(date(2026, 11, 30), "17:00")
    saturday = province.propose(date(2026, 11, 28), "work", reason="làm bù cho ngày 27/11/2026")
    decide_changes(change_ids=[saturday.public_id], approve=True, by=province.leader, now=NOW)
    case.refresh_from_db()
    assert case.due_at == at(date(2026, 11, 28), "17:00")
    assert DeadlineRecord.objects.filter(dossier=case).count() == 3
    assert told() == {(province.officer.pk, case.pk), (province.clerk.pk, case.pk)}
    # The day becomes certain: nothing moves, so nobody is told and nothing is written on the case.
    steps = case.steps.count()
    sure = province.propose(date(2026, 11, 27), "off", reason="Nghỉ vì bão số 9")
    assert decide_changes(change_ids=[sure.public_id], approve=True, by=province.leader, now=NOW).moved == 0
    assert case.steps.count() == steps


def test_an_end_that_comes_forward_to_today_is_told_at_once_whatever_was_told_before(province: Province) -> None:
    User.objects.filter(pk=province.officer.pk).update(email="canbo@laichau.example")
    today = date(2026, 11, 23)
    province.add_case(received=at(date(2026, 11, 20), "09:00"), officer=User.objects.get(pk=province.officer.pk))

    def decided(kind: str, day: date = today) -> list[str]:
        change = province.propose(day, kind, reason=f"Đổi ngày {day:%d/%m/%Y} ({kind})")
        decide_changes(change_ids=[change.public_id], approve=True, by=province.leader, now=NOW)
        return list(
            Notification.objects.filter(recipient=province.officer).order_by("id").values_list("mail", flat=True)
        )

    assert decided("off") == ["queued"]
    assert decided("off", date(2026, 11, 25)) == ["queued", "held"]
    assert decided("plain") == ["queued", "held", "queued"]


def test_hundreds_of_cases_cost_as_many_statements_as_one(
    province: Province, sql_of: Callable[[Callable[[], object]], int]
) -> None:
    def move(day: date, cases: int) -> int:
        """Cases received the day before `day`, which then becomes a day off."""
        for _ in range(cases):
            province.add_case(received=at(day - timedelta(days=1), "09:00"))
        change = province.propose(day, "off", reason="Nghỉ vì bão")
        moved: list[int] = []

        def approve() -> None:
            done = decide_changes(change_ids=[change.public_id], approve=True, by=province.leader, now=NOW)
            moved.append(done.moved)

        statements = sql_of(approve)
        assert moved == [cases]
        return statements

    assert move(date(2026, 12, 9), 150) == move(date(2026, 12, 2), 1)


def test_a_clock_started_while_the_calendar_changed_is_set_right_the_next_day(province: Province) -> None:
    change = province.propose(CULTURE_DAY)
    case = province.add_case(received=RECEIVED)
    # The approval has not seen the case: it was being received at that instant.
    CalendarChange.objects.filter(pk=change.pk).update(decision="approved", decided_by=province.leader, decided_at=NOW)
    CalendarDay.objects.filter(date=CULTURE_DAY).delete()
    watch_calendar(now=at(date(2026, 11, 24), "08:00"))
    case.refresh_from_db()
    assert case.due_at == at(CULTURE_DAY, "17:00")
    assert case.steps.latest("id").by is None
    assert recompute_open_deadlines(days={CULTURE_DAY}, by=None, now=NOW) == 0
    assert recompute_open_deadlines(days=set(), by=None, now=NOW) == 0


def test_a_recomputation_that_fails_leaves_calendar_and_cases_as_they_were(province: Province) -> None:
    case = province.add_case(received=RECEIVED)
    try:
        with transaction.atomic():
            write_days(rules={CULTURE_DAY: None})
            assert recompute_open_deadlines(days={CULTURE_DAY}, by=None, now=NOW) == 1
            raise RuntimeError
    except RuntimeError:
        pass
    assert Dossier.objects.get(pk=case.pk).due_at == at(date(2026, 11, 25), "17:00")
    assert CalendarDay.objects.get(date=CULTURE_DAY).legal_ref


def test_the_term_for_giving_devices_back_moves_too(province: Province) -> None:
    subscriber = world.make_subscriber(world.make_person("Lò Văn An", agency=province.commune))
    certificate = world.make_certificate(subscriber)
    case = world.make_dossier(province.commune, by=province.clerk, state="closed", closed_at=NOW)
    duties = [
        DeviceReturn.objects.create(
            token=world.make_token(f"ST-{number}", subscriber=subscriber),
            certificate=certificate,
            managing_agency=province.commune,
            cause="revoked",
            starts_at=RECEIVED,
            due_at=at(date(2026, 12, 1), "17:00"),
            explanation={},
            clause="Điều 20 khoản 2",
            case_ref=ref,
            opened_at=NOW,
            settled_at=NOW if ref == "settled" else None,
            outcome="lost" if ref == "settled" else "",
        )
        for number, ref in enumerate((case.code, case.code, "", "settled"))
    ]
    change = province.propose(CULTURE_DAY)
    planned = proposed_calendar(changes=[change], calendar=load_calendar())
    assert count_moves(days={CULTURE_DAY}, calendar=planned) == 3
    assert decide_changes(change_ids=[change.public_id], approve=True, by=province.leader, now=NOW).moved == 3
    connection.check_constraints()
    for duty in duties:
        duty.refresh_from_db()
    assert [duty.due_at for duty in duties] == [at(date(2026, 11, 30), "17:00")] * 3 + [at(date(2026, 12, 1), "17:00")]
    assert duties[0].explanation["due_date"] == "2026-11-30"
    (step,) = case.steps.filter(transition="recompute_device_return")
    assert "Thiết bị ST-0: Hạn chuyển từ 17:00 01/12/2026 sang 17:00 30/11/2026" in step.comment
    assert "ST-1" in step.comment
    entry = LedgerEntry.objects.get(action="calendar.device_returns_recomputed")
    assert len(entry.payload["returns"]) == 3
    assert entry.payload["returns"][0]["due_before"] == at(date(2026, 12, 1), "17:00").isoformat()
    (notice,) = Notification.objects.filter(kind="device_return_moved")
    assert notice.recipient == province.clerk
    assert "3 thiết bị" in notice.title
