"""A real Celery worker, a process of its own, on this test's database and on this xdist worker's queue."""

import os
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
import redis
from django.conf import settings
from django.db import connection

from config.local.paths import PROJECT
from config.local.processes import Part, wait_until

START_SECONDS = 60.0


class CeleryWorker:
    """Starts with `beat` inside, so that the outbox is dispatched as in production."""

    def __init__(self, *, folder: Path, environment: dict[str, str]) -> None:
        self.folder = folder
        self.environment = environment
        self.name = f"tests-{os.getpid()}@local"
        self.part = self._new_part()

    def _new_part(self) -> Part:
        return Part(
            "worker",
            [
                *(sys.executable, "-m", "celery", "-A", "config", "worker", "-l", "INFO", "-n", self.name),
                *("--concurrency", "1", "--without-gossip", "--without-mingle"),
                *("--beat", "--schedule", self.folder / "beat"),
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


@pytest.fixture
def celery_worker(transactional_db: None, tmp_path: Path) -> Iterator[CeleryWorker]:
    """A running worker with beat. The test's rows are committed, so both see the same data."""
    database = connection.settings_dict
    url = f"postgresql://{database['USER']}@/{database['NAME']}?host={quote(database['OPTIONS']['host'])}"
    with broker() as queue:
        queue.flushdb()
    worker = CeleryWorker(
        folder=tmp_path,
        environment={
            **os.environ,
            "DATABASE_URL": url,
            "DJANGO_SETTINGS_MODULE": "config.local.test_settings",
            "PYTHONUNBUFFERED": "1",
        },
    )
    try:
        worker.start()
        yield worker
    finally:
        # What it had in hand is of no use: the database is emptied next.
        worker.kill()
        with broker() as queue:
            queue.flushdb()
