"""The transactional outbox and what people are told."""

import uuid

from django.db import models
from django.db.models import Q


class OutboxMessage(models.Model):
    """Something that must happen outside the transaction; a dispatcher sends it, as often as it takes."""

    class Kind(models.TextChoices):
        SIGNING_JOB = "signing_job", "Việc ký số, kiểm tra chữ ký"
        EMAIL = "email", "Thư điện tử"

    kind = models.CharField(max_length=16, choices=Kind)
    payload = models.JSONField()
    created_at = models.DateTimeField()
    not_before = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    done_at = models.DateTimeField(null=True, blank=True)
    last_error = models.TextField(blank=True)

    class Meta:
        verbose_name = "hộp gửi đi"
        indexes = [models.Index(fields=["not_before", "id"], name="outbox_waiting", condition=Q(done_at__isnull=True))]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class Notification(models.Model):
    """What one person was told, once; the in-app list, and the source of the e-mail."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    recipient = models.ForeignKey("directory.User", models.CASCADE, related_name="notifications")
    kind = models.CharField("loại", max_length=48)
    dossier = models.ForeignKey("requests_workflow.Dossier", models.CASCADE, null=True, related_name="notifications")
    title = models.CharField("tiêu đề", max_length=200)
    body = models.TextField("nội dung")
    url = models.CharField(max_length=200)
    created_at = models.DateTimeField("lúc")
    read_at = models.DateTimeField("đã đọc lúc", null=True, blank=True)
    # One message for one event: a worker that dies and starts again tells nobody twice.
    dedupe_key = models.CharField(max_length=160, unique=True)

    class Meta:
        verbose_name = "thông báo"
        ordering = ["-id"]
        indexes = [models.Index(fields=["recipient", "-id"], name="notification_recipient")]

    def __str__(self) -> str:
        return self.title
