"""The environment that `make run` gives to its parts: production's code, a laptop's values."""

import os
import secrets
from pathlib import Path

_SECRETS = ("SECRET_KEY", "DIGEST_KEY")


def kept_secrets(file: Path) -> dict[str, str]:
    """Keys made on the first run and kept in `file` (mode 0600), one NAME=value a line."""
    kept = dict(line.split("=", 1) for line in file.read_text().splitlines() if "=" in line) if file.exists() else {}
    missing = [name for name in _SECRETS if not kept.get(name)]
    if missing:
        kept |= {name: secrets.token_urlsafe(64) for name in missing}
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w") as stream:
            stream.writelines(f"{name}={value}\n" for name, value in kept.items())
    return kept


ADDRESSES = "addresses.env"


def keep_addresses(*, local: Path, env: dict[str, str]) -> None:
    """Writes where the running servers listen, for config.local.manage in another terminal."""
    names = ("DATABASE_URL", "REDIS_URL", "ALLOWED_HOSTS", "CSRF_TRUSTED_ORIGINS")
    (local / ADDRESSES).write_text("".join(f"{name}={env[name]}\n" for name in names))


def of_running(*, local: Path) -> dict[str, str] | None:
    """The environment of the `make run` that runs in this folder; None where none ran."""
    file = local / ADDRESSES
    if not file.exists():
        return None
    kept = dict(line.split("=", 1) for line in file.read_text().splitlines())
    env = for_parts(local=local, port=0, database_url=kept["DATABASE_URL"], redis_url=kept["REDIS_URL"])
    return {**env, **kept}


def for_parts(*, local: Path, port: int, database_url: str, redis_url: str) -> dict[str, str]:
    """Environment of web, worker, beat and `manage.py`. What the person exported for a secret wins."""
    kept = {name: os.environ.get(name) or value for name, value in kept_secrets(local / "secrets.env").items()}
    return {
        **os.environ,
        **kept,
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "DATABASE_URL": database_url,
        "REDIS_URL": redis_url,
        "DEMO": "1",
        "DEBUG": "0",
        "HTTPS": "0",
        "ALLOWED_HOSTS": "127.0.0.1,localhost",
        "CSRF_TRUSTED_ORIGINS": f"http://127.0.0.1:{port},http://localhost:{port}",
        "MEDIA_ROOT": str(local / "media"),
        "STATIC_ROOT": str(local / "static"),
        "PYTHONUNBUFFERED": "1",
    }
