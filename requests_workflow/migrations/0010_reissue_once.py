"""One open request a procedure for an old certificate that is to be re-issued: it has one successor."""

from django.db import migrations, models

OPEN_STATES = (
    "pending",
    "supplement",
    "accepted",
    "recovered",
    "issued",
    "device_at_department",
    "device_received",
    "handover_offered",
    "handed_over",
    "granted",
    "revoked",
    "sent",
)
REISSUED = models.Q(
    procedure__in=("individual_issue", "organisation_issue", "system_issue"),
    state__in=OPEN_STATES,
)


class Migration(migrations.Migration):
    dependencies = [("requests_workflow", "0009_files_the_agency_signs")]

    operations = [
        migrations.AddConstraint(
            model_name="request",
            constraint=models.UniqueConstraint(
                condition=REISSUED,
                fields=("predecessor", "procedure"),
                name="request_reissues_certificate_once",
            ),
        ),
    ]
