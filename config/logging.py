"""Logs: one JSON object a line on standard output, with the request's id, without ID or phone numbers."""

import json
import logging
import re
import uuid
from collections.abc import Callable
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any

from celery import current_task
from django.http import HttpRequest, HttpResponseBase

request_id: ContextVar[str] = ContextVar("request_id", default="")

# Citizen ID (12 digits), and Vietnamese phone numbers written 0xxx or +84xxx with optional dots, spaces or dashes.
_ID_NUMBER = re.compile(r"(?<![0-9A-Za-z])\d{12}(?![0-9A-Za-z])")
_PHONE = re.compile(r"(?<![0-9A-Za-z])(?:\+?84[ .-]?|0)[2-9](?:[ .-]?\d){8,9}(?![0-9A-Za-z])")
_GIVEN_ID = re.compile(r"[A-Za-z0-9-]{8,64}")


def mask(text: str) -> str:
    """`text` with 12-digit ID numbers and phone numbers replaced."""
    return _PHONE.sub("[phone]", _ID_NUMBER.sub("[id]", text))


class JsonLines(logging.Formatter):
    """Formats a record as {"time","level","logger","request_id","message"[,"exception"]}, times in UTC."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, tz=UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "request_id": request_id.get() or _task_id(),
            "message": mask(record.getMessage()),
        }
        if record.exc_info:
            line["exception"] = mask(self.formatException(record.exc_info))
        return json.dumps(line, ensure_ascii=False)


def _task_id() -> str:
    return str(current_task.request.id or "") if current_task else ""


class RequestIdMiddleware:
    """Takes X-Request-ID from the proxy (8–64 letters, digits, dashes) or makes one; logs and answer carry it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        given = request.headers.get("X-Request-ID", "")
        current = given if _GIVEN_ID.fullmatch(given) else str(uuid.uuid4())
        token = request_id.set(current)
        try:
            response = self.get_response(request)
        finally:
            request_id.reset(token)
        response["X-Request-ID"] = current
        return response


LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "config.logging.JsonLines"}},
    "handlers": {"stdout": {"class": "logging.StreamHandler", "stream": "ext://sys.stdout", "formatter": "json"}},
    "root": {"handlers": ["stdout"], "level": "INFO"},
    "loggers": {
        # Django's own handlers would mail or print a second time, unmasked.
        "django": {"handlers": [], "level": "INFO", "propagate": True},
        "django.server": {"handlers": [], "level": "INFO", "propagate": True},
        # PDF and font libraries explain every glyph.
        "fontTools": {"level": "WARNING"},
        "weasyprint": {"level": "WARNING"},
        "pyhanko": {"level": "WARNING"},
        "pyhanko_certvalidator": {"level": "WARNING"},
    },
}
