"""First certificates for individuals, Mẫu 01: the dossier and its rows; NĐ 68/2024 Điều 10, 11."""

from requests_workflow.procedures.individual_issue.dossier import DOSSIER
from requests_workflow.procedures.individual_issue.facts import IndividualIssueFacts
from requests_workflow.procedures.individual_issue.request import REQUEST

__all__ = ["DOSSIER", "REQUEST", "IndividualIssueFacts"]
