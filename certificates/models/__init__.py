"""Models of the certificate register."""

from certificates.models.certificate import Certificate, CertificateStatusChange
from certificates.models.reminder import ExpiryReminder

__all__ = ["Certificate", "CertificateStatusChange", "ExpiryReminder"]
