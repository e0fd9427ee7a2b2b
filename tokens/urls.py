"""Addresses of the register of devices, mounted at /thiet-bi/."""

from django.urls import path

from tokens.views import detail, minutes, register, reporting_lock

app_name = "tokens"
urlpatterns = [
    path("", register.register, name="register"),
    path("danh-sach.csv", register.register_csv, name="register_csv"),
    path("<uuid:public_id>/", detail.detail, name="detail"),
    path("<uuid:public_id>/bien-ban/<int:custody_id>/", minutes.minutes, name="minutes"),
    path("<uuid:public_id>/bao-khoa/", reporting_lock.report, name="report_locked"),
    path("<uuid:public_id>/bao-khoa/da-gui/", reporting_lock.done, name="report_done"),
]
