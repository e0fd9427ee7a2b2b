"""Addresses of the register of certificates, mounted at /chung-thu/."""

from django.urls import path

from certificates.views import register

app_name = "certificates"
urlpatterns = [
    path("", register.register, name="register"),
    path("<uuid:public_id>/", register.detail, name="detail"),
    path("<uuid:public_id>/tep/", register.download, name="download"),
]
