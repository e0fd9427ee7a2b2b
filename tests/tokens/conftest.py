"""What the tests of a change of keeper share."""

import pytest

from tests.tokens.office import Office, make_office


@pytest.fixture
def office(db: None) -> Office:
    """A commune with its own device in the hands of its văn thư."""
    return make_office()
