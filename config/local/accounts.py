"""The operating-system account that a local PostgreSQL runs under: PostgreSQL refuses to run as root."""

import os
import pwd
import subprocess
from pathlib import Path
from typing import Any


class Account:
    """The current user, or for root an unprivileged account that the system already has."""

    def __init__(self) -> None:
        self.entry = None if os.geteuid() != 0 else _unprivileged()

    def popen_arguments(self) -> dict[str, Any]:
        """Keyword arguments for `subprocess` that make the child run as this account."""
        if self.entry is None:
            return {}
        return {"user": self.entry.pw_uid, "group": self.entry.pw_gid, "extra_groups": []}

    def own(self, folder: Path) -> None:
        """Give `folder` (made if missing, mode 0700) to this account."""
        folder.mkdir(parents=True, exist_ok=True)
        if self.entry is not None:
            os.chown(folder, self.entry.pw_uid, self.entry.pw_gid)
        folder.chmod(0o700)

    def can_enter(self, folder: Path) -> bool:
        """Whether this account may list and enter the existing `folder`; asked of the system, not worked out."""
        if self.entry is None:
            return True
        done = subprocess.run(
            ["/bin/sh", "-c", 'test -r "$0" && test -x "$0"', str(folder)],
            cwd="/",
            check=False,
            capture_output=True,
            **self.popen_arguments(),
        )
        return done.returncode == 0


def _unprivileged() -> pwd.struct_passwd:
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise RuntimeError("Running as root needs an account named postgres or nobody for PostgreSQL; neither exists.")
