"""Messages between the product and the process that opens hostile files: length-prefixed parts, never pickles."""

import json
import struct
from typing import IO, Any

HEADER = struct.Struct(">I")
MOST_PARTS = 20_000


def write_message(stream: IO[bytes], *, head: dict[str, Any], parts: list[bytes]) -> None:
    """One JSON head followed by binary parts."""
    first = json.dumps(head).encode()
    stream.write(HEADER.pack(len(parts) + 1))
    for part in (first, *parts):
        stream.write(HEADER.pack(len(part)))
        stream.write(part)
    stream.flush()


def read_message(stream: IO[bytes]) -> tuple[dict[str, Any], list[bytes]] | None:
    """The next message, or None at the end of the stream.

    :raises EOFError: the stream ends within a message.
    """
    start = stream.read(HEADER.size)
    if not start:
        return None
    (count,) = HEADER.unpack(start)
    if not 1 <= count <= MOST_PARTS:
        raise EOFError("malformed message")
    parts = [_exactly(stream, HEADER.unpack(_exactly(stream, HEADER.size))[0]) for _ in range(count)]
    return json.loads(parts[0]), parts[1:]


def _exactly(stream: IO[bytes], size: int) -> bytes:
    data = stream.read(size)
    if len(data) != size:
        raise EOFError("stream ended within a message")
    return data
