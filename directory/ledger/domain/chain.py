"""The hash chain: each link binds an entry's digest to its position and to all links before it."""

import hashlib

GENESIS = bytes(32)


def next_chain(*, previous: bytes, entry_digest: bytes, position: int) -> bytes:
    """Return SHA-256(previous || entry_digest || position as 8 bytes, big-endian). `previous` of link 1 is GENESIS."""
    return hashlib.sha256(previous + entry_digest + position.to_bytes(8, "big")).digest()
