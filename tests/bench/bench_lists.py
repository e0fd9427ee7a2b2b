"""The list of cases among twenty thousand: first and far page by key, beside the same pages by OFFSET."""

from collections.abc import Callable
from typing import Any

from tests.bench.registry import benchmark
from tests.bench.server import province

PAGE = 26
FAR = 15_000


def _cases() -> Any:
    people = province()
    from datetime import UTC, datetime

    from directory.selectors.roles import actor_for
    from requests_workflow.selectors.dossiers import visible_to

    actor = actor_for(user=people.manager, now=datetime.now(UTC))
    return visible_to(actor).select_related("managing_agency", "recipient").order_by("-id")


@benchmark("cases, first page: query by key")
def first_by_key() -> Callable[[], object]:
    cases = _cases()
    return lambda: list(cases.all()[:PAGE])


@benchmark(f"cases, page after {FAR:,}: query by key")
def far_by_key() -> Callable[[], object]:
    cases = _cases()
    before = cases.values_list("pk", flat=True)[FAR - 1]
    found = [case.pk for case in cases.filter(pk__lt=before)[:PAGE]]
    if found != [case.pk for case in cases[FAR : FAR + PAGE]]:
        raise AssertionError("key and OFFSET give different pages: the comparison would mean nothing")
    return lambda: list(cases.filter(pk__lt=before)[:PAGE])


@benchmark(f"cases, page after {FAR:,}: query by OFFSET")
def far_by_offset() -> Callable[[], object]:
    cases = _cases()
    return lambda: list(cases.all()[FAR : FAR + PAGE])


def _page(url: str) -> Callable[[], object]:
    people = province()
    from tests import world

    client = world.client_of(people.manager)

    def run() -> None:
        if client.get(url).status_code != 200:
            raise AssertionError(url)

    return run


@benchmark("cases, first page: whole response")
def first_response() -> Callable[[], object]:
    return _page("/ho-so/")


@benchmark(f"cases, page after {FAR:,}: whole response")
def far_response() -> Callable[[], object]:
    before = _cases().values_list("pk", flat=True)[FAR - 1]
    return _page(f"/ho-so/?truoc={before}")


@benchmark("work list of a department officer: whole response")
def work_list() -> Callable[[], object]:
    people = province()
    from tests import world

    client = world.client_of(people.officer)
    return lambda: client.get("/")
