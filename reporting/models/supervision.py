"""Training, inspections, and yearly plans with their costs: what local rules ask of a department and its agencies.

Vĩnh Long Điều 8 khoản 4, 6, 7, Điều 9 khoản 5, Điều 11 khoản 2; Lai Châu Điều 18 khoản 2, 3, Điều 19 khoản 2;
Ninh Thuận Điều 15; Ninh Bình Điều 17 khoản 2.
Rows are written once: the database refuses edits but for an inspection's settlement and lines of a running plan.
"""

import uuid

from django.db import models
from django.db.models import F, Q

from directory.models import Agency, Person, User


class TrainingCourse(models.Model):
    """A course on digital signatures that the department holds for the bodies of its territory."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organiser = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name="cơ quan tổ chức")
    territory = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name="địa bàn")
    held_on = models.DateField("ngày tổ chức")
    subject = models.CharField("nội dung", max_length=255)
    legal_ref = models.CharField("căn cứ, kế hoạch", max_length=255, blank=True)
    partners = models.ManyToManyField(Agency, related_name="+", verbose_name="cơ quan phối hợp")
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="người ghi")
    recorded_at = models.DateTimeField("ghi lúc")

    class Meta:
        verbose_name = "lớp tập huấn"
        constraints = [
            models.UniqueConstraint(fields=["organiser", "held_on", "subject"], name="training_course_once"),
        ]

    def __str__(self) -> str:
        return self.subject


class TrainingParticipant(models.Model):
    """Somebody who took part; `agency` is whose list it is. `name` and `body` stay as they were on that day."""

    course = models.ForeignKey(TrainingCourse, models.PROTECT, related_name="participants", verbose_name="lớp")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name="cơ quan ghi")
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="trainings", verbose_name="cá nhân"
    )
    name = models.CharField("họ và tên", max_length=120)
    body = models.CharField("cơ quan, đơn vị", max_length=255)
    result = models.CharField("kết quả", max_length=120, blank=True)
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="người ghi")
    recorded_at = models.DateTimeField("ghi lúc")

    class Meta:
        verbose_name = "người dự tập huấn"
        constraints = [
            models.UniqueConstraint(fields=["course", "person"], name="training_participant_person_once"),
            models.UniqueConstraint(
                fields=["course", "agency", "name", "body"],
                condition=Q(person__isnull=True),
                name="training_participant_name_once",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Inspection(models.Model):
    """What the department found at a body, what it asks for, and how that was settled."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    inspecting = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name="cơ quan kiểm tra")
    inspected = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name="cơ quan được kiểm tra")
    held_on = models.DateField("ngày kiểm tra")
    partners = models.ManyToManyField(Agency, related_name="+", verbose_name="cơ quan phối hợp")
    subject = models.CharField("nội dung", max_length=255)
    findings = models.TextField("kết quả kiểm tra")
    demands = models.TextField("yêu cầu khắc phục", blank=True)
    due_on = models.DateField("hạn khắc phục", null=True, blank=True)
    settled_on = models.DateField("ngày khắc phục xong", null=True, blank=True)
    settled_note = models.TextField("kết quả khắc phục", blank=True)
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="người ghi")
    recorded_at = models.DateTimeField("ghi lúc")

    class Meta:
        verbose_name = "cuộc kiểm tra"
        constraints = [
            models.UniqueConstraint(fields=["inspecting", "inspected", "held_on", "subject"], name="inspection_once"),
            models.CheckConstraint(
                condition=Q(due_on__isnull=True) | (Q(due_on__gte=F("held_on")) & ~Q(demands="")),
                name="inspection_due_for_demands",
            ),
            models.CheckConstraint(
                condition=Q(settled_on__isnull=True, settled_note="")
                | (Q(settled_on__gte=F("held_on")) & ~Q(settled_note="") & ~Q(demands="")),
                name="inspection_settled_whole",
            ),
        ]

    def __str__(self) -> str:
        return self.subject


class YearlyPlan(models.Model):
    """What a body plans for certificates and devices in one year, and what it will cost."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name="cơ quan, tổ chức")
    year = models.PositiveSmallIntegerField("năm")
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="người lập")
    recorded_at = models.DateTimeField("lập lúc")

    class Meta:
        verbose_name = "kế hoạch và dự trù kinh phí năm"
        constraints = [models.UniqueConstraint(fields=["agency", "year"], name="yearly_plan_once")]

    def __str__(self) -> str:
        return f"{self.agency}: {self.year}"

    @property
    def total(self) -> int:
        """Whole VND of all lines."""
        return sum(item.cost for item in self.items.all())


class PlanItem(models.Model):
    """One line of a plan; `unit_cost` in whole VND."""

    class Kind(models.TextChoices):
        NEW_CERTIFICATE = "new_certificate", "Cấp mới chứng thư"
        RENEWAL = "renewal", "Gia hạn chứng thư"
        DEVICE = "device", "Thiết bị"
        TRAINING = "training", "Tập huấn"
        OTHER = "other", "Việc khác"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    plan = models.ForeignKey(YearlyPlan, models.PROTECT, related_name="items", verbose_name="kế hoạch")
    kind = models.CharField("loại", max_length=16, choices=Kind)
    quantity = models.PositiveIntegerField("số lượng")
    unit_cost = models.BigIntegerField("đơn giá (đồng)")
    note = models.CharField("ghi chú", max_length=255, blank=True)
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="người ghi")
    recorded_at = models.DateTimeField("ghi lúc")

    class Meta:
        verbose_name = "dòng của kế hoạch"
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=Q(quantity__gte=1, unit_cost__gte=0), name="plan_item_amounts"),
            models.UniqueConstraint(fields=["plan", "kind", "unit_cost", "note"], name="plan_item_once"),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()

    @property
    def cost(self) -> int:
        """Whole VND of the line."""
        return self.quantity * self.unit_cost
