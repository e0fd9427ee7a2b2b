"""Delegated power to sign; a decision is written down once, and may only be ended early."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

ENDED_ONCE = """
CREATE FUNCTION delegation_ended_once() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE ending text[] := '{revoked_by_id,revoked_at,revocation_reason}';
BEGIN
    IF OLD.revoked_at IS NOT NULL OR (to_jsonb(NEW) - ending) IS DISTINCT FROM (to_jsonb(OLD) - ending) THEN
        RAISE EXCEPTION 'delegation %: a decision is written down once and ended once, never edited', OLD.id
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER delegation_update BEFORE UPDATE ON directory_delegation
    FOR EACH ROW EXECUTE FUNCTION delegation_ended_once();
CREATE TRIGGER append_only_rows BEFORE DELETE ON directory_delegation
    FOR EACH ROW EXECUTE FUNCTION append_only_refuse();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON directory_delegation
    FOR EACH STATEMENT EXECUTE FUNCTION append_only_refuse();
"""

REVERSE = """
DROP TRIGGER append_only_truncate ON directory_delegation;
DROP TRIGGER append_only_rows ON directory_delegation;
DROP TRIGGER delegation_update ON directory_delegation;
DROP FUNCTION delegation_ended_once();
"""


class Migration(migrations.Migration):
    dependencies = [("directory", "0002_cache"), ("ledger", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="Delegation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("kt", "KT. – ký thay"),
                            ("tl", "TL. – ký thừa lệnh"),
                            ("tuq", "TUQ. – ký thừa ủy quyền"),
                        ],
                        max_length=4,
                        verbose_name="hình thức",
                    ),
                ),
                ("delegator_title", models.CharField(max_length=80, verbose_name="chức danh người giao ký")),
                ("delegate_title", models.CharField(max_length=80, verbose_name="chức danh người được giao ký")),
                ("procedures", models.JSONField(blank=True, default=list, verbose_name="thủ tục được ký")),
                ("decision_number", models.CharField(max_length=64, verbose_name="số quyết định")),
                ("decision_date", models.DateField(verbose_name="ngày quyết định")),
                ("valid_from", models.DateField(verbose_name="từ ngày")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="đến hết ngày")),
                ("recorded_at", models.DateTimeField(verbose_name="ghi lúc")),
                ("revoked_at", models.DateTimeField(blank=True, null=True, verbose_name="chấm dứt lúc")),
                ("revocation_reason", models.CharField(blank=True, max_length=500, verbose_name="lý do chấm dứt")),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="delegations",
                        to="directory.agency",
                        verbose_name="cơ quan, tổ chức",
                    ),
                ),
                (
                    "delegate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="delegations_held",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người được giao ký",
                    ),
                ),
                (
                    "delegator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người giao ký",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người ghi",
                    ),
                ),
                (
                    "revoked_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người chấm dứt",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="handed_on",
                        to="directory.delegation",
                        verbose_name="giao lại từ",
                    ),
                ),
            ],
            options={
                "verbose_name": "giao ký, ủy quyền ký",
                "ordering": ["-id"],
                "indexes": [models.Index(fields=["agency", "-id"], name="delegation_agency")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to__isnull", True), ("valid_to__gte", models.F("valid_from")), _connector="OR"
                        ),
                        name="delegation_dates_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "tuq"), _negated=True), ("valid_to__isnull", False), _connector="OR"
                        ),
                        name="delegation_authorisation_has_an_end",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("source__isnull", True), ("kind", "tl"), _connector="OR"),
                        name="delegation_only_orders_are_handed_on",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("delegate", models.F("delegator")), _negated=True),
                        name="delegation_to_another",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("delegate", models.F("recorded_by")), _negated=True),
                        name="delegation_recorded_by_another",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("revocation_reason", ""), ("revoked_at__isnull", True), ("revoked_by__isnull", True)
                            ),
                            models.Q(
                                ("revoked_at__isnull", False),
                                ("revoked_by__isnull", False),
                                models.Q(("revocation_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="delegation_revoked_whole",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("revoked_at__isnull", True)),
                        fields=("agency", "delegate", "kind", "decision_number", "decision_date"),
                        name="delegation_recorded_once",
                    ),
                ],
            },
        ),
        migrations.RunSQL(ENDED_ONCE, REVERSE),
    ]
