"""The request (đề nghị, một dòng): one subscriber or device of a dossier, with its own state."""

import uuid

from django.db import models
from django.db.models import Q

from certificates.models import Certificate
from directory.models import Subscriber
from requests_workflow.models.dossier import Dossier
from tokens.models import LockReport, Token

OPEN_STATES = ("pending", "accepted", "recovered")


class Request(models.Model):
    """A row of the form. `printed` holds the columns as printed, so a later change of the register alters nothing."""

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
        ]

    def __str__(self) -> str:
        return f"{self.dossier} – {self.position}"


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
