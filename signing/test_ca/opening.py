"""Opens the installation's test CA, in the demo and in tests alone."""

from signing.errors import SigningError
from signing.test_ca.authority import TestCA
from signing.test_ca.keys import TestKey
from signing.test_ca.location import keys_allowed, test_ca_folder


def open_test_ca() -> TestCA:
    """The test CA of this installation.

    :raises SigningError: DEMO is off, or no test CA was made.
    """
    if not keys_allowed():
        raise SigningError("Khóa thử nghiệm chỉ dùng được khi DEMO bật hoặc trong kiểm thử tự động.")
    return TestCA.load(test_ca_folder())


def has_test_key(fingerprint: str) -> bool:
    """Whether a test key of the certificate with this fingerprint (hex) can be used here."""
    try:
        load_test_key(fingerprint)
    except SigningError:
        return False
    return True


def load_test_key(fingerprint: str) -> TestKey:
    """The test key of the certificate with this fingerprint (hex).

    :raises SigningError: DEMO is off, or there is no such key.
    """
    return open_test_ca().key(fingerprint)
