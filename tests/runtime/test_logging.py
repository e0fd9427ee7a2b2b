"""Logs are one JSON object a line and hold no ID or phone number."""

import json
import logging

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from config.logging import JsonLines, RequestIdMiddleware, mask, request_id


def formatted(message: str, *arguments: object, exc_info: object = None) -> dict[str, str]:
    record = logging.LogRecord("tests", logging.WARNING, __file__, 1, message, arguments, exc_info)  # type: ignore[arg-type]
    text = JsonLines().format(record)
    assert "\n" not in text
    return json.loads(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("CCCD 012345678901 của thuê bao", "CCCD [id] của thuê bao"),
        ("gọi 0912345678 nhé", "gọi [phone] nhé"),
        ("gọi +84 912 345 678", "gọi [phone]"),
        ("gọi 0213.3876.543", "gọi [phone]"),
        ("số 1234567890123 dài mười ba", "số 1234567890123 dài mười ba"),
        ("a1012345678901", "a1012345678901"),
        ("Số 125/SKHCN-CĐS ngày 05/08/2026", "Số 125/SKHCN-CĐS ngày 05/08/2026"),
    ],
)
def test_id_and_phone_numbers_are_masked_and_other_numbers_are_not(text, expected):
    assert mask(text) == expected


def test_a_line_keeps_vietnamese_and_masks_arguments():
    line = formatted("Đã nhận %s", "012345678901")
    assert line["message"] == "Đã nhận [id]"
    assert (line["level"], line["logger"]) == ("WARNING", "tests")
    assert line["time"].endswith("+00:00")


def test_an_exception_stays_on_one_line_and_is_masked():
    try:
        raise ValueError("012345678901")
    except ValueError as error:
        line = formatted("failed", exc_info=(type(error), error, error.__traceback__))
    assert "ValueError: [id]" in line["exception"]


def through_middleware(**headers: str) -> tuple[str, str]:
    """(id seen while the request ran, id on the answer)."""
    seen: list[str] = []

    def view(request: object) -> HttpResponse:
        seen.append(formatted("x")["request_id"])
        return HttpResponse()

    answer = RequestIdMiddleware(view)(RequestFactory().get("/", headers=headers))
    return seen[0], answer["X-Request-ID"]


def test_every_request_gets_an_id_that_its_log_lines_and_answer_carry():
    first, second = through_middleware(), through_middleware()
    assert first[0] == first[1] != second[1]
    assert request_id.get() == ""


def test_the_proxys_id_is_kept_when_it_is_plain():
    assert through_middleware(**{"X-Request-ID": "abc-12345678"}) == ("abc-12345678", "abc-12345678")


def test_a_hostile_id_is_replaced():
    assert "<script>" not in through_middleware(**{"X-Request-ID": "<script>alert(1)</script>"})[1]
