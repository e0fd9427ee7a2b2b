"""Confirmation that a device is lost, Mẫu 09; NĐ 68/2024 Điều 20, Tân Uyên mục 6."""

from requests_workflow.procedures.device_loss.procedure import DOSSIER, REQUEST

__all__ = ["DOSSIER", "REQUEST"]
