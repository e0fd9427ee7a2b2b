"""Cases in telling states and a browser for each persona, built once for a module; each test is rolled back."""

import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client
from django.utils import timezone

from signing.verification.sandbox import close_sandbox
from tests.access.cases import Cases, build_cases
from tests.access.table import PERSONAS
from tests.cases.driver import NOW, Driver, user
from tests.demo_copy import lay_out_demo

# Persona -> the key of its session, begun once with the cases.
_sessions: dict[str, str] = {}


@pytest.fixture(scope="module", autouse=True)
def media_folder() -> Iterator[Path]:
    """The papers of the cases stay for all tests of the module."""
    folder = Path(settings.MEDIA_ROOT)
    folder.mkdir(parents=True, exist_ok=True)
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="module")
def _built(media_folder: Path, django_db_setup: Any, django_db_blocker: Any) -> Iterator[Cases]:
    clock = pytest.MonkeyPatch()
    with django_db_blocker.unblock(), transaction.atomic():
        lay_out_demo(now=NOW)
        driver = Driver(NOW)
        cases = build_cases(driver)

        def last_moment() -> datetime:
            return driver.now

        # Sessions, pages and cases live on the same Thursday.
        clock.setattr(timezone, "now", last_moment)
        _sessions.update({name: _session_of(name) for name in PERSONAS if name != "anonymous"})
        yield cases
        _sessions.clear()
        transaction.set_rollback(True)
        clock.undo()
        close_sandbox()


@pytest.fixture
def cases(_built: Cases, db: None) -> Cases:
    """The cases; what a test changes in them is rolled back."""
    return _built


@pytest.fixture
def browsers(cases: Cases) -> dict[str, Client]:
    """Persona -> a browser in which that persona is signed in; "anonymous" is nobody."""
    return {name: signed_in(name) for name in PERSONAS}


def signed_in(name: str, *, csrf: bool = False) -> Client:
    """A browser; `csrf` makes it as strict as production is with forms."""
    client = Client(enforce_csrf_checks=csrf, raise_request_exception=False)
    if name != "anonymous":
        client.cookies[settings.SESSION_COOKIE_NAME] = _sessions[name]
    return client


def _session_of(name: str) -> str:
    client = Client()
    client.force_login(user(name))
    return str(client.cookies[settings.SESSION_COOKIE_NAME].value)
