"""`.ci/run` fails on a skip, on no test, on a failing suite and beyond its time; it ends with pytest's own line."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from config.local.paths import PROJECT

CLOSING = "========= 2 passed in 0.10s ========="
PASSED = '<testsuites><testsuite><testcase classname="a" name="b"/></testsuite></testsuites>'
SKIPPED = '<testsuites><testsuite><testcase classname="a" name="b"><skipped/></testcase></testsuite></testsuites>'


def run_ci(
    folder: Path, *, junit: str, make_test: str = "true", **environment: str
) -> subprocess.CompletedProcess[str]:
    """`.ci/run` beside a Makefile whose `make test` writes `junit`, prints pytest's line and runs `make_test`."""
    (folder / ".ci").mkdir()
    shutil.copy(PROJECT / ".ci/run", folder / ".ci" / "run")
    (folder / "junit.xml").write_text(junit)
    python = folder / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.symlink_to(sys.executable)
    recipe = f"venv:\n\t@true\ntest:\n\t@cp junit.xml build/junit.xml; echo '{CLOSING}'; {make_test}\n"
    (folder / "Makefile").write_text(recipe)
    return subprocess.run(
        ["bash", folder / ".ci" / "run"],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def test_a_clean_run_passes_and_ends_with_pytests_line(tmp_path):
    done = run_ci(tmp_path, junit=PASSED)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-1] == CLOSING


@pytest.mark.parametrize(("junit", "says"), [(SKIPPED, "a::b"), ("<testsuites/>", "No test ran")])
def test_a_skip_or_an_empty_run_fails(tmp_path, junit, says):
    done = run_ci(tmp_path, junit=junit)
    assert done.returncode == 1
    assert says in done.stderr


def test_a_failing_suite_fails(tmp_path):
    assert run_ci(tmp_path, junit=PASSED, make_test="false").returncode != 0


def test_a_run_beyond_its_time_says_so(tmp_path):
    done = run_ci(tmp_path, junit=PASSED, make_test="sleep 1.2", CI_BUDGET_SECONDS="0")
    assert done.returncode == 0
    assert "the limit" in done.stderr
