"""The two append-only tables of the ledger. No foreign keys: the ledger outlives what it speaks of."""

from typing import ClassVar

from django.db import models


class LedgerEntry(models.Model):
    """One thing that somebody did. Written by `services.record` alone; triggers refuse any change.

    The table is partitioned by month (UTC) of `recorded_at`; its primary key in PostgreSQL is (id, recorded_at).
    """

    id = models.BigAutoField(primary_key=True)
    # Version of the canonical form that `digest` was made over.
    version = models.PositiveSmallIntegerField()
    # Start of the database transaction that wrote the entry.
    recorded_at = models.DateTimeField()
    # When it happened, by the domain's clock.
    at = models.DateTimeField()
    # "user:<id>", "system" or "system:<name>".
    actor_ref = models.TextField()
    action = models.TextField()
    object_type = models.TextField()
    object_id = models.TextField()
    # References and keyed digests; no personal data in clear.
    payload = models.JSONField()
    # 64-bit id of the transaction that wrote the entry.
    xact_id = models.BigIntegerField()
    # SHA-256 over the canonical JSON of all other fields.
    digest = models.BinaryField()

    class Meta:
        verbose_name = "mục nhật ký"
        verbose_name_plural = "mục nhật ký"
        indexes: ClassVar = [
            models.Index(fields=["object_type", "object_id", "id"], name="ledger_entry_object"),
            models.Index(fields=["xact_id", "id"], name="ledger_entry_order"),
        ]

    def __str__(self) -> str:
        return f"{self.pk} {self.action} {self.object_type}:{self.object_id}"


class LedgerLink(models.Model):
    """Place of one entry in the chain; positions run from 1 without a gap. Written by `services.link_pending` alone."""

    position = models.BigIntegerField(primary_key=True)
    entry_id = models.BigIntegerField()
    entry_recorded_at = models.DateTimeField()
    entry_digest = models.BinaryField()
    # SHA-256(previous chain || entry_digest || position, 8 bytes big-endian).
    chain = models.BinaryField()

    class Meta:
        verbose_name = "mắt xích nhật ký"
        verbose_name_plural = "mắt xích nhật ký"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["entry_id", "entry_recorded_at"], name="ledger_link_entry"),
            models.CheckConstraint(condition=models.Q(position__gt=0), name="ledger_link_position_positive"),
        ]

    def __str__(self) -> str:
        return f"{self.position} -> {self.entry_id}"
