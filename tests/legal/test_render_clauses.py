"""docs/phap-ly is what the clause matrix says."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from requests_workflow.regulations.clause_lists import CLAUSES
from requests_workflow.regulations.matrix_pages import EFFECT_NAMES, all_pages
from requests_workflow.views.legal_matrix import EFFECT_WORDS


def run(*arguments: str) -> str:
    out = StringIO()
    call_command("render_clauses", *arguments, stdout=out)
    return out.getvalue()


def test_the_stored_pages_have_not_drifted() -> None:
    assert "Đúng với bảng điều khoản" in run("--check")


def test_a_changed_missing_or_stale_page_is_drift_and_the_page_by_hand_is_left_alone(tmp_path: Path) -> None:
    folder = ("--folder", str(tmp_path))
    by_hand = tmp_path / "them-tinh.md"
    by_hand.write_text("viết tay", encoding="utf-8")
    run(*folder)
    run("--check", *folder)
    page = tmp_path / "vinh-long-2020.md"
    page.write_text(page.read_text(encoding="utf-8") + "thêm", encoding="utf-8")
    with pytest.raises(CommandError, match=r"vinh-long-2020\.md"):
        run("--check", *folder)
    page.unlink()
    (tmp_path / "old.md").write_text("cũ", encoding="utf-8")
    with pytest.raises(CommandError, match=r"old\.md, vinh-long-2020\.md"):
        run("--check", *folder)
    run(*folder)
    run("--check", *folder)
    assert not (tmp_path / "old.md").exists()
    assert by_hand.read_text(encoding="utf-8") == "viết tay"


def test_the_pages_name_every_clause_and_use_the_words_of_the_screen() -> None:
    pages = all_pages()
    for instrument, clauses in CLAUSES.items():
        for locator in clauses:
            assert f"\n| {locator} | " in pages[f"{instrument}.md"]
    assert {one: words[0].lower() for one, words in EFFECT_WORDS.items()} == dict(EFFECT_NAMES)
