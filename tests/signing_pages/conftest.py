"""The sandbox's processes end with the run."""

from collections.abc import Iterator

import pytest

from signing.verification.sandbox import close_sandbox


@pytest.fixture(autouse=True, scope="session")
def _sandbox() -> Iterator[None]:
    yield
    close_sandbox()
