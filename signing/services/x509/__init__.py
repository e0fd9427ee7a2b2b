"""Certificate files: reading them, and judging who issued what they hold."""

from signing.services.x509.errors import UnreadableCertificate
from signing.services.x509.facts import CertificateFacts, certificate_facts
from signing.services.x509.files import FoundCertificate, read_certificate_files
from signing.services.x509.issuance import IssuanceVerdict, issuance_verdict, issuance_verdicts
from signing.services.x509.limits import limits_of_use

__all__ = [
    "CertificateFacts",
    "FoundCertificate",
    "IssuanceVerdict",
    "UnreadableCertificate",
    "certificate_facts",
    "issuance_verdict",
    "issuance_verdicts",
    "limits_of_use",
    "read_certificate_files",
]
