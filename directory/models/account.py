"""User accounts and their dated memberships. A role is held in an agency, for a time, and nowhere else."""

from datetime import date

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import F, Q

from directory.domain.roles import Role
from directory.models.agency import Agency
from directory.models.person import Person


class User(AbstractUser):
    """Sign-in account; what it may do comes from memberships alone (is_superuser grants nothing here)."""

    person = models.OneToOneField(Person, models.PROTECT, null=True, blank=True, related_name="account")
    first_name = None  # type: ignore[assignment]  # a Vietnamese name is never split
    last_name = None  # type: ignore[assignment]

    class Meta:
        verbose_name = "tài khoản"

    def __str__(self) -> str:
        return self.get_full_name()

    def get_full_name(self) -> str:
        return self.person.full_name if self.person_id and self.person else self.username

    def get_short_name(self) -> str:
        return self.get_full_name()


class MembershipQuerySet(models.QuerySet["Membership"]):
    def in_force(self, *, on: date) -> "MembershipQuerySet":
        """Memberships that hold on that day."""
        return self.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=on), valid_from__lte=on)


class Membership(models.Model):
    """User × agency × role for a period; ends by itself on `valid_to`."""

    user = models.ForeignKey(User, models.CASCADE, related_name="memberships")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="memberships")
    role = models.CharField("vai trò", max_length=32, choices=[(r.value, r.label) for r in Role])
    # For leaders: the title printed above the name, and whether this is the head (a deputy signs "KT.").
    title = models.CharField("chức danh ghi trên văn bản", max_length=120, blank=True)
    is_head = models.BooleanField("là người đứng đầu", default=False)
    decision_number = models.CharField("số quyết định phân công", max_length=64, blank=True)
    decision_date = models.DateField("ngày quyết định", null=True, blank=True)
    valid_from = models.DateField("từ ngày")
    valid_to = models.DateField("đến hết ngày", null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = "phân công vai trò"
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")), name="membership_dates_in_order"
            ),
            models.UniqueConstraint(
                fields=["user", "agency", "role"], condition=Q(valid_to__isnull=True), name="membership_open_once"
            ),
        ]
        indexes = [models.Index(fields=["agency", "role"], name="membership_agency_role")]

    def __str__(self) -> str:
        return f"{self.user} – {self.get_role_display()} – {self.agency}"
