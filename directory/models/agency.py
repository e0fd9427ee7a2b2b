"""Agencies (cơ quan, tổ chức) as a dated tree; code binds to a function, never to a name."""

import uuid
from datetime import date

from django.db import models
from django.db.models import F, Q

from directory.domain.names import fold


class Agency(models.Model):
    """One body. `path` is the materialised path of ids ("000001.000007."), so a subtree is a prefix."""

    class Kind(models.TextChoices):
        PEOPLE_COMMITTEE = "people_committee", "Ủy ban nhân dân"
        DEPARTMENT = "department", "Sở, ban, ngành"
        PROVIDER = "provider", "Tổ chức cung cấp dịch vụ chứng thực"
        PUBLIC_SERVICE_UNIT = "public_service_unit", "Đơn vị sự nghiệp công lập"
        DIVISION = "division", "Phòng, ban trực thuộc"
        POLICE = "police", "Cơ quan công an"
        ARMY = "army", "Cơ quan quân sự"
        DIPLOMACY = "diplomacy", "Cơ quan ngoại giao"
        OTHER = "other", "Cơ quan, tổ chức khác"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField("loại", max_length=32, choices=Kind)
    name = models.CharField("tên hiện hành", max_length=255)
    short_name = models.CharField("tên ngắn", max_length=120)
    abbreviation = models.CharField("ký hiệu văn bản", max_length=32, help_text="Phần sau dấu “/” của số, ký hiệu.")
    folded_name = models.CharField(max_length=255, editable=False)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    path = models.CharField(max_length=255, editable=False, db_index=False)
    province = models.CharField("tỉnh, thành phố", max_length=64)
    place = models.CharField("địa danh ghi trên văn bản", max_length=64)
    address = models.CharField("địa chỉ", max_length=255, blank=True)
    exchange_code = models.CharField("mã định danh trao đổi văn bản", max_length=32, blank=True)
    official_email = models.EmailField("thư điện tử công vụ", blank=True)
    phone = models.CharField("điện thoại", max_length=32, blank=True)
    tax_code = models.CharField("mã số thuế", max_length=14, blank=True)
    budget_code = models.CharField("mã quan hệ ngân sách", max_length=7, blank=True)
    # TT 185/2019 Điều 3.1 and Tân Uyên §1a: only such a body can send requests.
    has_legal_personality = models.BooleanField("có tư cách pháp nhân", default=True)
    has_own_seal = models.BooleanField("có con dấu riêng", default=True)
    seal_diameter_mm = models.PositiveSmallIntegerField("đường kính con dấu (mm)", default=36)
    # Lai Châu Điều 16.1a bước 2–3: steps before the leader, as the agency sets them.
    unit_head_step = models.BooleanField("có bước lãnh đạo đơn vị", default=False)
    format_check_step = models.BooleanField("có bước kiểm tra thể thức", default=False)
    overlay = models.CharField("quy chế áp dụng", max_length=64, blank=True)
    valid_from = models.DateField("hoạt động từ")
    valid_to = models.DateField("đến hết", null=True, blank=True)
    is_fictional = models.BooleanField("giả định (dữ liệu dùng thử)", default=False)

    class Meta:
        verbose_name = "cơ quan, tổ chức"
        indexes = [
            models.Index(fields=["path"], name="agency_path", opclasses=["varchar_pattern_ops"]),
            models.Index(fields=["folded_name"], name="agency_folded", opclasses=["varchar_pattern_ops"]),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")), name="agency_dates_in_order"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def can_submit(self) -> bool:
        """G5: legal personality and its own seal (Tân Uyên §1a)."""
        return self.has_legal_personality and self.has_own_seal

    def exists_on(self, day: date) -> bool:
        """Whether the body exists on that day (+07:00 date)."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)

    def set_folded(self) -> None:
        """Keeps the search column in step with the name."""
        self.folded_name = fold(f"{self.name} {self.short_name}")[:255]


class AgencyName(models.Model):
    """The name an agency bore in a period; documents show the name of their own day."""

    agency = models.ForeignKey(Agency, models.CASCADE, related_name="names")
    name = models.CharField("tên", max_length=255)
    abbreviation = models.CharField("ký hiệu văn bản", max_length=32)
    valid_from = models.DateField("từ ngày")
    valid_to = models.DateField("đến hết ngày", null=True, blank=True)
    legal_ref = models.CharField("căn cứ", max_length=255, blank=True)

    class Meta:
        verbose_name = "tên cơ quan theo thời gian"
        ordering = ["agency_id", "valid_from"]

    def __str__(self) -> str:
        return f"{self.name} ({self.valid_from:%d/%m/%Y})"


class AgencySuccession(models.Model):
    """Reorganisation: who took over from whom, from which day and by which document."""

    predecessor = models.ForeignKey(Agency, models.PROTECT, related_name="successions")
    successor = models.ForeignKey(Agency, models.PROTECT, related_name="origins")
    effective_on = models.DateField("hiệu lực từ")
    legal_ref = models.CharField("căn cứ", max_length=255)

    class Meta:
        verbose_name = "kế thừa khi sắp xếp tổ chức"
        constraints = [
            models.UniqueConstraint(fields=["predecessor", "successor"], name="succession_once"),
            models.CheckConstraint(condition=~Q(predecessor=F("successor")), name="succession_not_to_itself"),
        ]

    def __str__(self) -> str:
        return f"{self.predecessor} → {self.successor}"


class AgencyFunction(models.Model):
    """A function that law gives to a body for a territory and a time (Lai Châu Điều 7)."""

    class Function(models.TextChoices):
        DELEGATED_DEPARTMENT = "delegated_department", "Tổ chức được ủy quyền thực hiện một số dịch vụ chứng thực"
        PROVIDER = "provider", "Tổ chức cung cấp dịch vụ chứng thực"

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="functions")
    function = models.CharField("chức năng", max_length=32, choices=Function)
    territory = models.ForeignKey(
        Agency, models.PROTECT, null=True, blank=True, related_name="+", help_text="Gốc cây cơ quan; trống = toàn quốc."
    )
    valid_from = models.DateField("từ ngày")
    valid_to = models.DateField("đến hết ngày", null=True, blank=True)
    legal_ref = models.CharField("căn cứ", max_length=255)

    class Meta:
        verbose_name = "chức năng được giao"

    def __str__(self) -> str:
        return f"{self.agency}: {self.get_function_display()}"
