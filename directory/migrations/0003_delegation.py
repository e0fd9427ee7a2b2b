"""Filled in by the change that needs it."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("directory", "0002_cache")]

    operations = []
