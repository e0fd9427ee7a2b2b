"""Finds the test certificate of a user. The app above, which knows who holds what, sets the look-up at start-up."""

from collections.abc import Callable

from signing.errors import SigningError

UserLookup = Callable[[str, bool], str | None]
_lookup: UserLookup | None = None


def register_user_lookup(fn: UserLookup) -> None:
    """Set the function `fn(username, seal)` that gives the SHA-256 fingerprint (hex) of a test certificate.

    `seal` False asks for the user's own certificate, True for that of the organisation whose device the user keeps.
    """
    global _lookup  # noqa: PLW0603  set once at start-up
    _lookup = fn


def fingerprint_for_user(username: str, *, seal: bool = False) -> str:
    """Fingerprint (hex) of the user's test certificate, or with `seal` of the organisation's that the user keeps.

    :raises SigningError: no look-up is registered, or it knows no such test certificate.
    """
    fingerprint = _lookup(username, seal) if _lookup else None
    if fingerprint is None:
        what = "cơ quan do tài khoản" if seal else "tài khoản"
        kept = " giữ" if seal else ""
        raise SigningError(f"Không tìm thấy chứng thư thử nghiệm của {what} “{username}”{kept}.")
    return fingerprint
