"""The register of certificates and the history of their status (NĐ 68/2024 Điều 7, 9, 17)."""

import uuid
from datetime import datetime

from django.db import models
from django.db.models import F, Q

from certificates.domain.validity import days_left
from directory.models import Agency, Subscriber


class CertificateQuerySet(models.QuerySet["Certificate"]):
    def in_force(self, *, at: datetime) -> "CertificateQuerySet":
        """Inside its term and not revoked at that instant (Điều 31.1)."""
        return self.filter(status=Certificate.Status.ACTIVE, not_before__lte=at, not_after__gte=at)


class Certificate(models.Model):
    """One certificate. Expiry is never stored: it is read off `not_after` at the asked instant."""

    class Status(models.TextChoices):
        ACTIVE = "active", "Đang hoạt động"
        SUPERSEDED = "superseded", "Đã thay bằng chứng thư mới"
        REVOKED = "revoked", "Đã thu hồi"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    subscriber = models.ForeignKey(Subscriber, models.PROTECT, related_name="certificates", verbose_name="thuê bao")
    managing_agency = models.ForeignKey(
        Agency, models.PROTECT, related_name="certificates", verbose_name="cơ quan, tổ chức quản lý trực tiếp"
    )
    serial_number = models.CharField("số hiệu chứng thư", max_length=64)
    common_name = models.CharField("tên chứng thư chữ ký số", max_length=255)
    subject = models.TextField("chủ thể")
    issuer = models.TextField("bên cấp")
    official_email = models.EmailField("địa chỉ thư điện tử công vụ", blank=True)
    fingerprint = models.CharField("vân tay SHA-256", max_length=64, unique=True)
    public_key_digest = models.CharField("vân tay khóa công khai", max_length=64)
    not_before = models.DateTimeField("hiệu lực từ")
    not_after = models.DateTimeField("hết hạn lúc")
    status = models.CharField("trạng thái", max_length=16, choices=Status, default=Status.ACTIVE)
    revoked_at = models.DateTimeField("thu hồi lúc", null=True, blank=True)
    predecessor = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="successor", verbose_name="chứng thư trước"
    )
    renewal_count = models.PositiveSmallIntegerField("số lần đã gia hạn", default=0)
    der = models.BinaryField("tệp chứng thư")

    objects = CertificateQuerySet.as_manager()

    class Meta:
        verbose_name = "chứng thư chữ ký số"
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["issuer", "serial_number"], name="certificate_serial_once_per_issuer"),
            models.CheckConstraint(condition=Q(not_after__gt=F("not_before")), name="certificate_term_in_order"),
            models.CheckConstraint(
                condition=Q(status="revoked", revoked_at__isnull=False)
                | (~Q(status="revoked") & Q(revoked_at__isnull=True)),
                name="certificate_revoked_paired",
            ),
        ]
        indexes = [
            models.Index(fields=["managing_agency", "-id"], name="certificate_agency_id"),
            models.Index(fields=["not_after", "id"], name="certificate_expiry", condition=Q(status="active")),
            models.Index(fields=["public_key_digest"], name="certificate_public_key"),
            models.Index(fields=["serial_number"], name="certificate_serial", opclasses=["varchar_pattern_ops"]),
        ]

    def __str__(self) -> str:
        return self.common_name

    def is_in_force(self, *, at: datetime) -> bool:
        """Điều 31.1: inside its term and active at that instant."""
        return self.status == self.Status.ACTIVE and self.not_before <= at <= self.not_after

    def days_left(self, *, at: datetime) -> int:
        """Whole days between the +07:00 dates of `at` and of expiry; negative when past."""
        return days_left(not_after=self.not_after, at=at)


class CertificateStatusChange(models.Model):
    """One change of status with its cause; rows are only added."""

    certificate = models.ForeignKey(Certificate, models.PROTECT, related_name="status_changes")
    status = models.CharField("trạng thái", max_length=16, choices=Certificate.Status)
    at = models.DateTimeField("lúc")
    reason = models.CharField("lý do", max_length=255)
    # Of a revocation: the code of its case in Điều 17, by which reports count.
    cause = models.CharField("trường hợp", max_length=32, blank=True)

    class Meta:
        verbose_name = "thay đổi trạng thái chứng thư"
        ordering = ["certificate_id", "at", "id"]

    def __str__(self) -> str:
        return f"{self.certificate}: {self.get_status_display()}"
