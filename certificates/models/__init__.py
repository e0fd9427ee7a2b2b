"""Models of the certificate register."""

from certificates.models.certificate import Certificate, CertificateStatusChange

__all__ = ["Certificate", "CertificateStatusChange"]
