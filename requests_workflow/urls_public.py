"""Addresses of what everybody who is signed in reads: calendar, legal basis, notifications; and of personal data."""

from django.urls import path

from requests_workflow.views import calendar, legal, notifications, personal_data

app_name = "cases_public"
urlpatterns = [
    path("lich-lam-viec/", calendar.calendar_page, name="calendar"),
    path("can-cu-phap-ly/", legal.legal_basis, name="legal"),
    path("thong-bao/", notifications.notifications, name="notifications"),
    path("thong-bao/da-doc/", notifications.mark_all_read, name="notifications_read"),
    path("thong-bao/<uuid:public_id>/da-doc/", notifications.mark_read, name="notification_read"),
    path("ho-so/<uuid:public_id>/nguoi-phoi-hop/", personal_data.coordinator, name="coordinator"),
]
