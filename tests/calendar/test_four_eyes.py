"""A change of the calendar takes a second person; the database holds to it as well."""

from datetime import date, time

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import IntegrityError, connection, transaction

from directory.domain.roles import Role
from directory.ledger.models import LedgerEntry
from requests_workflow.domain.calendar_import import split_list
from requests_workflow.models import CalendarChange, CalendarDay, Notification, OfficeHours
from requests_workflow.selectors.calendar import load_calendar
from requests_workflow.services.calendar_changes import decide_changes, propose_hours
from requests_workflow.services.calendar_importing import propose_import, try_import
from requests_workflow.services.calendar_watch import watch_calendar
from requests_workflow.services.errors import InvalidInput, WorkflowError
from tests import world
from tests.calendar.conftest import CULTURE_DAY, NOW, REF, Province, at

MORNING, AFTERNOON = (time(7, 0), time(11, 0)), (time(13, 0), time(16, 30))


def test_a_second_person_approves_and_the_day_is_in_force(province: Province) -> None:
    storm = date(2026, 12, 3)
    change = province.propose(storm, "off", reason="Nghỉ  vì bão", provisional=True)
    assert load_calendar().is_working(storm)
    decide_changes(change_ids=[change.public_id], approve=True, by=province.leader, now=NOW)
    row = CalendarDay.objects.get(date=storm)
    assert (row.kind, row.reason, row.legal_ref, row.provisional) == ("off", "Nghỉ vì bão", REF, True)
    change.refresh_from_db()
    assert (change.decision, change.decided_by, change.decided_at) == ("approved", province.leader, NOW)
    # The same day once more: another proposal, another approval, the row is replaced; then it is taken out.
    again = province.propose(storm, "off", reason="Nghỉ vì bão")
    decide_changes(change_ids=[again.public_id], approve=True, by=province.administrator, now=NOW)
    assert CalendarDay.objects.get(date=storm).provisional is False
    out = province.propose(storm, reason="Bão đã tan")
    decide_changes(change_ids=[out.public_id], approve=True, by=province.colleague, now=NOW)
    assert not CalendarDay.objects.filter(date=storm).exists()
    entries = LedgerEntry.objects.filter(object_type="calendar_batch").order_by("id")
    assert list(entries.values_list("action", flat=True)) == ["calendar.proposed", "calendar.approved"] * 3
    assert entries[1].payload["changes"][0]["about"] == "2026-12-03"


def test_the_first_change_of_an_empty_calendar_keeps_the_days_that_came_with_the_product(province: Province) -> None:
    CalendarDay.objects.all().delete()
    OfficeHours.objects.all().delete()
    before = load_calendar()
    change = province.propose(date(2026, 12, 3), "off", reason="Nghỉ vì bão")
    decide_changes(change_ids=[change.public_id], approve=True, by=province.leader, now=NOW)
    after = load_calendar()
    assert set(after.days) - set(before.days) == {date(2026, 12, 3)}
    assert after.office_hours == before.office_hours


def test_nobody_approves_their_own_proposal_but_may_take_it_back(province: Province) -> None:
    change = province.propose(CULTURE_DAY)
    twin = world.make_user("Cán Bộ Một", Role.ADMINISTRATOR, agency=province.commune)
    twin.person = province.officer.person
    for who in (province.officer, twin):
        with pytest.raises(WorkflowError, match="Người khác duyệt"):
            decide_changes(change_ids=[change.public_id], approve=True, by=who, now=NOW)
    with pytest.raises(WorkflowError, match="không có quyền"):
        decide_changes(change_ids=[change.public_id], approve=True, by=province.clerk, now=NOW)
    with pytest.raises(InvalidInput):
        decide_changes(change_ids=[change.public_id], approve=False, by=province.leader, now=NOW, rejection="không")
    decide_changes(
        change_ids=[change.public_id], approve=False, by=province.officer, now=NOW, rejection="Ghi nhầm ngày"
    )
    with pytest.raises(WorkflowError, match="vừa quyết định"):
        decide_changes(change_ids=[change.public_id], approve=True, by=province.leader, now=NOW)
    assert CalendarDay.objects.filter(date=CULTURE_DAY).exists()


def test_a_day_waits_for_one_decision_at_a_time_and_a_change_of_nothing_is_none(province: Province) -> None:
    province.propose(CULTURE_DAY)
    with pytest.raises(WorkflowError, match="đang có một đề nghị chờ duyệt"):
        province.propose(CULTURE_DAY, "off", reason="Ngày Văn hóa Việt Nam")
    with pytest.raises(InvalidInput, match="đúng như vậy"):
        province.propose(date(2026, 12, 8))
    with pytest.raises(InvalidInput, match="số và ngày"):
        province.propose(date(2026, 12, 8), "off", legal_ref="theo thông báo")
    assert CalendarChange.objects.count() == 1


def test_the_database_refuses_what_the_services_refuse(province: Province) -> None:
    change = province.propose(CULTURE_DAY)
    rows = CalendarChange.objects.filter(pk=change.pk)

    def refused(**values: object) -> None:
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(**values)

    refused(decision="approved", decided_by=province.officer, decided_at=NOW)
    refused(decision="approved")
    refused(decision="rejected", decided_by=province.leader, decided_at=NOW)
    refused(reason="khác")
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM requests_workflow_calendarchange")
    rows.update(decision="approved", decided_by=province.leader, decided_at=NOW)
    refused(decision="rejected", rejection="đổi ý")
    refused(decided_by=province.administrator)


def test_office_hours_change_under_four_eyes_too(province: Province) -> None:
    case = province.add_case(received=at(date(2026, 11, 25), "09:00"))
    assert case.due_at == at(date(2026, 11, 26), "17:00")
    with pytest.raises(WorkflowError, match="ít nhất một ngày"):
        propose_hours(weekdays=range(7), spans=(), reason="x", legal_ref=REF, by=province.officer, now=NOW)
    # Without hours a Friday would still count as a working day: whoever wants it off says which one.
    with pytest.raises(InvalidInput, match="đề nghị ngày nghỉ"):
        propose_hours(weekdays=[4, 5], spans=(), reason="x", legal_ref=REF, by=province.officer, now=NOW)
    changes = propose_hours(
        weekdays=[3, 4], spans=(MORNING, AFTERNOON), reason="Giờ mùa đông", legal_ref=REF, by=province.officer, now=NOW
    )
    done = decide_changes(change_ids=[c.public_id for c in changes], approve=True, by=province.leader, now=NOW)
    assert done.moved == 1
    case.refresh_from_db()
    assert case.due_at == at(date(2026, 11, 26), "16:30")
    assert "giờ làm việc ngày 26/11/2026 thay đổi" in case.steps.latest("id").comment
    assert load_calendar().office_hours[2] != load_calendar().office_hours[3]
    with pytest.raises(InvalidInput, match="đúng như vậy"):
        propose_hours(weekdays=[3], spans=(MORNING, AFTERNOON), reason="x", legal_ref=REF, by=province.officer, now=NOW)


def test_a_list_becomes_one_batch_and_the_same_list_proposes_nothing(province: Province, tmp_path, capsys) -> None:
    text = f"01/01/2027;nghỉ;Tết Dương lịch;{REF};\n08/05/2027;làm bù;làm bù cho ngày 03/05/2027;{REF};\n"
    lines = split_list(text)
    _, made = propose_import(lines=lines, source="lich-2027.csv", by=province.officer, now=NOW)
    assert len(made) == 2
    assert {one.batch for one in made} == {made[0].batch}
    plan, again = propose_import(lines=lines, source="lich-2027.csv", by=province.colleague, now=NOW)
    assert again == []
    assert plan.counts == {"waiting": 2}
    days = CalendarDay.objects.count()
    decide_changes(change_ids=[one.public_id for one in made], approve=True, by=province.leader, now=NOW)
    # It added one day, confirmed one, and took none away.
    assert CalendarDay.objects.count() == days + 1
    assert try_import(lines=lines).counts == {"unchanged": 2}
    with pytest.raises(InvalidInput, match="1 dòng sai"):
        propose_import(lines=split_list(text + "x;y;z;t;"), source="", by=province.officer, now=NOW)

    file = tmp_path / "lich.csv"
    file.write_text(f"03/05/2027;nghỉ;hoán đổi với ngày 08/05/2027;{REF};\n", encoding="utf-8")
    call_command("import_calendar", str(file))
    assert CalendarChange.objects.filter(decision="").count() == 0
    call_command("import_calendar", str(file), propose_as=province.officer.username)
    assert "Đã đề nghị 1 thay đổi" in capsys.readouterr().out
    assert CalendarChange.objects.get(decision="").source == "lich.csv"
    file.write_text(f"04/05/2027;nghỉ;bão;{REF};\n", encoding="utf-8")
    for wrong in ({"propose_as": "nobody"}, {"propose_as": province.clerk.username}):
        with pytest.raises(CommandError):
            call_command("import_calendar", str(file), **wrong)


def test_administrators_and_officers_hear_of_an_undecided_year_once_a_week(province: Province) -> None:
    assert watch_calendar(now=NOW) == 3
    assert watch_calendar(now=at(date(2026, 11, 27), "16:00")) == 0
    assert watch_calendar(now=at(date(2026, 11, 29), "09:00")) == 0, "a Sunday"
    assert watch_calendar(now=at(date(2026, 11, 30), "07:00")) == 3
    notice = Notification.objects.filter(recipient=province.administrator).latest("id")
    assert "năm 2027" in notice.title
    assert notice.url == "/lich-lam-viec/?nam=2027"
    change = province.propose(date(2027, 1, 1), "off", reason="Tết Dương lịch")
    decide_changes(change_ids=[change.public_id], approve=True, by=province.leader, now=NOW)
    assert watch_calendar(now=at(date(2026, 12, 7), "07:00")) == 0
