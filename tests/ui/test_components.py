"""The design system as markup: small, strict, and complete without a script."""

import gzip
import re
from pathlib import Path

import pytest
from django import forms
from django.conf import settings
from django.template import engines
from django.template.loader import render_to_string
from django.utils.html import format_html

from tests.ui import samples

# templates/documents/ is set in type by WeasyPrint and never sent to a browser.
TEMPLATES = sorted(path for path in (settings.BASE_DIR / "templates").rglob("*.html") if "documents" not in path.parts)
COMPONENTS = sorted((settings.BASE_DIR / "templates" / "components").glob("*.html"))
INLINE = re.compile(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)|=[\"']javascript:", re.IGNORECASE)


SHEETS = sorted((settings.BASE_DIR / "static" / "css").glob("*.css"))


def style_guide() -> str:
    """HTML of the style guide."""
    source = (Path(__file__).parent / "styleguide.html").read_text(encoding="utf-8")
    return str(engines["django"].from_string(source).render(samples.style_guide()))


def test_the_style_sheets_stay_under_ten_kilobytes_compressed() -> None:
    assert sum(len(gzip.compress(sheet.read_bytes())) for sheet in SHEETS) < 10_000


def test_red_is_used_by_the_header_alone() -> None:
    lines = [line.strip() for sheet in SHEETS for line in sheet.read_text(encoding="utf-8").splitlines()]
    users = [line for line in lines if "var(--red)" in line]
    assert len(users) == 1
    assert users[0].startswith(".band ")


def test_capitals_are_never_made_by_the_style_sheet() -> None:
    assert not any("text-transform" in sheet.read_text(encoding="utf-8") for sheet in SHEETS)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_no_template_holds_an_inline_script_style_or_handler(path: Path) -> None:
    assert not INLINE.findall(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", COMPONENTS, ids=lambda path: path.name)
def test_every_component_opens_with_its_documentation(path: Path) -> None:
    assert path.read_text(encoding="utf-8").startswith(("{# ", "{% comment %}"))


def test_the_style_guide_leaves_no_comment_or_unresolved_tag_in_the_page() -> None:
    page = style_guide()
    assert "{#" not in page
    assert "{%" not in page
    assert "{{" not in page


def test_every_icon_that_a_template_names_is_in_the_sprite() -> None:
    sprite = (settings.BASE_DIR / "static" / "icons.svg").read_text(encoding="utf-8")
    symbols = set(re.findall(r'<symbol id="([a-z]+)"', sprite))
    named = set(re.findall(r"icons\.svg#([a-z]+)", style_guide()))
    for path in TEMPLATES:
        named |= set(re.findall(r'(?:icon\.html" with name|\bicon)="([a-z]+)"', path.read_text(encoding="utf-8")))
    assert named
    assert named <= symbols


def test_a_field_ties_hint_and_error_to_its_input() -> None:
    html = samples.CaseForm({"reason": ""})["reason"].as_field_group()
    assert 'aria-describedby="id_reason_helptext id_reason_error"' in html
    assert 'id="id_reason_helptext"' in html
    assert 'id="id_reason_error"' in html
    assert 'aria-invalid="true"' in html


def test_a_group_of_choices_is_a_fieldset_with_a_legend() -> None:
    html = samples.CaseForm()["channel"].as_field_group()
    assert "<fieldset" in html
    assert "<legend>Kênh nhận" in html


def test_an_optional_field_says_so() -> None:
    assert "(không bắt buộc)" in samples.FilterForm()["q"].as_field_group()
    assert "(không bắt buộc)" not in samples.CaseForm()["reason"].as_field_group()


def test_the_error_summary_links_to_fields_and_names_the_row_of_a_grid() -> None:
    page = style_guide()
    summary = page[page.index('class="error-summary"') : page.index("<h1")]
    assert 'href="#id_received"' in summary
    assert 'href="#id_rows-0-holder">Dòng 1, Thuê bao:' in summary


def test_there_is_no_error_summary_without_errors() -> None:
    assert "error-summary" not in render_to_string("components/error_summary.html", {"form": samples.CaseForm()})


def test_an_act_that_the_law_refuses_is_greyed_with_reason_and_clause() -> None:
    html = render_to_string("components/action_bar.html", {"acts": samples.style_guide()["acts"]})
    refused = html[html.index("acts__refused") :]
    assert 'aria-disabled="true"' in refused
    assert "Người kiểm tra không được ký văn bản từ chối" in refused
    assert samples.CLAUSE in refused
    assert "<a " not in refused
    assert "<form" not in refused


def test_a_state_is_told_by_a_word_and_an_icon() -> None:
    for tone in samples.TONES:
        html = render_to_string("components/tag.html", {"label": "Đã gửi", "tone": tone})
        assert "Đã gửi" in html
        assert "<use href=" in html


def test_progress_polls_only_while_the_work_is_open() -> None:
    for state, polls in (("queued", True), ("running", True), ("done", False), ("failed", False)):
        html = render_to_string("components/progress.html", {"job": {"state": state, "label": "Ký"}, "poll_url": "/x/"})
        assert ("hx-get" in html) is polls


def test_each_cell_carries_its_column_for_the_card_view() -> None:
    page = style_guide()
    body = page[page.index("<caption") : page.index("</table>")]
    cells = re.findall(r"<t[dh][^>]*>", body[body.index("<tbody") :])
    assert cells
    assert all("data-label=" in cell for cell in cells if cell != "<tbody>")


@pytest.mark.parametrize("name", ["400", "403", "404", "429", "500", "403_csrf", "errors/413"])
def test_an_error_page_stands_without_request_or_database(name: str) -> None:
    html = render_to_string(f"{name}.html")
    assert html.count("<h1") == 1
    assert "Cần làm gì" in html


def test_the_failure_page_shows_the_incident_code_when_there_is_one() -> None:
    assert "7F3A-22" in render_to_string("500.html", {"incident": "7F3A-22"})
    assert "Mã sự việc" not in render_to_string("500.html")


def test_a_hint_is_escaped_unless_it_was_built_as_html():
    class Hints(forms.Form):
        plain = forms.CharField(help_text="<b>tệp của người khác</b>")
        built = forms.CharField(help_text=format_html("<ul><li>{}</li></ul>", "quy tắc"))

    html = str(Hints())
    assert "&lt;b&gt;tệp của người khác" in html
    assert "<ul><li>quy tắc</li></ul>" in html
