"""The process that opens files: `python -m signing.verification.zygote`.

It loads the libraries once and forks a child with hard limits for each file; a child that hangs or exhausts its memory
is killed and its file gets a verdict all the same. It has no secrets (its environment is emptied by its parent), no
Django and no database, and ends when its parent does.
"""

import json
import os
import resource
import select
import signal
import sys
import time
from datetime import datetime
from typing import Any

from signing.verification.frames import read_message, write_message
from signing.verification.inspect import inspect_pdf
from signing.verification.report import FileReport
from signing.verification.trust import TrustStore

TOO_LONG = "Tệp quá phức tạp: không kiểm tra xong trong {seconds} giây."
TOO_LARGE = "Tệp quá phức tạp: cần quá nhiều bộ nhớ để kiểm tra."
OUT_OF_MEMORY = 9
CRASHED = "Không kiểm tra được tệp này: việc đọc tệp bị dừng bất thường."


def serve() -> None:
    """Answer requests on standard input until it ends."""
    source, sink = sys.stdin.buffer, sys.stdout.buffer
    while True:
        message = read_message(source)
        if message is None:
            return
        head, parts = message
        write_message(sink, head=_in_child(head, parts), parts=[])


def _in_child(head: dict[str, Any], parts: list[bytes]) -> dict[str, Any]:
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        status = 1
        try:
            os.close(reading)
            _limit(head)
            _write_all(writing, json.dumps(_work(head, parts)).encode())
            status = 0
        except MemoryError:
            status = OUT_OF_MEMORY
        finally:
            os._exit(status)
    os.close(writing)
    answer = _collect(reading, seconds=head["seconds"])
    os.close(reading)
    if answer is None:
        os.kill(child, signal.SIGKILL)
    # The pipe ends only when the child does, so this never waits long.
    _, status = os.waitpid(child, 0)
    if answer is None:
        return _failure(head, TOO_LONG.format(seconds=head["seconds"]))
    try:
        return dict(json.loads(answer))
    except ValueError:
        code = os.waitstatus_to_exitcode(status)
        if code in (-signal.SIGXCPU, -signal.SIGKILL):
            return _failure(head, TOO_LONG.format(seconds=head["seconds"]))
        return _failure(head, TOO_LARGE if code == OUT_OF_MEMORY else CRASHED)


def _limit(head: dict[str, Any]) -> None:
    memory, seconds = int(head["memory"]), int(head["seconds"])
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds + 1, seconds + 1))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _work(head: dict[str, Any], parts: list[bytes]) -> dict[str, Any]:
    stores = iter(parts[1:])
    trust = TrustStore(**{name: tuple(next(stores) for _ in range(count)) for name, count in head["trust"].items()})
    at = datetime.fromisoformat(head["at"]) if head["at"] else None
    try:
        return inspect_pdf(
            data=parts[0],
            name=head["name"],
            trust=trust,
            at=at,
            now=datetime.fromisoformat(head["now"]),
            base_length=head["base_length"],
        ).to_json()
    except RecursionError:
        return _failure(head, TOO_LARGE)
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001  a hostile file must get a verdict, whatever it makes the libraries raise
        return _failure(head, f"{CRASHED} ({type(error).__name__})")


def _failure(head: dict[str, Any], reason: str) -> dict[str, Any]:
    return FileReport(head["name"], "indeterminate", reason).to_json()


def _write_all(fd: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(fd, view) :]


def _collect(fd: int, *, seconds: float) -> bytes | None:
    """Everything the child writes until it closes its end, or None when time is up."""
    deadline = time.monotonic() + seconds
    chunks: list[bytes] = []
    while (left := deadline - time.monotonic()) > 0:
        ready, _, _ = select.select([fd], [], [], left)
        if not ready:
            continue
        chunk = os.read(fd, 1 << 16)
        if not chunk:
            return b"".join(chunks)
        chunks.append(chunk)
    return None


if __name__ == "__main__":
    serve()
