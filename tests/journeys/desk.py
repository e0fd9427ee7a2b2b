"""One person's browser: the moves that a person makes, and a look at every page on the way."""

import re
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path
from re import Pattern

from django.utils import timezone
from playwright.sync_api import Locator, Page, Response, expect

from requests_workflow.domain.calendar import VIETNAM
from tests.journeys.looking import LookedAt, look, shape_of, sideways

_numbers = count(1)
JOB_MILLISECONDS = 60_000


def typed_now(*, minutes: int = 0) -> str:
    """This minute in Vietnam, as people type it."""
    return f"{local_now() + timedelta(minutes=minutes):%d/%m/%Y %H:%M}"


def local_now() -> datetime:
    """The clock on the wall in Vietnam."""
    return timezone.now().astimezone(VIETNAM)


class Desk:
    """The page of one signed-in person.

    `watched`: every page reached by a move is looked at, at both widths, but for pages like one that was looked at.
    """

    def __init__(
        self,
        *,
        page: Page,
        person: str,
        faults: list[str],
        looked_at: LookedAt,
        watched: bool = False,
        javascript: bool = True,
    ) -> None:
        self.page, self.person, self.watched, self.javascript = page, person, watched, javascript
        self.faults, self.looked_at = faults, looked_at
        page.on("response", self._on_response)

    def _on_response(self, response: Response) -> None:
        part = response.request.resource_type not in ("document", "fetch", "xhr")
        if response.status >= 500 or (part and response.status >= 400):
            self.faults.append(f"{self.person}: {response.status} {response.url}")

    def seen(self, name: str = "") -> None:
        """Look at the page, if this desk is watched."""
        if self.page.locator("[hx-get][hx-trigger^=every]").count():
            # It changes under the eye; it is looked at when it is done.
            return
        if self.watched and self.looked_at.is_new(shape_of(self.page)):
            path = re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}", "", re.sub(r"https?://[^/]+", "", self.page.url))
            self.faults.extend(look(self.page, shot=f"{next(_numbers):03d}-{self.person}-{name or path}"))
        elif not self.javascript:
            self.faults.extend(f"{self.page.url}: {fault}" for fault in sideways(self.page))

    def go(self, path: str, *, status: int = 200) -> None:
        """Open an address; the answer has this status."""
        response = self.page.goto(path)
        assert response is not None
        assert response.status == status, f"{self.person} {path}: {response.status}"
        self.seen()

    def press(self, name: str, *, inside: Locator | None = None) -> None:
        """Press a button of the page's content and wait for the page that answers."""
        # A progress page without JavaScript may renew itself before it has loaded, so "load" is waited for apart.
        found = self.button(name, inside=inside)
        if not self.javascript:
            # A PDF's frame is a process of its own; a click right after scrolling would still be given to it.
            found.scroll_into_view_if_needed()
            self.page.wait_for_timeout(300)
        with self.page.expect_navigation(wait_until="commit"):
            found.click()
        self.page.wait_for_load_state()
        self.seen(str(name))

    def follow(self, name: str | Pattern[str], *, inside: Locator | None = None) -> None:
        """Follow the first link of the page's content with this name, or with a name that holds this text."""
        found = (inside or self.page.get_by_role("main")).get_by_role("link", name=name)
        with self.page.expect_navigation(wait_until="load"):
            found.first.click()
        self.seen(str(name))

    def follow_row(self, label: str, serial: str) -> None:
        """Follow the link of an act about one device."""
        self.follow(re.compile(rf"^{re.escape(label)}\s*: {re.escape(serial)}$"))

    def button(self, name: str, *, inside: Locator | None = None) -> Locator:
        """The button with exactly this text."""
        return (inside or self.page.get_by_role("main")).get_by_role("button", name=name, exact=True)

    def fill(self, **values: str) -> None:
        """Fields by name: text is typed, a list is chosen from by value."""
        for name, value in values.items():
            field = self.page.locator(f"[name={name}]")
            if field.evaluate("one => one.tagName") == "SELECT":
                field.select_option(value)
            else:
                field.fill(value)

    def choose(self, name: str, value: str) -> None:
        """A radio button."""
        self.page.locator(f"[name={name}][value={value}]").check()

    def attach(self, name: str, file: Path) -> None:
        """A file for an upload field."""
        self.page.set_input_files(f"[name={name}]", file)

    def reads(self, text: str) -> None:
        """The content of the page says this."""
        expect(self.page.get_by_role("main")).to_contain_text(text)

    def errors(self) -> str:
        """The words of the error summary, "" where there is none."""
        summary = self.page.locator(".error-summary")
        return summary.inner_text() if summary.count() else ""

    def act(self, label: str) -> None:
        """Open the page of an act from the case page."""
        self.follow(label, inside=self.page.get_by_role("main"))

    def wait_for_job(self, *, refused: bool = False) -> None:
        """The progress page, until a worker has done the work; it renews itself, with and without JavaScript."""
        self.page.wait_for_url("**/tien-do/**")
        done = self.page.locator("#tien-do").get_by_text(re.compile("Đã xong|Không thực hiện được"))
        done.wait_for(timeout=JOB_MILLISECONDS)
        self.page.wait_for_load_state()
        self.seen("tien-do")
        assert bool(self.errors()) == refused, self.page.get_by_role("main").inner_text()

    @property
    def case(self) -> str:
        """The address of the case on whose page, or below, this desk is."""
        found = re.search(r"/ho-so/[0-9a-f-]{36}/", self.page.url)
        assert found, self.page.url
        return found.group()
