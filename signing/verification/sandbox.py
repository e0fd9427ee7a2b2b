"""Runs the inspection of a file in a process of its own, with caps on time and memory.

One warm helper per process and thread of the product; it forks for every file, so that files cannot affect each other.
"""

import atexit
import os
import subprocess
import sys
import threading
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO, cast

from signing.verification.frames import read_message, write_message
from signing.verification.report import FileReport
from signing.verification.trust import TrustStore

PROJECT = Path(__file__).resolve().parent.parent.parent
STOPPED = "Không kiểm tra được tệp này: tiến trình kiểm tra bị dừng. Hãy thử lại."
GRACE = 30.0


@dataclass(frozen=True)
class Limits:
    """Caps for one file: wall clock and CPU in seconds, address space in bytes."""

    seconds: int = 20
    memory: int = 1_500_000_000


class _Helper:
    """A running zygote."""

    def __init__(self) -> None:
        self.owner = os.getpid()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "signing.verification.zygote"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=PROJECT,
            env={"PYTHONPATH": str(PROJECT), "PATH": os.defpath, "LANG": "C.UTF-8", "PYTHONWARNINGS": "ignore"},
        )

    @property
    def requests(self) -> IO[bytes]:
        return cast(IO[bytes], self.process.stdin)

    @property
    def answers(self) -> IO[bytes]:
        return cast(IO[bytes], self.process.stdout)

    @property
    def usable(self) -> bool:
        return self.owner == os.getpid() and self.process.poll() is None

    def close(self) -> None:
        if self.owner == os.getpid():
            self.process.kill()
            self.process.wait()
        for stream in (self.requests, self.answers):
            try:
                stream.close()
            except OSError:  # unsent data of a helper that is gone
                pass


class _Pool(threading.local):
    helper: _Helper | None = None

    def __del__(self) -> None:
        # A thread ends. At the end of the interpreter atexit has done it, or the helper reads end-of-file and ends.
        if self.helper is not None and not sys.is_finalizing():
            self.helper.close()


_pool = _Pool()


def inspect_in_sandbox(
    *,
    data: bytes,
    name: str,
    trust: TrustStore,
    at: datetime | None,
    now: datetime,
    base_length: int | None = None,
    limits: Limits | None = None,
) -> FileReport:
    """`inspect_pdf` in a process of its own. The file makes it neither raise nor take much longer than the limit."""
    caps = limits or Limits()
    head = {
        "name": name,
        "at": at.isoformat() if at else None,
        "now": now.isoformat(),
        "base_length": base_length,
        "seconds": caps.seconds,
        "memory": caps.memory,
        "trust": {
            "roots": len(trust.roots),
            "intermediates": len(trust.intermediates),
            "crls": len(trust.crls),
            "ocsps": len(trust.ocsps),
        },
    }
    parts = [data, *trust.roots, *trust.intermediates, *trust.crls, *trust.ocsps]
    helper = _pool.helper
    if helper is None or not helper.usable:
        close_sandbox()
        helper = _pool.helper = _Helper()
    watchdog = threading.Timer(caps.seconds + GRACE, helper.process.kill)
    watchdog.start()
    try:
        write_message(helper.requests, head=head, parts=parts)
        answer = read_message(helper.answers)
        if answer is None:
            raise EOFError("helper ended")
        return FileReport.from_json(answer[0])
    except (OSError, EOFError, ValueError, TypeError, KeyError):
        close_sandbox()
        return FileReport(name, "indeterminate", STOPPED)
    finally:
        watchdog.cancel()


def close_sandbox() -> None:
    """Stop this thread's helper. The next file starts a new one."""
    if _pool.helper is not None:
        _pool.helper.close()
        _pool.helper = None


atexit.register(close_sandbox)
