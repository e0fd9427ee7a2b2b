"""The list of rows of a large dossier: pages of fifty, one state alone, and an address that asks for nonsense."""

from types import SimpleNamespace
from typing import Any

from django.http import QueryDict

from requests_workflow.views.row_pages import page_of


def rows(*states: str) -> list[dict[str, Any]]:
    return [
        {"request": SimpleNamespace(state=state, position=number), "state": {"label": state.upper()}}
        for number, state in enumerate(states, start=1)
    ]


def listed(found: list[dict[str, Any]], address: str = "") -> tuple[list[int], dict[str, Any], dict[str, Any]]:
    page = page_of(found, params=QueryDict(address), noun="người")
    return (
        [one["request"].position for one in page["rows"]],
        page["page"],
        {tab["label"]: tab for tab in page["tabs"]},
    )


def test_fifty_rows_stand_on_one_page():
    shown, page, tabs = listed(rows(*["issued"] * 50))
    assert len(shown) == 50
    assert not page
    assert not tabs


def test_every_row_of_a_large_dossier_is_on_one_page_and_one_only():
    found = rows(*["issued"] * 120)
    seen: list[int] = []
    address = ""
    while True:
        shown, page, tabs = listed(found, address)
        seen += shown
        if not page["next_url"]:
            break
        address = page["next_url"].removeprefix("?").removesuffix("#danh-sach")
    assert seen == list(range(1, 121))
    assert page["summary"] == "Người 101–120 trong 120"
    assert page["previous_url"] == "?dong=51#danh-sach"
    assert not tabs


def test_a_state_is_listed_alone_with_its_count_and_its_own_pages():
    found = rows(*["issued", "refused"] * 60)
    shown, page, tabs = listed(found, "tinh-trang=refused")
    assert shown[:2] == [2, 4]
    assert page["next_url"] == "?tinh-trang=refused&dong=51#danh-sach"
    assert {label: tab["count"] for label, tab in tabs.items()} == {"Tất cả": 120, "ISSUED": 60, "REFUSED": 60}
    assert [label for label, tab in tabs.items() if tab["current"]] == ["REFUSED"]
    assert listed(found, "tinh-trang=refused&dong=60")[0] == list(range(102, 121, 2))


def test_an_address_that_asks_for_nonsense_shows_the_beginning():
    found = rows(*["issued", "refused"] * 30)
    for address in ("dong=-3", "dong=0", "dong=999", "dong=%C2%B2", "dong=x", "dong=" + "9" * 5000, "tinh-trang=nope"):
        shown, page, tabs = listed(found, address)
        assert shown[0] == 1, address
        assert page["summary"] == "Người 1–50 trong 60"
        assert tabs["Tất cả"]["current"]
