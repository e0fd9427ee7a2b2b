"""Test PKI made in code: a CA that says TEST, its subscribers' software keys, CRLs, OCSP and timestamps."""

from signing.test_ca.authority import TestCA
from signing.test_ca.keys import TestKey, new_private_key
from signing.test_ca.people import fingerprint_for_user, register_user_lookup

__all__ = ["TestCA", "TestKey", "fingerprint_for_user", "new_private_key", "register_user_lookup"]
