"""A long list of rows on the case page: a page of it, or the rows of one state alone; the address names both."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from django.http import QueryDict

PAGE = 50
FROM, STATE = "dong", "tinh-trang"


def page_of(shown: Sequence[dict[str, Any]], *, params: QueryDict, noun: str) -> dict[str, Any]:
    """{"rows", "tabs", "page"}: contexts of the table of rows, components/tabs.html and components/pagination.html.

    `shown` are rows as case_rows.rows_shown gives them; `noun` names them in the summary ("người"). A list of PAGE rows
    or fewer is shown whole, and an address that asks for a state or a row that is not there shows the beginning.
    """
    if len(shown) <= PAGE:
        return {"rows": list(shown), "tabs": [], "page": {}}
    wanted = params.get(STATE, "")
    chosen = [one for one in shown if one["request"].state == wanted] or list(shown)
    state = wanted if len(chosen) < len(shown) else ""
    asked = params.get(FROM, "")
    start = (int(asked) - 1) // PAGE * PAGE if asked.isdecimal() and 0 < int(asked[:9]) <= len(chosen) else 0
    end = min(start + PAGE, len(chosen))
    return {
        "rows": chosen[start:end],
        "tabs": _tabs(shown, state=state),
        "page": {
            "previous_url": _address(state=state, start=start - PAGE) if start else "",
            "next_url": _address(state=state, start=end) if end < len(chosen) else "",
            "summary": f"{noun.capitalize()} {start + 1}–{end} trong {len(chosen)}",
        },
    }


def _tabs(shown: Sequence[dict[str, Any]], *, state: str) -> list[dict[str, Any]]:
    labels = {one["request"].state: one["state"]["label"] for one in shown}
    if len(labels) == 1:
        return []
    counts = Counter(one["request"].state for one in shown)
    whole = {"url": _address(state="", start=0), "label": "Tất cả", "count": len(shown), "current": not state}
    return [
        whole,
        *(
            {"url": _address(state=key, start=0), "label": label, "count": counts[key], "current": key == state}
            for key, label in labels.items()
        ),
    ]


def _address(*, state: str, start: int) -> str:
    params = QueryDict(mutable=True)
    if state:
        params[STATE] = state
    if start:
        params[FROM] = str(start + 1)
    return f"?{params.urlencode()}#danh-sach"
