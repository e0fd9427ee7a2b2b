"""The request (đề nghị, một dòng): one subscriber or device of a dossier, with its own state."""

import uuid

from django.db import models
from django.db.models import Q

from certificates.models import Certificate
from directory.models import Person, Subscriber
from requests_workflow.models.dossier import Dossier
from requests_workflow.procedures.registry import ProcedureKind, kind_of
from tokens.models import DeviceReturn, LockReport, Token

# Every state of a row that is not final, of whatever procedure.
OPEN_STATES = (
    "pending",
    "supplement",
    "accepted",
    "recovered",
    "issued",
    "device_at_department",
    "device_received",
    "handover_offered",
    "handed_over",
    "granted",
    "revoked",
    "sent",
)


# Procedures whose answer is a new certificate.
BRINGS_CERTIFICATE = ("individual_issue", "organisation_issue", "system_issue", "certificate_update")


class Request(models.Model):
    """A row of the form. `printed` holds the columns as printed, so a later change of the register alters nothing."""

    class Medium(models.TextChoices):
        TOKEN = "token", "Thiết bị lưu khóa bí mật"
        SIM_PKI = "sim_pki", "SIM PKI"
        CENTRALISED = "centralised", "Ký số tập trung"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    dossier = models.ForeignKey(Dossier, models.CASCADE, related_name="requests")
    position = models.PositiveIntegerField("STT")
    procedure = models.CharField(max_length=32)
    state = models.CharField("trạng thái", max_length=32)
    token = models.ForeignKey(
        Token, models.PROTECT, null=True, blank=True, related_name="requests", verbose_name="thiết bị"
    )
    subscriber = models.ForeignKey(
        Subscriber, models.PROTECT, null=True, blank=True, related_name="requests", verbose_name="thuê bao"
    )
    certificate = models.ForeignKey(
        Certificate, models.PROTECT, null=True, blank=True, related_name="requests", verbose_name="chứng thư"
    )
    # First certificates: the person, where the key is kept, and the certificate that went before.
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="requests", verbose_name="người được cấp"
    )
    medium = models.CharField("nơi lưu khóa", max_length=16, choices=Medium, blank=True)
    predecessor = models.ForeignKey(
        Certificate, models.PROTECT, null=True, blank=True, related_name="reissues", verbose_name="chứng thư cũ"
    )
    # Keyed digest of whom and what it asks for: the same twice at a time is a mistake, and no index holds an ID number.
    subject_key = models.CharField(max_length=64, blank=True)
    # A row of a notice points at the row that it gives notice of.
    origin = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="notices", verbose_name="đề nghị gốc"
    )
    # A row of Mẫu 08 or 09: the duty to give the device back that it ends.
    obligation = models.ForeignKey(
        DeviceReturn, models.PROTECT, null=True, blank=True, related_name="requests", verbose_name="việc giao nộp"
    )
    handed_over_at = models.DateTimeField("bàn giao lúc", null=True, blank=True)
    lock_report = models.ForeignKey(LockReport, models.PROTECT, null=True, blank=True, related_name="requests")
    printed = models.JSONField("nội dung in trên biểu mẫu", default=dict)

    class Meta:
        verbose_name = "đề nghị"
        ordering = ["dossier_id", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["dossier", "position"], name="request_position_once", deferrable=models.Deferrable.DEFERRED
            ),
            # No second open case for one device and procedure (the database says so, not a form).
            models.UniqueConstraint(
                fields=["token", "procedure"],
                condition=Q(state__in=OPEN_STATES),
                name="request_open_once_per_token",
            ),
            models.UniqueConstraint(
                fields=["subject_key", "procedure"],
                condition=Q(state__in=OPEN_STATES) & ~Q(subject_key=""),
                name="request_open_once_per_subject",
            ),
            models.UniqueConstraint(
                fields=["certificate"],
                condition=Q(procedure__in=BRINGS_CERTIFICATE, certificate__isnull=False),
                name="request_issues_certificate_once",
            ),
            # One open request per certificate and procedure.
            models.UniqueConstraint(
                fields=["predecessor"],
                condition=Q(procedure="certificate_update", state__in=OPEN_STATES),
                name="request_updates_certificate_once",
            ),
            # An old certificate has one successor.
            models.UniqueConstraint(
                fields=["predecessor", "procedure"],
                condition=Q(
                    procedure__in=("individual_issue", "organisation_issue", "system_issue"), state__in=OPEN_STATES
                ),
                name="request_reissues_certificate_once",
            ),
            models.UniqueConstraint(
                fields=["certificate"],
                condition=Q(procedure="revocation", state__in=OPEN_STATES),
                name="request_revokes_certificate_once",
            ),
            models.UniqueConstraint(
                fields=["origin"],
                condition=Q(origin__isnull=False) & ~Q(state="withdrawn"),
                name="request_noticed_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.dossier} – {self.position}"

    @property
    def kind(self) -> ProcedureKind:
        """The procedure of the row."""
        return kind_of(self.procedure)

    @property
    def name(self) -> str:
        """How the row is called: the person, or the device."""
        return self.kind.row_name(self.printed)

    @property
    def has_device(self) -> bool:
        """Whether the key is on a device that changes hands."""
        return self.medium == self.Medium.TOKEN


class CheckOverride(models.Model):
    """An officer's reasoned override of one computed check line; rows are only added."""

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="check_overrides")
    check_code = models.CharField("mục kiểm tra", max_length=64)
    # A paper that was supplemented is a new paper: what was accepted of the one before it settles nothing.
    round = models.PositiveSmallIntegerField("lần tiếp nhận", default=1)
    reason = models.TextField("lý do")
    by = models.ForeignKey("directory.User", models.PROTECT, related_name="+")
    at = models.DateTimeField("lúc")

    class Meta:
        verbose_name = "chấp nhận có lý do"
        constraints = [models.UniqueConstraint(fields=["dossier", "check_code", "round"], name="override_once")]

    def __str__(self) -> str:
        return f"{self.dossier}: {self.check_code}"
