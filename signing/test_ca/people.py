"""Finds the test certificate of a user. The app above, which knows who holds what, sets the look-up at start-up."""

from collections.abc import Callable

from signing.errors import SigningError

UserLookup = Callable[[str], str | None]
_lookup: UserLookup | None = None


def register_user_lookup(fn: UserLookup) -> None:
    """Set the function that maps a user name to the SHA-256 fingerprint (hex) of that user's test certificate."""
    global _lookup  # noqa: PLW0603  set once at start-up
    _lookup = fn


def fingerprint_for_user(username: str) -> str:
    """Fingerprint (hex) of the user's test certificate.

    :raises SigningError: no look-up is registered, or the user has no test certificate.
    """
    fingerprint = _lookup(username) if _lookup else None
    if fingerprint is None:
        raise SigningError(f"Không tìm thấy chứng thư thử nghiệm của tài khoản “{username}”.")
    return fingerprint
