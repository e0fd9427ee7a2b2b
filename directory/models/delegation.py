"""Delegated power to sign (Nghị định 30/2020/NĐ-CP Điều 13): who may sign for the head, by which decision, how long."""

import uuid

from django.db import models
from django.db.models import F, Q

from directory.models.account import User
from directory.models.agency import Agency


class Delegation(models.Model):
    """One decision that lets one person sign. Never edited; ends by itself on `valid_to`, or by being ended early.

    `delegator` gives the power: the head, or, where `source` is set, the head of a unit who hands an order to sign on
    to a deputy of that unit (Điều 13 khoản 4). Titles are kept as they are printed. `procedures` holds the codes of
    the procedures it covers; empty covers all.
    """

    class Kind(models.TextChoices):
        KT = "kt", "KT. – ký thay"
        TL = "tl", "TL. – ký thừa lệnh"
        TUQ = "tuq", "TUQ. – ký thừa ủy quyền"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="delegations", verbose_name="cơ quan, tổ chức")
    kind = models.CharField("hình thức", max_length=4, choices=Kind)
    delegator = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="người giao ký")
    delegator_title = models.CharField("chức danh người giao ký", max_length=80)
    delegate = models.ForeignKey(
        User, models.PROTECT, related_name="delegations_held", verbose_name="người được giao ký"
    )
    delegate_title = models.CharField("chức danh người được giao ký", max_length=80)
    source = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="handed_on", verbose_name="giao lại từ"
    )
    procedures = models.JSONField("thủ tục được ký", default=list, blank=True)
    decision_number = models.CharField("số quyết định", max_length=64)
    decision_date = models.DateField("ngày quyết định")
    valid_from = models.DateField("từ ngày")
    valid_to = models.DateField("đến hết ngày", null=True, blank=True)
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="người ghi")
    recorded_at = models.DateTimeField("ghi lúc")
    revoked_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="người chấm dứt"
    )
    revoked_at = models.DateTimeField("chấm dứt lúc", null=True, blank=True)
    revocation_reason = models.CharField("lý do chấm dứt", max_length=500, blank=True)

    class Meta:
        verbose_name = "giao ký, ủy quyền ký"
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")), name="delegation_dates_in_order"
            ),
            models.CheckConstraint(
                condition=~Q(kind="tuq") | Q(valid_to__isnull=False), name="delegation_authorisation_has_an_end"
            ),
            models.CheckConstraint(
                condition=Q(source__isnull=True) | Q(kind="tl"), name="delegation_only_orders_are_handed_on"
            ),
            models.CheckConstraint(condition=~Q(delegate=F("delegator")), name="delegation_to_another"),
            models.CheckConstraint(condition=~Q(delegate=F("recorded_by")), name="delegation_recorded_by_another"),
            models.CheckConstraint(
                condition=Q(revoked_at__isnull=True, revoked_by__isnull=True, revocation_reason="")
                | (Q(revoked_at__isnull=False, revoked_by__isnull=False) & ~Q(revocation_reason="")),
                name="delegation_revoked_whole",
            ),
            models.UniqueConstraint(
                fields=["agency", "delegate", "kind", "decision_number", "decision_date"],
                condition=Q(revoked_at__isnull=True),
                name="delegation_recorded_once",
            ),
        ]
        indexes = [models.Index(fields=["agency", "-id"], name="delegation_agency")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.decision}"

    @property
    def decision(self) -> str:
        """ "Quyết định số 12/QĐ-UBND ngày 01/11/2026"."""
        return f"Quyết định số {self.decision_number} ngày {self.decision_date:%d/%m/%Y}"

    @property
    def words(self) -> str:
        """ "TUQ. theo Quyết định số … ngày …, đến hết ngày …", as the case page says it."""
        until = f", đến hết ngày {self.valid_to:%d/%m/%Y}" if self.valid_to else ""
        return f"{self.kind.upper()}. theo {self.decision}{until}"

    def covers(self, procedure: str) -> bool:
        """Whether documents of that procedure are within its content."""
        return not self.procedures or procedure in self.procedures
