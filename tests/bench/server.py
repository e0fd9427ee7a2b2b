"""A throw-away PostgreSQL with the product's tables, for the benchmarks that need one."""

import atexit
import os
import shutil
from functools import cache
from pathlib import Path
from typing import Any


@cache
def ready() -> None:
    """Starts the server once for all benchmarks of this process; it ends with the process.

    Whatever imports models is imported after this: each set-up function does so itself.
    """
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.local.test_settings"
    import django

    from config.local.postgres import Postgres
    from config.local.test_settings import TEST_DIR

    shutil.rmtree(TEST_DIR, ignore_errors=True)
    TEST_DIR.mkdir(mode=0o700)
    (TEST_DIR / "static").mkdir()
    atexit.register(shutil.rmtree, TEST_DIR, ignore_errors=True)
    postgres = Postgres(data=TEST_DIR / "data", scratch=TEST_DIR, log=Path(TEST_DIR) / "postgres.log", throwaway=True)
    atexit.register(postgres.stop)
    postgres.start()
    django.setup()
    from django.test.utils import setup_databases, setup_test_environment

    setup_test_environment()
    setup_databases(verbosity=0, interactive=False)


@cache
def province() -> Any:
    """The tests.access.volume.Province of twenty thousand cases, written once."""
    ready()
    from django.db import transaction

    from tests.access.volume import fill

    with transaction.atomic():
        return fill()
