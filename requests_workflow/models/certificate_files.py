"""Certificate files that came with an answer: kept as they were read until somebody has decided about each."""

import uuid

from django.db import models
from django.db.models import Q

from certificates.models import Certificate
from requests_workflow.models.dossier import Dossier
from requests_workflow.models.request import Request


class CertificateBatch(models.Model):
    """One upload of .cer, .p7b or .zip files for one dossier."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="certificate_batches")
    uploaded_by = models.ForeignKey("directory.User", models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField("tải lên lúc")
    creation_key = models.UUIDField(null=True, blank=True, unique=True)

    class Meta:
        verbose_name = "lần nhập tệp chứng thư"
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.dossier}: {self.uploaded_at:%d/%m/%Y %H:%M}"


class CertificateFile(models.Model):
    """One certificate of a batch, or a file that could not be read (`problem`); `decision` says what became of it."""

    class Decision(models.TextChoices):
        WAITING = "waiting", "Chờ quyết định"
        REGISTERED = "registered", "Đã vào sổ"
        SET_ASIDE = "set_aside", "Không nhập"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    batch = models.ForeignKey(CertificateBatch, models.PROTECT, related_name="files")
    position = models.PositiveIntegerField("STT")
    name = models.CharField("tên tệp", max_length=255)
    der = models.BinaryField("chứng thư", null=True, blank=True)
    problem = models.TextField("không đọc được vì", blank=True)
    decision = models.CharField("quyết định", max_length=16, choices=Decision, default=Decision.WAITING)
    decided_by = models.ForeignKey("directory.User", models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField("quyết định lúc", null=True, blank=True)
    reason = models.CharField("lý do", max_length=500, blank=True)
    request = models.ForeignKey(
        Request, models.PROTECT, null=True, blank=True, related_name="certificate_files", verbose_name="đề nghị"
    )
    certificate = models.ForeignKey(
        Certificate, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="chứng thư"
    )

    class Meta:
        verbose_name = "tệp chứng thư"
        ordering = ["batch_id", "position"]
        constraints = [
            models.UniqueConstraint(fields=["batch", "position"], name="certificate_file_position_once"),
            models.CheckConstraint(
                condition=Q(decision="registered", certificate__isnull=False, request__isnull=False)
                | (~Q(decision="registered") & Q(certificate__isnull=True)),
                name="certificate_file_registered_whole",
            ),
        ]

    def __str__(self) -> str:
        return self.name
