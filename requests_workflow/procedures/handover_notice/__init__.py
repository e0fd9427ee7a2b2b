"""Notice to the provider that devices were handed over, Mẫu 07; it follows a dossier of first certificates."""

from requests_workflow.procedures.handover_notice.dossier import DOSSIER
from requests_workflow.procedures.handover_notice.facts import HandoverNoticeFacts
from requests_workflow.procedures.handover_notice.request import REQUEST

__all__ = ["DOSSIER", "REQUEST", "HandoverNoticeFacts"]
