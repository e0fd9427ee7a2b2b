"""The working-day calendar as rows, each with the decision that made it (BLLĐ 2019 Điều 112), and who changed it."""

import uuid

from django.db import models
from django.db.models import F, Q


class CalendarDay(models.Model):
    """A day that differs from the plain Monday–Friday week: off, or a make-up working day."""

    class Kind(models.TextChoices):
        OFF = "off", "Ngày nghỉ"
        WORK = "work", "Ngày làm bù"

    date = models.DateField("ngày", unique=True)
    kind = models.CharField("loại", max_length=8, choices=Kind)
    reason = models.CharField("lý do", max_length=160)
    legal_ref = models.CharField("căn cứ", max_length=255)
    provisional = models.BooleanField("tạm tính, chờ văn bản", default=False)

    class Meta:
        verbose_name = "ngày trong lịch làm việc"
        ordering = ["date"]

    def __str__(self) -> str:
        return f"{self.date:%d/%m/%Y} {self.get_kind_display()}"


class OfficeHours(models.Model):
    """One span of office hours on a weekday (0 = Monday); the last span ends the working day."""

    weekday = models.PositiveSmallIntegerField("thứ")
    opens = models.TimeField("mở")
    closes = models.TimeField("đóng")

    class Meta:
        verbose_name = "giờ hành chính"
        ordering = ["weekday", "opens"]
        constraints = [
            models.UniqueConstraint(fields=["weekday", "opens"], name="office_hours_once"),
            models.CheckConstraint(condition=models.Q(closes__gt=models.F("opens")), name="office_hours_in_order"),
            models.CheckConstraint(condition=models.Q(weekday__lte=6), name="office_hours_weekday"),
        ]

    def __str__(self) -> str:
        return f"{self.weekday}: {self.opens:%H:%M}–{self.closes:%H:%M}"


class CalendarChange(models.Model):
    """A proposed change of a day or of a weekday's hours; a second person decides it, once (a trigger sees to it).

    `kind` "hours" has a weekday and its spans ("07:30-11:30, 13:30-17:00", empty: closed); every other kind has a date.
    Changes of one `batch` were proposed together; `source` names the file they came from.
    """

    class Kind(models.TextChoices):
        OFF = "off", "Ngày nghỉ"
        WORK = "work", "Ngày làm bù"
        PLAIN = "plain", "Bỏ khỏi lịch, tính như ngày thường"
        HOURS = "hours", "Giờ làm việc"

    class Decision(models.TextChoices):
        WAITING = "", "Chờ duyệt"
        APPROVED = "approved", "Đã duyệt"
        REJECTED = "rejected", "Không duyệt"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    batch = models.UUIDField("đợt đề nghị", db_index=True)
    source = models.CharField("nguồn", max_length=120, blank=True)
    kind = models.CharField("loại", max_length=8, choices=Kind)
    date = models.DateField("ngày", null=True, blank=True)
    weekday = models.PositiveSmallIntegerField("thứ", null=True, blank=True)
    spans = models.CharField("giờ làm việc", max_length=120, blank=True)
    reason = models.CharField("lý do", max_length=160)
    legal_ref = models.CharField("căn cứ", max_length=255)
    provisional = models.BooleanField("tạm tính, chờ văn bản", default=False)
    proposed_by = models.ForeignKey("directory.User", models.PROTECT, related_name="+", verbose_name="người đề nghị")
    proposed_at = models.DateTimeField("đề nghị lúc")
    decision = models.CharField("quyết định", max_length=8, choices=Decision, default=Decision.WAITING, blank=True)
    decided_by = models.ForeignKey(
        "directory.User", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="người quyết định"
    )
    decided_at = models.DateTimeField("quyết định lúc", null=True, blank=True)
    rejection = models.CharField("lý do không duyệt", max_length=500, blank=True)

    class Meta:
        verbose_name = "đề nghị thay đổi lịch làm việc"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["date"], condition=Q(decision=""), name="calendar_change_waits_once"),
            models.UniqueConstraint(fields=["weekday"], condition=Q(decision=""), name="calendar_hours_wait_once"),
            models.CheckConstraint(
                condition=Q(kind="hours", date__isnull=True, weekday__isnull=False, weekday__lte=6)
                | (~Q(kind="hours") & Q(date__isnull=False, weekday__isnull=True)),
                name="calendar_change_about_one",
            ),
            models.CheckConstraint(
                condition=Q(decision="", decided_by__isnull=True, decided_at__isnull=True)
                | (~Q(decision="") & Q(decided_by__isnull=False, decided_at__isnull=False)),
                name="calendar_change_decided_whole",
            ),
            models.CheckConstraint(
                condition=~Q(decision="approved") | ~Q(decided_by=F("proposed_by")), name="calendar_change_four_eyes"
            ),
            models.CheckConstraint(
                condition=~Q(decision="rejected", rejection=""), name="calendar_change_rejected_with_reason"
            ),
        ]
        indexes = [models.Index(fields=["date", "-id"], name="calendar_change_date")]

    def __str__(self) -> str:
        about = f"{self.date:%d/%m/%Y}" if self.date else f"thứ {self.weekday}"
        return f"{about} {self.get_kind_display()}"
