"""Work of the signing workers: a signed upload to prove, a document to verify, a file to sign with a test key."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q


class SigningJob(models.Model):
    """One piece of work. `payload` and `result` are described in `signing.services.jobs`."""

    class Kind(models.TextChoices):
        VERIFY_UPLOAD = "verify_upload", "Kiểm tra tệp đã ký tải lên"
        VERIFY_DOCUMENT = "verify_document", "Kiểm tra chữ ký của một văn bản"
        TEST_SIGN = "test_sign", "Ký bằng khóa thử nghiệm"

    class State(models.TextChoices):
        QUEUED = "queued", "Đang chờ"
        RUNNING = "running", "Đang kiểm tra"
        DONE = "done", "Đã xong"
        FAILED = "failed", "Không thực hiện được"

    public_id = models.UUIDField("mã", default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField("loại việc", max_length=16, choices=Kind.choices)
    purpose = models.CharField("mục đích", max_length=64)
    subject_ref = models.CharField("đối tượng", max_length=100)
    payload = models.JSONField("yêu cầu", default=dict)
    base_path = models.CharField("tệp gốc", max_length=255, blank=True)
    upload_path = models.CharField("tệp đã ký", max_length=255, blank=True)
    state = models.CharField("trạng thái", max_length=8, choices=State.choices, default=State.QUEUED)
    result = models.JSONField("kết quả", null=True, blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="người yêu cầu"
    )
    created_at = models.DateTimeField("yêu cầu lúc")
    started_at = models.DateTimeField("bắt đầu lúc", null=True, blank=True)
    finished_at = models.DateTimeField("xong lúc", null=True, blank=True)
    attempts = models.PositiveSmallIntegerField("số lần thực hiện", default=0)

    class Meta:
        verbose_name = "việc ký số"
        verbose_name_plural = "việc ký số"
        ordering = ("-created_at", "-id")
        indexes = [
            models.Index(fields=("subject_ref", "-created_at"), name="signing_job_subject"),
            models.Index(fields=("created_at",), condition=Q(state__in=("queued", "running")), name="signing_job_open"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=("done", "failed"), finished_at__isnull=False, result__isnull=False)
                | Q(state__in=("queued", "running"), finished_at__isnull=True, result__isnull=True),
                name="signing_job_finished_with_result",
            ),
            models.CheckConstraint(
                condition=Q(state="queued", started_at__isnull=True, attempts=0)
                | (~Q(state="queued") & Q(started_at__isnull=False, attempts__gt=0)),
                name="signing_job_started_when_not_queued",
            ),
            models.CheckConstraint(
                condition=~Q(base_path="") & (~Q(kind="verify_upload") | ~Q(upload_path="")),
                name="signing_job_has_its_files",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} – {self.subject_ref}"

    @property
    def is_finished(self) -> bool:
        """Whether a result is there."""
        return self.state in (self.State.DONE, self.State.FAILED)
