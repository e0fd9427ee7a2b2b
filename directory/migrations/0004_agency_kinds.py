"""Bodies of the sectors that some local rules leave out (Vĩnh Long Điều 2 khoản 2)."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("directory", "0003_delegation")]

    operations = [
        migrations.AlterField(
            model_name="agency",
            name="kind",
            field=models.CharField(
                choices=[
                    ("people_committee", "Ủy ban nhân dân"),
                    ("department", "Sở, ban, ngành"),
                    ("provider", "Tổ chức cung cấp dịch vụ chứng thực"),
                    ("public_service_unit", "Đơn vị sự nghiệp công lập"),
                    ("division", "Phòng, ban trực thuộc"),
                    ("police", "Cơ quan công an"),
                    ("army", "Cơ quan quân sự"),
                    ("diplomacy", "Cơ quan ngoại giao"),
                    ("other", "Cơ quan, tổ chức khác"),
                ],
                max_length=32,
                verbose_name="loại",
            ),
        ),
    ]
