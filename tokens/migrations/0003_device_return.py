"""Devices that must go back, and reports of loss."""

from django.conf import settings
from django.db import migrations, models
import django.db.models.deletion
import uuid


class Migration(migrations.Migration):
    dependencies = [
        ("certificates", "0004_revocation"),
        ("directory", "0002_cache"),
        ("tokens", "0002_custody_and_serials"),
    ]

    operations = [
        migrations.CreateModel(
            name="DeviceReturn",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "cause",
                    models.CharField(
                        choices=[("revoked", "Chứng thư bị thu hồi"), ("expired", "Chứng thư hết hạn")],
                        max_length=16,
                        verbose_name="nguyên nhân",
                    ),
                ),
                ("starts_at", models.DateTimeField(verbose_name="tính từ")),
                ("due_at", models.DateTimeField(verbose_name="hạn giao nộp")),
                ("explanation", models.JSONField(verbose_name="cách tính")),
                ("clause", models.CharField(max_length=255, verbose_name="căn cứ")),
                ("case_ref", models.CharField(blank=True, max_length=64, verbose_name="hồ sơ thu hồi")),
                ("opened_at", models.DateTimeField(verbose_name="mở lúc")),
                ("settled_at", models.DateTimeField(blank=True, null=True, verbose_name="xong lúc")),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("returned", "Đã giao nộp (Mẫu số 08)"),
                            ("lost", "Xác nhận thất lạc (Mẫu số 09)"),
                            ("reused", "Cài chứng thư mới, tiếp tục dùng"),
                        ],
                        max_length=16,
                        verbose_name="kết quả",
                    ),
                ),
                (
                    "settled_by_ref",
                    models.CharField(blank=True, max_length=64, verbose_name="hồ sơ giao nộp hoặc xác nhận thất lạc"),
                ),
                (
                    "certificate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="device_returns",
                        to="certificates.certificate",
                        verbose_name="chứng thư đã hết hiệu lực",
                    ),
                ),
                (
                    "managing_agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="device_returns",
                        to="directory.agency",
                        verbose_name="cơ quan, tổ chức quản lý trực tiếp",
                    ),
                ),
                (
                    "token",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="returns",
                        to="tokens.token",
                        verbose_name="thiết bị",
                    ),
                ),
            ],
            options={
                "verbose_name": "việc giao nộp thiết bị",
                "ordering": ["due_at", "id"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("settled_at__isnull", True)),
                        fields=["managing_agency", "due_at"],
                        name="device_return_open",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("settled_at__isnull", True)),
                        fields=("token",),
                        name="device_return_open_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("outcome", ""), ("settled_at__isnull", True)),
                            models.Q(("settled_at__isnull", False), models.Q(("outcome", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="device_return_settled_with_outcome",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LossReport",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("reported_at", models.DateTimeField(verbose_name="báo lúc")),
                ("lost_on", models.DateField(verbose_name="thất lạc ngày")),
                ("circumstances", models.CharField(max_length=1000, verbose_name="hoàn cảnh")),
                ("emergency_call", models.CharField(blank=True, max_length=255, verbose_name="đã báo khẩn cho")),
                ("case_refs", models.CharField(blank=True, max_length=64, verbose_name="hồ sơ đã mở")),
                ("settled_at", models.DateTimeField(blank=True, null=True, verbose_name="xử lý xong lúc")),
                (
                    "reported_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người báo",
                    ),
                ),
                (
                    "token",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="loss_reports",
                        to="tokens.token",
                        verbose_name="thiết bị",
                    ),
                ),
            ],
            options={
                "verbose_name": "báo thất lạc thiết bị",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("settled_at__isnull", True)),
                        fields=("token",),
                        name="loss_report_open_once",
                    )
                ],
            },
        ),
    ]
