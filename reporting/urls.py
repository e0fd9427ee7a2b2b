"""Addresses of reports, mounted at /bao-cao/."""

from django.urls import path

from reporting.views import recovery

app_name = "reporting"
urlpatterns = [
    path("", recovery.recovery_report, name="recovery"),
    path("khoi-phuc.csv", recovery.recovery_csv, name="recovery_csv"),
]
