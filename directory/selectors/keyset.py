"""Pages of a long list by key, never by offset: a far page costs what the first one costs."""

import re
from dataclasses import dataclass

from django.db.models import Model, QuerySet
from django.http import QueryDict

# Names of the keys in the address: entries older than, entries newer than.
OLDER_THAN = "sau"
NEWER_THAN = "truoc"
PAGE_SIZE = 25
# Nobody reads the ten-thousandth line; counting on would cost a scan of the whole table.
COUNT_LIMIT = 10_000


@dataclass(frozen=True)
class KeysetPage[M: Model]:
    """One page, newest id first, in the shape that components/pagination.html takes."""

    items: list[M]
    previous_url: str
    next_url: str
    summary: str


def keyset_page[M: Model](rows: QuerySet[M], *, params: QueryDict, noun: str, size: int = PAGE_SIZE) -> KeysetPage[M]:
    """The page that the address asks for, in two queries; a key that is no number is passed over.

    `noun` names the entries in the summary ("thiết bị"). The other parameters of the address stay in the links.
    """
    older, newer = _key(params.get(OLDER_THAN)), _key(params.get(NEWER_THAN))
    if newer is not None:
        found = list(rows.filter(pk__gt=newer).order_by("pk")[: size + 1])
        items, has_newer, has_older = found[:size][::-1], len(found) > size, True
        if not items:
            newer = None
    if newer is None:
        earlier = rows.filter(pk__lt=older) if older is not None else rows
        found = list(earlier.order_by("-pk")[: size + 1])
        items, has_newer, has_older = found[:size], older is not None, len(found) > size
    first, last = (items[0].pk, items[-1].pk) if items else (None, None)
    return KeysetPage(
        items=items,
        previous_url=_url(params, NEWER_THAN, first) if has_newer and items else "",
        next_url=_url(params, OLDER_THAN, last) if has_older and items else "",
        summary=_summary(rows, shown=len(items), noun=noun),
    )


def _summary[M: Model](rows: QuerySet[M], *, shown: int, noun: str) -> str:
    total = rows.order_by()[: COUNT_LIMIT + 1].count()
    if total > COUNT_LIMIT:
        return f"{shown} {noun} trên trang này, trong hơn 10.000"
    counted = f"{total:,}".replace(",", ".")
    return f"{shown} {noun} trên trang này, trong {counted}"


def _key(text: str | None) -> int | None:
    return int(text) if text and re.fullmatch(r"[0-9]{1,18}", text) else None


def _url(params: QueryDict, name: str, key: int | None) -> str:
    kept = params.copy()
    kept.pop(OLDER_THAN, None)
    kept.pop(NEWER_THAN, None)
    kept[name] = str(key)
    return f"?{kept.urlencode()}"
