"""Which person was told of which coming expiry, at which level; rows are only added."""

from django.db import models

from certificates.domain.filing_window import Level
from certificates.models.certificate import Certificate
from directory.models import User


class ExpiryReminder(models.Model):
    """One level of one certificate told to one person, in the digest of one working day."""

    class AtLevel(models.TextChoices):
        D90 = Level.D90.value, "Còn 61–90 ngày để nộp hồ sơ gia hạn"
        D60 = Level.D60.value, "Còn 31–60 ngày để nộp hồ sơ gia hạn"
        D30 = Level.D30.value, "Còn 16–30 ngày để nộp hồ sơ gia hạn"
        D15 = Level.D15.value, "Còn 6–15 ngày để nộp hồ sơ gia hạn"
        D5 = Level.D5.value, "Còn 2–5 ngày để nộp hồ sơ gia hạn"
        D1 = Level.D1.value, "Còn không quá 1 ngày để nộp hồ sơ gia hạn"
        PAST = Level.PAST.value, "Đã quá ngày nộp hồ sơ gia hạn, còn hiệu lực"
        EXPIRED = Level.EXPIRED.value, "Đã hết hạn"

    certificate = models.ForeignKey(
        Certificate, models.PROTECT, related_name="expiry_reminders", verbose_name="chứng thư"
    )
    recipient = models.ForeignKey(User, models.PROTECT, related_name="expiry_reminders", verbose_name="người được nhắc")
    level = models.CharField("mức", max_length=16, choices=AtLevel)
    told_at = models.DateTimeField("nhắc lúc")
    digest_day = models.DateField("trong bản nhắc ngày")

    class Meta:
        verbose_name = "lần nhắc hết hạn chứng thư"
        constraints = [
            models.UniqueConstraint(fields=["certificate", "recipient", "level"], name="expiry_reminder_told_once"),
        ]

    def __str__(self) -> str:
        return f"{self.certificate_id} – {self.recipient_id}: {self.get_level_display()}"
