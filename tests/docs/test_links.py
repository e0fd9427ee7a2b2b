"""README and docs: links lead somewhere, commands exist, nothing names one machine or one package index."""

import re
import unicodedata
from pathlib import Path
from urllib.parse import unquote

import pytest
from django.core.management import get_commands

from config.local.paths import PROJECT

PAGES = [PROJECT / "README.md", PROJECT / "CHANGELOG.md", *sorted((PROJECT / "docs").rglob("*.md"))]
# ![alt](target) and [text](target), without a title.
_LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
# A home folder, a checkout or a temporary folder of somebody's machine; /srv and /ca are paths inside the container.
_MACHINE_PATH = re.compile(r"(?<![\w.<])(?:/(?:home|Users|root|work|tmp|opt|mnt|var|usr)/[\w.-]|[A-Z]:\\)")
_REGISTRY = re.compile(
    r"pypi\.org|pythonhosted|index-url|npmjs|registry\.[\w-]+\.|docker\.io|ghcr\.io|quay\.io|proxy\.golang|crates\.io",
    re.IGNORECASE,
)
_MAKE = re.compile(r"`(?:[A-Z_]+=\S+ )*make ([a-z-]+)`|^    (?:[A-Z_]+=\S+ )*make ([a-z-]+)$", re.MULTILINE)
_MANAGE = re.compile(r"manage\.py ([a-z_]+)")
_VARIABLE = re.compile(r"`([A-Z][A-Z_]{3,})`")


def page_id(page: Path) -> str:
    return page.relative_to(PROJECT).as_posix()


def anchors(page: Path) -> set[str]:
    """The fragment of each heading, as forges make it: lower case, letters, digits, dashes."""
    titles = re.findall(r"^#{1,6} (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.replace("`", "")).strip().lower().replace(" ", "-") for title in titles}


def broken_links(*, text: str, page: Path) -> list[str]:
    """Relative targets in `text`, the text of `page`, that lead to no file of the project or to no heading of one."""
    broken = []
    for target in _LINK.findall(text):
        if re.match(r"[a-z][a-z+.-]*:", target):
            continue
        path, _, fragment = unquote(target).partition("#")
        file = (page.parent / path).resolve() if path else page
        missing = not file.is_relative_to(PROJECT) or not file.exists()
        if missing or (fragment and fragment not in anchors(file)):
            broken.append(target)
    return broken


@pytest.mark.parametrize("page", PAGES, ids=page_id)
def test_every_relative_link_leads_to_a_file_and_a_heading(page: Path) -> None:
    assert broken_links(text=page.read_text(encoding="utf-8"), page=page) == []


@pytest.mark.parametrize("target", ["nowhere.md", "../../nowhere.md", "README.md#no-such-heading", "#no-such-heading"])
def test_a_link_to_nowhere_is_found(target: str) -> None:
    page = PROJECT / "docs" / "README.md"
    assert broken_links(text=f"[a](README.md) [b]({target})", page=page) == [target]


@pytest.mark.parametrize("page", PAGES, ids=page_id)
def test_a_page_names_no_machine_and_no_package_index(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert [found.group() for found in _MACHINE_PATH.finditer(text)] == []
    assert [found.group() for found in _REGISTRY.finditer(text)] == []


@pytest.mark.parametrize("page", PAGES, ids=page_id)
def test_a_page_is_written_in_composed_unicode_without_tabs_or_trailing_spaces(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert unicodedata.is_normalized("NFC", text)
    assert [line for line in text.splitlines() if line != line.rstrip() or "\t" in line] == []


@pytest.mark.parametrize("page", PAGES, ids=page_id)
def test_every_command_that_a_page_names_exists(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z-]+):", (PROJECT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    named = {inline or block for inline, block in _MAKE.findall(text)}
    assert named - targets == set()
    assert set(_MANAGE.findall(text)) - set(get_commands()) == set()


def test_the_readme_names_every_make_target_and_every_command_of_the_contract() -> None:
    text = (PROJECT / "README.md").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z-]+):", (PROJECT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert targets - {inline or block for inline, block in _MAKE.findall(text)} == {"venv"}
    contract = {"verify_pdf", "verify_ledger", "due_date", "render_procedures", "send_expiry_digests", "test_token"}
    assert contract <= set(_MANAGE.findall(text))


def test_the_installation_page_explains_every_variable_of_the_example() -> None:
    text = (PROJECT / "docs/van-hanh/cai-dat.md").read_text(encoding="utf-8")
    listed = set(
        re.findall(r"^(?:# )?([A-Z_]+)=", (PROJECT / ".env.example").read_text(encoding="utf-8"), re.MULTILINE)
    )
    assert listed - set(_VARIABLE.findall(text)) == set()


def test_the_index_leads_to_every_page() -> None:
    reached: set[Path] = set()
    waiting = [PROJECT / "README.md"]
    while waiting:
        page = waiting.pop()
        if page in reached:
            continue
        reached.add(page)
        targets = [target.partition("#")[0] for target in _LINK.findall(page.read_text(encoding="utf-8"))]
        waiting += [(page.parent / one).resolve() for one in targets if one.endswith(".md") and ":" not in one]
    assert [page_id(page) for page in PAGES if page not in reached] == []


def test_the_readme_shows_a_picture_that_is_small() -> None:
    picture = PROJECT / "docs/images/viec-cua-toi.png"
    assert picture.read_bytes().startswith(b"\x89PNG\r\n\x1a\n")
    assert picture.stat().st_size <= 200 * 1024
    assert "docs/images/viec-cua-toi.png" in (PROJECT / "README.md").read_text(encoding="utf-8")
