"""Renewal and change of information, Mẫu 04; NĐ 68/2024 Điều 13–16."""

from requests_workflow.procedures.certificate_update.facts import UpdateFacts
from requests_workflow.procedures.certificate_update.procedure import DOSSIER, REQUEST

__all__ = ["DOSSIER", "REQUEST", "UpdateFacts"]
