"""Who held a device and which certificates were on it: the history that the register never forgets."""

from django.db import models
from django.db.models import Q

from certificates.models import Certificate
from directory.models import Agency, Person
from tokens.models.token import Token


class Custody(models.Model):
    """Who holds the device, from when to when and in which condition; one holder at a time (S2 Điều 15.2–3).

    A row is written once: PostgreSQL lets nothing be changed but `until`, and that only once, when the next takes over.
    """

    class Confirmation(models.TextChoices):
        SCREEN = "screen", "Người nhận xác nhận trên hệ thống"
        PAPER = "paper", "Biên bản có chữ ký"

    token = models.ForeignKey(Token, models.PROTECT, related_name="custody")
    holder_person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="custody", verbose_name="người giữ"
    )
    holder_agency = models.ForeignKey(Agency, models.PROTECT, related_name="custody", verbose_name="cơ quan giữ")
    given_by_person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="người giao"
    )
    given_by_agency = models.ForeignKey(
        Agency, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="cơ quan giao"
    )
    since = models.DateTimeField("từ lúc")
    until = models.DateTimeField("đến lúc", null=True, blank=True)
    condition = models.CharField("tình trạng khi nhận", max_length=255)
    reason = models.CharField("lý do giao nhận", max_length=255)
    # The organisation's device goes to the văn thư by a written decision (S3 Điều 16.4).
    decision_number = models.CharField("số quyết định giao", max_length=64, blank=True)
    decision_date = models.DateField("ngày quyết định giao", null=True, blank=True)
    case_ref = models.CharField("hồ sơ", max_length=64, blank=True)
    confirmed_by = models.CharField("xác nhận bằng", max_length=8, choices=Confirmation, blank=True)
    # What proves it: a file of the case, or the scan that was filed with the hand-over (tokens.services.scans).
    document_ref = models.CharField("tệp biên bản", max_length=160, blank=True)

    class Meta:
        verbose_name = "giao giữ thiết bị"
        ordering = ["token_id", "since", "id"]
        constraints = [
            models.UniqueConstraint(fields=["token"], condition=Q(until__isnull=True), name="custody_one_holder"),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=models.F("since")), name="custody_times_in_order"
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by__in=["", "screen"]) | (Q(confirmed_by="paper") & ~Q(document_ref="")),
                name="custody_paper_has_document",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.token}: {self.holder_person or self.holder_agency}"


class Installation(models.Model):
    """A certificate came onto a device; rows are only added. The one on it now is `Token.certificate`."""

    token = models.ForeignKey(Token, models.PROTECT, related_name="installations")
    certificate = models.ForeignKey(Certificate, models.PROTECT, related_name="installations")
    # Empty for one that was on the device before the register wrote these rows.
    installed_at = models.DateTimeField("cài lúc", null=True, blank=True)
    case_ref = models.CharField("hồ sơ", max_length=64, blank=True)

    class Meta:
        verbose_name = "lần cài chứng thư"
        ordering = ["token_id", "id"]
        constraints = [models.UniqueConstraint(fields=["token", "certificate"], name="installation_once")]

    def __str__(self) -> str:
        return f"{self.certificate} – {self.token}"
