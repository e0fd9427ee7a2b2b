"""Addresses of the register of certificates, mounted at /chung-thu/."""

from django.urls import path

from certificates.views import detail, register

app_name = "certificates"
urlpatterns = [
    path("", register.register, name="register"),
    path("danh-sach.csv", register.register_csv, name="register_csv"),
    path("<uuid:public_id>/", detail.detail, name="detail"),
    path("<uuid:public_id>/tep/", detail.download, name="download"),
]
