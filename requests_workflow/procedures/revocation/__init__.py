"""Revocation, Mẫu 05, or by a notice of the provider, the prosecution or the police; NĐ 68/2024 Điều 17–20."""

from requests_workflow.procedures.revocation.facts import RevocationFacts
from requests_workflow.procedures.revocation.procedure import DOSSIER, REQUEST

__all__ = ["DOSSIER", "REQUEST", "RevocationFacts"]
