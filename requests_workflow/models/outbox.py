"""The transactional outbox, what people are told, and what became of each letter."""

import uuid

from django.db import models
from django.db.models import Q


class OutboxMessage(models.Model):
    """Something that must happen outside the transaction; a dispatcher sends it, as often as it takes."""

    class Kind(models.TextChoices):
        SIGNING_JOB = "signing_job", "Việc ký số, kiểm tra chữ ký"
        EMAIL = "email", "Thư điện tử"
        IMPORT = "import", "Nhập từ Excel"

    kind = models.CharField(max_length=16, choices=Kind)
    payload = models.JSONField()
    created_at = models.DateTimeField()
    not_before = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    done_at = models.DateTimeField(null=True, blank=True)
    last_error = models.TextField(blank=True)

    class Meta:
        verbose_name = "hộp gửi đi"
        indexes = [models.Index(fields=["not_before", "id"], name="outbox_waiting", condition=Q(done_at__isnull=True))]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class Notification(models.Model):
    """What one person was told, once; the in-app list, and the source of the e-mail."""

    class Mail(models.TextChoices):
        QUEUED = "queued", "Gửi thư điện tử"
        HELD = "held", "Đã có thư cùng loại trong ngày: đưa vào bản tổng hợp buổi sáng"
        NO_ADDRESS = "no_address", "Tài khoản không có địa chỉ thư điện tử"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    recipient = models.ForeignKey("directory.User", models.CASCADE, related_name="notifications")
    kind = models.CharField("loại", max_length=48)
    dossier = models.ForeignKey("requests_workflow.Dossier", models.CASCADE, null=True, related_name="notifications")
    title = models.CharField("tiêu đề", max_length=200)
    body = models.TextField("nội dung")
    url = models.CharField(max_length=200)
    created_at = models.DateTimeField("lúc")
    read_at = models.DateTimeField("đã đọc lúc", null=True, blank=True)
    # One message for one event: a worker that dies and starts again tells nobody twice.
    dedupe_key = models.CharField(max_length=160, unique=True)
    # What it asks for is a move out of this state, of the row `request` if there is one, else of the dossier.
    request = models.ForeignKey("requests_workflow.Request", models.CASCADE, null=True, related_name="+")
    asks_in = models.CharField("chờ việc ở trạng thái", max_length=32, blank=True)
    settled_at = models.DateTimeField("việc đã xong lúc", null=True, blank=True)
    # What became of the letter; empty for a notice from before letters were counted.
    mail = models.CharField("thư điện tử", max_length=16, choices=Mail, blank=True)
    # The +07:00 day of the letter of its own: one letter a recipient, kind and day.
    mail_day = models.DateField("ngày gửi thư riêng", null=True, blank=True)
    digested_at = models.DateTimeField("đưa vào bản tổng hợp lúc", null=True, blank=True)

    class Meta:
        verbose_name = "thông báo"
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["recipient", "kind", "mail_day"],
                condition=Q(mail_day__isnull=False),
                name="notification_one_letter_a_day",
            ),
        ]
        indexes = [
            models.Index(fields=["recipient", "-id"], name="notification_recipient"),
            models.Index(
                fields=["dossier"],
                name="notification_unsettled",
                condition=Q(settled_at__isnull=True) & ~Q(asks_in=""),
            ),
            models.Index(
                fields=["recipient", "id"],
                name="notification_held",
                condition=Q(mail="held", digested_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class DeliveryAttempt(models.Model):
    """One try to hand a letter over; written before the try, so that one with an unknown end leaves a trace."""

    class Channel(models.TextChoices):
        EMAIL = "email", "Thư điện tử"
        EMAIL_CALENDAR = "email_ics", "Thư điện tử kèm tệp lịch"

    class Result(models.TextChoices):
        STARTED = "started", "Đang gửi"
        SENT = "sent", "Đã gửi"
        FAILED = "failed", "Gửi không được"
        # The worker died between the letter and the mark: it may have gone out.
        UNKNOWN = "unknown", "Không rõ đã gửi hay chưa"

    message = models.ForeignKey(OutboxMessage, models.CASCADE, related_name="deliveries")
    notification = models.ForeignKey(Notification, models.CASCADE, null=True, blank=True, related_name="deliveries")
    channel = models.CharField("kênh", max_length=16, choices=Channel)
    address = models.CharField("địa chỉ (che bớt)", max_length=254)
    started_at = models.DateTimeField("bắt đầu lúc")
    finished_at = models.DateTimeField("xong lúc", null=True, blank=True)
    result = models.CharField("kết quả", max_length=16, choices=Result, default=Result.STARTED)
    # Sent although an earlier try may have succeeded.
    may_repeat = models.BooleanField("có thể trùng thư trước", default=False)
    error = models.TextField("lỗi", blank=True)

    class Meta:
        verbose_name = "lần gửi thư"
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.address}: {self.get_result_display()}"


class CalendarEntry(models.Model):
    """The newest calendar file of a deadline that one person was sent; a later one replaces or cancels it."""

    recipient = models.ForeignKey("directory.User", models.CASCADE, related_name="+")
    dossier = models.ForeignKey("requests_workflow.Dossier", models.CASCADE, related_name="calendar_entries")
    parameter = models.CharField(max_length=64)
    sequence = models.PositiveIntegerField("lần")
    sent_at = models.DateTimeField("gửi lúc")
    cancelled_at = models.DateTimeField("hủy lúc", null=True, blank=True)

    class Meta:
        verbose_name = "mục lịch đã gửi"
        constraints = [
            models.UniqueConstraint(fields=["recipient", "dossier", "parameter"], name="calendar_entry_once"),
        ]
        indexes = [
            models.Index(fields=["dossier"], name="calendar_entry_open", condition=Q(cancelled_at__isnull=True)),
        ]

    def __str__(self) -> str:
        return f"{self.dossier}: {self.parameter} ({self.sequence})"
