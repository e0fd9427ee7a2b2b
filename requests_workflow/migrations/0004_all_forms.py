"""Filled in by the change that needs it."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("requests_workflow", "0003_first_certificates"),
        ("certificates", "0004_revocation"),
        ("tokens", "0003_device_return"),
    ]

    operations = []
