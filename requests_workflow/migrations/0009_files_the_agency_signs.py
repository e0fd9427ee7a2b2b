"""Kinds of files that the agency signs at the top right of page one: attachments, scans, electronic copies."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("requests_workflow", "0008_delegation")]

    operations = [
        migrations.AlterField(
            model_name="document",
            name="kind",
            field=models.CharField(
                choices=[
                    ("form", "Văn bản đề nghị"),
                    ("form_signed", "Văn bản đề nghị đã ký"),
                    ("form_numbered", "Văn bản đề nghị đã ghi số, ngày"),
                    ("form_sealed", "Văn bản đề nghị đã đóng dấu"),
                    ("wet_scan", "Bản quét văn bản ký tay"),
                    ("wet_scan_sealed", "Bản quét văn bản ký tay đã ký số của cơ quan"),
                    ("attachment", "Tài liệu kèm theo"),
                    ("attachment_removed", "Tài liệu kèm theo đã bỏ"),
                    ("attachment_sealed", "Tài liệu kèm theo đã ký số của cơ quan"),
                    ("corner_prepared", "Bản chờ ký số của cơ quan"),
                    ("copy_prepared", "Bản sao chờ ký số của cơ quan"),
                    ("e_copy", "Bản sao điện tử"),
                    ("proof_sent", "Minh chứng đã gửi"),
                    ("proof_received", "Minh chứng tiếp nhận"),
                    ("incoming", "Văn bản đến"),
                    ("receipt", "Giấy tiếp nhận"),
                    ("supplement_notice", "Thông báo bổ sung"),
                    ("supplement", "Tài liệu bổ sung"),
                    ("refusal", "Văn bản từ chối"),
                    ("refusal_signed", "Văn bản từ chối đã ký"),
                    ("refusal_numbered", "Văn bản từ chối đã ghi số, ngày"),
                    ("refusal_sealed", "Văn bản từ chối đã đóng dấu"),
                    ("recovery_minutes", "Biên bản khôi phục"),
                    ("handover_minutes", "Biên bản bàn giao thiết bị"),
                    ("provider_answer", "Trả lời của tổ chức cung cấp dịch vụ"),
                    ("other_proof", "Minh chứng khác"),
                ],
                max_length=24,
                verbose_name="loại tệp",
            ),
        ),
    ]
