"""The demo on the running product, and a browser for each of its people."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.utils import timezone

from config.local.test_settings import TEST_DIR
from directory.models import User
from signing.verification.sandbox import close_sandbox
from tests.demo_copy import lay_out_demo
from tests.journeys.desk import Desk
from tests.journeys.looking import LookedAt
from tests.plugins.browser import WIDE, Live

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63f8ffff3f0005fe02fe"
    "dccc59e70000000049454e44ae426082"
)


class Town:
    """Everybody of the demo, each with a browser session of their own."""

    def __init__(self, *, live: Live, folder: Path) -> None:
        self.live, self.folder = live, folder
        self.desks: dict[str, Desk] = {}
        self.faults: list[str] = []
        self.looked_at = LookedAt(TEST_DIR / "looked-at")

    def desk(
        self, person: str, *, watched: bool = False, javascript: bool = True, size: tuple[int, int] = WIDE
    ) -> Desk:
        """The desk of a persona, signed in; made on first use."""
        if person not in self.desks:
            self.desks[person] = self.another(person, watched=watched, javascript=javascript, size=size)
        return self.desks[person]

    def another(
        self, person: str, *, watched: bool = False, javascript: bool = True, size: tuple[int, int] = WIDE
    ) -> Desk:
        """A second browser of the same person."""
        desk = self.stranger(name=person, watched=watched, javascript=javascript, size=size)
        self.live.sign_in(User.objects.get(username=person), page=desk.page)
        return desk

    def stranger(
        self, *, name: str = "khach", watched: bool = False, javascript: bool = True, size: tuple[int, int] = WIDE
    ) -> Desk:
        """A browser in which nobody is signed in."""
        page = self.live.open_page(size=size, javascript=javascript)
        return Desk(
            page=page,
            person=name,
            faults=self.faults,
            looked_at=self.looked_at,
            watched=watched,
            javascript=javascript,
        )

    def file(self, name: str, data: bytes) -> Path:
        """A file on the person's computer."""
        path = self.folder / name
        path.write_bytes(data)
        return path

    @property
    def proof(self) -> Path:
        """What a document system prints as a proof of sending."""
        return self.file("minh-chung.pdf", b"%PDF-1.4\n% proof\n%%EOF\n")

    @property
    def scan(self) -> Path:
        """A scanned paper."""
        return self.file("ban-quet.png", PNG)


@pytest.fixture
def town(live: Live, tmp_path: Path) -> Iterator[Town]:
    """The loaded demo, counted from today, and its people. Faults of the pages that were looked at fail the test."""
    lay_out_demo(now=timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0))
    folder = tmp_path / "may-cua-nguoi-dung"
    folder.mkdir()
    made = Town(live=live, folder=folder)
    yield made
    assert not made.faults, "\n".join(made.faults)


@pytest.fixture(autouse=True, scope="session")
def _sandbox() -> Iterator[None]:
    """The processes that read PDFs end with the run."""
    yield
    close_sandbox()
