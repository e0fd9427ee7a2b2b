"""docs/quy-trinh is what the procedures say."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from requests_workflow.procedures.registry import PROCEDURES
from requests_workflow.procedures.render import render_page


def run(*arguments: str) -> str:
    out = StringIO()
    call_command("render_procedures", *arguments, stdout=out)
    return out.getvalue()


def test_the_stored_pages_have_not_drifted() -> None:
    assert "Đúng với quy trình" in run("--check")


def test_a_changed_missing_or_stale_page_is_drift(tmp_path: Path) -> None:
    folder = ("--folder", str(tmp_path))
    run(*folder)
    run("--check", *folder)
    page = tmp_path / "token_recovery_dossier.md"
    page.write_text(page.read_text(encoding="utf-8") + "thêm", encoding="utf-8")
    with pytest.raises(CommandError, match=r"token_recovery_dossier\.md"):
        run("--check", *folder)
    page.unlink()
    with pytest.raises(CommandError, match=r"token_recovery_dossier\.md"):
        run("--check", *folder)
    run(*folder)
    (tmp_path / "old.md").write_text("cũ", encoding="utf-8")
    with pytest.raises(CommandError, match=r"old\.md"):
        run("--check", *folder)
    run(*folder)
    assert not (tmp_path / "old.md").exists()


@pytest.mark.parametrize("code", PROCEDURES)
def test_a_page_names_every_state_act_and_clause(code: str) -> None:
    procedure = PROCEDURES[code]
    page = render_page(procedure)
    for label in procedure.states.values():
        assert label in page
    for one in procedure.transitions:
        assert f"| {one.label} | {procedure.label(one.source)} | {procedure.label(one.target)} |" in page
        assert f"    {one.source} --> {one.target}: {one.label}" in page
        assert one.clause.cite() in page
