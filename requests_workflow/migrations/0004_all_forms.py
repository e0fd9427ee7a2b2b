"""Rows and dossiers of the forms 02–05, 08 and 09; one open request per certificate and procedure."""

from django.db import migrations, models
import django.db.models.deletion


class Migration(migrations.Migration):
    dependencies = [
        ("certificates", "0004_revocation"),
        ("tokens", "0003_device_return"),
        ("requests_workflow", "0003_first_certificates"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="request",
            name="request_open_once_per_token",
        ),
        migrations.RemoveConstraint(
            model_name="request",
            name="request_open_once_per_subject",
        ),
        migrations.RemoveConstraint(
            model_name="request",
            name="request_issues_certificate_once",
        ),
        migrations.AddField(
            model_name="dossier",
            name="initiator",
            field=models.CharField(
                choices=[
                    ("agency", "Cơ quan, tổ chức quản lý trực tiếp"),
                    ("provider", "Tổ chức cung cấp dịch vụ chứng thực"),
                    ("prosecution", "Cơ quan tiến hành tố tụng"),
                    ("police", "Cơ quan công an"),
                ],
                default="agency",
                max_length=16,
                verbose_name="bên yêu cầu",
            ),
        ),
        migrations.AddField(
            model_name="dossier",
            name="recorded_afterwards_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="nhập lại lúc"),
        ),
        migrations.AddField(
            model_name="request",
            name="obligation",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="requests",
                to="tokens.devicereturn",
                verbose_name="việc giao nộp",
            ),
        ),
        migrations.AddConstraint(
            model_name="request",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        (
                            "pending",
                            "supplement",
                            "accepted",
                            "recovered",
                            "issued",
                            "device_at_department",
                            "device_received",
                            "handover_offered",
                            "handed_over",
                            "granted",
                            "revoked",
                            "sent",
                        ),
                    )
                ),
                fields=("token", "procedure"),
                name="request_open_once_per_token",
            ),
        ),
        migrations.AddConstraint(
            model_name="request",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        (
                            "pending",
                            "supplement",
                            "accepted",
                            "recovered",
                            "issued",
                            "device_at_department",
                            "device_received",
                            "handover_offered",
                            "handed_over",
                            "granted",
                            "revoked",
                            "sent",
                        ),
                    ),
                    models.Q(("subject_key", ""), _negated=True),
                ),
                fields=("subject_key", "procedure"),
                name="request_open_once_per_subject",
            ),
        ),
        migrations.AddConstraint(
            model_name="request",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    ("certificate__isnull", False),
                    ("procedure__in", ("individual_issue", "organisation_issue", "system_issue", "certificate_update")),
                ),
                fields=("certificate",),
                name="request_issues_certificate_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="request",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    ("procedure", "certificate_update"),
                    (
                        "state__in",
                        (
                            "pending",
                            "supplement",
                            "accepted",
                            "recovered",
                            "issued",
                            "device_at_department",
                            "device_received",
                            "handover_offered",
                            "handed_over",
                            "granted",
                            "revoked",
                            "sent",
                        ),
                    ),
                ),
                fields=("predecessor",),
                name="request_updates_certificate_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="request",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    ("procedure", "revocation"),
                    (
                        "state__in",
                        (
                            "pending",
                            "supplement",
                            "accepted",
                            "recovered",
                            "issued",
                            "device_at_department",
                            "device_received",
                            "handover_offered",
                            "handed_over",
                            "granted",
                            "revoked",
                            "sent",
                        ),
                    ),
                ),
                fields=("certificate",),
                name="request_revokes_certificate_once",
            ),
        ),
    ]
