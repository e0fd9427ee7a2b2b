"""People and subscribers. A person may hold several certificates (NĐ 68/2024), so nothing is unique per person."""

import uuid

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q

from directory.domain.names import fold, sort_key
from directory.domain.personal_data import mask_identity_number, mask_phone
from directory.models.agency import Agency

identity_number = RegexValidator(r"^\d{12}$", "Số định danh cá nhân gồm đúng 12 chữ số.")


class Person(models.Model):
    """An official. Identity number, birth date and phone are personal data: masked in lists, viewing recorded."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    full_name = models.CharField("họ và tên", max_length=120)
    sort_name = models.CharField(max_length=200, editable=False)
    folded_name = models.CharField(max_length=120, editable=False)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="people", verbose_name="cơ quan công tác")
    position = models.CharField("chức vụ", max_length=120)
    official_email = models.EmailField("địa chỉ thư điện tử công vụ", blank=True)
    identity_number = models.CharField("số định danh cá nhân", max_length=12, blank=True, validators=[identity_number])
    identity_issued_on = models.DateField("ngày cấp", null=True, blank=True)
    identity_issued_by = models.CharField("nơi cấp", max_length=120, blank=True)
    birth_date = models.DateField("ngày sinh", null=True, blank=True)
    phone = models.CharField("số điện thoại di động", max_length=20, blank=True)
    left_on = models.DateField("thôi công tác từ", null=True, blank=True)
    is_fictional = models.BooleanField("giả định (dữ liệu dùng thử)", default=False)

    class Meta:
        verbose_name = "cá nhân"
        indexes = [models.Index(fields=["agency", "sort_name"], name="person_agency_sort")]

    def __str__(self) -> str:
        return self.full_name

    def set_keys(self) -> None:
        """Keeps the sort and search columns in step with the name."""
        self.sort_name = sort_key(self.full_name)[:200]
        self.folded_name = fold(self.full_name)[:120]

    @property
    def masked_identity_number(self) -> str:
        return mask_identity_number(self.identity_number)

    @property
    def masked_phone(self) -> str:
        return mask_phone(self.phone)


class Subscriber(models.Model):
    """Thuê bao: whom a certificate names – an official, an organisation, or a device, service or software."""

    class Kind(models.TextChoices):
        INDIVIDUAL = "individual", "Cá nhân"
        ORGANISATION = "organisation", "Cơ quan, tổ chức"
        DEVICE = "device", "Thiết bị, dịch vụ, phần mềm"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField("loại thuê bao", max_length=16, choices=Kind)
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="subscribers")
    agency = models.ForeignKey(
        Agency, models.PROTECT, related_name="subscribers_working", verbose_name="cơ quan, tổ chức công tác"
    )
    managing_agency = models.ForeignKey(
        Agency, models.PROTECT, related_name="subscribers", verbose_name="cơ quan, tổ chức quản lý trực tiếp"
    )
    name = models.CharField("tên thuê bao", max_length=255)
    official_email = models.EmailField("địa chỉ thư điện tử công vụ", blank=True)

    class Meta:
        verbose_name = "thuê bao"
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="individual", person__isnull=False) | (~Q(kind="individual") & Q(person__isnull=True)),
                name="subscriber_person_iff_individual",
            ),
        ]

    def __str__(self) -> str:
        return self.name
