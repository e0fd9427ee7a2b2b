"""Filled in by the change that needs it."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("certificates", "0003_public_key_index")]

    operations = []
