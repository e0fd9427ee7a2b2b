"""The trust store of this installation, and adding to it."""

from datetime import datetime

from asn1crypto import crl, x509

from signing.errors import SigningError
from signing.models import RevocationList, TrustAnchor
from signing.test_ca.location import keys_allowed
from signing.test_ca.opening import open_test_ca
from signing.verification.certificate import name_part
from signing.verification.trust import TrustStore


def installed_trust(*, now: datetime) -> TrustStore:
    """Trust anchors and the newest CRL of each CA from the database; in the demo also the test CA and its lists."""
    anchors = list(TrustAnchor.objects.values_list("kind", "der"))
    lists = RevocationList.objects.order_by("issuer_key_id", "-this_update").distinct("issuer_key_id")
    store = TrustStore(
        roots=tuple(bytes(der) for kind, der in anchors if kind == TrustAnchor.Kind.ROOT),
        intermediates=tuple(bytes(der) for kind, der in anchors if kind == TrustAnchor.Kind.INTERMEDIATE),
        crls=tuple(bytes(row.der) for row in lists),
    )
    return store + demo_trust(now=now)


def demo_trust(*, now: datetime) -> TrustStore:
    """The test CA's certificates and fresh lists; empty in production or where no test CA was made."""
    if not keys_allowed():
        return TrustStore()
    try:
        ca = open_test_ca()
    except SigningError:
        return TrustStore()
    return TrustStore(roots=(ca.root_der,), intermediates=(ca.sub_der,), crls=ca.current_crls(now))


def add_anchor(*, der: bytes, kind: TrustAnchor.Kind, source: str, now: datetime) -> TrustAnchor:
    """Trust a CA certificate (DER). Adding it twice changes nothing.

    :raises SigningError: it is not a CA certificate.
    """
    try:
        certificate = x509.Certificate.load(der, strict=True)
        is_ca = bool(certificate.ca)
    except ValueError as error:
        raise SigningError("Tệp không phải là chứng thư số.") from error
    if not is_ca:
        raise SigningError("Chứng thư này không phải của một CA.")
    anchor, _ = TrustAnchor.objects.get_or_create(
        fingerprint=certificate.sha256.hex(),
        defaults={
            "der": der,
            "name": name_part(certificate.subject, "common_name")[:255],
            "kind": kind,
            "valid_from": certificate.not_valid_before,
            "valid_to": certificate.not_valid_after,
            "added_at": now,
            "source": source,
        },
    )
    return anchor


def store_crl(*, der: bytes, now: datetime) -> RevocationList:
    """Keep a CRL (DER). Its signature is checked whenever it is used. Storing it twice changes nothing.

    :raises SigningError: it is not a CRL, or names no issuer key.
    """
    try:
        revocations = crl.CertificateList.load(der, strict=True)
        body = revocations["tbs_cert_list"]
        key_id = revocations.authority_key_identifier_value["key_identifier"].native.hex()
        number = revocations.crl_number_value
        this_update, next_update = body["this_update"].native, body["next_update"].native
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise SigningError("Tệp không phải là danh sách thu hồi (CRL).") from error
    row, _ = RevocationList.objects.get_or_create(
        issuer_key_id=key_id,
        this_update=this_update,
        defaults={
            "crl_number": number.native if number is not None else None,
            "next_update": next_update,
            "der": der,
            "fetched_at": now,
        },
    )
    return row
