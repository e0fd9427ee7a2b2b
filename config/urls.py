"""The product's addresses. The Vietnamese paths are a contract; they do not move."""

from django.urls import include, path

urlpatterns = [
    path("", include("requests_workflow.urls")),
]
