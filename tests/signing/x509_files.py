"""Certificates and archives that the tests of reading need, made in code."""

import io
import zipfile
from datetime import timedelta
from typing import Any

from asn1crypto import core

from signing.test_ca import TestKey
from signing.test_ca.odd import issue_odd
from tests.signing.conftest import NOW

CN, O, OU, C = "2.5.4.3", "2.5.4.10", "2.5.4.11", "2.5.4.6"  # noqa: E741  as in a distinguished name
SERIAL_NUMBER, UID = "2.5.4.5", "0.9.2342.19200300.100.1.1"
MAIL, EMAIL_ADDRESS = "0.9.2342.19200300.100.1.3", "1.2.840.113549.1.9.1"
NAME = "Lò Thị Bưởi"


def odd(issuer: TestKey, *subject: tuple[str, Any], **values: Any) -> bytes:
    """DER of a certificate with these attributes (text becomes UTF8String), in force for 300 days around now."""
    parts = [(oid, core.UTF8String(value) if isinstance(value, str) else value) for oid, value in subject]
    term = {"not_before": NOW - timedelta(days=10), "not_after": NOW + timedelta(days=290)}
    return issue_odd(issuer=issuer, subject=parts, **term | values)


def raw(tag: int, contents: bytes) -> Any:
    """A primitive of that universal tag with exactly these octets."""
    assert len(contents) < 128
    return core.load(bytes([tag, len(contents)]) + contents)


def zipped(*entries: tuple[str | zipfile.ZipInfo, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A .zip of these entries."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", method) as archive:
        for name, data in entries:
            archive.writestr(name, data)
    return target.getvalue()
