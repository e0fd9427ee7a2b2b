"""An organisation's or a system's device on its way to another keeper: by a written paper, when both have confirmed."""

import uuid

from django.db import models
from django.db.models import Q

from directory.models import Person
from tokens.models.custody import Custody
from tokens.models.token import Token


class KeeperChange(models.Model):
    """Offered to the next keeper until both have confirmed on screen; then custody passes (Ninh Thuận Điều 10.3).

    The giver is who holds the device; none where the body itself holds it, and whoever offered it stands for the body.
    """

    class Purpose(models.TextChoices):
        KEEP = "keep", "Giao cho người giữ mới"
        LEND = "lend", "Giao cho người khác dùng có thời hạn"
        BACK = "back", "Trả lại người giữ"

    class Outcome(models.TextChoices):
        DONE = "done", "Hai bên đã xác nhận"
        DENIED = "denied", "Không nhận"
        CANCELLED = "cancelled", "Thôi giao"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    token = models.ForeignKey(Token, models.PROTECT, related_name="keeper_changes", verbose_name="thiết bị")
    purpose = models.CharField("việc giao", max_length=8, choices=Purpose)
    giver = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="người đang giữ"
    )
    taker = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="người nhận")
    # The decision on who keeps it, or the written permission of the head to lend it (Lai Châu Điều 21.2).
    decision_number = models.CharField("số văn bản giao", max_length=64, blank=True)
    decision_date = models.DateField("ngày văn bản giao", null=True, blank=True)
    lent_until = models.DateField("cho dùng đến ngày", null=True, blank=True)
    condition = models.CharField("tình trạng khi giao", max_length=255)
    offered_by = models.ForeignKey("directory.User", models.PROTECT, related_name="+", verbose_name="người lập")
    offered_at = models.DateTimeField("lập lúc")
    given_at = models.DateTimeField("bên giao xác nhận lúc", null=True, blank=True)
    taken_at = models.DateTimeField("bên nhận xác nhận lúc", null=True, blank=True)
    ended_at = models.DateTimeField("xong lúc", null=True, blank=True)
    outcome = models.CharField("kết quả", max_length=16, choices=Outcome, blank=True)
    reason = models.CharField("lý do không giao nhận", max_length=500, blank=True)
    custody = models.OneToOneField(
        Custody, models.PROTECT, null=True, blank=True, related_name="keeper_change", verbose_name="giao giữ"
    )

    class Meta:
        verbose_name = "đổi người giữ thiết bị"
        ordering = ["-offered_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["token"], condition=Q(ended_at__isnull=True), name="keeper_change_open_once"
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, outcome="", custody__isnull=True)
                | Q(ended_at__isnull=False, outcome="done", custody__isnull=False)
                | Q(ended_at__isnull=False, outcome__in=["denied", "cancelled"], custody__isnull=True),
                name="keeper_change_done_has_custody",
            ),
            models.CheckConstraint(
                condition=Q(purpose="lend", lent_until__isnull=False)
                | (~Q(purpose="lend") & Q(lent_until__isnull=True)),
                name="keeper_change_lent_has_end",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.token}: {self.taker}"
