"""The style guide in Chromium, under the product's CSP: axe, both widths, with and without JavaScript."""

import functools
import http.server
import json
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.contrib.staticfiles import finders
from django.template import engines
from playwright.sync_api import Browser, BrowserContext, Page

from tests.ui import samples

pytestmark = pytest.mark.browser
DRAFTS = "Object.keys(sessionStorage).filter(key => key.startsWith('draft:')).length"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WIDTHS = (1280, 360)
SHEETS = ("css/app.css", "css/narrow.css", "css/print.css")
ASSETS = (*SHEETS, "js/app.js", "icons.svg", "favicon.svg", "django_htmx/htmx-2.min.js")
LONG_FORM = (
    '{% extends "base.html" %}{% block title %}Soạn hồ sơ{% endblock %}{% block content %}<h1>Soạn hồ sơ</h1>'
    '<form method="post" data-keep="soan" novalidate>'
    '{% include "components/grid.html" with formset=formset caption="Thiết bị" %}'
    '<label for="mk">Mật khẩu</label><input id="mk" type="password" name="mk">'
    '<button class="button" type="submit">Lưu</button></form>'
    '<form method="post" action="/het-han" data-repeat><button type="submit">Hết hạn</button></form>{% endblock %}'
)


class Pages(http.server.SimpleHTTPRequestHandler):
    """Serves a folder under the product's CSP; answers a POST with the expired-session page and counts it."""

    posts: list[str] = []

    def end_headers(self) -> None:
        rules: Any = settings.SECURE_CSP
        policy = "; ".join(f"{name} {' '.join(map(str, values))}" for name, values in rules.items())
        if self.path.startswith("/static/blank.html"):
            # As a file of a case is served (requests_workflow.views.files.framed).
            policy = "frame-ancestors 'self'"
        self.send_header("Content-Security-Policy", policy)
        super().end_headers()

    def do_POST(self) -> None:
        length = int(self.headers.get("Content-Length", 0))
        Pages.posts.append(self.rfile.read(length).decode())
        body = (Path(self.directory) / "csrf.html").read_bytes()
        self.send_response(403)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is the base class's
        """Silent."""


@pytest.fixture
def site(tmp_path: Path) -> Iterator[str]:
    """Address of a small site made of the style guide and of a form."""
    for asset in ASSETS:
        found = finders.find(asset)
        assert found, asset
        target = tmp_path / "static" / asset
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(Path(found).read_bytes())
    engine = engines["django"]
    guide = (Path(__file__).parent / "styleguide.html").read_text(encoding="utf-8")
    empty = samples.TokenFormSet(prefix="rows")
    (tmp_path / "static" / "blank.html").write_text(
        '<!doctype html><html lang="vi"><title>PDF</title>', encoding="utf-8"
    )
    pages = {
        "bo-thanh-phan.html": engine.from_string(guide).render(samples.style_guide()),
        "soan.html": engine.from_string(LONG_FORM).render({"chrome": samples.chrome(), "formset": empty}),
        "tien-do.html": "<p>Đang xử lý</p>",
        "csrf.html": engine.get_template("errors/csrf.html").render({"chrome": samples.chrome()}),
    }
    for name, html in pages.items():
        (tmp_path / name).write_text(html, encoding="utf-8")
    Pages.posts = []
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Pages, directory=str(tmp_path)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def context(chromium_browser: Browser) -> Iterator[BrowserContext]:
    made = chromium_browser.new_context(viewport={"width": 1280, "height": 900})
    yield made
    made.close()


def paste(page: Page, selector: str, text: str) -> None:
    """Pastes text as Excel gives it."""
    page.locator(selector).focus()
    page.evaluate(
        """text => {
            const data = new DataTransfer();
            data.setData("text/plain", text);
            const options = {clipboardData: data, bubbles: true, cancelable: true};
            document.activeElement.dispatchEvent(new ClipboardEvent("paste", options));
        }""",
        text,
    )


@pytest.mark.parametrize("width", WIDTHS)
def test_every_component_passes_axe_without_horizontal_scroll(chromium_browser: Browser, site: str, width: int) -> None:
    context = chromium_browser.new_context(viewport={"width": width, "height": 900})
    page = context.new_page()
    faults: list[str] = []
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    page.goto(f"{site}/bo-thanh-phan.html")
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    found = Axe().run(page, options={"runOnly": RULES}).response
    broken = [(rule["id"], [node["target"] for node in rule["nodes"]]) for rule in found["violations"]]
    assert not broken, json.dumps(broken, ensure_ascii=False)
    assert len(found["passes"]) > 40
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert not faults
    context.close()


@pytest.mark.parametrize("width", WIDTHS)
def test_every_component_is_there_without_javascript(chromium_browser: Browser, site: str, width: int) -> None:
    context = chromium_browser.new_context(viewport={"width": width, "height": 900}, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}/bo-thanh-phan.html")
    menu = page.locator(".nav--compact summary")
    if menu.is_visible():
        menu.click()
    assert page.get_by_role("link", name="Kiểm tra chữ ký").is_visible()
    assert page.locator(".error-summary").is_visible()
    assert page.get_by_role("button", name="Đăng xuất").is_visible()
    page.locator(".deadline summary").click()
    assert page.get_by_text("ngày tiếp nhận không tính").is_visible()
    context.close()


def test_the_error_summary_has_the_focus_and_leads_to_the_field(context: BrowserContext, site: str) -> None:
    page = context.new_page()
    page.goto(f"{site}/bo-thanh-phan.html")
    assert page.evaluate("document.activeElement.className") == "error-summary"
    page.get_by_role("link", name="Kênh nhận").click()
    assert page.evaluate("document.activeElement.name") == "channel"


def test_the_first_tab_stop_leads_to_the_content(context: BrowserContext, site: str) -> None:
    page = context.new_page()
    page.goto(f"{site}/soan.html")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Đến nội dung chính"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "noi-dung"


def test_cells_copied_from_excel_fill_the_grid_and_add_rows(context: BrowserContext, site: str) -> None:
    page = context.new_page()
    page.goto(f"{site}/soan.html")
    lines = [f"BK-0{n}\tLò Văn {n}\tpki token\tkhóa" for n in range(1, 6)]
    lines[1] = 'BK-02\t"Nguyễn ""Bình""\nAn"\tSIM PKI\t'
    paste(page, "#id_rows-0-serial", "\r\n".join(lines) + "\r\n")
    assert page.locator("[data-grid-row]").count() == 5
    assert page.input_value("#id_rows-TOTAL_FORMS") == "5"
    assert page.input_value("#id_rows-4-serial") == "BK-05"
    assert page.input_value("#id_rows-0-kind") == "pki"
    assert page.input_value("#id_rows-1-kind") == "sim"
    assert page.input_value("#id_rows-1-holder") == 'Nguyễn "Bình" An'
    assert page.locator("label[for='id_rows-4-holder']").text_content() == "Thuê bao, dòng 5"
    assert page.locator("[data-grid-row]").nth(4).locator(".grid__no").inner_text().endswith("5")
    assert "Đã dán 20 ô từ 5 dòng" in page.locator("[data-grid-status]").inner_text()


def test_a_value_that_a_list_does_not_know_is_told(context: BrowserContext, site: str) -> None:
    page = context.new_page()
    page.goto(f"{site}/soan.html")
    paste(page, "#id_rows-0-holder", "Lò Văn An\tHSM")
    assert page.input_value("#id_rows-0-kind") == ""
    assert "Có 1 ô không nhận được" in page.locator("[data-grid-status]").inner_text()


def test_typed_data_outlives_an_expired_session_but_passwords_are_never_kept(
    context: BrowserContext, site: str
) -> None:
    page = context.new_page()
    page.goto(f"{site}/soan.html")
    page.fill("#id_rows-0-serial", "BK-00777")
    page.fill("#mk", "bi-mat-cua-toi")
    page.get_by_role("button", name="Lưu").click()
    page.get_by_role("heading", name="Phiên làm việc đã hết hạn").wait_for()
    page.wait_for_load_state()  # the script that keeps what was typed has run
    assert "bi-mat" not in page.evaluate("JSON.stringify({...sessionStorage})")
    page.goto(f"{site}/soan.html")
    assert page.input_value("#id_rows-0-serial") == "BK-00777"
    assert page.input_value("#mk") == ""
    assert page.get_by_text("đã được điền lại").is_visible()
    page.get_by_role("button", name="Bỏ nội dung này").click()
    assert page.input_value("#id_rows-0-serial") == ""
    assert page.evaluate(DRAFTS) == 0


def test_typed_data_is_not_shown_to_another_person_on_the_same_computer(context: BrowserContext, site: str) -> None:
    page = context.new_page()
    page.goto(f"{site}/soan.html")
    page.fill("#id_rows-0-serial", "BK-00777")
    page.route(
        "**/soan.html",
        lambda route: route.fulfill(
            response=(answer := route.fetch()), body=answer.text().replace('data-user="7"', 'data-user="8"')
        ),
    )
    page.goto(f"{site}/soan.html")
    assert page.input_value("#id_rows-0-serial") == ""
    assert page.evaluate(DRAFTS) == 0


def test_signing_out_clears_typed_data(context: BrowserContext, site: str) -> None:
    page = context.new_page()
    page.goto(f"{site}/soan.html")
    page.fill("#id_rows-0-serial", "BK-00777")
    page.get_by_role("button", name="Đăng xuất").click()
    page.get_by_role("heading", name="Phiên làm việc đã hết hạn").wait_for()
    page.wait_for_load_state()  # the script that keeps what was typed has run
    assert page.evaluate(DRAFTS) == 0


def test_a_form_that_is_sent_twice_reaches_the_server_once(context: BrowserContext, site: str) -> None:
    page = context.new_page()
    page.goto(f"{site}/soan.html")
    page.fill("#id_rows-0-serial", "BK-1")
    page.get_by_role("button", name="Lưu").evaluate("button => { button.click(); button.click(); }")
    page.get_by_role("heading", name="Phiên làm việc đã hết hạn").wait_for()
    page.wait_for_load_state()  # the script that keeps what was typed has run
    assert len(Pages.posts) == 1


def test_a_file_over_the_limit_is_refused_before_it_is_sent(context: BrowserContext, site: str, tmp_path: Path) -> None:
    large = tmp_path / "lon.pdf"
    with large.open("wb") as file:
        file.truncate(21 * 1024 * 1024)
    page = context.new_page()
    page.goto(f"{site}/bo-thanh-phan.html")
    page.set_input_files("input[name=file]", large)
    assert "Tệp “lon.pdf” lớn hơn 20 MB" in page.locator("[data-upload-error]").inner_text()
    assert page.evaluate("document.querySelector('input[name=file]').files.length") == 0


def test_printing_hides_what_only_works_on_a_screen(context: BrowserContext, site: str) -> None:
    page = context.new_page()
    page.goto(f"{site}/bo-thanh-phan.html")
    page.emulate_media(media="print")
    for selector in (".nav--full", ".acts", ".filters", ".account"):
        assert not page.locator(selector).is_visible()
    assert page.locator(".timeline").is_visible()
