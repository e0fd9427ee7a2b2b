"""Models of the signing app."""

from signing.models.job import SigningJob
from signing.models.trust import RevocationList, TrustAnchor

__all__ = ["RevocationList", "SigningJob", "TrustAnchor"]
