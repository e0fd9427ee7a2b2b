"""The user guide: what stands in bold or italics is on the screen, and every role has a page."""

import re
from pathlib import Path

import pytest

from config.local.paths import PROJECT
from directory.domain.roles import Role
from tests.docs.screen_words import screen_words

GUIDE = PROJECT / "docs" / "huong-dan"
PAGES = sorted(GUIDE.glob("*.md"))
_MARKED = re.compile(r"(\*{1,2})(?=\S)([^*]+?)\1")
_LONGEST_LINES = 110


def marked(text: str) -> list[str]:
    """Phrases in bold or italics, in one line each."""
    return [" ".join(words.split()) for _, words in _MARKED.findall(text)]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_bold_and_italic_words_stand_on_the_screen(page: Path) -> None:
    assert [words for words in marked(page.read_text(encoding="utf-8")) if words not in screen_words()] == []


def test_a_button_that_does_not_exist_is_found() -> None:
    named = marked("Bấm **Đóng hồ sơ bằng tay**, xem *Tiến trình*.")
    assert named == ["Đóng hồ sơ bằng tay", "Tiến trình"]
    assert [words for words in named if words not in screen_words()] == ["Đóng hồ sơ bằng tay"]


def test_every_role_is_named_in_the_guide() -> None:
    text = "\n".join(page.read_text(encoding="utf-8") for page in PAGES).lower()
    assert [role.label for role in Role if role.label.lower() not in text] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_page_of_the_guide_stays_short(page: Path) -> None:
    assert len(page.read_text(encoding="utf-8").splitlines()) <= _LONGEST_LINES
