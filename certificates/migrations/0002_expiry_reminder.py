"""What clerks were told of coming expiries; rows are only added."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from directory.ledger.append_only import append_only_sql


class Migration(migrations.Migration):
    dependencies = [
        ("certificates", "0001_initial"),
        ("ledger", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ExpiryReminder",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("d90", "Còn 61–90 ngày để nộp hồ sơ gia hạn"),
                            ("d60", "Còn 31–60 ngày để nộp hồ sơ gia hạn"),
                            ("d30", "Còn 16–30 ngày để nộp hồ sơ gia hạn"),
                            ("d15", "Còn 6–15 ngày để nộp hồ sơ gia hạn"),
                            ("d5", "Còn 2–5 ngày để nộp hồ sơ gia hạn"),
                            ("d1", "Còn không quá 1 ngày để nộp hồ sơ gia hạn"),
                            ("past", "Đã quá ngày nộp hồ sơ gia hạn, còn hiệu lực"),
                            ("expired", "Đã hết hạn"),
                        ],
                        max_length=16,
                        verbose_name="mức",
                    ),
                ),
                ("told_at", models.DateTimeField(verbose_name="nhắc lúc")),
                ("digest_day", models.DateField(verbose_name="trong bản nhắc ngày")),
                (
                    "certificate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="expiry_reminders",
                        to="certificates.certificate",
                        verbose_name="chứng thư",
                    ),
                ),
                (
                    "recipient",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="expiry_reminders",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người được nhắc",
                    ),
                ),
            ],
            options={
                "verbose_name": "lần nhắc hết hạn chứng thư",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("certificate", "recipient", "level"), name="expiry_reminder_told_once"
                    )
                ],
            },
        ),
        migrations.RunSQL(*append_only_sql("certificates_expiryreminder")),
    ]
