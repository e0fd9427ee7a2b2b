"""The dossier (văn bản đề nghị): one công văn of a managing agency with its rows and its stored state."""

import uuid
from datetime import datetime

from django.db import models
from django.db.models import Q

from directory.models import Agency, Delegation, Person, User
from requests_workflow.procedures.registry import ProcedureKind, kind_of


class Dossier(models.Model):
    """State changes only in services.perform; a database trigger holds `state` to the last step."""

    class Channel(models.TextChoices):
        QLVB = "qlvb", "Hệ thống quản lý văn bản và điều hành (QLVB)"
        PORTAL = "dichvucong", "dichvucong.ca.gov.vn"
        AXIS = "truc_lien_thong", "Trục liên thông văn bản quốc gia"
        OWN_REGISTER = "so_noi_bo", "Sổ văn bản của hệ thống này"
        PAPER = "paper", "Bản giấy (trực tiếp hoặc bưu chính)"

    class SigningWay(models.TextChoices):
        DIGITAL = "digital", "Ký số"
        WET_SCAN = "wet_scan", "Ký tay, quét bản giấy"

    class Initiator(models.TextChoices):
        AGENCY = "agency", "Cơ quan, tổ chức quản lý trực tiếp"
        PROVIDER = "provider", "Tổ chức cung cấp dịch vụ chứng thực"
        PROSECUTION = "prosecution", "Cơ quan tiến hành tố tụng"
        POLICE = "police", "Cơ quan công an"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    code = models.CharField("mã hồ sơ", max_length=32, unique=True)
    procedure = models.CharField("thủ tục", max_length=32)
    # The dossier that this one follows: a notice of hand-over belongs to a dossier of first certificates.
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="followers", verbose_name="hồ sơ gốc"
    )
    state = models.CharField("trạng thái", max_length=32)
    version = models.PositiveIntegerField("phiên bản", default=0)
    managing_agency = models.ForeignKey(
        Agency, models.PROTECT, related_name="dossiers", verbose_name="cơ quan, tổ chức quản lý trực tiếp"
    )
    recipient = models.ForeignKey(
        Agency, models.PROTECT, null=True, blank=True, related_name="incoming_dossiers", verbose_name="nơi nhận"
    )
    recipient_function = models.CharField(max_length=32, blank=True)
    provider = models.ForeignKey(
        Agency,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="tổ chức cung cấp dịch vụ chứng thực",
    )
    base = models.CharField("quy định nền", max_length=32)
    overlay = models.CharField("quy chế địa phương", max_length=32, blank=True)
    profile_pinned_at = models.DateTimeField("ghim quy chế lúc", null=True, blank=True)
    drafted_by = models.ForeignKey(User, models.PROTECT, related_name="drafted_dossiers", verbose_name="người soạn")
    drafted_at = models.DateTimeField("soạn lúc")
    # Kept apart from the membership of the day: the document shows what held when it was signed.
    signer = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="dossiers_to_sign", verbose_name="người ký"
    )
    signer_title = models.CharField("chức danh người ký", max_length=120, blank=True)
    signer_power = models.CharField("quyền ký", max_length=120, blank=True)
    # By which decision the signer signs for the head; its words are printed from the two lines above.
    signer_delegation = models.ForeignKey(
        Delegation, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="giao ký, ủy quyền ký"
    )
    signing_way = models.CharField(max_length=16, choices=SigningWay, default=SigningWay.DIGITAL)
    coordinator = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="người phối hợp thực hiện"
    )
    # Who had it begun: a revocation may start from a notice, without a request of the agency (Điều 17 khoản 1 điểm c).
    initiator = models.CharField("bên yêu cầu", max_length=16, choices=Initiator, default=Initiator.AGENCY)
    # An old case written down afterwards, under the rules and forms of its time.
    recorded_afterwards_at = models.DateTimeField("nhập lại lúc", null=True, blank=True)
    reason = models.CharField("lý do đề nghị", max_length=500, blank=True)
    is_secret = models.BooleanField("có nội dung bí mật nhà nước", default=False)
    number = models.CharField("số văn bản", max_length=16, blank=True)
    symbol = models.CharField("ký hiệu", max_length=64, blank=True)
    document_date = models.DateField("ngày văn bản", null=True, blank=True)
    channel = models.CharField("kênh gửi", max_length=16, choices=Channel, blank=True)
    channel_code = models.CharField("mã gửi trên kênh", max_length=64, blank=True)
    sent_at = models.DateTimeField("gửi lúc", null=True, blank=True)
    entered_by_department = models.BooleanField("Sở nhập thay (đến ngoài hệ thống)", default=False)
    incoming_number = models.CharField("số văn bản đến", max_length=32, blank=True)
    first_received_at = models.DateTimeField("tiếp nhận lần đầu", null=True, blank=True)
    valid_received_at = models.DateTimeField("nhận hồ sơ hợp lệ", null=True, blank=True)
    officer = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="assigned_dossiers", verbose_name="cán bộ xử lý"
    )
    # Where the department is the receiving point: when and how it sent the dossier on.
    forwarded_at = models.DateTimeField("Sở chuyển Cục lúc", null=True, blank=True)
    forwarding_channel = models.CharField("kênh Sở chuyển Cục", max_length=16, choices=Channel, blank=True)
    forwarding_code = models.CharField("mã chuyển Cục", max_length=64, blank=True)
    due_at = models.DateTimeField("hạn xử lý", null=True, blank=True)
    # Whose clock it is (a function, as in recipient_function): the provider's lateness is nobody's here.
    due_bearer = models.CharField("hạn của", max_length=32, blank=True)
    # When the last row was answered (recovered or refused): what is measured against the deadline. Waiting for the
    # subscriber's own confirmation is not the department's time.
    answered_at = models.DateTimeField("giải quyết xong lúc", null=True, blank=True)
    closed_at = models.DateTimeField("kết thúc lúc", null=True, blank=True)
    # The client's key of "create": the second press of the same button finds the first dossier.
    creation_key = models.UUIDField(null=True, blank=True, unique=True)

    class Meta:
        verbose_name = "hồ sơ đề nghị"
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_received_at__isnull=True) | Q(first_received_at__isnull=False),
                name="dossier_valid_receipt_after_first",
            ),
            models.CheckConstraint(
                condition=Q(sent_at__isnull=True) | ~Q(channel=""), name="dossier_sent_needs_channel"
            ),
        ]
        indexes = [
            models.Index(fields=["managing_agency", "-id"], name="dossier_agency_id"),
            models.Index(fields=["recipient", "due_at", "id"], name="dossier_open_due", condition=Q(answered_at=None)),
            models.Index(fields=["parent"], name="dossier_parent", condition=Q(parent__isnull=False)),
            models.Index(fields=["managing_agency", "state"], name="dossier_open_state", condition=Q(closed_at=None)),
            models.Index(
                fields=["signer"], name="dossier_delegated_signer", condition=Q(signer_delegation__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def full_number(self) -> str:
        """ "12/UBND-VP", or an empty string before numbering."""
        return f"{self.number}/{self.symbol}" if self.number else ""

    @property
    def profile_code(self) -> str:
        """ "national_2024+lai_chau_2025": what regulations.registry.profile_by_code takes."""
        return f"{self.base}+{self.overlay}" if self.overlay else self.base

    @property
    def kind(self) -> ProcedureKind:
        """The procedure of the dossier: its tables, its form, its words."""
        return kind_of(self.procedure)

    @property
    def is_open(self) -> bool:
        return self.closed_at is None

    def is_overdue(self, *, at: datetime) -> bool:
        """Late: past the due instant without an answer, or answered after it."""
        return self.due_at is not None and (self.answered_at or at) > self.due_at


class Suspension(models.Model):
    """The clock stands still from the supplement notice to the valid receipt; a row, not a flag."""

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="suspensions")
    since = models.DateTimeField("từ lúc")
    until = models.DateTimeField("đến lúc", null=True, blank=True)
    reason = models.TextField("lý do")

    class Meta:
        verbose_name = "tạm dừng tính hạn"
        constraints = [
            models.UniqueConstraint(fields=["dossier"], condition=Q(until__isnull=True), name="suspension_open_once"),
        ]

    def __str__(self) -> str:
        return f"{self.dossier}: {self.since:%d/%m/%Y %H:%M}"


class DeadlineRecord(models.Model):
    """A legal deadline with the explanation it was computed by; a new receipt or calendar adds a row."""

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="deadlines")
    parameter = models.CharField(max_length=64)
    starts_at = models.DateTimeField("tính từ")
    due_at = models.DateTimeField("hạn")
    explanation = models.JSONField("cách tính")
    clause = models.CharField("căn cứ", max_length=255)
    computed_at = models.DateTimeField("tính lúc")
    superseded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "hạn xử lý"
        constraints = [
            models.UniqueConstraint(
                fields=["dossier", "parameter"], condition=Q(superseded_at__isnull=True), name="deadline_current_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.dossier}: {self.due_at:%d/%m/%Y %H:%M}"
