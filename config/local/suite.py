"""`make test` and `make lint`: every check in order, the cheapest first; stops at the first that fails."""

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence

from config.local.libraries import install_for_tests
from config.local.paths import PROJECT

# What a province sets, so that `check --deploy` looks at production and not at a laptop.
DEPLOY_ENVIRONMENT = {
    "DJANGO_SETTINGS_MODULE": "config.settings",
    "SECRET_KEY": "a-key-for-check-deploy-0123456789-abcdefghijklmnopqrstuvwxyz",
    "DIGEST_KEY": "another-key-for-check-deploy-0123456789-abcdefghijklmnopqrst",
    "ALLOWED_HOSTS": "chungthu.example.vn",
    "EMAIL_URL": "smtp+tls://user:password@mail.example.vn:587",
    "DEBUG": "0",
    "DEMO": "0",
    "HTTPS": "1",
}
_PYTHON = sys.executable
LINT: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("ruff check", (_PYTHON, "-m", "ruff", "check", ".")),
    ("ruff format", (_PYTHON, "-m", "ruff", "format", "--check", ".")),
    ("mypy", (_PYTHON, "-m", "mypy", ".")),
    ("import contracts", (_PYTHON, "-c", "from importlinter.cli import lint_imports_command; lint_imports_command()")),
)
DJANGO: tuple[tuple[str, tuple[str, ...]], ...] = (
    # No database is up yet; that its history cannot be compared is expected here.
    (
        "migrations complete",
        (
            _PYTHON,
            "-W",
            "ignore:Got an error checking:RuntimeWarning",
            "manage.py",
            "makemigrations",
            "--check",
            "--dry-run",
        ),
    ),
    ("deployment check", (_PYTHON, "manage.py", "check", "--deploy", "--fail-level", "WARNING")),
)


def pytest_command(extra: Sequence[str]) -> tuple[str, ...]:
    """All tests on all cores; order, warnings and markers are set in pyproject.toml.

    Each core gets a run of neighbouring tests, as these share what a module makes once; who is done first takes
    over from the end of another's.
    """
    spread = ("-n", "logical", "--dist", "worksteal")
    return (_PYTHON, "-m", "pytest", *spread, "--junitxml=build/junit.xml", *extra)


def run_step(name: str, command: Sequence[str], *, environment: Mapping[str, str] | None = None) -> int:
    """Run one step, print its name and time, return its exit code."""
    print(f"── {name}", flush=True)
    started = time.monotonic()
    code = subprocess.run(command, cwd=PROJECT, env={**os.environ, **(environment or {})}, check=False).returncode
    outcome = "ok" if code == 0 else f"FAILED (exit code {code})"
    # The last line of a run belongs to pytest.
    if code or name != "tests":
        print(f"   {name}: {outcome}, {time.monotonic() - started:.1f} s", flush=True)
    return code


def main() -> int:
    """Exit code of the first failing step, else 0."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lint-only", action="store_true", help="stop before Django's checks and the tests")
    options, extra = parser.parse_known_args()
    (PROJECT / "build").mkdir(exist_ok=True)
    for name, command in LINT:
        if code := run_step(name, command):
            return code
    if options.lint_only:
        return 0
    try:
        install_for_tests()
    except RuntimeError as error:
        print(error, file=sys.stderr)
        return 1
    for name, command in DJANGO:
        if code := run_step(name, command, environment=DEPLOY_ENVIRONMENT):
            return code
    # Importing the package `config` named production's settings, and a name in the environment wins over pytest's own.
    return run_step(
        "tests", pytest_command(extra), environment={"DJANGO_SETTINGS_MODULE": "config.local.test_settings"}
    )


if __name__ == "__main__":
    sys.exit(main())
