"""Two people, or two presses, at the same instant: exactly one act, and a clear answer to the other."""

import threading
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.db import close_old_connections, connection

from requests_workflow.models import Document, Dossier, Notification, Request, Step
from requests_workflow.services.act_input import ActInput
from requests_workflow.services.draft_rows import RowInput
from requests_workflow.services.drafting import DraftInput, create_draft, update_draft
from requests_workflow.services.errors import InvalidInput, Refused, Stale, WorkflowError
from requests_workflow.services.perform import perform
from tests.cases.driver import Driver, agency, token_of, user


def at_once(*acts: Callable[[], Any]) -> tuple[list[Any], list[Exception]]:
    """Runs the acts in threads that start together; (results, errors)."""
    results: list[Any] = []
    errors: list[Exception] = []
    gate = threading.Barrier(len(acts))

    def run(act: Callable[[], Any]) -> None:
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


def test_of_two_officers_who_accept_one_does_and_the_other_learns_it(live_drive: Driver):
    dossier = live_drive.received()

    def accept(who: str) -> Callable[[], Step]:
        officer = user(who)
        return lambda: perform(dossier_id=dossier.public_id, act="accept", by=officer, now=live_drive.now)

    results, errors = at_once(accept("canboso"), accept("canboso2"))
    assert len(results) == 1
    assert isinstance(errors[0], Refused)
    assert [r.code for r in errors[0].refusals] == ["wrong_state"]
    assert Step.objects.filter(dossier=dossier, transition="accept", request=None).count() == 1
    assert Step.objects.filter(dossier=dossier, transition="accept").count() == 2
    assert Notification.objects.filter(recipient=user("thuebao"), kind="accept").count() == 1

    # The page of a third still shows the version before.
    with pytest.raises(Stale, match="người khác cập nhật"):
        live_drive.step(dossier, "accept", by="canboso", version=dossier.version)


def test_of_two_clerks_who_submit_one_does_and_there_is_one_paper(live_drive: Driver):
    dossier = live_drive.draft(tokens=[token_of("thuebao")])
    clerks = [user("vanphong"), user("daumoi")]
    acts = [
        lambda by=by: perform(
            dossier_id=dossier.public_id,
            act="submit_to_leader",
            by=by,
            now=live_drive.now,
            expected_version=dossier.version,
        )
        for by in clerks
    ]
    results, errors = at_once(*acts)
    assert len(results) == 1
    assert isinstance(errors[0], Stale | Refused)
    assert Document.objects.filter(dossier=dossier).count() == 1
    assert live_drive.fresh(dossier).state == "leader_review"


def test_one_form_pressed_twice_makes_one_step(live_drive: Driver):
    dossier = live_drive.draft(tokens=[token_of("thuebao")])
    key, clerk = uuid.uuid4(), user("vanphong")

    def press() -> Step:
        return perform(dossier_id=dossier.public_id, act="submit_to_leader", by=clerk, now=live_drive.now, form_key=key)

    results, errors = at_once(press, press)
    assert errors == []
    assert results[0] == results[1]
    assert press() == results[0]
    assert Step.objects.filter(dossier=dossier, transition="submit_to_leader").count() == 1


def test_one_new_draft_pressed_twice_is_one_dossier(live_drive: Driver):
    key, clerk, body = uuid.uuid4(), user("vanphong"), agency("na_cang")
    rows = [RowInput(token_serial=token_of("thuebao").serial_number)]

    def press() -> Dossier:
        return create_draft(agency=body, rows=rows, by=clerk, now=live_drive.now, creation_key=key)

    results, errors = at_once(press, press)
    assert errors == []
    assert results[0].pk == results[1].pk
    assert press() == results[0]
    assert Dossier.objects.count() == 1


def test_two_drafts_for_one_device_at_once_leave_one(live_drive: Driver):
    body = agency("na_cang")
    rows = [RowInput(token_serial=token_of("thuebao").serial_number)]
    acts = [
        lambda by=by: create_draft(agency=body, rows=rows, by=by, now=live_drive.now)
        for by in (user("vanphong"), user("daumoi"))
    ]
    results, errors = at_once(*acts)
    assert len(results) == 1
    assert "vừa được đưa vào hồ sơ khác" in str(errors[0]) or isinstance(errors[0], InvalidInput)
    assert Request.objects.count() == Dossier.objects.count() == 1


def test_of_two_who_save_a_draft_the_second_is_told_and_overwrites_nothing(live_drive: Driver):
    dossier = live_drive.draft(tokens=[token_of("thuebao")])
    rows = [RowInput(token_serial=token_of("thuebao").serial_number)]

    def save(who: str) -> Callable[[], Dossier]:
        by = user(who)
        return lambda: update_draft(
            dossier_id=dossier.public_id,
            draft=DraftInput(coordinator=by.person, reason=f"Lý do của {who}"),
            rows=rows,
            by=by,
            now=live_drive.now,
            expected_version=dossier.version,
        )

    results, errors = at_once(save("vanphong"), save("daumoi"))
    assert len(results) == 1
    assert isinstance(errors[0], Stale)
    assert live_drive.fresh(dossier).reason == results[0].reason
    assert live_drive.fresh(dossier).version == dossier.version + 1


def test_an_act_that_fails_half_way_leaves_nothing(live_drive: Driver):
    dossier = live_drive.received()
    before = (Step.objects.count(), Document.objects.count(), Notification.objects.count())
    with pytest.raises(WorkflowError):
        perform(
            dossier_id=dossier.public_id,
            act="propose_refusal",
            by=user("canboso"),
            now=live_drive.now,
            given=ActInput(clause="Điều 13", reason="ngắn"),
        )
    assert (Step.objects.count(), Document.objects.count(), Notification.objects.count()) == before
