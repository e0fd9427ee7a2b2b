"""Addresses of what everybody who is signed in reads: calendar, legal basis, notifications; and of personal data."""

from django.urls import path

from requests_workflow.views import (
    calendar,
    calendar_changes,
    calendar_import,
    delegations,
    legal,
    notifications,
    personal_data,
    why_not_told,
)

app_name = "cases_public"
urlpatterns = [
    path("lich-lam-viec/", calendar.calendar_page, name="calendar"),
    path("lich-lam-viec/de-nghi/", calendar_changes.propose_day, name="calendar_propose"),
    path("lich-lam-viec/gio-lam-viec/", calendar_changes.propose_office_hours, name="calendar_hours"),
    path("lich-lam-viec/nhap/", calendar_import.import_calendar, name="calendar_import"),
    path("lich-lam-viec/thay-doi/", calendar_changes.calendar_changes, name="calendar_changes"),
    path("uy-quyen/", delegations.delegations, name="delegations"),
    path("uy-quyen/moi/", delegations.new_delegation, name="delegation_new"),
    path("can-cu-phap-ly/", legal.legal_basis, name="legal"),
    path("thong-bao/", notifications.notifications, name="notifications"),
    path("thong-bao/da-doc/", notifications.mark_all_read, name="notifications_read"),
    path("thong-bao/vi-sao/", why_not_told.why_not_told, name="why_not_told"),
    path("thong-bao/<uuid:public_id>/da-doc/", notifications.mark_read, name="notification_read"),
    path("ho-so/<uuid:public_id>/nguoi-phoi-hop/", personal_data.coordinator, name="coordinator"),
]
