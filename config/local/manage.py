"""`python -m config.local.manage COMMAND …`: manage.py on the servers of the `make run` in the other terminal."""

import os
import sys
from typing import NoReturn

from config.local.environment import of_running
from config.local.paths import PROJECT, local_folder


def main() -> NoReturn:
    """Replaces this process by manage.py; exit code 2 where `make run` never ran here."""
    env = of_running(local=local_folder())
    if env is None:
        sys.stderr.write("Nothing runs here. Start it first, in another terminal: make run\n")
        sys.exit(2)
    os.execve(sys.executable, [sys.executable, str(PROJECT / "manage.py"), *sys.argv[1:]], env)  # noqa: S606


if __name__ == "__main__":
    main()
