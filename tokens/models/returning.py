"""Devices that have to go back, and devices reported lost (NĐ 68/2024 Điều 20)."""

import uuid

from django.db import models
from django.db.models import Q

from certificates.models import Certificate
from directory.models import Agency
from tokens.models.token import Token


class DeviceReturn(models.Model):
    """The duty to give a device back, from revocation or expiry until it is returned, lost, or in use again."""

    class Cause(models.TextChoices):
        REVOKED = "revoked", "Chứng thư bị thu hồi"
        EXPIRED = "expired", "Chứng thư hết hạn"

    class Outcome(models.TextChoices):
        RETURNED = "returned", "Đã giao nộp (Mẫu số 08)"
        LOST = "lost", "Xác nhận thất lạc (Mẫu số 09)"
        REUSED = "reused", "Cài chứng thư mới, tiếp tục dùng"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    token = models.ForeignKey(Token, models.PROTECT, related_name="returns", verbose_name="thiết bị")
    certificate = models.ForeignKey(
        Certificate, models.PROTECT, related_name="device_returns", verbose_name="chứng thư đã hết hiệu lực"
    )
    managing_agency = models.ForeignKey(
        Agency, models.PROTECT, related_name="device_returns", verbose_name="cơ quan, tổ chức quản lý trực tiếp"
    )
    cause = models.CharField("nguyên nhân", max_length=16, choices=Cause)
    # The clock: what it counts from by the rules of the day, and how the day was found.
    starts_at = models.DateTimeField("tính từ")
    due_at = models.DateTimeField("hạn giao nộp")
    explanation = models.JSONField("cách tính")
    clause = models.CharField("căn cứ", max_length=255)
    case_ref = models.CharField("hồ sơ thu hồi", max_length=64, blank=True)
    opened_at = models.DateTimeField("mở lúc")
    settled_at = models.DateTimeField("xong lúc", null=True, blank=True)
    outcome = models.CharField("kết quả", max_length=16, choices=Outcome, blank=True)
    settled_by_ref = models.CharField("hồ sơ giao nộp hoặc xác nhận thất lạc", max_length=64, blank=True)

    class Meta:
        verbose_name = "việc giao nộp thiết bị"
        ordering = ["due_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["token"], condition=Q(settled_at__isnull=True), name="device_return_open_once"
            ),
            models.CheckConstraint(
                condition=Q(settled_at__isnull=True, outcome="") | (Q(settled_at__isnull=False) & ~Q(outcome="")),
                name="device_return_settled_with_outcome",
            ),
        ]
        indexes = [
            models.Index(
                fields=["managing_agency", "due_at"], name="device_return_open", condition=Q(settled_at__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.token} – {self.due_at:%d/%m/%Y}"


class LossReport(models.Model):
    """An emergency report that a device is lost; Mẫu 05 and Mẫu 09 answer it."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    token = models.ForeignKey(Token, models.PROTECT, related_name="loss_reports", verbose_name="thiết bị")
    reported_by = models.ForeignKey("directory.User", models.PROTECT, related_name="+", verbose_name="người báo")
    reported_at = models.DateTimeField("báo lúc")
    lost_on = models.DateField("thất lạc ngày")
    circumstances = models.CharField("hoàn cảnh", max_length=1000)
    # How the provider was told before any paper: by telephone or e-mail, to whom.
    emergency_call = models.CharField("đã báo khẩn cho", max_length=255, blank=True)
    case_refs = models.CharField("hồ sơ đã mở", max_length=64, blank=True)
    settled_at = models.DateTimeField("xử lý xong lúc", null=True, blank=True)

    class Meta:
        verbose_name = "báo thất lạc thiết bị"
        constraints = [
            models.UniqueConstraint(
                fields=["token"], condition=Q(settled_at__isnull=True), name="loss_report_open_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.token} – {self.reported_at:%d/%m/%Y}"
