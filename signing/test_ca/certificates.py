"""Builds the certificates of the test PKI (RFC 5280 profiles)."""

from datetime import datetime
from typing import Literal

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import AuthorityInformationAccessOID, ExtendedKeyUsageOID

from signing.test_ca.keys import PrivateKey, TestKey

type Profile = Literal["root", "sub", "person", "organisation", "tsa", "ocsp"]
type PublicKey = ec.EllipticCurvePublicKey | rsa.RSAPublicKey
OCSP_URL = "http://ocsp.test.invalid/"
CRL_URL = "http://crl.test.invalid/{name}.crl"


def build_certificate(
    *,
    profile: Profile,
    subject: x509.Name,
    public_key: PublicKey,
    not_before: datetime,
    not_after: datetime,
    serial: int | None,
    issuer: TestKey | None,
    signing_key: PrivateKey,
    email: str = "",
) -> x509.Certificate:
    """One signed certificate. `issuer` None makes it self-signed (root)."""
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer.certificate.subject if issuer else subject)
        .public_key(public_key)
        .serial_number(serial or x509.random_serial_number())
        .not_valid_before(not_before)
        .not_valid_after(not_after)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public_key), critical=False)
        .add_extension(_basic_constraints(profile), critical=True)
        .add_extension(_key_usage(profile), critical=True)
    )
    if issuer is not None:
        builder = builder.add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer.private_key.public_key()), critical=False
        )
        builder = _add_status_locations(builder, issuer_is_root=profile == "sub")
    if profile == "tsa":
        builder = builder.add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), critical=True)
    if profile == "ocsp":
        builder = builder.add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.OCSP_SIGNING]), critical=False)
        builder = builder.add_extension(x509.OCSPNoCheck(), critical=False)
    if profile in ("person", "organisation"):
        usages = [ExtendedKeyUsageOID.EMAIL_PROTECTION, ExtendedKeyUsageOID.CLIENT_AUTH]
        builder = builder.add_extension(x509.ExtendedKeyUsage(usages), critical=False)
    if email:
        builder = builder.add_extension(x509.SubjectAlternativeName([x509.RFC822Name(email)]), critical=False)
    return builder.sign(signing_key, hashes.SHA256())


def _basic_constraints(profile: Profile) -> x509.BasicConstraints:
    if profile == "root":
        return x509.BasicConstraints(ca=True, path_length=1)
    if profile == "sub":
        return x509.BasicConstraints(ca=True, path_length=0)
    return x509.BasicConstraints(ca=False, path_length=None)


def _key_usage(profile: Profile) -> x509.KeyUsage:
    authority = profile in ("root", "sub")
    return x509.KeyUsage(
        digital_signature=not authority,
        content_commitment=profile in ("person", "organisation"),
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=authority,
        crl_sign=authority,
        encipher_only=False,
        decipher_only=False,
    )


def _add_status_locations(builder: x509.CertificateBuilder, *, issuer_is_root: bool) -> x509.CertificateBuilder:
    """CRL and OCSP addresses. They lie in the reserved zone .invalid, so nothing is ever fetched from them."""
    url = CRL_URL.format(name="root" if issuer_is_root else "sub")
    point = x509.DistributionPoint(
        full_name=[x509.UniformResourceIdentifier(url)], relative_name=None, reasons=None, crl_issuer=None
    )
    access = x509.AccessDescription(AuthorityInformationAccessOID.OCSP, x509.UniformResourceIdentifier(OCSP_URL))
    return builder.add_extension(x509.CRLDistributionPoints([point]), critical=False).add_extension(
        x509.AuthorityInformationAccess([access]), critical=False
    )
