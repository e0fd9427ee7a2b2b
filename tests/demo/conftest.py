"""The demo, loaded at a fixed instant."""

from datetime import UTC, datetime

import pytest

from config.demo.load import load_demo

# 22/11/2026, 10:00 in Vietnam.
NOW = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)


@pytest.fixture
def now() -> datetime:
    return NOW


@pytest.fixture
def demo(db: None, now: datetime) -> None:
    load_demo(now=now)
