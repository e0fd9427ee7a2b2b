"""Filled in by the change that needs it."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("requests_workflow", "0007_escalation"), ("directory", "0003_delegation")]

    operations = []
