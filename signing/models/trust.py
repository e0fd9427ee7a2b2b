"""What this installation trusts: CA certificates and their revocation lists."""

from django.db import models
from django.db.models import F, Q


class TrustAnchor(models.Model):
    """A root or an intermediate CA certificate. Referred to by SHA-256 fingerprint (hex)."""

    class Kind(models.TextChoices):
        ROOT = "root", "CA gốc"
        INTERMEDIATE = "intermediate", "CA cấp dưới"

    fingerprint = models.CharField("dấu vân tay SHA-256", max_length=64, unique=True)
    der = models.BinaryField("chứng thư")
    name = models.CharField("tên CA", max_length=255)
    kind = models.CharField("loại", max_length=12, choices=Kind.choices)
    valid_from = models.DateTimeField("có hiệu lực từ")
    valid_to = models.DateTimeField("có hiệu lực đến")
    added_at = models.DateTimeField("thêm vào lúc")
    source = models.CharField("nguồn", max_length=255)

    class Meta:
        verbose_name = "CA tin cậy"
        verbose_name_plural = "CA tin cậy"
        ordering = ("name", "id")
        constraints = [
            models.CheckConstraint(
                condition=Q(fingerprint__regex=r"^[0-9a-f]{64}$"), name="trust_anchor_fingerprint_is_sha256"
            ),
            models.CheckConstraint(condition=Q(valid_from__lt=F("valid_to")), name="trust_anchor_term"),
            models.CheckConstraint(condition=Q(kind__in=("root", "intermediate")), name="trust_anchor_kind"),
        ]

    def __str__(self) -> str:
        return self.name


class RevocationList(models.Model):
    """A CRL (RFC 5280 §5). `issuer_key_id` is the authority key identifier in hex."""

    issuer_key_id = models.CharField("mã khóa của CA", max_length=128)
    crl_number = models.DecimalField("số danh sách", max_digits=50, decimal_places=0, null=True)
    this_update = models.DateTimeField("phát hành lúc")
    next_update = models.DateTimeField("danh sách sau", null=True)
    der = models.BinaryField("danh sách")
    fetched_at = models.DateTimeField("lấy về lúc")

    class Meta:
        verbose_name = "danh sách thu hồi"
        verbose_name_plural = "danh sách thu hồi"
        ordering = ("issuer_key_id", "-this_update")
        constraints = [
            models.UniqueConstraint(fields=("issuer_key_id", "this_update"), name="revocation_list_once"),
            models.CheckConstraint(
                condition=Q(next_update__isnull=True) | Q(next_update__gt=F("this_update")),
                name="revocation_list_term",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.issuer_key_id} {self.this_update:%d/%m/%Y %H:%M}"
