"""Training, inspections, yearly plans; written once, but for a settlement and the lines of a running plan."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from directory.ledger.append_only import append_only_sql

SETTLED_ONCE = """
CREATE FUNCTION inspection_settled_once() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE ending text[] := '{settled_on,settled_note}';
BEGIN
    IF OLD.settled_on IS NOT NULL OR (to_jsonb(NEW) - ending) IS DISTINCT FROM (to_jsonb(OLD) - ending) THEN
        RAISE EXCEPTION 'inspection %: written down once and settled once, never edited', OLD.id
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER inspection_update BEFORE UPDATE ON reporting_inspection
    FOR EACH ROW EXECUTE FUNCTION inspection_settled_once();
CREATE TRIGGER append_only_rows BEFORE DELETE ON reporting_inspection
    FOR EACH ROW EXECUTE FUNCTION append_only_refuse();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON reporting_inspection
    FOR EACH STATEMENT EXECUTE FUNCTION append_only_refuse();
"""

SETTLED_REVERSE = """
DROP TRIGGER append_only_truncate ON reporting_inspection;
DROP TRIGGER append_only_rows ON reporting_inspection;
DROP TRIGGER inspection_update ON reporting_inspection;
DROP FUNCTION inspection_settled_once();
"""

RUNNING_PLANS = """
CREATE FUNCTION plan_item_of_running_plan() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE plan_year integer;
BEGIN
    SELECT year INTO plan_year FROM reporting_yearlyplan WHERE id = OLD.plan_id;
    IF plan_year < extract(year FROM now() AT TIME ZONE 'Asia/Ho_Chi_Minh') THEN
        RAISE EXCEPTION 'plan item %: the plan of a past year is kept as it is', OLD.id
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN OLD;
END $$;
CREATE TRIGGER plan_item_delete BEFORE DELETE ON reporting_planitem
    FOR EACH ROW EXECUTE FUNCTION plan_item_of_running_plan();
CREATE TRIGGER append_only_rows BEFORE UPDATE ON reporting_planitem
    FOR EACH ROW EXECUTE FUNCTION append_only_refuse();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON reporting_planitem
    FOR EACH STATEMENT EXECUTE FUNCTION append_only_refuse();
"""

RUNNING_REVERSE = """
DROP TRIGGER append_only_truncate ON reporting_planitem;
DROP TRIGGER append_only_rows ON reporting_planitem;
DROP TRIGGER plan_item_delete ON reporting_planitem;
DROP FUNCTION plan_item_of_running_plan();
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("directory", "0003_delegation"),
        ("ledger", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="TrainingCourse",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("held_on", models.DateField(verbose_name="ngày tổ chức")),
                ("subject", models.CharField(max_length=255, verbose_name="nội dung")),
                ("legal_ref", models.CharField(blank=True, max_length=255, verbose_name="căn cứ, kế hoạch")),
                ("recorded_at", models.DateTimeField(verbose_name="ghi lúc")),
                (
                    "organiser",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="directory.agency",
                        verbose_name="cơ quan tổ chức",
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
                    "territory",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="directory.agency",
                        verbose_name="địa bàn",
                    ),
                ),
            ],
            options={
                "verbose_name": "lớp tập huấn",
            },
        ),
        migrations.CreateModel(
            name="TrainingParticipant",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=120, verbose_name="họ và tên")),
                ("body", models.CharField(max_length=255, verbose_name="cơ quan, đơn vị")),
                ("result", models.CharField(blank=True, max_length=120, verbose_name="kết quả")),
                ("recorded_at", models.DateTimeField(verbose_name="ghi lúc")),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="directory.agency",
                        verbose_name="cơ quan ghi",
                    ),
                ),
                (
                    "course",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="participants",
                        to="reporting.trainingcourse",
                        verbose_name="lớp",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="trainings",
                        to="directory.person",
                        verbose_name="cá nhân",
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
            ],
            options={
                "verbose_name": "người dự tập huấn",
            },
        ),
        migrations.CreateModel(
            name="YearlyPlan",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("year", models.PositiveSmallIntegerField(verbose_name="năm")),
                ("recorded_at", models.DateTimeField(verbose_name="lập lúc")),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="directory.agency",
                        verbose_name="cơ quan, tổ chức",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người lập",
                    ),
                ),
            ],
            options={
                "verbose_name": "kế hoạch và dự trù kinh phí năm",
            },
        ),
        migrations.CreateModel(
            name="PlanItem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("new_certificate", "Cấp mới chứng thư"),
                            ("renewal", "Gia hạn chứng thư"),
                            ("device", "Thiết bị"),
                            ("training", "Tập huấn"),
                            ("other", "Việc khác"),
                        ],
                        max_length=16,
                        verbose_name="loại",
                    ),
                ),
                ("quantity", models.PositiveIntegerField(verbose_name="số lượng")),
                ("unit_cost", models.BigIntegerField(verbose_name="đơn giá (đồng)")),
                ("note", models.CharField(blank=True, max_length=255, verbose_name="ghi chú")),
                ("recorded_at", models.DateTimeField(verbose_name="ghi lúc")),
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
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="items",
                        to="reporting.yearlyplan",
                        verbose_name="kế hoạch",
                    ),
                ),
            ],
            options={
                "verbose_name": "dòng của kế hoạch",
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="Inspection",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("held_on", models.DateField(verbose_name="ngày kiểm tra")),
                ("subject", models.CharField(max_length=255, verbose_name="nội dung")),
                ("findings", models.TextField(verbose_name="kết quả kiểm tra")),
                ("demands", models.TextField(blank=True, verbose_name="yêu cầu khắc phục")),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="hạn khắc phục")),
                ("settled_on", models.DateField(blank=True, null=True, verbose_name="ngày khắc phục xong")),
                ("settled_note", models.TextField(blank=True, verbose_name="kết quả khắc phục")),
                ("recorded_at", models.DateTimeField(verbose_name="ghi lúc")),
                (
                    "inspected",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="directory.agency",
                        verbose_name="cơ quan được kiểm tra",
                    ),
                ),
                (
                    "inspecting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="directory.agency",
                        verbose_name="cơ quan kiểm tra",
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
            ],
            options={
                "verbose_name": "cuộc kiểm tra",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("inspecting", "inspected", "held_on", "subject"), name="inspection_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("due_on__isnull", True),
                            models.Q(("due_on__gte", models.F("held_on")), models.Q(("demands", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="inspection_due_for_demands",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("settled_note", ""), ("settled_on__isnull", True)),
                            models.Q(
                                ("settled_on__gte", models.F("held_on")),
                                models.Q(("settled_note", ""), _negated=True),
                                models.Q(("demands", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="inspection_settled_whole",
                    ),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="trainingcourse",
            constraint=models.UniqueConstraint(fields=("organiser", "held_on", "subject"), name="training_course_once"),
        ),
        migrations.AddConstraint(
            model_name="trainingparticipant",
            constraint=models.UniqueConstraint(fields=("course", "person"), name="training_participant_person_once"),
        ),
        migrations.AddConstraint(
            model_name="trainingparticipant",
            constraint=models.UniqueConstraint(
                condition=models.Q(("person__isnull", True)),
                fields=("course", "agency", "name", "body"),
                name="training_participant_name_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="yearlyplan",
            constraint=models.UniqueConstraint(fields=("agency", "year"), name="yearly_plan_once"),
        ),
        migrations.AddConstraint(
            model_name="planitem",
            constraint=models.CheckConstraint(
                condition=models.Q(("quantity__gte", 1), ("unit_cost__gte", 0)), name="plan_item_amounts"
            ),
        ),
        migrations.AddConstraint(
            model_name="planitem",
            constraint=models.UniqueConstraint(fields=("plan", "kind", "unit_cost", "note"), name="plan_item_once"),
        ),
        migrations.RunSQL(*append_only_sql("reporting_trainingcourse")),
        migrations.RunSQL(*append_only_sql("reporting_trainingparticipant")),
        migrations.RunSQL(*append_only_sql("reporting_yearlyplan")),
        migrations.RunSQL(SETTLED_ONCE, SETTLED_REVERSE),
        migrations.RunSQL(RUNNING_PLANS, RUNNING_REVERSE),
    ]
