"""Where the test CA lies and whether its keys may be used at all."""

from pathlib import Path

from django.conf import settings


def test_ca_folder() -> Path:
    """settings.TEST_CA_DIR, or `test-ca` below MEDIA_ROOT."""
    return Path(getattr(settings, "TEST_CA_DIR", None) or Path(settings.MEDIA_ROOT) / "test-ca")


def keys_allowed() -> bool:
    """Test keys work in the demo and in automated tests alone (settings.TESTING), never in production."""
    return bool(getattr(settings, "DEMO", False) or getattr(settings, "TESTING", False))


test_ca_folder.__test__ = False  # type: ignore[attr-defined]  # a function of the product, not a test
