"""System checks refuse settings that would be dangerous."""

import pytest
from django.core.checks import CheckMessage, Error

from config.checks import check_demo, check_keys


def ids(found: list[CheckMessage]) -> list[str | None]:
    return [message.id for message in found]


def test_the_settings_of_the_tests_pass():
    assert check_keys() == []
    assert check_demo() == []


@pytest.mark.parametrize("key", ["", "s" * 49])
def test_a_missing_or_short_secret_key_is_an_error(settings, key):
    settings.SECRET_KEY = key
    assert ids(check_keys()) == ["config.E001"]
    assert isinstance(check_keys()[0], Error)


@pytest.mark.parametrize("key", ["", "d" * 31])
def test_a_missing_or_short_digest_key_is_an_error(settings, key):
    settings.DIGEST_KEY = key
    assert ids(check_keys()) == ["config.E002"]


def test_one_key_for_both_purposes_is_an_error(settings):
    settings.DIGEST_KEY = settings.SECRET_KEY
    assert ids(check_keys()) == ["config.E003"]


def test_keys_are_not_asked_for_while_debugging(settings):
    settings.DEBUG, settings.SECRET_KEY, settings.DIGEST_KEY = True, "", ""
    assert check_keys() == []


@pytest.mark.parametrize("host", ["chungthu.laichau.gov.vn", "*", "0.0.0.0", "10.0.0.5"])  # noqa: S104
def test_demo_beside_a_host_that_others_reach_is_an_error(settings, host):
    settings.DEMO, settings.ALLOWED_HOSTS = True, ["localhost", host]
    assert ids(check_demo()) == ["config.E004"]


def test_a_public_host_without_demo_is_fine(settings):
    settings.DEMO, settings.ALLOWED_HOSTS = False, ["chungthu.laichau.gov.vn"]
    assert check_demo() == []


def test_demo_on_one_laptop_is_fine(settings):
    settings.DEMO, settings.ALLOWED_HOSTS = True, ["127.0.0.1", "localhost"]
    assert check_demo() == []
