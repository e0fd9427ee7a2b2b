"""Steps: what was done, by whom, under which clause. Append-only; the case page's timeline reads them."""

from django.db import models

from requests_workflow.models.dossier import Dossier
from requests_workflow.models.request import Request


class Step(models.Model):
    """One performed transition of a dossier (`request` is null) or of one row."""

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="steps")
    request = models.ForeignKey(Request, models.PROTECT, null=True, blank=True, related_name="steps")
    transition = models.CharField("bước", max_length=48)
    label = models.CharField("tên bước", max_length=160)
    source = models.CharField("từ", max_length=32)
    target = models.CharField("đến", max_length=32)
    by = models.ForeignKey("directory.User", models.PROTECT, null=True, blank=True, related_name="+")
    role = models.CharField("vai trò", max_length=32, blank=True)
    at = models.DateTimeField("ghi lúc")
    # The legal time (label of the document system), never the click, unless the profile says so.
    legal_at = models.DateTimeField("thời điểm pháp lý", null=True, blank=True)
    comment = models.TextField("ý kiến, lý do", blank=True)
    clause = models.CharField("căn cứ", max_length=255)
    data = models.JSONField(default=dict)
    # The key of the form that was sent: a double click, or a resent page, finds the step that it already made.
    form_key = models.UUIDField(null=True, blank=True, unique=True)

    class Meta:
        verbose_name = "bước xử lý"
        ordering = ["id"]
        indexes = [models.Index(fields=["dossier", "id"], name="step_dossier_id")]

    def __str__(self) -> str:
        return f"{self.dossier}: {self.label}"
