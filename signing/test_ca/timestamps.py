"""The time-stamping service of the test PKI (RFC 3161), in process."""

from datetime import datetime

from asn1crypto import keys, x509
from cryptography.hazmat.primitives.serialization import Encoding
from pyhanko.sign.timestamps import DummyTimeStamper
from pyhanko_certvalidator.registry import SimpleCertificateStore

from signing.test_ca.authority import TestCA


def test_timestamper(*, ca: TestCA, at: datetime) -> DummyTimeStamper:
    """A time stamper with the test CA's real TSA certificate whose clock stands at `at`."""
    store = SimpleCertificateStore()
    store.register_multiple(
        [x509.Certificate.load(c.public_bytes(Encoding.DER)) for c in (ca.tsa.certificate, *ca.tsa.chain)]
    )
    return DummyTimeStamper(
        tsa_cert=x509.Certificate.load(ca.tsa.der),
        tsa_key=keys.PrivateKeyInfo.load(ca.tsa.private_der),
        certs_to_embed=store,
        fixed_dt=at,
    )


test_timestamper.__test__ = False  # type: ignore[attr-defined]  # a function of the product, not a test
