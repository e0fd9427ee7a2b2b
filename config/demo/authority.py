"""The demo's test CA on disk, and what it publishes: trust anchors and revocation lists."""

import hashlib
import shutil
from datetime import datetime, timedelta

from asn1crypto import x509

from signing.models import RevocationList, TrustAnchor
from signing.services.trust import add_anchor, store_crl
from signing.test_ca import TestCA, TestKey
from signing.test_ca.location import test_ca_folder
from signing.test_ca.opening import open_test_ca

SOURCE = "CA thử nghiệm của bản dùng thử (TEST)"
# A list outlives a demonstration that nobody restarts, and is made anew at the first start after a week.
LIST_LIFETIME = timedelta(days=365)
LIST_AGE = timedelta(days=7)
# A list speaks from an hour ago, so that clocks that differ a little do not matter.
BACKDATED = timedelta(hours=1)


def open_or_create_ca(*, now: datetime) -> TestCA:
    """The installation's test CA, made on first use: complete in a folder beside it, then moved there at once.

    :raises SigningError: DEMO is off, or what lies in the folder is no complete test CA.
    """
    folder = test_ca_folder()
    if not folder.exists() or not any(folder.iterdir()):
        fresh = folder.with_name(f"{folder.name}.new")
        shutil.rmtree(fresh, ignore_errors=True)
        fresh.mkdir(parents=True, mode=0o700)
        TestCA.create(fresh, now=now)
        fresh.replace(folder)
    return open_test_ca()


def public_key_digest(key: TestKey) -> str:
    """SHA-256 of the SubjectPublicKeyInfo, lower-case hex: equal for a certificate and its renewal."""
    return hashlib.sha256(x509.Certificate.load(key.der).public_key.dump()).hexdigest()


def publish_anchors(*, ca: TestCA, now: datetime) -> None:
    """The test root and intermediate as trust anchors."""
    add_anchor(der=ca.root_der, kind=TrustAnchor.Kind.ROOT, source=SOURCE, now=now)
    add_anchor(der=ca.sub_der, kind=TrustAnchor.Kind.INTERMEDIATE, source=SOURCE, now=now)


def publish_lists(*, ca: TestCA, now: datetime) -> bool:
    """New revocation lists of the test root and intermediate, if there are none or they are a week old.

    Returns whether it made new ones. Older lists stay: they say what was known when.
    """
    issuers = {_key_id(ca.root), _key_id(ca.sub)}
    fresh = RevocationList.objects.filter(issuer_key_id__in=issuers, this_update__gt=now - LIST_AGE)
    if set(fresh.values_list("issuer_key_id", flat=True)) == issuers:
        return False
    this_update, next_update = now - BACKDATED, now + LIST_LIFETIME
    # Seconds since 1970 grow by themselves, which is all that a list number must do (RFC 5280 §5.2.3).
    number = int(now.timestamp())
    for der in (
        ca.make_root_crl(this_update=this_update, next_update=next_update, number=number),
        ca.make_crl(this_update=this_update, next_update=next_update, number=number),
    ):
        store_crl(der=der, now=now)
    return True


def _key_id(key: TestKey) -> str:
    return str(x509.Certificate.load(key.der).key_identifier.hex())
