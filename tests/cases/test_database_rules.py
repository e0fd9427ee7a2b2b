"""PostgreSQL itself holds a case to its history, whatever the code above it does."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from django.db import DatabaseError, IntegrityError, connection, models, transaction

from requests_workflow.models import Document, DocumentVerification, Dossier, Request, Step
from tests.cases.driver import Driver, device
from tokens.models import Token


@pytest.fixture(scope="module")
def opening():
    return lambda drive: drive.accepted()


@contextmanager
def refused_by_database(kind: type[DatabaseError], words: str) -> Iterator[None]:
    """The block, and the checks of a commit after it, raise that error."""
    with pytest.raises(kind, match=words), transaction.atomic():  # noqa: PT012
        yield
        connection.check_constraints()


@pytest.mark.parametrize("state", ["closed", "received", "no_such_state"])
def test_a_dossier_has_no_state_without_a_step_that_leads_to_it(drive: Driver, case: Dossier, state: str):
    with refused_by_database(IntegrityError, "is not the target of its last step"):
        Dossier.objects.filter(pk=case.pk).update(state=state)


def test_a_row_has_no_state_without_a_step_either(drive: Driver, case: Dossier):
    with refused_by_database(IntegrityError, "is not the target of its last step"):
        Request.objects.filter(dossier=case).update(state="closed")


def test_a_step_that_does_not_move_the_case_is_refused(drive: Driver, case: Dossier):
    with refused_by_database(IntegrityError, "is not the target of its last step"):
        Step.objects.create(
            dossier=case, transition="x", label="x", source="accepted", target="closed", at=drive.now, clause="–"
        )


def test_a_dossier_begins_with_a_step(drive: Driver, case: Dossier):
    with refused_by_database(IntegrityError, "is not the target of its last step"):
        Dossier.objects.create(
            code="KP-X",
            procedure="token_recovery",
            state="draft",
            managing_agency=case.managing_agency,
            base="national_2024",
            drafted_by=case.drafted_by,
            drafted_at=drive.now,
        )


def any_row(model: type[models.Model]) -> models.QuerySet[models.Model]:
    return model._default_manager.filter(pk__in=model._default_manager.values("pk")[:1])


@pytest.mark.parametrize(
    ("model", "field"),
    [(Step, "comment"), (Document, "title"), (DocumentVerification, "verdict")],
)
@pytest.mark.parametrize("change", ["update", "delete", "raw"])
def test_history_and_papers_are_neither_changed_nor_deleted(
    drive: Driver, case: Dossier, model: type[models.Model], field: str, change: str
):
    acts: dict[str, Callable[[], object]] = {
        "update": lambda: any_row(model).update(**{field: "khác"}),
        "delete": lambda: any_row(model)._raw_delete(using="default"),
        "raw": lambda: connection.cursor().execute(f"TRUNCATE {model._meta.db_table} CASCADE"),
    }
    assert any_row(model).exists()
    with pytest.raises(DatabaseError, match="append"), transaction.atomic():
        acts[change]()
    assert any_row(model).exists()


def test_a_second_open_row_for_a_device_is_refused(drive: Driver, case: Dossier):
    other = drive.draft(tokens=[device("nc_bi_khoa")])
    token = case.requests.get().token
    with refused_by_database(IntegrityError, "request_open_once_per_token"):
        other.requests.update(token=token)


def test_a_device_whose_case_ended_can_have_another(drive: Driver, case: Dossier):
    dossier = drive.recover(case)
    drive.act(dossier, "confirm_password", by="thuebao", row=1)
    token = dossier.requests.get().token
    assert token is not None
    Token.objects.filter(pk=token.pk).update(state="locked")
    assert drive.draft(tokens=[token]).requests.get().token == token


def test_a_dossier_is_not_sent_without_a_channel(drive: Driver, case: Dossier):
    with refused_by_database(IntegrityError, "dossier_sent_needs_channel"):
        Dossier.objects.filter(pk=case.pk).update(channel="")


def test_a_case_is_not_deleted(drive: Driver, case: Dossier):
    with pytest.raises(models.ProtectedError):
        case.delete()
