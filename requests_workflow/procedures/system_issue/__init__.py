"""First certificates for devices, services and software, Mẫu 03; NĐ 68/2024 Điều 10 khoản 3, Điều 11."""

from requests_workflow.procedures.system_issue.procedure import DOSSIER, REQUEST

__all__ = ["DOSSIER", "REQUEST"]
