"""By which delegation the signer of a dossier signs."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("requests_workflow", "0007_escalation"), ("directory", "0003_delegation")]

    operations = [
        migrations.AddField(
            model_name="dossier",
            name="signer_delegation",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="directory.delegation",
                verbose_name="giao ký, ủy quyền ký",
            ),
        ),
        migrations.AddIndex(
            model_name="dossier",
            index=models.Index(
                condition=models.Q(("signer_delegation__isnull", False)),
                fields=["signer"],
                name="dossier_delegated_signer",
            ),
        ),
    ]
