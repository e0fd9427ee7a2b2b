"""The register of key-storage devices. Never a PIN, PUK or private key."""

import uuid

from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Replace, Upper

from certificates.models import Certificate
from directory.models import Agency, Person, Subscriber


class Token(models.Model):
    """One device (thiết bị lưu khóa bí mật)."""

    class Kind(models.TextChoices):
        PKI_TOKEN = "pki_token", "PKI Token"
        HSM = "hsm", "HSM"
        SIM_PKI = "sim_pki", "SIM PKI"
        OTHER = "other", "Thiết bị khác"

    class State(models.TextChoices):
        IN_STOCK = "in_stock", "Trong kho"
        IN_USE = "in_use", "Đang sử dụng"
        LOCKED = "locked", "Bị khóa"
        LOST = "lost", "Thất lạc"
        RETURNED = "returned", "Đã thu hồi"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    serial_number = models.CharField("số hiệu thiết bị", max_length=64, unique=True)
    kind = models.CharField("loại thiết bị", max_length=16, choices=Kind, default=Kind.PKI_TOKEN)
    model = models.CharField("chủng loại", max_length=64, blank=True)
    subscriber = models.ForeignKey(
        Subscriber, models.PROTECT, null=True, blank=True, related_name="tokens", verbose_name="thuê bao"
    )
    managing_agency = models.ForeignKey(Agency, models.PROTECT, related_name="tokens", verbose_name="cơ quan quản lý")
    certificate = models.ForeignKey(
        Certificate, models.PROTECT, null=True, blank=True, related_name="tokens", verbose_name="chứng thư đang cài"
    )
    state = models.CharField("tình trạng", max_length=16, choices=State, default=State.IN_STOCK)
    recovery_count = models.PositiveSmallIntegerField("số lần khôi phục", default=0)

    class Meta:
        verbose_name = "thiết bị lưu khóa bí mật"
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["managing_agency", "-id"], name="token_agency_id"),
            models.Index(fields=["serial_number"], name="token_serial", opclasses=["varchar_pattern_ops"]),
        ]
        constraints = [
            # "pki 001" and "PKI001" are one device (tokens.domain.serials.normal_serial).
            models.UniqueConstraint(
                Upper(Replace(F("serial_number"), Value(" "), Value(""))), name="token_serial_spelled_once"
            ),
        ]

    def __str__(self) -> str:
        return self.serial_number


class LockReport(models.Model):
    """A subscriber's or clerk's report that a device is locked (NĐ 68/2024 Điều 22.1); a dossier answers it."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    token = models.ForeignKey(Token, models.PROTECT, related_name="lock_reports")
    reported_by = models.ForeignKey("directory.User", models.PROTECT, related_name="+")
    reported_at = models.DateTimeField("báo lúc")
    note = models.CharField("mô tả", max_length=500, blank=True)
    case_ref = models.CharField("hồ sơ", max_length=64, blank=True)
    settled_at = models.DateTimeField("xử lý xong lúc", null=True, blank=True)

    class Meta:
        verbose_name = "báo thiết bị bị khóa"
        constraints = [
            models.UniqueConstraint(
                fields=["token"], condition=Q(settled_at__isnull=True), name="lock_report_open_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.token} – {self.reported_at:%d/%m/%Y}"


class Recovery(models.Model):
    """One performed recovery: how, with which tool, by whom. The new password is never asked for."""

    class Way(models.TextChoices):
        COUNTER = "counter", "Tại bộ phận tiếp nhận"
        REMOTE = "remote", "Từ xa"
        VISIT = "visit", "Tại cơ quan của thuê bao"

    token = models.ForeignKey(Token, models.PROTECT, related_name="recoveries")
    way = models.CharField("hình thức", max_length=16, choices=Way)
    tool = models.CharField("công cụ", max_length=120)
    operator = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="người thực hiện")
    performed_at = models.DateTimeField("thực hiện lúc")
    case_ref = models.CharField("hồ sơ", max_length=64)
    note = models.CharField("ghi chú", max_length=500, blank=True)

    class Meta:
        verbose_name = "lần khôi phục"
        verbose_name_plural = "lịch sử khôi phục"
        constraints = [models.UniqueConstraint(fields=["case_ref", "token"], name="recovery_once_per_case")]

    def __str__(self) -> str:
        return f"{self.token} – {self.performed_at:%d/%m/%Y}"
