"""First certificates for individuals, Mẫu 01: the dossier and its rows; NĐ 68/2024 Điều 10, 11."""

from requests_workflow.procedures.individual_issue.procedure import DOSSIER, REQUEST

__all__ = ["DOSSIER", "REQUEST"]
