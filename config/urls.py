"""The product's addresses. The Vietnamese paths are a contract; they do not move."""

from allauth.account import views as account
from django.urls import include, path

from config import provider_views, views
from config.health import healthz, readyz

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
    path("dang-nhap/", account.login, name="account_login"),
    path("dang-xuat/", account.logout, name="account_logout"),
    path("tai-khoan/khoa/", account.account_inactive, name="account_inactive"),
    path("tai-khoan/xac-nhan/", account.reauthenticate, name="account_reauthenticate"),
    path("tai-khoan/mat-khau/", account.password_change, name="account_change_password"),
    path("tai-khoan/chua-co-mat-khau/", account.password_set, name="account_set_password"),
    path("tai-khoan/hai-lop/", include("allauth.mfa.urls")),
    path("dung-thu/", views.personas, name="personas"),
    path("dung-thu/cuc/<uuid:public_id>/", provider_views.provider, name="demo_provider"),
    path("dung-thu/cuc/<uuid:public_id>/chung-thu.zip", provider_views.certificates, name="demo_provider_certificates"),
    path("dung-thu/cuc/<uuid:public_id>/tra-loi.pdf", provider_views.letter, name="demo_provider_letter"),
    path("quan-tri/", views.administration, name="administration"),
    path("chung-thu/", include("certificates.urls")),
    path("thiet-bi/", include("tokens.urls")),
    path("ky-so/", include("signing.urls")),
    path("bao-cao/", include("reporting.urls")),
    path("", include("requests_workflow.urls_public")),
    path("", include("requests_workflow.urls")),
]
