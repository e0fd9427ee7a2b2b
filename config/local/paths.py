"""Folders of one laptop. CHUNGTHU_LOCAL_DIR moves the data away from the clone."""

import os
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent.parent


def local_folder() -> Path:
    """Data, secrets and logs of `make run`; made if missing, private."""
    folder = Path(os.environ.get("CHUNGTHU_LOCAL_DIR") or PROJECT / ".local").resolve()
    folder.mkdir(parents=True, exist_ok=True)
    return folder
