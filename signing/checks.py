"""System checks of the signing app."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register

from signing.test_ca.location import keys_allowed, test_ca_folder


@register()
def test_keys_only_in_the_demo(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """signing.E001: software keys of the test CA lie in TEST_CA_DIR although DEMO is off."""
    folder: Path = test_ca_folder()
    if keys_allowed() or not folder.is_dir() or next(folder.rglob("*.p12"), None) is None:
        return []
    return [
        Error(
            "Thư mục CA thử nghiệm chứa khóa bí mật trong khi DEMO đang tắt.",
            hint="Xóa thư mục TEST_CA_DIR trên máy chủ thật, hoặc đặt DEMO=1 trên máy trình diễn.",
            obj=getattr(settings, "TEST_CA_DIR", None),
            id="signing.E001",
        )
    ]
