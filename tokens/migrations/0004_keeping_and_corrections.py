"""Devices on their way to another keeper until both have confirmed, and corrections of a mistyped serial."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from directory.ledger.append_only import append_only_sql


class Migration(migrations.Migration):
    dependencies = [
        ("directory", "0003_delegation"),
        ("ledger", "0001_initial"),
        ("tokens", "0003_device_return"),
    ]

    operations = [
        migrations.CreateModel(
            name="KeeperChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "purpose",
                    models.CharField(
                        choices=[
                            ("keep", "Giao cho người giữ mới"),
                            ("lend", "Giao cho người khác dùng có thời hạn"),
                            ("back", "Trả lại người giữ"),
                        ],
                        max_length=8,
                        verbose_name="việc giao",
                    ),
                ),
                ("decision_number", models.CharField(blank=True, max_length=64, verbose_name="số văn bản giao")),
                ("decision_date", models.DateField(blank=True, null=True, verbose_name="ngày văn bản giao")),
                ("lent_until", models.DateField(blank=True, null=True, verbose_name="cho dùng đến ngày")),
                ("condition", models.CharField(max_length=255, verbose_name="tình trạng khi giao")),
                ("offered_at", models.DateTimeField(verbose_name="lập lúc")),
                ("given_at", models.DateTimeField(blank=True, null=True, verbose_name="bên giao xác nhận lúc")),
                ("taken_at", models.DateTimeField(blank=True, null=True, verbose_name="bên nhận xác nhận lúc")),
                ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="xong lúc")),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[("done", "Hai bên đã xác nhận"), ("denied", "Không nhận"), ("cancelled", "Thôi giao")],
                        max_length=16,
                        verbose_name="kết quả",
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=500, verbose_name="lý do không giao nhận")),
                (
                    "custody",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="keeper_change",
                        to="tokens.custody",
                        verbose_name="giao giữ",
                    ),
                ),
                (
                    "giver",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="directory.person",
                        verbose_name="người đang giữ",
                    ),
                ),
                (
                    "offered_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người lập",
                    ),
                ),
                (
                    "taker",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="directory.person",
                        verbose_name="người nhận",
                    ),
                ),
                (
                    "token",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="keeper_changes",
                        to="tokens.token",
                        verbose_name="thiết bị",
                    ),
                ),
            ],
            options={
                "verbose_name": "đổi người giữ thiết bị",
                "ordering": ["-offered_at", "-id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at__isnull", True)),
                        fields=("token",),
                        name="keeper_change_open_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("custody__isnull", True), ("ended_at__isnull", True), ("outcome", "")),
                            models.Q(("custody__isnull", False), ("ended_at__isnull", False), ("outcome", "done")),
                            models.Q(
                                ("custody__isnull", True),
                                ("ended_at__isnull", False),
                                ("outcome__in", ["denied", "cancelled"]),
                            ),
                            _connector="OR",
                        ),
                        name="keeper_change_done_has_custody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("lent_until__isnull", False), ("purpose", "lend")),
                            models.Q(models.Q(("purpose", "lend"), _negated=True), ("lent_until__isnull", True)),
                            _connector="OR",
                        ),
                        name="keeper_change_lent_has_end",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SerialCorrection",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("old_serial", models.CharField(max_length=64, verbose_name="số hiệu đã ghi")),
                ("new_serial", models.CharField(max_length=64, verbose_name="số hiệu đúng")),
                ("reason", models.CharField(max_length=500, verbose_name="lý do")),
                ("letter_number", models.CharField(blank=True, max_length=64, verbose_name="số văn bản đính chính")),
                ("letter_date", models.DateField(blank=True, null=True, verbose_name="ngày văn bản đính chính")),
                ("corrected_at", models.DateTimeField(verbose_name="đính chính lúc")),
                (
                    "corrected_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người đính chính",
                    ),
                ),
                (
                    "token",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrections",
                        to="tokens.token",
                        verbose_name="thiết bị",
                    ),
                ),
            ],
            options={
                "verbose_name": "đính chính số hiệu thiết bị",
                "ordering": ["-corrected_at", "-id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("old_serial", models.F("new_serial")), _negated=True),
                        name="serial_correction_changes_something",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("letter_date__isnull", True), ("letter_number", "")),
                            models.Q(models.Q(("letter_number", ""), _negated=True), ("letter_date__isnull", False)),
                            _connector="OR",
                        ),
                        name="serial_correction_letter_whole",
                    ),
                ],
            },
        ),
        migrations.RunSQL(*append_only_sql("tokens_serialcorrection")),
    ]
