"""`make run` from nothing: starts on real parts, refuses a second run, keeps data, leaves no process behind."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from config.local.paths import PROJECT
from config.local.postgres import fallback_folder

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]
START_SECONDS = 180.0


class Laptop:
    """One data folder and one port, on which `make run` is started again and again."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.output = folder.with_suffix(".out")
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.runs: list[subprocess.Popen[bytes]] = []
        self.sockets: list[str] = []

    def environment(self) -> dict[str, str]:
        # What the tests themselves set must not reach the product.
        ours = {"DATABASE_URL", "REDIS_URL", "STATIC_ROOT", "MEDIA_ROOT", "SECRET_KEY", "DIGEST_KEY"}
        kept = {name: value for name, value in os.environ.items() if name not in ours}
        return {**kept, "CHUNGTHU_LOCAL_DIR": str(self.folder), "PORT": str(self.port)}

    def command(self, module: str, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", module, *words],
            cwd=PROJECT,
            env={**self.environment(), **environment},
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )

    def start(self) -> subprocess.Popen[bytes]:
        with self.output.open("wb") as output:
            process = subprocess.Popen(
                [sys.executable, "-m", "config.local.run"],
                cwd=PROJECT,
                env=self.environment(),
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        self.runs.append(process)
        deadline = time.monotonic() + START_SECONDS
        while "Ctrl-C stops everything" not in self.printed():
            assert process.poll() is None, self.printed()
            assert time.monotonic() < deadline, self.printed()
            time.sleep(0.2)
        server = next(line for line in self.processes() if "/postgres -D" in line)
        found = re.search(r" -k (\S+)/pg ", server)
        assert found, server
        self.sockets.append(found[1])
        return process

    def printed(self) -> str:
        return self.output.read_text()

    def processes(self) -> list[str]:
        """Every process that works on this folder: by environment, arguments, sockets (servers retitle themselves)."""
        data = str(fallback_folder(self.folder / "postgres"))
        marks = [mark.encode() for mark in (f"CHUNGTHU_LOCAL_DIR={self.folder}", data, *self.sockets)]
        found = []
        for process in Path("/proc").iterdir():
            if process.name.isdigit() and int(process.name) != os.getpid():
                try:
                    text = (process / "environ").read_bytes() + (process / "cmdline").read_bytes()
                    line = (process / "cmdline").read_bytes().replace(b"\0", b" ").decode()
                except OSError:
                    continue
                if line and any(mark in text for mark in marks):
                    found.append(f"{process.name} {line}")
        return found

    def wait_until_nothing_runs(self, seconds: float = 20.0) -> None:
        deadline = time.monotonic() + seconds
        while left := self.processes():
            assert time.monotonic() < deadline, left
            time.sleep(0.1)

    def pids(self, text: str) -> list[int]:
        return [int(line.split()[0]) for line in self.processes() if text in line]

    def database(self) -> psycopg.Connection[tuple[str, ...]]:
        return psycopg.connect(f"postgresql://chungthu@/chungthu?host={self.sockets[-1]}/pg", autocommit=True)

    def status(self, path: str) -> int:
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=10) as answer:
            return answer.status


@pytest.fixture
def laptop(tmp_path: Path) -> Iterator[Laptop]:
    machine = Laptop(tmp_path / "local")
    yield machine
    for run in machine.runs:
        run.terminate()
        run.wait(60)
    machine.wait_until_nothing_runs(seconds=40)
    assert machine.command("config.local.reset").returncode == 0
    assert [path for path in machine.sockets if Path(path).exists()] == []


def test_the_whole_life_of_make_run(laptop: Laptop):
    """One story, since each start costs seconds: first start, second run, Ctrl-C, start again, crash, outright kill."""
    process = laptop.start()
    printed = laptop.printed()
    assert f"Ready: http://127.0.0.1:{laptop.port}" in printed
    assert printed.index("Ready:") < printed.index("Ctrl-C stops everything")
    assert laptop.status("/readyz") == 200
    assert laptop.status("/dang-nhap/") == 200
    assert (laptop.folder / "secrets.env").stat().st_mode & 0o077 == 0
    secrets = (laptop.folder / "secrets.env").read_text()
    for part in ("postgres -D", "valkey", "gunicorn", "celery -A config worker", "celery -A config beat"):
        assert laptop.pids(part), f"{part} does not run: {laptop.processes()}"

    ledger = laptop.command("config.local.manage", "verify_ledger", "--json")
    assert json.loads(ledger.stdout)["intact"] is True, ledger.stderr

    second = laptop.command("config.local.run")
    assert second.returncode == 1
    assert f"Already running: http://127.0.0.1:{laptop.port}" in second.stderr
    assert laptop.command("config.local.reset").returncode == 1
    assert laptop.status("/readyz") == 200, "a refused second run must not hurt the first"

    with laptop.database() as connection:
        connection.execute("CREATE TABLE kept (word text)")
        connection.execute("INSERT INTO kept VALUES ('còn đây')")
    os.killpg(process.pid, signal.SIGINT)
    assert process.wait(60) == 0, laptop.printed()
    laptop.wait_until_nothing_runs()

    process = laptop.start()
    with laptop.database() as connection:
        assert connection.execute("SELECT word FROM kept").fetchone() == ("còn đây",)
    assert (laptop.folder / "secrets.env").read_text() == secrets
    for pid in laptop.pids("celery -A config beat"):
        os.kill(pid, signal.SIGKILL)
    assert process.wait(60) == 1
    assert "beat ended with code -9" in laptop.printed()
    assert "its last lines" in laptop.printed()
    laptop.wait_until_nothing_runs()

    process = laptop.start()
    process.kill()
    process.wait()
    laptop.wait_until_nothing_runs(seconds=30)


def test_manage_says_in_one_line_that_nothing_runs(laptop: Laptop):
    done = laptop.command("config.local.manage", "verify_ledger")
    assert done.returncode == 2
    assert "make run" in done.stderr


def test_a_taken_port_is_said_before_anything_starts(laptop: Laptop):
    with socket.socket() as other:
        other.bind(("127.0.0.1", laptop.port))
        other.listen()
        done = laptop.command("config.local.run")
    assert done.returncode == 1
    assert f"Port {laptop.port} cannot be used" in done.stderr
    assert "PORT=8001 make run" in done.stderr
    assert not (laptop.folder / "postgres").exists()


@pytest.mark.parametrize("port", ["http", "0", "65536", "-1", "٨٠٠٠"])
def test_a_port_that_is_none_is_refused_in_one_line(laptop: Laptop, port: str):
    done = laptop.command("config.local.run", PORT=port)
    assert done.returncode == 1
    assert done.stderr.strip() == f"PORT={port} is not a port number (1 to 65535)."
