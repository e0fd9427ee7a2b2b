"""`make run`: starts the whole product on one laptop, on real parts, and stops all of it on Ctrl-C."""

import contextlib
import fcntl
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from types import FrameType

from config.local import environment, static_files
from config.local.paths import PROJECT, local_folder
from config.local.postgres import Postgres, new_scratch
from config.local.processes import Part, adopt_orphans, kill_strays, wait_until
from config.local.valkey import Valkey

HOST = "127.0.0.1"
READY_SECONDS = 120.0
_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Stop(Exception):
    """SIGINT or SIGTERM came."""


class Failure(Exception):
    """`make run` cannot go on; the text says why and what to do."""


def chosen_port() -> int:
    """PORT, default 8000. Raises Failure."""
    text = os.environ.get("PORT") or "8000"
    if not text.isascii() or not text.isdigit() or not 0 < int(text) < 65536:
        raise Failure(f"PORT={text} is not a port number (1 to 65535).")
    return int(text)


def refuse_taken_port(port: int) -> None:
    """Raises Failure when something else listens there already."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            raise Failure(
                f"Port {port} cannot be used ({error.strerror}). Choose another one: PORT=8001 make run"
            ) from error


@contextlib.contextmanager
def only_one(local: Path, *, what: str) -> Iterator[None]:
    """Holds the lock of `local` under the name `what`; raises Failure with the holder's name when it is held."""
    with (local / "run.lock").open("a+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            lock.seek(0)
            raise Failure(f"Already running: {lock.read().strip()}. Stop it with Ctrl-C first.") from error
        lock.truncate(0)
        lock.write(f"{what} (process {os.getpid()})")
        lock.flush()
        yield


def remove_left_scratch(local: Path) -> None:
    """Remove the folder of sockets that a run made, this one or one that was killed outright."""
    note = local / "scratch"
    if note.exists():
        folder = Path(note.read_text())
        if folder.name.startswith("chungthu-") and folder.is_dir() and folder.stat().st_uid == os.getuid():
            shutil.rmtree(folder, ignore_errors=True)
        note.unlink()


class Run:
    """The parts in the order of their start; stopped in the opposite order."""

    def __init__(self, *, local: Path, port: int, scratch: Path) -> None:
        self.local = local
        self.port = port
        self.scratch = scratch
        self.parts: list[Part] = []
        self.env: dict[str, str] = {}

    def start(self) -> None:
        logs = self.local / "log"
        database_url = os.environ.get("DATABASE_URL")
        if not database_url:
            say("PostgreSQL …")
            postgres = Postgres(data=self.local / "postgres", scratch=self.scratch, log=logs / "postgres.log")
            self.parts.append(postgres.part)
            postgres.start()
            database_url = postgres.url()
        redis_url = os.environ.get("REDIS_URL")
        if not redis_url:
            say("Valkey …")
            valkey = Valkey(scratch=self.scratch, log=logs / "valkey.log")
            self.parts.append(valkey.part)
            valkey.start()
            redis_url = valkey.url()
        self.env = environment.for_parts(
            local=self.local, port=self.port, database_url=database_url, redis_url=redis_url
        )
        environment.keep_addresses(local=self.local, env=self.env)
        say("Migrations …")
        self.manage("migrate", "--no-input")
        self.collect_static()
        say("Demo data …")
        self.manage("load_demo")
        say("Web, worker, beat …")
        python, celery = sys.executable, ("-m", "celery", "-A", "config")
        self.launch("web", python, "-m", "gunicorn", "-c", "python:config.gunicorn", "-b", f"{HOST}:{self.port}")
        worker = self.launch("worker", python, *celery, "worker", "-l", "INFO", "--concurrency", "2", "-n", "local@%h")
        beat_file = str(self.scratch / "beat")
        self.launch("beat", python, *celery, "beat", "-l", "INFO", "--pidfile=", "-s", beat_file)
        seen = worker.log.stat().st_size
        wait_until(self.is_ready, seconds=READY_SECONDS, part=self.parts[-3], pause=0.2)
        wait_until(lambda: b" ready." in _after(worker.log, seen), seconds=READY_SECONDS, part=worker, pause=0.2)

    def launch(self, name: str, *command: str) -> Part:
        log = self.local / "log" / f"{name}.log"
        if log.exists():
            log.replace(log.with_suffix(".log.1"))
        part = Part(name, command, log=log, env=self.env, cwd=PROJECT)
        self.parts.append(part)
        part.start()
        return part

    def manage(self, *arguments: str, echo: bool = False) -> None:
        """Run `manage.py`; raises Failure with what it printed when it fails."""
        done = subprocess.run(
            [sys.executable, str(PROJECT / "manage.py"), *arguments],
            env=self.env,
            cwd=PROJECT,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        (self.local / "log" / f"{arguments[0]}.log").write_text(done.stdout)
        if done.returncode:
            tail = "\n".join(done.stdout.splitlines()[-20:])
            raise Failure(f"manage.py {' '.join(arguments)} failed:\n{tail}")
        if echo:
            print(done.stdout, end="", flush=True)

    def collect_static(self) -> None:
        stamp, wanted = self.local / "static.stamp", static_files.fingerprint(project=PROJECT)
        if not stamp.exists() or stamp.read_text() != wanted:
            say("Static files …")
            stamp.unlink(missing_ok=True)
            self.manage("collectstatic", "--no-input", "--clear")
            stamp.write_text(wanted)

    def is_ready(self) -> bool:
        self.refuse_ended_part()
        try:
            with urllib.request.urlopen(f"http://{HOST}:{self.port}/readyz", timeout=5) as answer:
                return bool(answer.status == 200)
        except (urllib.error.URLError, OSError):
            return False

    def refuse_ended_part(self) -> None:
        """Raises Failure, with the last lines of its log, when a part has ended by itself."""
        for part in self.parts:
            code = part.returncode()
            if code is not None:
                raise Failure(f"{part.name} ended with code {code}; its last lines ({part.log}):\n{part.tail()}")

    def watch(self) -> None:
        while True:
            self.refuse_ended_part()
            time.sleep(0.5)

    def stop(self) -> None:
        """Web, beat and worker end together; then the servers that they used."""
        servers = [part for part in self.parts if part.name in ("postgres", "valkey")]
        others = [part for part in self.parts if part not in servers]
        for part in others:
            part.ask_to_stop()
        for part in (*reversed(others), *reversed(servers)):
            part.stop()
        kill_strays()


def say(text: str) -> None:
    print(text, flush=True)


def _after(log: Path, position: int) -> bytes:
    with log.open("rb") as stream:
        stream.seek(position)
        return stream.read()


def _ignore_signals() -> None:
    # A second Ctrl-C must not interrupt the stopping itself.
    for number in _SIGNALS:
        signal.signal(number, signal.SIG_IGN)


def _stop(_signal: int, _frame: FrameType | None) -> None:
    _ignore_signals()
    raise Stop


def main() -> int:
    """Exit code: 0 after Ctrl-C, 1 when something failed."""
    for number in _SIGNALS:
        signal.signal(number, _stop)
    adopt_orphans()
    local = local_folder()
    (local / "log").mkdir(exist_ok=True)
    scratch: Path | None = None
    run: Run | None = None
    try:
        port = chosen_port()
        with only_one(local, what=f"http://{HOST}:{port}"):
            try:
                refuse_taken_port(port)
                remove_left_scratch(local)
                scratch = new_scratch()
                (local / "scratch").write_text(str(scratch))
                run = Run(local=local, port=port, scratch=scratch)
                run.start()
                say(f"\nReady: http://{HOST}:{port}\n")
                run.manage("demo_accounts", echo=True)
                say("\nCtrl-C stops everything. Logs: " + os.path.relpath(local / "log"))
                run.watch()
            finally:
                _ignore_signals()
                if run is not None:
                    run.stop()
                if scratch is not None:
                    remove_left_scratch(local)
    except Stop:
        say("\nStopped.")
        return 0
    except (Failure, RuntimeError) as error:
        print(f"\n{error}", file=sys.stderr, flush=True)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
