"""Addresses of reports, mounted at /bao-cao/."""

from django.urls import path

from reporting.views import periodic, recovery, supervision

app_name = "reporting"
urlpatterns = [
    path("", periodic.index, name="index"),
    path("dinh-ky.pdf", periodic.periodic_pdf, name="periodic_pdf"),
    path("dinh-ky.xlsx", periodic.periodic_workbook, name="periodic_workbook"),
    path("khoi-phuc/", recovery.recovery_report, name="recovery"),
    path("khoi-phuc.csv", recovery.recovery_csv, name="recovery_csv"),
    path("tap-huan/", supervision.training, name="training"),
    path("kiem-tra/", supervision.inspections, name="inspections"),
    path("ke-hoach/", supervision.plans, name="plans"),
]
