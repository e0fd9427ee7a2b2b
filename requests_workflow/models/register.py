"""The outgoing register of a body for which the product itself keeps it (profile value product_keeps_register)."""

from django.db import models

from directory.models import Agency


class DocumentRegister(models.Model):
    """One year of one body; the row is locked while a number is given."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField("năm")
    last_number = models.PositiveIntegerField("số cuối", default=0)

    class Meta:
        verbose_name = "sổ văn bản đi"
        constraints = [models.UniqueConstraint(fields=["agency", "year"], name="register_once_a_year")]

    def __str__(self) -> str:
        return f"{self.agency} {self.year}: {self.last_number}"
