"""Files of a case, kept byte for byte (Lai Châu Điều 17.1: original form, unchanged)."""

import uuid

from django.db import models

from requests_workflow.models.dossier import Dossier
from requests_workflow.models.request import Request


class Document(models.Model):
    """One immutable file; a new version is a new row that points at the one before."""

    class Kind(models.TextChoices):
        FORM = "form", "Văn bản đề nghị"
        FORM_SIGNED = "form_signed", "Văn bản đề nghị đã ký"
        FORM_NUMBERED = "form_numbered", "Văn bản đề nghị đã ghi số, ngày"
        FORM_SEALED = "form_sealed", "Văn bản đề nghị đã đóng dấu"
        WET_SCAN = "wet_scan", "Bản quét văn bản ký tay"
        WET_SCAN_SEALED = "wet_scan_sealed", "Bản quét văn bản ký tay đã ký số của cơ quan"
        ATTACHMENT = "attachment", "Tài liệu kèm theo"
        ATTACHMENT_REMOVED = "attachment_removed", "Tài liệu kèm theo đã bỏ"
        ATTACHMENT_SEALED = "attachment_sealed", "Tài liệu kèm theo đã ký số của cơ quan"
        # Handed out to be signed at the top right of page one; `previous` is what was prepared.
        CORNER_PREPARED = "corner_prepared", "Bản chờ ký số của cơ quan"
        COPY_PREPARED = "copy_prepared", "Bản sao chờ ký số của cơ quan"
        E_COPY = "e_copy", "Bản sao điện tử"
        PROOF_SENT = "proof_sent", "Minh chứng đã gửi"
        PROOF_RECEIVED = "proof_received", "Minh chứng tiếp nhận"
        INCOMING = "incoming", "Văn bản đến"
        RECEIPT = "receipt", "Giấy tiếp nhận"
        SUPPLEMENT_NOTICE = "supplement_notice", "Thông báo bổ sung"
        SUPPLEMENT = "supplement", "Tài liệu bổ sung"
        REFUSAL = "refusal", "Văn bản từ chối"
        REFUSAL_SIGNED = "refusal_signed", "Văn bản từ chối đã ký"
        REFUSAL_NUMBERED = "refusal_numbered", "Văn bản từ chối đã ghi số, ngày"
        REFUSAL_SEALED = "refusal_sealed", "Văn bản từ chối đã đóng dấu"
        RECOVERY_MINUTES = "recovery_minutes", "Biên bản khôi phục"
        HANDOVER_MINUTES = "handover_minutes", "Biên bản bàn giao thiết bị"
        PROVIDER_ANSWER = "provider_answer", "Trả lời của tổ chức cung cấp dịch vụ"
        OTHER_PROOF = "other_proof", "Minh chứng khác"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="documents")
    request = models.ForeignKey(Request, models.PROTECT, null=True, blank=True, related_name="documents")
    kind = models.CharField("loại tệp", max_length=24, choices=Kind)
    title = models.CharField("tên", max_length=160)
    file_name = models.CharField("tên tệp", max_length=160)
    storage_name = models.CharField(max_length=160)
    media_type = models.CharField(max_length=64)
    size = models.PositiveIntegerField("cỡ (byte)")
    sha256 = models.CharField(max_length=64)
    previous = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="versions")
    created_by = models.ForeignKey("directory.User", models.PROTECT, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField("lưu lúc")

    class Meta:
        verbose_name = "tệp của hồ sơ"
        ordering = ["id"]
        indexes = [models.Index(fields=["dossier", "kind", "-id"], name="document_dossier_kind")]

    def __str__(self) -> str:
        return self.title


class DocumentVerification(models.Model):
    """One verification of a filed document, as `verify_pdf --json` reports it; a later one is a new row."""

    document = models.ForeignKey(Document, models.PROTECT, related_name="verifications")
    verdict = models.CharField("kết luận", max_length=16)
    report = models.JSONField("kết quả kiểm tra")
    at = models.DateTimeField("kiểm tra lúc")

    class Meta:
        verbose_name = "lần kiểm tra chữ ký số"
        ordering = ["document_id", "id"]

    def __str__(self) -> str:
        return f"{self.document}: {self.verdict}"
