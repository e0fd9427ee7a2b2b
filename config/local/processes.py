"""A child process that is started in its own group, watched, and stopped with all its descendants."""

import ctypes
import functools
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

_PR_SET_CHILD_SUBREAPER = 36
_libc = ctypes.CDLL(None) if sys.platform == "linux" else None


def adopt_orphans() -> None:
    """Make this process the parent of orphaned grandchildren (Linux), so that `kill_strays` can find them."""
    if _libc is not None:
        _libc.prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def kill_strays() -> None:
    """Kill and reap every child that this process still has. Call it when all parts are stopped."""
    for _ in range(50):
        strays = _children_of(os.getpid())
        if not strays:
            return
        for pid in strays:
            try:
                os.kill(pid, signal.SIGKILL)
                os.waitpid(pid, 0)
            except (ProcessLookupError, ChildProcessError):
                continue


def _children_of(pid: int) -> list[int]:
    found: list[int] = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        found += [int(child) for child in task.read_text().split()]
    return found


@functools.cache
def _die_with_parent() -> bool:
    """Whether `setpriv --pdeathsig` works here (Linux). A hook between fork and exec would be unsafe with threads."""
    if not shutil.which("setpriv"):
        return False
    return subprocess.run(["setpriv", "--pdeathsig", "TERM", "true"], capture_output=True, check=False).returncode == 0


class Part:
    """One long-running program with its log file."""

    def __init__(
        self,
        name: str,
        command: Sequence[str | Path],
        *,
        log: Path,
        env: Mapping[str, str] | None = None,
        cwd: Path | None = None,
        stop_signal: signal.Signals = signal.SIGTERM,
        grace: float = 10.0,
        popen_arguments: Mapping[str, Any] | None = None,
    ) -> None:
        self.name = name
        self.command = [str(word) for word in command]
        self.log = log
        self.stop_signal = stop_signal
        self.grace = grace
        self._options: dict[str, Any] = {"cwd": cwd, "env": env, **(popen_arguments or {})}
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int:
        """Process id; raises RuntimeError when the part was never started."""
        if self._process is None:
            raise RuntimeError(f"{self.name} was not started")
        return self._process.pid

    def start(self) -> None:
        self.log.parent.mkdir(parents=True, exist_ok=True)
        # A runner that is killed outright (SIGKILL) takes its parts with it.
        guard = ["setpriv", "--pdeathsig", self.stop_signal.name.removeprefix("SIG")] if _die_with_parent() else []
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                [*guard, *self.command],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                **self._options,
            )

    def returncode(self) -> int | None:
        """Exit code, or None while it runs."""
        return None if self._process is None else self._process.poll()

    def ask_to_stop(self) -> None:
        """Send the stop signal without waiting."""
        if self._process is not None and self._process.poll() is None:
            self._process.send_signal(self.stop_signal)

    def stop(self, *, grace: float | None = None) -> None:
        """Ask the program to stop, wait `grace` seconds, then kill its whole group."""
        if self._process is None:
            return
        self.ask_to_stop()
        try:
            self._process.wait(self.grace if grace is None else grace)
        except subprocess.TimeoutExpired:
            pass
        try:
            os.killpg(self._process.pid, signal.SIGKILL)
        except (ProcessLookupError, PermissionError):
            pass
        self._process.wait()

    def tail(self, lines: int = 20) -> str:
        """The last `lines` lines of the log."""
        if not self.log.exists():
            return ""
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-lines:])


def wait_until(ready: Callable[[], bool], *, seconds: float, part: Part, pause: float = 0.05) -> None:
    """Call `ready()` until it is true. Raises RuntimeError with the part's log if it ends or `seconds` pass."""
    deadline = time.monotonic() + seconds
    while not ready():
        if part.returncode() is not None:
            raise RuntimeError(f"{part.name} ended with code {part.returncode()}:\n{part.tail()}")
        if time.monotonic() > deadline:
            raise RuntimeError(f"{part.name} was not ready after {seconds:.0f} s:\n{part.tail()}")
        time.sleep(pause)
