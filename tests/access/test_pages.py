"""The reviewed table against the product: who may open, who may send, and what every page promises a browser."""

from collections.abc import Iterator
from functools import partial
from html.parser import HTMLParser
from typing import Any

import pytest
from django.db import connection, transaction
from django.http import StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.test import Client
from django.urls import reverse

from tests.access.cases import Cases
from tests.access.conftest import signed_in
from tests.access.plans import recorded
from tests.access.table import GET, PERSONAS, POST, POSTED, READ_ONLY, RECORDED, Row

# A GET may remember who is there, take up what was kept for this address, and count attempts; nothing else.
OF_THE_SESSION = ('"django_session"', '"directory_cache"')


def answer(browser: Client, method: str, url: str, data: Any = None) -> HttpResponseBase:
    """The response with its body read; whatever it changed is rolled back."""
    with transaction.atomic():
        response: HttpResponseBase = browser.get(url) if method == "GET" else browser.post(url, data or {})
        if isinstance(response, StreamingHttpResponse):
            list(response)
        transaction.set_rollback(True)
    return response


def visit(answers: dict[str, HttpResponseBase], name: str, browser: Client, url: str) -> None:
    answers[name] = answer(browser, "GET", url)


def differences(row: Row, expected: str, answers: dict[str, HttpResponseBase]) -> list[str]:
    wanted = dict(zip(PERSONAS, expected.split(), strict=True))
    return [
        f"{' '.join(row)}: {name} got {found.status_code}, the table says {wanted[name]}"
        for name, found in answers.items()
        if str(found.status_code) != wanted[name]
    ]


def title(row: Row) -> str:
    return " ".join(row).strip()


@pytest.mark.parametrize("row", GET, ids=title)
def test_each_persona_may_open_what_the_table_says(row: Row, cases: Cases, browsers: dict[str, Client]):
    url = cases.url(*row)
    writes: list[str] = []
    answers: dict[str, HttpResponseBase] = {}
    for name in PERSONAS:
        asked = recorded(partial(visit, answers, name, browsers[name], url))
        allowed = (*OF_THE_SESSION, '"ledger_ledgerentry"') if row[0] in RECORDED else OF_THE_SESSION
        writes += [f"{name}: {sql[:120]}" for sql, _ in asked if changes_something(sql, allowed=allowed)]
    assert differences(row, GET[row], answers) == []
    assert writes == [], "a GET changed the database"
    for name, response in answers.items():
        assert faults_of(response) == [], f"{name} {url}"
    sends_a_stranger_to_sign_in(row, url, answers["anonymous"])


@pytest.mark.parametrize("row", POST, ids=title)
def test_each_persona_may_send_what_the_table_says(row: Row, cases: Cases, browsers: dict[str, Client]):
    url = cases.url(*row)
    answers = {name: answer(browsers[name], "POST", url, POSTED.get(row)) for name in PERSONAS}
    assert differences(row, POST[row], answers) == []
    for name, response in answers.items():
        assert faults_of(response) == [], f"{name} {url}"
    sends_a_stranger_to_sign_in(row, url, answers["anonymous"])


@pytest.mark.parametrize("name", sorted(READ_ONLY))
def test_a_page_that_only_shows_takes_no_post(name: str, cases: Cases):
    row = next(row for row in GET if row[0] == name)
    persona = next(one for one, code in zip(PERSONAS, GET[row].split(), strict=True) if code in ("200", "302"))
    assert answer(signed_in(persona), "POST", cases.url(*row)).status_code == 405


@pytest.mark.parametrize("row", POST, ids=title)
def test_a_post_without_the_forms_token_is_refused_with_a_page(row: Row, cases: Cases):
    before = fingerprint()
    for persona in ("anonymous", "vanphong", "canboso", "quantri"):
        browser = signed_in(persona, csrf=True)
        response = browser.post(cases.url(*row), POSTED.get(row, {}))
        assert response.status_code == 403
        text = response.content.decode()
        assert '<html lang="vi">' in text
        assert faults_of(response) == []
    assert fingerprint() == before


def sends_a_stranger_to_sign_in(row: Row, url: str, response: HttpResponseBase) -> None:
    """Where the table says 302 for nobody, it is the way to the sign-in page, and back to this address."""
    if response.status_code == 302 and ":" in row[0]:
        assert response["Location"] == f"{reverse('account_login')}?next={url}"


def changes_something(sql: str, *, allowed: tuple[str, ...]) -> bool:
    """INSERT, UPDATE, DELETE or TRUNCATE of a table that is not among those allowed."""
    verb, _, rest = sql.lstrip().partition(" ")
    table = rest.removeprefix("INTO ").removeprefix("FROM ")
    return verb.upper() in ("INSERT", "UPDATE", "DELETE", "TRUNCATE") and not table.startswith(allowed)


def fingerprint() -> dict[str, tuple[int, int]]:
    """How many rows each table of the work has, and the youngest transaction that wrote one."""
    counts: dict[str, tuple[int, int]] = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            if table.startswith(("requests_workflow", "tokens", "signing", "ledger", "certificates")):
                cursor.execute(f'SELECT count(*), coalesce(max(xmin::text::bigint), 0) FROM "{table}"')  # noqa: S608
                counts[table] = cursor.fetchone()
    return counts


def faults_of(response: HttpResponseBase) -> list[str]:
    """What a page does that the Content-Security-Policy is there to forbid, and what its policy allows too much."""
    found: list[str] = []
    policy = response.headers.get("Content-Security-Policy", "")
    if not policy:
        found.append("no Content-Security-Policy")
    found += [word for word in ("unsafe-inline", "unsafe-eval", "unsafe-hashes", "*", "http:") if word in policy]
    if response.headers.get("X-Content-Type-Options") != "nosniff":
        found.append("no nosniff")
    if "text/html" not in response.headers.get("Content-Type", "") or response.status_code == 302:
        return found
    if "default-src 'none'" not in policy or "frame-ancestors 'none'" not in policy:
        found.append(f"a page with a lax policy: {policy}")
    text = response.content.decode()  # type: ignore[attr-defined]
    return [*found, *inline_code(text)]


def inline_code(text: str) -> Iterator[str]:
    """Every inline script, style, event attribute and javascript: address of an HTML page."""
    parser = _Inline()
    parser.feed(text)
    parser.close()
    yield from parser.found


class _Inline(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "style" or (tag == "script" and not given.get("src")):
            self.found.append(f"inline <{tag}>")
        for name, value in attrs:
            if name == "style" or name.startswith(("on", "hx-on")):
                self.found.append(f"<{tag} {name}=…>")
            if value and value.strip().lower().startswith(("javascript:", "vbscript:", "data:text")):
                self.found.append(f"<{tag} {name}={value[:30]}>")


@pytest.mark.parametrize(
    "text",
    [
        "<style>p{}</style>",
        "<script>alert(1)</script>",
        '<p style="color:red">',
        '<a onclick="x()">',
        '<a href=" JavaScript:x()">',
        '<div hx-on:click="x()">',
    ],
)
def test_the_parser_of_this_test_sees_inline_code(text: str):
    assert list(inline_code(f"<main>{text}</main>"))
