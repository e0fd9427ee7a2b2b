"""First certificates for organisations, Mẫu 02; NĐ 68/2024 Điều 10 khoản 2, Điều 11."""

from requests_workflow.procedures.organisation_issue.procedure import DOSSIER, REQUEST

__all__ = ["DOSSIER", "REQUEST"]
