"""allauth's pages at a test address, so that they are tested apart from where the product mounts them."""

from allauth.account import views
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import include, path
from django.views.decorators.csrf import csrf_protect


@csrf_protect
def home(request: HttpRequest) -> HttpResponse:
    """An empty page of the product."""
    return render(request, "allauth/layouts/manage.html")


def broken(request: HttpRequest) -> HttpResponse:
    """A page that fails."""
    raise RuntimeError("broken on purpose")


urlpatterns = [
    path("", home),
    path("hong/", broken),
    path("dang-nhap/", views.login, name="account_login"),
    path("tai-khoan/", include("allauth.account.urls")),
    path("tai-khoan/2fa/", include("allauth.mfa.urls")),
]
