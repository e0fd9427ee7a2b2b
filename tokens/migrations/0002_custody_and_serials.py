"""Custody says who gave and how it was confirmed and cannot be rewritten; serials are one spelling and found by their end."""

from typing import Any

import django.db.models.deletion
import django.db.models.functions.text
from django.db import migrations, models

from directory.ledger.append_only import append_only_sql

ONLY_CLOSED = """
CREATE FUNCTION tokens_custody_only_closed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE reopened tokens_custody%ROWTYPE;
BEGIN
    reopened := NEW;
    reopened.until := NULL;
    IF OLD.until IS NOT NULL OR NEW.until IS NULL OR reopened IS DISTINCT FROM OLD THEN
        RAISE EXCEPTION 'custody %: nothing of a custody row changes but its end, once', OLD.id
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER custody_only_closed BEFORE UPDATE ON tokens_custody
    FOR EACH ROW EXECUTE FUNCTION tokens_custody_only_closed();
CREATE TRIGGER custody_never_deleted BEFORE DELETE ON tokens_custody
    FOR EACH ROW EXECUTE FUNCTION append_only_refuse();
CREATE TRIGGER custody_never_emptied BEFORE TRUNCATE ON tokens_custody
    FOR EACH STATEMENT EXECUTE FUNCTION append_only_refuse();
"""
ONLY_CLOSED_REVERSE = """
DROP TRIGGER custody_never_emptied ON tokens_custody;
DROP TRIGGER custody_never_deleted ON tokens_custody;
DROP TRIGGER custody_only_closed ON tokens_custody;
DROP FUNCTION tokens_custody_only_closed();
"""

# People read the last characters off a device or a certificate: a range of these indexes (certificates.selectors.serials).
SUFFIXES = """
CREATE INDEX token_serial_reversed ON tokens_token (reverse(upper(serial_number)) text_pattern_ops);
CREATE INDEX certificate_serial_reversed ON certificates_certificate (reverse(upper(serial_number)) text_pattern_ops);
"""
SUFFIXES_REVERSE = "DROP INDEX certificate_serial_reversed; DROP INDEX token_serial_reversed;"


def name_serials_spelled_twice(apps: Any, schema_editor: Any) -> None:
    """Stops before the constraint does, and says which devices are in the register under two spellings."""
    spelled: dict[str, list[str]] = {}
    for serial in apps.get_model("tokens", "Token").objects.values_list("serial_number", flat=True).iterator():
        spelled.setdefault(serial.replace(" ", "").upper(), []).append(serial)
    if twice := [serials for serials in spelled.values() if len(serials) > 1]:
        raise RuntimeError(f"devices in the register under two spellings, merge them first: {twice}")


class Migration(migrations.Migration):
    dependencies = [
        ("tokens", "0001_initial"),
        ("certificates", "0001_initial"),
        ("directory", "0001_initial"),
        ("ledger", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="custody",
            name="given_by_person",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="directory.person",
                verbose_name="người giao",
            ),
        ),
        migrations.AddField(
            model_name="custody",
            name="given_by_agency",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="directory.agency",
                verbose_name="cơ quan giao",
            ),
        ),
        migrations.AddField(
            model_name="custody",
            name="confirmed_by",
            field=models.CharField(
                blank=True,
                choices=[("screen", "Người nhận xác nhận trên hệ thống"), ("paper", "Biên bản có chữ ký")],
                default="",
                max_length=8,
                verbose_name="xác nhận bằng",
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="custody",
            name="document_ref",
            field=models.CharField(blank=True, default="", max_length=160, verbose_name="tệp biên bản"),
            preserve_default=False,
        ),
        migrations.AddConstraint(
            model_name="custody",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("confirmed_by__in", ["", "screen"]),
                    models.Q(("confirmed_by", "paper"), models.Q(("document_ref", ""), _negated=True)),
                    _connector="OR",
                ),
                name="custody_paper_has_document",
            ),
        ),
        migrations.RunPython(name_serials_spelled_twice, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="token",
            constraint=models.UniqueConstraint(
                django.db.models.functions.text.Upper(
                    django.db.models.functions.text.Replace(
                        models.F("serial_number"), models.Value(" "), models.Value("")
                    )
                ),
                name="token_serial_spelled_once",
            ),
        ),
        migrations.CreateModel(
            name="Installation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("installed_at", models.DateTimeField(blank=True, null=True, verbose_name="cài lúc")),
                ("case_ref", models.CharField(blank=True, max_length=64, verbose_name="hồ sơ")),
                (
                    "certificate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="installations",
                        to="certificates.certificate",
                    ),
                ),
                (
                    "token",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="installations",
                        to="tokens.token",
                    ),
                ),
            ],
            options={
                "verbose_name": "lần cài chứng thư",
                "ordering": ["token_id", "id"],
            },
        ),
        migrations.AddConstraint(
            model_name="installation",
            constraint=models.UniqueConstraint(fields=("token", "certificate"), name="installation_once"),
        ),
        migrations.RunSQL(ONLY_CLOSED, ONLY_CLOSED_REVERSE),
        migrations.RunSQL(*append_only_sql("tokens_installation")),
        migrations.RunSQL(SUFFIXES, SUFFIXES_REVERSE),
    ]
