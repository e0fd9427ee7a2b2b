"""Bodies that take part in a course or an inspection beside the department; written once, like the entry itself."""

from django.db import migrations, models

from directory.ledger.append_only import append_only_sql


class Migration(migrations.Migration):
    dependencies = [("reporting", "0001_supervision"), ("directory", "0003_delegation"), ("ledger", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="trainingcourse",
            name="partners",
            field=models.ManyToManyField(related_name="+", to="directory.agency", verbose_name="cơ quan phối hợp"),
        ),
        migrations.AddField(
            model_name="inspection",
            name="partners",
            field=models.ManyToManyField(related_name="+", to="directory.agency", verbose_name="cơ quan phối hợp"),
        ),
        migrations.RunSQL(*append_only_sql("reporting_trainingcourse_partners")),
        migrations.RunSQL(*append_only_sql("reporting_inspection_partners")),
    ]
