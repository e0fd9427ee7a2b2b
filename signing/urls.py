"""Addresses of the signature check, mounted at /ky-so/."""

from django.urls import path

from signing.views import verification

app_name = "signing"
urlpatterns = [
    path("kiem-tra/", verification.verify, name="verify"),
    path("kiem-tra/<uuid:job_id>/", verification.verification, name="verification"),
]
