"""The interface apart from the product's pages: our form renderer, our account forms, test addresses."""

from typing import Any

import pytest

from directory.accounts import ACCOUNT_FORM_CLASSES, MFA_FORM_CLASSES


@pytest.fixture(autouse=True)
def interface_settings(settings: Any) -> None:
    settings.FORM_RENDERER = "config.forms.ProductRenderer"
    settings.ACCOUNT_FORMS = ACCOUNT_FORM_CLASSES
    settings.MFA_FORMS = MFA_FORM_CLASSES
    settings.MFA_ADAPTER = "directory.accounts.SecondFactorAdapter"
    settings.ROOT_URLCONF = "tests.ui.urls"
