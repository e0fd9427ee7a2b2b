"""Return of devices to the provider after expiry or revocation, Mẫu 08; NĐ 68/2024 Điều 20."""

from requests_workflow.procedures.device_return.procedure import DOSSIER, REQUEST

__all__ = ["DOSSIER", "REQUEST"]
