"""Filled in by the change that needs it."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("tokens", "0002_custody_and_serials")]

    operations = []
