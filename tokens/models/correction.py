"""A serial that was mistyped when the device came: what stood in the register, what is on the label, and why."""

from django.db import models
from django.db.models import F, Q

from tokens.models.token import Token


class SerialCorrection(models.Model):
    """One correction of a device's serial; rows are only added.

    Once a paper naming the device was sent, the letter by which the addressee was told of the error is named too.
    """

    token = models.ForeignKey(Token, models.PROTECT, related_name="corrections", verbose_name="thiết bị")
    old_serial = models.CharField("số hiệu đã ghi", max_length=64)
    new_serial = models.CharField("số hiệu đúng", max_length=64)
    reason = models.CharField("lý do", max_length=500)
    letter_number = models.CharField("số văn bản đính chính", max_length=64, blank=True)
    letter_date = models.DateField("ngày văn bản đính chính", null=True, blank=True)
    corrected_by = models.ForeignKey(
        "directory.User", models.PROTECT, related_name="+", verbose_name="người đính chính"
    )
    corrected_at = models.DateTimeField("đính chính lúc")

    class Meta:
        verbose_name = "đính chính số hiệu thiết bị"
        ordering = ["-corrected_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(old_serial=F("new_serial")), name="serial_correction_changes_something"
            ),
            models.CheckConstraint(
                condition=Q(letter_number="", letter_date__isnull=True)
                | (~Q(letter_number="") & Q(letter_date__isnull=False)),
                name="serial_correction_letter_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.old_serial} → {self.new_serial}"
