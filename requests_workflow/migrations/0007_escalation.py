"""Whose letter went out, what a notice asks for, and which calendar file a person holds."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("requests_workflow", "0006_imports"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="CalendarEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("parameter", models.CharField(max_length=64)),
                ("sequence", models.PositiveIntegerField(verbose_name="lần")),
                ("sent_at", models.DateTimeField(verbose_name="gửi lúc")),
                ("cancelled_at", models.DateTimeField(blank=True, null=True, verbose_name="hủy lúc")),
            ],
            options={
                "verbose_name": "mục lịch đã gửi",
            },
        ),
        migrations.CreateModel(
            name="DeliveryAttempt",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "channel",
                    models.CharField(
                        choices=[("email", "Thư điện tử"), ("email_ics", "Thư điện tử kèm tệp lịch")],
                        max_length=16,
                        verbose_name="kênh",
                    ),
                ),
                ("address", models.CharField(max_length=254, verbose_name="địa chỉ (che bớt)")),
                ("started_at", models.DateTimeField(verbose_name="bắt đầu lúc")),
                ("finished_at", models.DateTimeField(blank=True, null=True, verbose_name="xong lúc")),
                (
                    "result",
                    models.CharField(
                        choices=[
                            ("started", "Đang gửi"),
                            ("sent", "Đã gửi"),
                            ("failed", "Gửi không được"),
                            ("unknown", "Không rõ đã gửi hay chưa"),
                        ],
                        default="started",
                        max_length=16,
                        verbose_name="kết quả",
                    ),
                ),
                ("may_repeat", models.BooleanField(default=False, verbose_name="có thể trùng thư trước")),
                ("error", models.TextField(blank=True, verbose_name="lỗi")),
            ],
            options={
                "verbose_name": "lần gửi thư",
                "ordering": ["id"],
            },
        ),
        migrations.AddField(
            model_name="notification",
            name="asks_in",
            field=models.CharField(blank=True, max_length=32, verbose_name="chờ việc ở trạng thái"),
        ),
        migrations.AddField(
            model_name="notification",
            name="digested_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="đưa vào bản tổng hợp lúc"),
        ),
        migrations.AddField(
            model_name="notification",
            name="mail",
            field=models.CharField(
                blank=True,
                choices=[
                    ("queued", "Gửi thư điện tử"),
                    ("held", "Đã có thư cùng loại trong ngày: đưa vào bản tổng hợp buổi sáng"),
                    ("no_address", "Tài khoản không có địa chỉ thư điện tử"),
                ],
                max_length=16,
                verbose_name="thư điện tử",
            ),
        ),
        migrations.AddField(
            model_name="notification",
            name="mail_day",
            field=models.DateField(blank=True, null=True, verbose_name="ngày gửi thư riêng"),
        ),
        migrations.AddField(
            model_name="notification",
            name="request",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="requests_workflow.request"
            ),
        ),
        migrations.AddField(
            model_name="notification",
            name="settled_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="việc đã xong lúc"),
        ),
        migrations.AddIndex(
            model_name="notification",
            index=models.Index(
                condition=models.Q(("settled_at__isnull", True), models.Q(("asks_in", ""), _negated=True)),
                fields=["dossier"],
                name="notification_unsettled",
            ),
        ),
        migrations.AddIndex(
            model_name="notification",
            index=models.Index(
                condition=models.Q(("digested_at__isnull", True), ("mail", "held")),
                fields=["recipient", "id"],
                name="notification_held",
            ),
        ),
        migrations.AddConstraint(
            model_name="notification",
            constraint=models.UniqueConstraint(
                condition=models.Q(("mail_day__isnull", False)),
                fields=("recipient", "kind", "mail_day"),
                name="notification_one_letter_a_day",
            ),
        ),
        migrations.AddField(
            model_name="calendarentry",
            name="dossier",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="calendar_entries",
                to="requests_workflow.dossier",
            ),
        ),
        migrations.AddField(
            model_name="calendarentry",
            name="recipient",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="deliveryattempt",
            name="message",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="deliveries",
                to="requests_workflow.outboxmessage",
            ),
        ),
        migrations.AddField(
            model_name="deliveryattempt",
            name="notification",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="deliveries",
                to="requests_workflow.notification",
            ),
        ),
        migrations.AddIndex(
            model_name="calendarentry",
            index=models.Index(
                condition=models.Q(("cancelled_at__isnull", True)), fields=["dossier"], name="calendar_entry_open"
            ),
        ),
        migrations.AddConstraint(
            model_name="calendarentry",
            constraint=models.UniqueConstraint(
                fields=("recipient", "dossier", "parameter"), name="calendar_entry_once"
            ),
        ),
    ]
