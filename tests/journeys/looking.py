"""What a person sees: no accessibility fault, nothing that scrolls sideways, one heading; at both widths."""

import hashlib
import os
import re
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from directory.domain.names import fold
from tests.plugins.browser import NARROW, WIDE

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OVERFLOW = """() => {
    const root = document.documentElement;
    if (root.scrollWidth <= root.clientWidth) return [];
    return [...document.querySelectorAll("body *")]
        .filter(one => one.getBoundingClientRect().right > root.clientWidth + 1 && !one.closest(".table-wrap"))
        .map(one => `${one.tagName}.${one.className}`).slice(0, 8).concat(`${root.scrollWidth} > ${root.clientWidth}`);
}"""
# What the page is made of: pages that differ in words and in the number of like parts are the same to axe and layout.
SHAPE = """() => [...new Set([...document.querySelectorAll("body *")].map(one =>
    `${one.parentElement.tagName} ${one.tagName} ${one.getAttribute("class") || ""} ${one.getAttribute("name") || ""}`
))].sort().join()"""
BROKEN_CODES = """() => [...document.querySelectorAll("td .code, th .code")].filter(one => {
    const range = document.createRange();
    range.selectNodeContents(one);
    const lines = new Set([...range.getClientRects()].filter(box => box.width > 1).map(box => Math.round(box.top)));
    return lines.size > 1 && !/\\s/.test(one.textContent.trim());
}).map(one => one.textContent.trim())"""


def faults_of(page: Page) -> list[str]:
    """Faults of the page as it stands: axe's, sideways scroll, and headings."""
    found = Axe().run(page, options={"runOnly": RULES, "resultTypes": ["violations"]}).response
    faults = [f"{rule['id']}: {[node['html'][:160] for node in rule['nodes'][:3]]}" for rule in found["violations"]]
    faults += sideways(page)
    if (headings := page.locator("h1").count()) != 1:
        faults.append(f"{headings} h1")
    return faults


def sideways(page: Page) -> list[str]:
    """What makes the page wider than its window, at the present width."""
    wide: list[str] = page.evaluate(OVERFLOW)
    return [f"scrolls sideways: {wide}"] if wide else []


class LookedAt:
    """The shapes of pages at which a journey of this run has looked, in this process or in another."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(exist_ok=True)
        self._folder = folder

    def is_new(self, shape: str) -> bool:
        """Whether nobody has looked at such a page yet; from now on somebody has."""
        try:
            (self._folder / hashlib.sha256(shape.encode()).hexdigest()).touch(exist_ok=False)
        except FileExistsError:
            return False
        return True


def shape_of(page: Page) -> str:
    """Address without identifiers, and skeleton."""
    path = re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}", "", page.url.partition("?")[0])
    return f"{path} {page.evaluate(SHAPE)}"


def look(page: Page, *, shot: str = "") -> list[str]:
    """Faults of the page at 1280 and at 360 CSS pixels; the width of the page is put back."""
    before = page.viewport_size
    faults = []
    for size in (WIDE, NARROW):
        page.set_viewport_size({"width": size[0], "height": size[1]})
        _keep_picture(page, f"{shot}-{size[0]}")
        found = faults_of(page)
        if size == WIDE:
            found += [f"a code is broken over two lines: {text}" for text in page.evaluate(BROKEN_CODES)]
        faults += [f"{page.url} at {size[0]} px: {fault}" for fault in found]
    if before:
        page.set_viewport_size(before)
    return faults


def _keep_picture(page: Page, name: str) -> None:
    """A full-page picture for eyes, where JOURNEY_PICTURES names a folder."""
    folder = os.environ.get("JOURNEY_PICTURES")
    if folder and name:
        Path(folder).mkdir(parents=True, exist_ok=True)
        plain = re.sub(r"[^a-z0-9-]+", "-", fold(name).lower())
        page.screenshot(path=Path(folder) / f"{plain}.png", full_page=True)
