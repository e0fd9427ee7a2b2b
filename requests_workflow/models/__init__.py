"""Models of the workflow, one aggregate a file."""

from requests_workflow.models.calendar import CalendarChange, CalendarDay, OfficeHours
from requests_workflow.models.certificate_files import CertificateBatch, CertificateFile
from requests_workflow.models.copy import DossierCopy
from requests_workflow.models.document import Document, DocumentVerification
from requests_workflow.models.dossier import DeadlineRecord, Dossier, Suspension
from requests_workflow.models.imports import Import
from requests_workflow.models.outbox import CalendarEntry, DeliveryAttempt, Notification, OutboxMessage
from requests_workflow.models.register import DocumentRegister
from requests_workflow.models.request import CheckOverride, Request
from requests_workflow.models.step import Step

__all__ = [
    "CalendarChange",
    "CalendarDay",
    "CalendarEntry",
    "CertificateBatch",
    "CertificateFile",
    "CheckOverride",
    "DeadlineRecord",
    "DeliveryAttempt",
    "Document",
    "DocumentRegister",
    "DocumentVerification",
    "Dossier",
    "DossierCopy",
    "Import",
    "Notification",
    "OfficeHours",
    "OutboxMessage",
    "Request",
    "Step",
    "Suspension",
]
