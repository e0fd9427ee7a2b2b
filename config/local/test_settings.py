"""Settings of the tests: production's settings with the servers of one test run and cheap password hashes."""

import os
import tempfile
from pathlib import Path

# One folder for one run: the controller names it, xdist's workers and Celery workers inherit the name.
# config.local.suite or tests/conftest.py makes it and starts the servers in it.
if "CHUNGTHU_TEST_DIR" not in os.environ:
    base = Path(tempfile.gettempdir())
    if len(str(base)) > 60:
        base = Path("/tmp")  # noqa: S108 - sockets need a short path; the folder is made private
    os.environ["CHUNGTHU_TEST_DIR"] = str(base / f"chungthu-test-{os.getpid()}")
TEST_DIR = Path(os.environ["CHUNGTHU_TEST_DIR"])
# Each xdist worker has its own Valkey database and its own media folder; pytest-django names its own test database.
WORKER = os.environ.get("PYTEST_XDIST_WORKER", "")
VALKEY_DATABASE = int(WORKER.removeprefix("gw") or -1) + 1 if WORKER.startswith("gw") else 0

os.environ.setdefault("DATABASE_URL", f"postgresql://chungthu@/chungthu?host={TEST_DIR}/pg")
os.environ["REDIS_URL"] = f"redis+socket://{TEST_DIR}/valkey.sock?virtual_host={VALKEY_DATABASE}"
os.environ["MEDIA_ROOT"] = str(TEST_DIR / "media" / (WORKER or "main"))
# Empty: the live server finds static files where they are written.
os.environ["STATIC_ROOT"] = str(TEST_DIR / "static")
os.environ["SECRET_KEY"] = "tests-only-" + "s" * 60
os.environ["DIGEST_KEY"] = "tests-only-" + "d" * 60
os.environ["ALLOWED_HOSTS"] = "testserver,127.0.0.1,localhost"
os.environ["DEMO"] = "1"
os.environ["DEBUG"] = "0"
os.environ["HTTPS"] = "0"

from config.settings import *  # noqa: E402, F403
from config.settings import STORAGES  # noqa: E402

# argon2 as in production, at its lowest cost.
PASSWORD_HASHERS = ["config.local.test_hashers.CheapArgon2"]
# No collectstatic before tests; `tests/runtime` runs the product with the hashed names of production.
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
