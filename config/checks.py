"""System checks of the settings; `manage.py check`, `migrate` and every other command refuse to go on with an error."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error
from django.core.exceptions import ImproperlyConfigured

MIN_SECRET_KEY = 50
MIN_DIGEST_KEY = 32
_LOCAL_HOSTS = frozenset({"127.0.0.1", "localhost", "::1", "[::1]", "testserver", ".localhost"})


def check_keys(**_: Any) -> list[CheckMessage]:
    """config.E001 and E002: a key is missing or too short; E003: one key serves both purposes."""
    if settings.DEBUG:
        return []
    found: list[CheckMessage] = []
    try:
        secret = str(settings.SECRET_KEY)
    except ImproperlyConfigured:
        secret = ""
    digest = str(settings.DIGEST_KEY)
    if len(secret) < MIN_SECRET_KEY:
        found.append(
            Error(
                f"SECRET_KEY is missing or shorter than {MIN_SECRET_KEY} characters.",
                hint="It signs sessions. Make one: python -c 'import secrets; print(secrets.token_urlsafe(64))'",
                id="config.E001",
            )
        )
    if len(digest) < MIN_DIGEST_KEY:
        found.append(
            Error(
                f"DIGEST_KEY is missing or shorter than {MIN_DIGEST_KEY} characters.",
                hint="It keys the digests of personal data in the ledger. Back it up: without it they prove nothing.",
                id="config.E002",
            )
        )
    if digest and digest == secret:
        found.append(
            Error("DIGEST_KEY and SECRET_KEY are the same value; each must be rotatable alone.", id="config.E003")
        )
    return found


def check_demo(**_: Any) -> list[CheckMessage]:
    """config.E004: DEMO (test CA, persona switcher) beside a host name that others can reach."""
    if not settings.DEMO:
        return []
    public = sorted(host for host in settings.ALLOWED_HOSTS if host.lower() not in _LOCAL_HOSTS)
    if not public:
        return []
    return [
        Error(
            f"DEMO is on while ALLOWED_HOSTS names {', '.join(public)}.",
            hint="DEMO lets anybody act as anybody with test keys. Switch it off, or serve 127.0.0.1 only.",
            id="config.E004",
        )
    ]
