"""Lists uploaded in .xlsx, with what their dry run found and the drafts that came of them."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("requests_workflow", "0005_calendar_changes"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name="outboxmessage",
            name="kind",
            field=models.CharField(
                choices=[
                    ("signing_job", "Việc ký số, kiểm tra chữ ký"),
                    ("email", "Thư điện tử"),
                    ("import", "Nhập từ Excel"),
                ],
                max_length=16,
            ),
        ),
        migrations.CreateModel(
            name="Import",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("procedure", models.CharField(max_length=32, verbose_name="thủ tục")),
                ("mau", models.CharField(max_length=8, verbose_name="mẫu số")),
                ("uploaded_at", models.DateTimeField(verbose_name="tải lên lúc")),
                ("file_name", models.CharField(max_length=255, verbose_name="tên tệp")),
                ("sha256", models.CharField(max_length=64, verbose_name="mã băm SHA-256")),
                ("size", models.PositiveIntegerField(verbose_name="kích thước")),
                ("storage_name", models.CharField(blank=True, max_length=255, verbose_name="tệp gốc")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("queued", "Chờ kiểm tra"),
                            ("checking", "Đang kiểm tra"),
                            ("checked", "Đã kiểm tra, chưa lập hồ sơ"),
                            ("refused", "Không đọc được"),
                            ("ordered", "Chờ lập hồ sơ"),
                            ("creating", "Đang lập hồ sơ"),
                            ("created", "Đã lập hồ sơ"),
                            ("failed", "Không thực hiện được"),
                        ],
                        default="queued",
                        max_length=8,
                        verbose_name="trạng thái",
                    ),
                ),
                (
                    "mode",
                    models.CharField(
                        blank=True,
                        choices=[("all", "Tất cả hoặc không dòng nào"), ("valid", "Chỉ các dòng hợp lệ")],
                        max_length=8,
                        verbose_name="cách nhập",
                    ),
                ),
                ("rows_total", models.PositiveIntegerField(default=0, verbose_name="số dòng")),
                ("rows_done", models.PositiveIntegerField(default=0, verbose_name="số dòng đã kiểm tra")),
                ("rows_good", models.PositiveIntegerField(default=0, verbose_name="số dòng hợp lệ")),
                ("rows_warned", models.PositiveIntegerField(default=0, verbose_name="số dòng cần xem lại")),
                ("report", models.JSONField(default=dict, verbose_name="kết quả kiểm tra")),
                ("problem", models.TextField(blank=True, verbose_name="không thực hiện được vì")),
                ("started_at", models.DateTimeField(blank=True, null=True, verbose_name="bắt đầu lúc")),
                ("finished_at", models.DateTimeField(blank=True, null=True, verbose_name="xong lúc")),
                ("attempts", models.PositiveSmallIntegerField(default=0, verbose_name="số lần thực hiện")),
                (
                    "dossiers",
                    models.ManyToManyField(
                        related_name="imports", to="requests_workflow.dossier", verbose_name="hồ sơ đã lập"
                    ),
                ),
                (
                    "managing_agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="imports",
                        to="directory.agency",
                        verbose_name="cơ quan, tổ chức",
                    ),
                ),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người yêu cầu",
                    ),
                ),
                (
                    "uploaded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người tải lên",
                    ),
                ),
            ],
            options={
                "verbose_name": "lần nhập từ Excel",
                "ordering": ["-id"],
                "indexes": [
                    models.Index(fields=["managing_agency", "-id"], name="import_agency_id"),
                    models.Index(
                        condition=models.Q(("state__in", ("queued", "checking", "ordered", "creating"))),
                        fields=["started_at"],
                        name="import_running",
                    ),
                    models.Index(
                        condition=models.Q(("storage_name", ""), _negated=True),
                        fields=["uploaded_at"],
                        name="import_file_kept",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("managing_agency", "mau", "sha256"), name="import_same_file_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("storage_name", ""), _negated=True),
                            ("state__in", ("checked", "refused", "created", "failed")),
                            _connector="OR",
                        ),
                        name="import_has_its_file_while_it_runs",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("rows_good__lte", models.F("rows_total"))), name="import_good_rows_are_rows"
                    ),
                ],
            },
        ),
    ]
