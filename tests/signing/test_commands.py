"""`manage.py verify_pdf` and `manage.py test_token`."""

import json
import os
import subprocess
import sys
from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from signing.test_ca import people, register_user_lookup
from tests.signing.conftest import DAY, NOW

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def folders(pki, tmp_path_factory):
    trust, crl = tmp_path_factory.mktemp("trust"), tmp_path_factory.mktemp("crl")
    pki.ca.export_trust(trust_dir=trust, crl_dir=crl, now=timezone.now())
    return {"trust": str(trust), "crl": str(crl)}


def _verify(*paths, **options) -> tuple[list[dict], int]:
    out, code = StringIO(), 0
    try:
        call_command("verify_pdf", *map(str, paths), json=True, stdout=out, **options)
    except SystemExit as stop:
        code = int(stop.code or 0)
    return [json.loads(line) for line in out.getvalue().splitlines()], code


def test_one_json_object_a_line_and_exit_0(as_file, folders, signed, letter):
    one, two, three = as_file(signed, "a.pdf"), as_file(letter, "b.pdf"), as_file(b"junk", "c.pdf")
    rows, code = _verify(one, two, three, **folders)
    assert [(row["file"], row["verdict"]) for row in rows] == [
        (str(one), "valid"),
        (str(two), "unsigned"),
        (str(three), "invalid"),
    ]
    assert code == 0


def test_a_path_that_cannot_be_read_gets_a_line_and_exit_2(as_file, folders, signed, tmp_path):
    rows, code = _verify(tmp_path / "missing.pdf", tmp_path, as_file(signed), "/dev/zero", **folders)
    assert [row["verdict"] for row in rows] == ["indeterminate", "indeterminate", "valid", "indeterminate"]
    assert all(row["reason"] for row in rows)
    assert code == 2


def test_without_lists_nothing_is_valid(as_file, folders, signed):
    (row,), code = _verify(as_file(signed), trust=folders["trust"])
    assert (row["verdict"], code) == ("indeterminate", 0)
    assert row["signatures"][0]["checks"]["revocation"]["result"] == "unknown"


def test_a_past_moment_can_be_asked_about(as_file, sign, letter, pki, tmp_path):
    data = sign(letter, pki.expired, at=NOW - 20 * DAY)
    then = NOW - 12 * DAY
    pki.ca.export_trust(trust_dir=tmp_path / "t", crl_dir=tmp_path / "c", now=then)
    options = {"trust": str(tmp_path / "t"), "crl": str(tmp_path / "c")}
    (row,), _ = _verify(as_file(data), at=then.isoformat(), **options)
    assert row["verdict"] == "valid"
    naive = (then + timedelta(hours=7)).replace(tzinfo=None).isoformat()
    (row,), _ = _verify(as_file(data), at=naive, **options)
    assert row["verdict"] == "valid"


@pytest.mark.parametrize("options", [{"at": "yesterday"}, {"trust": "/does/not/exist"}])
def test_a_wrong_option_is_said_in_words(as_file, signed, options):
    with pytest.raises(CommandError) as caught:
        _verify(as_file(signed), **options)
    assert caught.value.returncode == 2


def test_the_readable_summary_is_vietnamese(as_file, folders, sealed):
    out = StringIO()
    call_command("verify_pdf", str(as_file(sealed)), stdout=out, **folders)
    text = out.getvalue()
    assert "HỢP LỆ" in text
    assert "Chữ ký 1: Nguyễn Văn Ạ – UBND xã Bản Bo (TEST)" in text
    assert "Thu hồi: đạt" in text


def test_it_works_with_no_database_at_all(as_file, folders, signed):
    """As a program of its own, with a database address where nobody listens."""
    environment = {**os.environ, "DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none"}
    command = [sys.executable, "manage.py", "verify_pdf", str(as_file(signed)), "--json"]
    command += ["--trust", folders["trust"], "--crl", folders["crl"]]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["verdict"] == "valid"


@pytest.mark.django_db
def test_without_trust_the_installed_anchors_count(as_file, signed, pki, settings):
    settings.TEST_CA_DIR = pki.ca.folder
    (row,), _ = _verify(as_file(signed))
    assert row["verdict"] == "valid"


@pytest.mark.django_db
def test_a_folder_of_lists_never_brings_trust(as_file, signed, folders, settings, tmp_path):
    settings.TEST_CA_DIR = tmp_path
    (row,), _ = _verify(as_file(signed), crl=folders["trust"])
    assert row["signatures"][0]["checks"]["chain"]["result"] == "unknown"


class TestTestToken:
    @pytest.fixture(autouse=True)
    def _installed(self, pki, settings):
        settings.TEST_CA_DIR = pki.ca.folder

    @pytest.fixture
    def _lanhdao(self, pki, monkeypatch):
        monkeypatch.setattr(people, "_lookup", None)
        register_user_lookup(lambda name, _seal: {"lanhdao": pki.leader.fingerprint}.get(name))

    @pytest.mark.usefixtures("_lanhdao")
    def test_it_signs_for_a_user_like_a_desktop_program(self, pki, form, as_file, folders):
        source = as_file(form)
        target = source.with_name("out.pdf")
        call_command("test_token", "sign", "--user", "lanhdao", str(source), str(target), stdout=StringIO())
        assert target.read_bytes().startswith(form)
        (row,), _ = _verify(target, **folders)
        assert row["verdict"] == "valid"
        assert row["signatures"][0]["fingerprint"] == pki.leader.fingerprint

    def test_person_then_seal(self, pki, form, as_file, folders, tmp_path):
        one, two = tmp_path / "one.pdf", tmp_path / "two.pdf"
        arguments = ("--fingerprint", pki.leader.fingerprint, str(as_file(form)), str(one))
        call_command("test_token", "sign", *arguments, stdout=StringIO())
        sealing = ("--seal", "--fingerprint", pki.seal.fingerprint, str(one), str(two))
        call_command("test_token", "sign", *sealing, stdout=StringIO())
        (row,), _ = _verify(two, **folders)
        assert [s["field"] for s in row["signatures"]][1] == "con-dau"
        assert row["verdict"] == "valid"

    @pytest.mark.parametrize(
        ("who", "source"),
        [(("--fingerprint", "ab" * 32), "x.pdf"), (("--user", "nobody"), "x.pdf")],
    )
    @pytest.mark.usefixtures("_lanhdao")
    def test_it_says_why_it_cannot_sign(self, who, source, as_file, letter, tmp_path):
        path = as_file(letter, source)
        with pytest.raises(CommandError, match="Không tìm thấy"):
            call_command("test_token", "sign", *who, str(path), str(tmp_path / "out.pdf"))

    def test_it_refuses_outside_demo_and_tests(self, pki, as_file, letter, tmp_path, settings):
        settings.DEMO = False
        settings.TESTING = False
        with pytest.raises(CommandError, match="DEMO"):
            call_command(
                "test_token", "sign", "--fingerprint", pki.leader.fingerprint, str(as_file(letter)), str(tmp_path / "o")
            )
