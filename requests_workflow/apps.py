"""The procedures (Mẫu 01–09): engine, profiles, dossiers, deadlines, notifications."""

from django.apps import AppConfig


class RequestsWorkflowConfig(AppConfig):
    name = "requests_workflow"
    verbose_name = "Hồ sơ và thủ tục"

    def ready(self) -> None:
        from requests_workflow.selectors import case_scopes, certificate_starts
        from requests_workflow.services import signing_results

        signing_results.register()
        case_scopes.register()
        certificate_starts.register()
