"""`make reset`: removes the data of `make run`, so that the next run starts over. Stops nothing."""

import shutil
import sys

from config.local.paths import local_folder
from config.local.postgres import fallback_folder
from config.local.run import Failure, only_one, remove_left_scratch


def main() -> int:
    """Exit code: 1 when `make run` is running."""
    local = local_folder()
    try:
        with only_one(local, what="make reset"):
            remove_left_scratch(local)
            for folder in (
                *(local / name for name in ("postgres", "media", "static", "log")),
                fallback_folder(local / "postgres"),
            ):
                if folder.exists():
                    shutil.rmtree(folder)
            for name in ("secrets.env", "static.stamp"):
                (local / name).unlink(missing_ok=True)
    except Failure as failure:
        print(failure, file=sys.stderr)
        return 1
    print("The data of `make run` is gone; the next `make run` starts over.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
