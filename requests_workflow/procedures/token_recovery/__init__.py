"""Recovery of a locked key-storage device, Mẫu 06: the dossier and its rows, NĐ 68/2024 Điều 22."""

from requests_workflow.procedures.token_recovery.dossier import DOSSIER
from requests_workflow.procedures.token_recovery.facts import TokenRecoveryFacts
from requests_workflow.procedures.token_recovery.request import REQUEST

__all__ = ["DOSSIER", "REQUEST", "TokenRecoveryFacts"]
