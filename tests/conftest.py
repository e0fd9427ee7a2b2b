"""One real PostgreSQL and one real Valkey for the whole run; a database and a queue for each xdist worker."""

import gc
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

from config.local.postgres import Postgres
from config.local.processes import Part
from config.local.valkey import Valkey

pytest_plugins = [
    "tests.plugins.append_only",
    "tests.plugins.celery_worker",
    "tests.plugins.browser",
    "tests.plugins.printed_once",
]

_parts: list[Part] = []


def _is_controller(config: pytest.Config) -> bool:
    return not hasattr(config, "workerinput")


def pytest_configure(config: pytest.Config) -> None:
    if not _is_controller(config):
        return
    scratch = Path(os.environ["CHUNGTHU_TEST_DIR"])
    shutil.rmtree(scratch, ignore_errors=True)
    scratch.mkdir(mode=0o700)
    (scratch / "static").mkdir()
    try:
        valkey = Valkey(scratch=scratch, log=scratch / "valkey.log")
        _parts.append(valkey.part)
        valkey.start()
        postgres = Postgres(data=scratch / "data", scratch=scratch, log=scratch / "postgres.log", throwaway=True)
        _parts.append(postgres.part)
        postgres.start()
    except RuntimeError as error:
        pytest_unconfigure(config)
        raise pytest.UsageError(str(error)) from error


def pytest_unconfigure(config: pytest.Config) -> None:
    if not _is_controller(config):
        return
    while _parts:
        _parts.pop().stop()
    shutil.rmtree(os.environ["CHUNGTHU_TEST_DIR"], ignore_errors=True)


def pytest_collection_finish(session: pytest.Session) -> None:
    # What is loaded by now stays to the end: the collector need not go over it again and again.
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    # After pytest-randomly has mixed them: fast tests first, then those that start programs, then browsers.
    items.sort(key=_weight)


def _weight(item: pytest.Item) -> int:
    if item.get_closest_marker("browser"):
        return 2
    starts_programs = item.get_closest_marker("slow") or "celery_worker" in getattr(item, "fixturenames", ())
    return 1 if starts_programs else 0


@pytest.fixture(autouse=True)
def media_folder() -> Iterator[Path]:
    """An empty MEDIA_ROOT for each test; Celery workers of the test see the same folder."""
    folder = Path(settings.MEDIA_ROOT)
    folder.mkdir(parents=True, exist_ok=True)
    yield folder
    shutil.rmtree(folder, ignore_errors=True)
