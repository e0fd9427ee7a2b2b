"""Tracked copies: one submission goes to the provider and, as the profile says, to those who follow the case."""

import uuid

from django.db import models

from directory.models import Agency
from requests_workflow.models.dossier import Dossier


class DossierCopy(models.Model):
    """One body that gets a copy, with the proof that it left and that it arrived (Tân Uyên mục 1 điểm a)."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="copies")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="copies", verbose_name="nơi nhận bản sao")
    function = models.CharField("chức năng", max_length=32)
    channel = models.CharField("kênh gửi", max_length=16, choices=Dossier.Channel, blank=True)
    channel_code = models.CharField("mã gửi trên kênh", max_length=64, blank=True)
    sent_at = models.DateTimeField("gửi lúc", null=True, blank=True)
    incoming_number = models.CharField("số văn bản đến", max_length=32, blank=True)
    received_at = models.DateTimeField("nhận lúc", null=True, blank=True)

    class Meta:
        verbose_name = "bản sao theo dõi"
        constraints = [
            models.UniqueConstraint(fields=["dossier", "agency"], name="copy_once_per_agency"),
            models.CheckConstraint(
                condition=models.Q(received_at__isnull=True) | models.Q(sent_at__isnull=False),
                name="copy_sent_before_received",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.dossier} → {self.agency}"
