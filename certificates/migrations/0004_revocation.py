"""The case of Điều 17 behind a revocation."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("certificates", "0003_public_key_index"),
    ]

    operations = [
        migrations.AddField(
            model_name="certificatestatuschange",
            name="cause",
            field=models.CharField(blank=True, max_length=32, verbose_name="trường hợp"),
        ),
    ]
