"""The working-day calendar as rows, each with the decision that made it (BLLĐ 2019 Điều 112)."""

from django.db import models


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
