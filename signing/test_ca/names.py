"""X.509 names of the test PKI. Every issuer and every organisation says TEST."""

from cryptography import x509
from cryptography.x509.oid import NameOID

ROOT_NAME = "TEST Root CA – KHÔNG CÓ GIÁ TRỊ PHÁP LÝ"
SUB_NAME = "TEST Sub CA – KHÔNG CÓ GIÁ TRỊ PHÁP LÝ"
TSA_NAME = "TEST TSA – KHÔNG CÓ GIÁ TRỊ PHÁP LÝ"
OCSP_NAME = "TEST OCSP – KHÔNG CÓ GIÁ TRỊ PHÁP LÝ"
ORGANISATION = "TEST – KHÔNG CÓ GIÁ TRỊ PHÁP LÝ"


def attribute(oid: x509.ObjectIdentifier, text: str) -> x509.NameAttribute:
    """One name attribute. X.520 allows 64 characters; the library counts UTF-8 bytes, so the text is cut to those."""
    return x509.NameAttribute(oid, cut(text, 64))


def cut(text: str, room: int) -> str:
    """The longest beginning of `text` of at most `room` UTF-8 bytes."""
    return text.encode()[:room].decode(errors="ignore").rstrip()


def authority_name(common_name: str) -> x509.Name:
    """Name of a CA or of a service of it."""
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "VN"),
            attribute(NameOID.ORGANIZATION_NAME, ORGANISATION),
            attribute(NameOID.COMMON_NAME, common_name),
        ]
    )


def marked(organisation: str) -> str:
    """The organisation with TEST in it, short enough for the attribute."""
    return organisation if "TEST" in organisation else f"{cut(organisation, 57)} (TEST)"


def subscriber_name(*, common_name: str, organisation: str, email: str, identity_number: str = "") -> x509.Name:
    """Name of a subscriber: country, organisation (marked TEST), common name, mail and "CCCD:" number if any."""
    attributes = [
        x509.NameAttribute(NameOID.COUNTRY_NAME, "VN"),
        attribute(NameOID.ORGANIZATION_NAME, marked(organisation)),
        attribute(NameOID.COMMON_NAME, common_name),
    ]
    if email:
        attributes.append(attribute(NameOID.EMAIL_ADDRESS, email))
    if identity_number:
        attributes.append(attribute(NameOID.USER_ID, f"CCCD:{identity_number}"))
    return x509.Name(attributes)
