"""Two people at the same instant: one decision, one calendar, and deadlines that agree with it."""

import threading
from collections.abc import Callable
from datetime import date

import pytest
from django.db import close_old_connections, connection

from requests_workflow.models import CalendarChange, DeadlineRecord
from requests_workflow.services.calendar_changes import Decided, decide_changes
from requests_workflow.services.errors import WorkflowError
from tests.calendar.conftest import CULTURE_DAY, NOW, at, build_province

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*acts: Callable[[], Decided]) -> tuple[list[Decided], list[WorkflowError]]:
    """Runs the acts in threads that start together; (results, refusals)."""
    results: list[Decided] = []
    errors: list[WorkflowError] = []
    gate = threading.Barrier(len(acts))

    def run(act: Callable[[], Decided]) -> None:
        close_old_connections()
        try:
            connection.ensure_connection()
            gate.wait(timeout=20)
            results.append(act())
        except WorkflowError as error:
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert len(results) + len(errors) == len(acts)
    return results, errors


def test_one_of_two_decides_a_change_and_two_changes_of_one_case_are_both_counted() -> None:
    province = build_province()
    case = province.add_case(received=at(date(2026, 11, 23), "09:00"))
    off = province.propose(CULTURE_DAY)
    storm = province.propose(date(2026, 11, 25), "off", reason="Nghỉ vì bão")

    results, errors = at_once(
        lambda: decide_changes(change_ids=[off.public_id], approve=True, by=province.leader, now=NOW),
        lambda: decide_changes(change_ids=[off.public_id], approve=True, by=province.colleague, now=NOW),
        lambda: decide_changes(change_ids=[storm.public_id], approve=True, by=province.administrator, now=NOW),
    )
    assert len(results) == 2
    assert "vừa quyết định" in str(errors[0])
    assert set(CalendarChange.objects.values_list("decision", flat=True)) == {"approved"}
    case.refresh_from_db()
    assert case.due_at == at(CULTURE_DAY, "17:00")
    assert DeadlineRecord.objects.get(dossier=case, superseded_at=None).due_at == case.due_at

    again = province.propose(CULTURE_DAY, "off", reason="Ngày Văn hóa Việt Nam")
    results, errors = at_once(
        lambda: decide_changes(change_ids=[again.public_id], approve=True, by=province.leader, now=NOW),
        lambda: decide_changes(
            change_ids=[again.public_id], approve=False, by=province.colleague, now=NOW, rejection="Chưa có văn bản"
        ),
    )
    assert (len(results), len(errors)) == (1, 1)
    again.refresh_from_db()
    case.refresh_from_db()
    expected = date(2026, 11, 26) if again.decision == "approved" else CULTURE_DAY
    assert case.due_at == at(expected, "17:00")


def test_of_two_who_propose_the_same_day_one_learns_that_it_waits() -> None:
    province = build_province()

    def propose() -> Decided:
        return Decided((province.propose(CULTURE_DAY),))

    results, errors = at_once(propose, propose)
    assert len(results) == 1
    assert "chờ duyệt" in str(errors[0])
    assert CalendarChange.objects.count() == 1
