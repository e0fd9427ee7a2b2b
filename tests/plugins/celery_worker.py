"""A real Celery worker, a process of its own, on this test's database and on this xdist worker's queue."""

import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
import redis
from django.conf import settings
from django.db import connection

from config.local.paths import PROJECT
from config.local.processes import Part, wait_until

START_SECONDS = 60.0
QUIET_SECONDS = 20.0


class CeleryWorker:
    """Starts with `beat` inside, so that the outbox is dispatched as in production; or without (`beat=False`)."""

    def __init__(self, *, folder: Path, environment: dict[str, str], beat: bool = True) -> None:
        self.folder = folder
        self.environment = environment
        self.beat = beat
        self.name = f"tests-{os.getpid()}@local"
        self.part = self._new_part()

    def _new_part(self) -> Part:
        beat = ("--beat", "--schedule", str(self.folder / "beat")) if self.beat else ()
        return Part(
            "worker",
            [
                *(sys.executable, "-m", "celery", "-A", "config", "worker", "-l", "INFO", "-n", self.name),
                *("--concurrency", "1", "--without-gossip", "--without-mingle"),
                *beat,
            ],
            log=self.folder / "worker.log",
            env=self.environment,
            cwd=PROJECT,
            grace=5,
        )

    def start(self) -> None:
        """Start it and wait until it takes tasks."""
        seen = len(self.log())
        self.part = self._new_part()
        self.part.start()
        wait_until(lambda: " ready." in self.log()[seen:], seconds=START_SECONDS, part=self.part)

    def stop(self) -> None:
        """A warm stop: the task in hand is finished if it takes less than five seconds."""
        self.part.stop()

    def kill(self) -> None:
        """SIGKILL to the worker and to the child that runs the task, as when a host loses power."""
        self.part.stop_signal = signal.SIGKILL
        self.part.stop(grace=0.1)

    def kill_child(self) -> None:
        """SIGKILL only to the processes that run tasks, as the kernel does when memory runs out."""
        for line in Path(f"/proc/{self.part.pid}/task/{self.part.pid}/children").read_text().split():
            os.kill(int(line), signal.SIGKILL)

    def log(self) -> str:
        return self.part.tail(lines=100_000)

    def wait_for(self, condition: Callable[[], bool], *, seconds: float = 30.0) -> None:
        """Wait until `condition()` holds, asking the database anew; fails with the worker's log."""
        wait_until(condition, seconds=seconds, part=self.part, pause=0.1)


def broker() -> redis.Redis:
    """The Valkey database of this xdist worker: `broker().flushdb()` empties the queue as a lost broker would."""
    path, _, database = settings.REDIS_URL.removeprefix("redis+socket://").partition("?virtual_host=")
    return redis.Redis(unix_socket_path=path, db=int(database))


def _environment() -> dict[str, str]:
    database = connection.settings_dict
    url = f"postgresql://{database['USER']}@/{database['NAME']}?host={quote(database['OPTIONS']['host'])}"
    return {
        **os.environ,
        "DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "config.local.test_settings",
        "PYTHONUNBUFFERED": "1",
    }


class Colleagues:
    """One worker and one beat for many tests, each of which finds an empty queue; stopped for good where one hangs.

    Between two tests beat sleeps (SIGSTOP; it holds no transaction) and the worker waits for work.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.worker: CeleryWorker | None = None
        self._beat: Part | None = None

    def begin(self) -> CeleryWorker:
        """A worker that takes tasks, and beat."""
        with broker() as queue:
            queue.flushdb()
        if self.worker is None or self._beat is None:
            self.end()
            self.worker = CeleryWorker(folder=self.folder, environment=_environment(), beat=False)
            self.worker.start()
            self._beat = self._new_beat()
            self._beat.start()
        else:
            os.killpg(self._beat.pid, signal.SIGCONT)
        return self.worker

    def rest(self) -> None:
        """Let the task in hand end and the others be forgotten; the database may be emptied next."""
        if self.worker is None or self._beat is None:
            return
        os.killpg(self._beat.pid, signal.SIGSTOP)
        deadline = time.monotonic() + QUIET_SECONDS
        with broker() as queue:
            queue.delete("default")
            # Where the transport keeps what a worker has taken and not yet acknowledged.
            while queue.hlen("unacked"):
                if time.monotonic() > deadline or self.worker.part.returncode() is not None:
                    self.end()
                    return
                time.sleep(0.05)

    def end(self) -> None:
        """Stop both at once."""
        if self._beat is not None:
            os.killpg(self._beat.pid, signal.SIGKILL)
            self._beat.stop(grace=0.1)
        if self.worker is not None:
            self.worker.kill()
        self.worker = self._beat = None

    def _new_beat(self) -> Part:
        return Part(
            "beat",
            [
                *(sys.executable, "-m", "celery", "-A", "config", "beat", "-l", "INFO", "--pidfile="),
                *("--schedule", self.folder / "beat"),
            ],
            log=self.folder / "beat.log",
            env=_environment(),
            cwd=PROJECT,
        )


@pytest.fixture(scope="session")
def _colleagues(django_db_setup: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Colleagues]:
    both = Colleagues(tmp_path_factory.mktemp("colleagues"))
    yield both
    both.end()


@pytest.fixture
def standing_worker(transactional_db: None, _colleagues: Colleagues) -> Iterator[CeleryWorker]:
    """A running worker with beat that other tests use after this one; it is not to be stopped or killed."""
    yield _colleagues.begin()
    _colleagues.rest()


@pytest.fixture
def celery_worker(transactional_db: None, tmp_path: Path, _colleagues: Colleagues) -> Iterator[CeleryWorker]:
    """A worker with beat of this test's own. The test's rows are committed, so both see the same data."""
    _colleagues.end()
    with broker() as queue:
        queue.flushdb()
    worker = CeleryWorker(folder=tmp_path, environment=_environment())
    try:
        worker.start()
        yield worker
    finally:
        # What it had in hand is of no use: the database is emptied next.
        worker.kill()
        with broker() as queue:
            queue.flushdb()
