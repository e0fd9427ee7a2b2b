"""Debian's Chromium, driven by Playwright, against the product with a real Celery worker."""

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, sync_playwright

from directory.models import User
from tests.plugins.celery_worker import CeleryWorker

ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-domain-reliability",
    "--no-first-run",
    # Nothing but this machine is ever asked.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
)
WIDE = (1280, 800)
NARROW = (360, 740)


def chromium() -> str:
    """Path of Chromium; a test that needs it fails, and is not skipped, where it is missing."""
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if found := shutil.which(name):
            return found
    pytest.fail("Chromium is missing: apt-get install chromium")


@pytest.fixture(scope="session")
def chromium_browser() -> Iterator[Browser]:
    # Playwright's loop lives in this thread, and Django takes that for asynchronous code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=list(ARGUMENTS))
        yield browser
        browser.close()


@dataclass
class Live:
    """The running product. `page` is a first page 1280 px wide; `open_page` makes more, each with its own session."""

    url: str
    worker: CeleryWorker
    browser: Browser
    contexts: list[BrowserContext] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    _first: Page | None = None

    @property
    def page(self) -> Page:
        if self._first is None:
            self._first = self.open_page()
        return self._first

    def open_page(self, *, size: tuple[int, int] = WIDE, javascript: bool = True, **options: Any) -> Page:
        """A page in a new session; `size` in CSS pixels. Script errors and refusals of the CSP fail the test."""
        context = self.browser.new_context(
            base_url=self.url,
            viewport={"width": size[0], "height": size[1]},
            java_script_enabled=javascript,
            locale="vi-VN",
            timezone_id="Asia/Ho_Chi_Minh",
            **options,
        )
        context.set_default_timeout(15_000)
        self.contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: self.faults.append(f"{page.url}: {error}"))
        page.on("console", self._on_console)
        return page

    def _on_console(self, message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text:
            self.faults.append(message.text)

    def sign_in(self, user: User, *, page: Page | None = None) -> None:
        """Give `page`'s session to `user` without the sign-in form."""
        client = Client()
        client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
        cookie = client.cookies[settings.SESSION_COOKIE_NAME]
        (page or self.page).context.add_cookies(
            [{"name": settings.SESSION_COOKIE_NAME, "value": cookie.value, "url": self.url, "httpOnly": True}]
        )


@pytest.fixture
def live(live_server: Any, standing_worker: CeleryWorker, chromium_browser: Browser) -> Iterator[Live]:
    """The product on a port of 127.0.0.1, one worker with beat, and Chromium. Mark the test `browser`."""
    running = Live(url=live_server.url, worker=standing_worker, browser=chromium_browser)
    try:
        yield running
    finally:
        for context in running.contexts:
            context.close()
    assert running.faults == [], "the pages raised script errors or broke the CSP"
