"""The demo loaded once for a module, a case driven once to where its tests begin, and people who act."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection, transaction

from requests_workflow.models import Dossier
from tests.cases.driver import NOW, Driver
from tests.cases.issue_driver import IssueDriver
from tests.demo_copy import lay_out_demo

Opening = Callable[[Driver], Dossier]


@dataclass
class World:
    """The rows stay in the module's transaction; the files are kept aside and laid out for each test."""

    files: Path
    now: datetime
    case_id: int | None


@pytest.fixture(scope="module")
def opening() -> Opening | None:
    """A module overrides it to drive one dossier, once, to where its tests begin (the fixture `case`)."""
    return None


@pytest.fixture(scope="module")
def world(
    opening: Opening | None, django_db_setup, django_db_blocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[World]:
    media = Path(settings.MEDIA_ROOT)
    files = tmp_path_factory.mktemp("world")
    with django_db_blocker.unblock(), transaction.atomic():
        lay_out_demo(now=NOW)
        driver = Driver(NOW)
        case = opening(driver) if opening is not None else None
        connection.check_constraints()
        shutil.copytree(media, files, dirs_exist_ok=True)
        shutil.rmtree(media)
        yield World(files=files, now=driver.now, case_id=case.pk if case is not None else None)
        transaction.set_rollback(True)


@pytest.fixture
def drive(world: World, db: None, media_folder: Path) -> Iterator[Driver]:
    """People of the demo on an ordinary working day; whatever a test does is rolled back."""
    shutil.copytree(world.files, media_folder, dirs_exist_ok=True)
    yield Driver(world.now)
    # What the database checks at a commit is checked here.
    connection.check_constraints()


@pytest.fixture
def issuing(drive: Driver) -> IssueDriver:
    """The same people, who ask for first certificates."""
    return IssueDriver(drive.now)


@pytest.fixture
def case(world: World, drive: Driver) -> Dossier:
    """The dossier of the module's opening."""
    assert world.case_id is not None
    return Dossier.objects.get(pk=world.case_id)


@pytest.fixture
def live_drive(transactional_db: None, media_folder: Path) -> Driver:
    """The same people on committed rows, for threads, workers and the ledger's linker."""
    lay_out_demo(now=NOW)
    return Driver(NOW)
