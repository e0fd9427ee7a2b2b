"""A page that was printed in this run is not printed again: the same HTML gives the same bytes.

tests/documents proves that it does, in several threads and processes, and so prints anew each time.
"""

import hashlib
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from config.local.paths import PROJECT
from config.local.test_settings import TEST_DIR

PRINT_ANEW = PROJECT / "tests" / "documents"


class Printed:
    """Stands before `html_to_pdf` where documents are rendered; keeps what it printed for all processes of the run."""

    def __init__(self, print_page: Callable[[str], bytes], folder: Path) -> None:
        self.print_page = print_page
        self.folder = folder
        self.anew = False
        folder.mkdir(exist_ok=True)

    def __call__(self, html: str) -> bytes:
        if self.anew:
            return self.print_page(html)
        kept = self.folder / hashlib.sha256(html.encode()).hexdigest()
        if not kept.exists():
            fresh = kept.with_suffix(f".{os.getpid()}")
            fresh.write_bytes(self.print_page(html))
            fresh.replace(kept)
        return kept.read_bytes()


_printed: Printed | None = None


def pytest_collection_finish(session: pytest.Session) -> None:
    global _printed  # noqa: PLW0603 - one for the process, made when Django is ready
    from requests_workflow.documents.pdf import html_to_pdf

    if _printed is None:
        _printed = Printed(html_to_pdf, TEST_DIR / "printed")
        pytest.MonkeyPatch().setattr("requests_workflow.documents.page.html_to_pdf", _printed)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    # Before the fixtures, those of its module too.
    if _printed is not None:
        _printed.anew = item.path.is_relative_to(PRINT_ANEW)
