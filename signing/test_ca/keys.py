"""Test keys: a private key with its certificate and chain, kept as PKCS#12 by fingerprint."""

from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Literal

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    pkcs12,
)

from signing.errors import SigningError

type PrivateKey = ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey
type KeyKind = Literal["ec", "rsa"]
# Not a secret: these keys have no legal value and the system check refuses them outside the demo.
PASSPHRASE = b"test"


def new_private_key(kind: KeyKind = "ec", *, bits: int = 2048) -> PrivateKey:
    """A P-256 key, or an RSA key of `bits` bits (slower to make)."""
    if kind == "ec":
        return ec.generate_private_key(ec.SECP256R1())
    return rsa.generate_private_key(public_exponent=65537, key_size=bits)


@dataclass(frozen=True)
class TestKey:
    """A test private key, its certificate and the CA certificates above it (issuer first, root last)."""

    __test__ = False

    private_key: PrivateKey
    certificate: x509.Certificate
    chain: tuple[x509.Certificate, ...]

    @cached_property
    def fingerprint(self) -> str:
        """SHA-256 of the DER certificate, lower-case hex."""
        return self.certificate.fingerprint(hashes.SHA256()).hex()

    @cached_property
    def der(self) -> bytes:
        """The certificate as DER."""
        return self.certificate.public_bytes(Encoding.DER)

    @cached_property
    def private_der(self) -> bytes:
        """The private key as unencrypted PKCS#8 DER, for the signer in memory."""
        return self.private_key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())

    @property
    def common_name(self) -> str:
        """CN of the subject."""
        return _text(self.certificate, x509.NameOID.COMMON_NAME)

    @property
    def organisation(self) -> str:
        """O of the subject."""
        return _text(self.certificate, x509.NameOID.ORGANIZATION_NAME)


def save_key(*, key: TestKey, path: Path) -> None:
    """Write the key as PKCS#12, readable by its owner alone."""
    path.parent.mkdir(parents=True, exist_ok=True)
    data = pkcs12.serialize_key_and_certificates(
        key.common_name.encode(),
        key.private_key,
        key.certificate,
        list(key.chain) or None,
        BestAvailableEncryption(PASSPHRASE),
    )
    path.touch(mode=0o600)
    path.write_bytes(data)


def read_key(*, path: Path) -> TestKey:
    """Read a key that `save_key` wrote.

    :raises SigningError: the file is missing or not such a key.
    """
    try:
        return _parse(path.read_bytes())
    except FileNotFoundError as error:
        raise SigningError("Không tìm thấy khóa thử nghiệm của chứng thư này.") from error


@lru_cache(maxsize=64)
def _parse(data: bytes) -> TestKey:
    """The same bytes are decrypted once: PKCS#12 is slow on purpose, and each job opens the whole CA."""
    try:
        private, certificate, others = pkcs12.load_key_and_certificates(data, PASSPHRASE)
    except ValueError as error:
        raise SigningError("Tệp khóa thử nghiệm bị hỏng.") from error
    if certificate is None or not isinstance(private, ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey):
        raise SigningError("Tệp khóa thử nghiệm không đủ khóa và chứng thư.")
    return TestKey(private_key=private, certificate=certificate, chain=tuple(others))


def _text(certificate: x509.Certificate, oid: x509.ObjectIdentifier) -> str:
    found = certificate.subject.get_attributes_for_oid(oid)
    return str(found[0].value) if found else ""
