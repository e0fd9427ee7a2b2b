"""Refuses a body that is too large before any of it is read; a page says the limit and the way on."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

# Two files and the fields of a form beside them.
ROOM_FOR_FIELDS = 1024 * 1024


class UploadLimitMiddleware:
    """413 for a declared length over the limit; a body without a declared length is refused (411) by the server."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        declared = request.headers.get("Content-Length", "")
        most = 2 * settings.MAX_UPLOAD_BYTES + ROOM_FOR_FIELDS
        if declared.isdigit() and int(declared) > most:
            context = {"max_bytes": settings.MAX_UPLOAD_BYTES, "back_url": request.path}
            return render(request, "errors/413.html", context, status=413)
        return self.get_response(request)
