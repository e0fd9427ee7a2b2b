"""Production's files agree with the code, the requirements, the CI and the documents: no container engine tells us."""

import re
import tomllib
from importlib.util import find_spec
from typing import Any

import pytest
import yaml

from config import gunicorn
from config.local.libraries import PANGO_PACKAGES
from config.local.paths import PROJECT

DOCKERFILE = (PROJECT / "Dockerfile").read_text()
COMPOSE: dict[str, Any] = yaml.safe_load((PROJECT / "docker-compose.yml").read_text())
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
PYPROJECT = tomllib.loads((PROJECT / "pyproject.toml").read_text())
APP_SERVICES = ("migrate", "web", "worker", "beat")


def pins(file: str) -> dict[str, tuple[str, int]]:
    """Package -> (version, number of hashes)."""
    found: dict[str, tuple[str, int]] = {}
    name = ""
    for line in (PROJECT / file).read_text().splitlines():
        if pin := re.match(r"([A-Za-z0-9._-]+)==([^\s;\\]+)", line):
            name = pin[1].lower().replace("_", "-")
            found[name] = (pin[2], 0)
        elif "--hash=sha256:" in line:
            found[name] = (found[name][0], found[name][1] + 1)
    return found


def names(requirements: list[str]) -> set[str]:
    return {re.split(r"[\[<>=~! ]", requirement)[0].lower() for requirement in requirements}


def variables_read() -> set[str]:
    """Environment variables that production's code reads."""
    found: set[str] = set()
    for path in (PROJECT / "config").glob("*.py"):
        text = path.read_text()
        found.update(re.findall(r'\benv(?:\.\w+)?\(\s*"([A-Z_]+)"', text))
        found.update(re.findall(r'os\.environ(?:\.get\(|\[)"([A-Z_]+)"', text))
    return found


def variables_listed() -> set[str]:
    return set(re.findall(r"^(?:# )?([A-Z_]+)=", (PROJECT / ".env.example").read_text(), re.MULTILINE))


def test_production_is_web_worker_beat_database_and_broker():
    assert set(SERVICES) == {*APP_SERVICES, "db", "broker"}


@pytest.mark.parametrize("name", [name for name in SERVICES if name != "migrate"])
def test_every_service_that_stays_up_has_a_health_check(name):
    assert SERVICES[name]["healthcheck"]["test"]


@pytest.mark.parametrize("name", APP_SERVICES)
def test_the_products_services_are_one_image_that_cannot_be_written_to(name):
    service = SERVICES[name]
    assert service["build"] == "."
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["env_file"] == ".env"
    assert "media:/srv/media" in service["volumes"]


def test_only_the_web_server_has_a_port_and_only_for_a_proxy_on_the_same_host():
    assert {name for name, service in SERVICES.items() if "ports" in service} == {"web"}
    assert SERVICES["web"]["ports"] == ["127.0.0.1:8000:8000"]


def test_commands_name_modules_that_exist():
    assert SERVICES["web"]["command"][:3] == ["gunicorn", "-c", "python:config.gunicorn"]
    assert f'CMD ["{'", "'.join(SERVICES["web"]["command"])}"]' in DOCKERFILE
    module, application = gunicorn.wsgi_app.split(":")
    assert application == "application"
    assert find_spec(module)
    for name in ("worker", "beat"):
        assert SERVICES[name]["command"][:4] == ["celery", "-A", "config", name]
    assert SERVICES["web"]["healthcheck"]["test"] == ["CMD", "python", "-m", "config.probe"]
    assert find_spec("config.probe")
    assert (PROJECT / SERVICES["migrate"]["command"][1]).exists()


def test_web_worker_and_beat_start_after_the_migrations():
    for name in ("web", "worker", "beat"):
        assert SERVICES[name]["depends_on"] == {"migrate": {"condition": "service_completed_successfully"}}
    assert set(SERVICES["migrate"]["depends_on"]) == {"db", "broker"}


def test_images_are_pinned_to_a_version():
    images = [service["image"] for service in SERVICES.values() if "build" not in service]
    images += re.findall(r"^FROM (\S+)", DOCKERFILE, re.MULTILINE)
    assert len(images) == 4
    for image in images:
        assert re.search(r":\d+(\.\d+)*(-[a-z0-9-]+)?$", image), image


def test_the_database_is_of_a_supported_version_and_the_product_is_not_its_superuser():
    version = re.fullmatch(r"postgres:(\d+)-\w+", SERVICES["db"]["image"])
    assert version
    assert int(version[1]) >= 15
    role = COMPOSE["configs"]["database_role"]["content"]
    assert "CREATE ROLE chungthu LOGIN" in role
    assert "SUPERUSER" not in role
    for name in APP_SERVICES:
        assert SERVICES[name]["environment"]["DATABASE_URL"].startswith("postgresql://chungthu:")


def test_volumes_are_declared():
    used = {volume.split(":")[0] for service in SERVICES.values() for volume in service.get("volumes", ())}
    assert used == set(COMPOSE["volumes"])


def test_python_is_the_same_everywhere():
    version = (PROJECT / ".python-version").read_text().strip()
    assert set(re.findall(r"^FROM python:([\d.]+)-slim", DOCKERFILE, re.MULTILINE)) == {version}
    lowest = re.fullmatch(r">=(\d+)\.(\d+)", PYPROJECT["project"]["requires-python"])
    assert lowest
    floor = (int(lowest[1]), int(lowest[2]))
    assert tuple(int(part) for part in version.split(".")) >= floor
    assert f"({floor[0]}, {floor[1]})" in (PROJECT / "config/local/venv.sh").read_text()
    assert PYPROJECT["tool"]["mypy"]["python_version"] == f"{floor[0]}.{floor[1]}"
    assert PYPROJECT["tool"]["ruff"]["target-version"] == f"py{floor[0]}{floor[1]}"


def test_the_image_installs_the_hashed_requirements_and_no_development_tool():
    assert "--require-hashes" in DOCKERFILE
    assert "requirements.txt" in DOCKERFILE
    assert "requirements-dev" not in DOCKERFILE
    assert "config/local" in (PROJECT / ".dockerignore").read_text().split()
    assert names(PYPROJECT["project"]["optional-dependencies"]["dev"]).isdisjoint(pins("requirements.txt"))


def test_the_image_has_pango_and_runs_as_nobody_special():
    for package in PANGO_PACKAGES:
        assert package in DOCKERFILE
    users = re.findall(r"^USER (\S+)", DOCKERFILE, re.MULTILINE)
    assert users == ["chungthu"]
    assert "manage.py collectstatic" in DOCKERFILE


def test_secrets_and_local_data_stay_out_of_the_image():
    ignored = (PROJECT / ".dockerignore").read_text().split()
    assert {".env", ".local", ".git", ".venv", "media", "tests"} <= set(ignored)


def test_what_the_image_copies_is_not_ignored():
    ignored = set((PROJECT / ".dockerignore").read_text().split())
    for source in re.findall(r"^COPY (\S+) ", DOCKERFILE, re.MULTILINE):
        if not source.startswith("--"):
            assert (PROJECT / source).exists(), source
            assert source not in ignored


def test_every_dependency_is_pinned_with_hashes():
    project = PYPROJECT["project"]
    production, development = pins("requirements.txt"), pins("requirements-dev.txt")
    assert names(project["dependencies"]) <= set(production)
    assert names(project["optional-dependencies"]["dev"]) <= set(development)
    for package, (version, hashes) in development.items():
        assert hashes, f"{package} has no hash"
        assert production.get(package, (version, 1))[0] == version, f"{package} differs between the two files"
    assert set(production) <= set(development)


def test_no_requirement_names_where_it_came_from():
    for file in ("requirements.txt", "requirements-dev.txt"):
        assert "://" not in (PROJECT / file).read_text()


def test_every_variable_that_the_product_reads_is_in_the_example():
    assert variables_read() - variables_listed() == set()


def test_every_variable_in_the_example_is_read_by_the_product_or_by_compose():
    compose = set(re.findall(r"\$\{([A-Z_]+)", (PROJECT / "docker-compose.yml").read_text()))
    assert variables_listed() - variables_read() - compose == set()


def test_ci_runs_the_same_command_as_a_developer():
    script = (PROJECT / ".ci/run").read_text()
    assert re.search(r"^make test\b", script, re.MULTILINE)
    assert (PROJECT / ".ci/run").stat().st_mode & 0o111


@pytest.mark.parametrize("words", ["make run", "make test", "make reset", "PORT=", "docker compose up", ".env.example"])
def test_the_readme_tells_how_to_run_test_reset_and_deploy(words):
    assert words in (PROJECT / "README.md").read_text()


def test_every_make_target_that_is_documented_exists():
    targets = set(re.findall(r"^([a-z]+):", (PROJECT / "Makefile").read_text(), re.MULTILINE))
    assert {"run", "reset", "test", "venv", "lint", "bench"} <= targets
    texts = [PROJECT / "README.md", *(PROJECT / "docs").rglob("*.md")]
    named = {target for path in texts for target in re.findall(r"`(?:PORT=\d+ )?make ([a-z]+)`", path.read_text())}
    assert named <= targets
