"""The calendar under four eyes: proposals that are decided once, by another person."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

DECIDED_ONCE = """
CREATE FUNCTION calendar_change_decided_once() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE decided text[] := '{decision,decided_by_id,decided_at,rejection}';
BEGIN
    IF OLD.decision <> '' OR (to_jsonb(NEW) - decided) IS DISTINCT FROM (to_jsonb(OLD) - decided) THEN
        RAISE EXCEPTION 'calendar change %: a proposal is decided once, and never edited', OLD.id
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER calendar_change_update BEFORE UPDATE ON requests_workflow_calendarchange
    FOR EACH ROW EXECUTE FUNCTION calendar_change_decided_once();
CREATE TRIGGER append_only_rows BEFORE DELETE ON requests_workflow_calendarchange
    FOR EACH ROW EXECUTE FUNCTION append_only_refuse();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON requests_workflow_calendarchange
    FOR EACH STATEMENT EXECUTE FUNCTION append_only_refuse();
"""

REVERSE = """
DROP TRIGGER append_only_truncate ON requests_workflow_calendarchange;
DROP TRIGGER append_only_rows ON requests_workflow_calendarchange;
DROP TRIGGER calendar_change_update ON requests_workflow_calendarchange;
DROP FUNCTION calendar_change_decided_once();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("requests_workflow", "0004_all_forms"),
        ("ledger", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="CalendarChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("batch", models.UUIDField(db_index=True, verbose_name="đợt đề nghị")),
                ("source", models.CharField(blank=True, max_length=120, verbose_name="nguồn")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("off", "Ngày nghỉ"),
                            ("work", "Ngày làm bù"),
                            ("plain", "Bỏ khỏi lịch, tính như ngày thường"),
                            ("hours", "Giờ làm việc"),
                        ],
                        max_length=8,
                        verbose_name="loại",
                    ),
                ),
                ("date", models.DateField(blank=True, null=True, verbose_name="ngày")),
                ("weekday", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="thứ")),
                ("spans", models.CharField(blank=True, max_length=120, verbose_name="giờ làm việc")),
                ("reason", models.CharField(max_length=160, verbose_name="lý do")),
                ("legal_ref", models.CharField(max_length=255, verbose_name="căn cứ")),
                ("provisional", models.BooleanField(default=False, verbose_name="tạm tính, chờ văn bản")),
                ("proposed_at", models.DateTimeField(verbose_name="đề nghị lúc")),
                (
                    "decision",
                    models.CharField(
                        blank=True,
                        choices=[("", "Chờ duyệt"), ("approved", "Đã duyệt"), ("rejected", "Không duyệt")],
                        default="",
                        max_length=8,
                        verbose_name="quyết định",
                    ),
                ),
                ("decided_at", models.DateTimeField(blank=True, null=True, verbose_name="quyết định lúc")),
                ("rejection", models.CharField(blank=True, max_length=500, verbose_name="lý do không duyệt")),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người quyết định",
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người đề nghị",
                    ),
                ),
            ],
            options={
                "verbose_name": "đề nghị thay đổi lịch làm việc",
                "ordering": ["id"],
                "indexes": [models.Index(fields=["date", "-id"], name="calendar_change_date")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("decision", "")), fields=("date",), name="calendar_change_waits_once"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("decision", "")), fields=("weekday",), name="calendar_hours_wait_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("date__isnull", True),
                                ("kind", "hours"),
                                ("weekday__isnull", False),
                                ("weekday__lte", 6),
                            ),
                            models.Q(
                                models.Q(("kind", "hours"), _negated=True),
                                ("date__isnull", False),
                                ("weekday__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="calendar_change_about_one",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decided_at__isnull", True), ("decided_by__isnull", True), ("decision", "")),
                            models.Q(
                                models.Q(("decision", ""), _negated=True),
                                ("decided_at__isnull", False),
                                ("decided_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="calendar_change_decided_whole",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decision", "approved"), _negated=True),
                            models.Q(("decided_by", models.F("proposed_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="calendar_change_four_eyes",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("decision", "rejected"), ("rejection", ""), _negated=True),
                        name="calendar_change_rejected_with_reason",
                    ),
                ],
            },
        ),
        migrations.RunSQL(DECIDED_ONCE, REVERSE),
    ]
