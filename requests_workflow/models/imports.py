"""A list that somebody uploaded in .xlsx: what its dry run found, and the drafts that came of it."""

import uuid

from django.db import models
from django.db.models import Q

from directory.models import Agency
from requests_workflow.models.dossier import Dossier


class Import(models.Model):
    """One uploaded list of one form for one agency; the same bytes again find this row.

    `report` is what services.import_reports wrote: row numbers, columns and sentences. A sentence may
    name a person or a serial as a page does; an identity number never stands in it.
    The file itself is kept for services.imports.KEPT, then only its digest.
    """

    class State(models.TextChoices):
        QUEUED = "queued", "Chờ kiểm tra"
        CHECKING = "checking", "Đang kiểm tra"
        CHECKED = "checked", "Đã kiểm tra, chưa lập hồ sơ"
        REFUSED = "refused", "Không đọc được"
        ORDERED = "ordered", "Chờ lập hồ sơ"
        CREATING = "creating", "Đang lập hồ sơ"
        CREATED = "created", "Đã lập hồ sơ"
        FAILED = "failed", "Không thực hiện được"

    class Mode(models.TextChoices):
        ALL = "all", "Tất cả hoặc không dòng nào"
        VALID = "valid", "Chỉ các dòng hợp lệ"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    procedure = models.CharField("thủ tục", max_length=32)
    mau = models.CharField("mẫu số", max_length=8)
    managing_agency = models.ForeignKey(Agency, models.PROTECT, related_name="imports", verbose_name="cơ quan, tổ chức")
    uploaded_by = models.ForeignKey("directory.User", models.PROTECT, related_name="+", verbose_name="người tải lên")
    uploaded_at = models.DateTimeField("tải lên lúc")
    # For whom the worker works now: who uploaded it, or a colleague who had it checked again or made into drafts.
    asked_by = models.ForeignKey("directory.User", models.PROTECT, related_name="+", verbose_name="người yêu cầu")
    file_name = models.CharField("tên tệp", max_length=255)
    sha256 = models.CharField("mã băm SHA-256", max_length=64)
    size = models.PositiveIntegerField("kích thước")
    storage_name = models.CharField("tệp gốc", max_length=255, blank=True)
    state = models.CharField("trạng thái", max_length=8, choices=State, default=State.QUEUED)
    mode = models.CharField("cách nhập", max_length=8, choices=Mode, blank=True)
    rows_total = models.PositiveIntegerField("số dòng", default=0)
    rows_done = models.PositiveIntegerField("số dòng đã kiểm tra", default=0)
    rows_good = models.PositiveIntegerField("số dòng hợp lệ", default=0)
    rows_warned = models.PositiveIntegerField("số dòng cần xem lại", default=0)
    report = models.JSONField("kết quả kiểm tra", default=dict)
    problem = models.TextField("không thực hiện được vì", blank=True)
    started_at = models.DateTimeField("bắt đầu lúc", null=True, blank=True)
    finished_at = models.DateTimeField("xong lúc", null=True, blank=True)
    attempts = models.PositiveSmallIntegerField("số lần thực hiện", default=0)
    dossiers = models.ManyToManyField(Dossier, related_name="imports", verbose_name="hồ sơ đã lập")

    class Meta:
        verbose_name = "lần nhập từ Excel"
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["managing_agency", "mau", "sha256"], name="import_same_file_once"),
            models.CheckConstraint(
                condition=~Q(storage_name="") | Q(state__in=("checked", "refused", "created", "failed")),
                name="import_has_its_file_while_it_runs",
            ),
            models.CheckConstraint(
                condition=Q(rows_good__lte=models.F("rows_total")), name="import_good_rows_are_rows"
            ),
        ]
        indexes = [
            models.Index(fields=["managing_agency", "-id"], name="import_agency_id"),
            models.Index(
                fields=["started_at"],
                condition=Q(state__in=("queued", "checking", "ordered", "creating")),
                name="import_running",
            ),
            models.Index(fields=["uploaded_at"], condition=~Q(storage_name=""), name="import_file_kept"),
        ]

    def __str__(self) -> str:
        return f"Mẫu số {self.mau}: {self.file_name}"

    @property
    def rows_bad(self) -> int:
        """Rows that something stands against."""
        return self.rows_total - self.rows_good

    @property
    def is_running(self) -> bool:
        """Whether a worker has it, or will have it."""
        return self.state in (self.State.QUEUED, self.State.CHECKING, self.State.ORDERED, self.State.CREATING)
