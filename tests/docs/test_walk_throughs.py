"""The walk-throughs of the README name personas of the demo, and buttons and headings letter by letter."""

import re

import pytest

from config.local.paths import PROJECT
from tests.docs.screen_words import of_page, screen_words

STEPS = {"Close a case in ten minutes": 6, "Issue first certificates in ten minutes": 9}
_STEP = re.compile(r"^\| \d+ \| `([a-z0-9_]+)`(?:, (?!then)([^,|]+))?[^|]*\|", re.MULTILINE)
_ITALIC = re.compile(r"(?<!\*)\*([^*|]+)\*(?!\*)")


def walk(title: str) -> str:
    """The text of one section of the README."""
    text = (PROJECT / "README.md").read_text(encoding="utf-8")
    return text.partition(f"\n## {title}\n")[2].partition("\n## ")[0]


@pytest.mark.parametrize("title", STEPS)
def test_a_walk_through_names_personas_of_the_demo(title: str) -> None:
    from config.demo.personas import personas

    known = {persona.username: persona.label for persona in personas()}
    rows = _STEP.findall(walk(title))
    assert len(rows) == STEPS[title]
    for username, name in rows:
        assert known[username].startswith(name.strip())


@pytest.mark.parametrize("title", STEPS)
def test_every_account_that_a_walk_through_names_can_sign_in(title: str) -> None:
    from config.demo.personas import personas

    named = set(re.findall(r"`([a-z][a-z0-9_]+)`", walk(title)))
    assert named
    assert named - {persona.username for persona in personas()} == set()


def test_the_walk_through_asks_for_people_who_have_no_certificate_yet() -> None:
    from config.demo.officials import OFFICIALS

    without = {one.full_name for one in OFFICIALS if one.agency == "na_cang" and one.term is None}
    named = set(re.findall(r"Two officials .*?: (.+?), who has an account, and (.+?), who", walk([*STEPS][1]))[0])
    assert named <= without


@pytest.mark.parametrize("title", STEPS)
def test_a_walk_through_names_buttons_and_headings_as_the_screen_does(title: str) -> None:
    named = [" ".join(words.split()) for words in _ITALIC.findall(walk(title))]
    assert named
    assert [words for words in named if words not in screen_words()] == []


def test_words_that_no_screen_shows_are_found_out() -> None:
    page = '{# Ghi chú #}<h1>Hồ sơ {{ code }}</h1>{% include "x.html" with label="Gửi" only %}<p>Đã\n  gửi</p>'
    assert {"Hồ sơ", "Gửi", "Đã gửi"} <= of_page(page)
    assert "Ghi chú" not in of_page(page)
    assert "Đóng hồ sơ bằng tay" not in screen_words()
