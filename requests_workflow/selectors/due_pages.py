"""Pages of a list in order of a due instant, by key (instant, id), the first due first."""

import re
from datetime import UTC, datetime, timedelta

from django.db.models import Model, Q, QuerySet
from django.http import QueryDict

from directory.selectors.keyset import COUNT_LIMIT, NEWER_THAN, OLDER_THAN, PAGE_SIZE, KeysetPage

_BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def due_page[M: Model](
    rows: QuerySet[M], *, params: QueryDict, noun: str, column: str = "due_at", size: int = PAGE_SIZE
) -> KeysetPage[M]:
    """The page that the address asks for, in two queries; a key that cannot be read is passed over.

    `column` is an instant that is never empty; `noun` names the entries in the summary. The other parameters of the
    address stay in the links.
    """
    after, before = _key(params.get(OLDER_THAN)), _key(params.get(NEWER_THAN))
    items: list[M] = []
    has_next = has_previous = False
    if before is not None:
        at, pk = before
        earlier = rows.filter(Q(**{f"{column}__lt": at}) | Q(**{column: at}, pk__lt=pk))
        found = list(earlier.order_by(f"-{column}", "-id")[: size + 1])
        items, has_previous, has_next = found[:size][::-1], len(found) > size, bool(found)
    if not items:
        later = rows
        if after is not None:
            at, pk = after
            later = rows.filter(Q(**{f"{column}__gt": at}) | Q(**{column: at}, pk__gt=pk))
        found = list(later.order_by(column, "id")[: size + 1])
        items, has_previous, has_next = found[:size], after is not None and bool(found), len(found) > size
    total = rows.order_by()[: COUNT_LIMIT + 1].count()
    counted = "hơn 10.000" if total > COUNT_LIMIT else f"{total:,}".replace(",", ".")
    return KeysetPage(
        items=items,
        previous_url=_url(params, NEWER_THAN, items[0], column) if has_previous and items else "",
        next_url=_url(params, OLDER_THAN, items[-1], column) if has_next and items else "",
        summary=f"{len(items)} {noun} trên trang này, trong {counted}",
    )


def _key(text: str | None) -> tuple[datetime, int] | None:
    """ "1799999999000000-42": microseconds since 1970 and the id."""
    if not text or not re.fullmatch(r"[0-9]{1,17}-[0-9]{1,18}", text):
        return None
    at, _, pk = text.partition("-")
    return _BEGINNING + timedelta(microseconds=int(at)), int(pk)


def _url(params: QueryDict, name: str, one: Model, column: str) -> str:
    kept = params.copy()
    kept.pop(OLDER_THAN, None)
    kept.pop(NEWER_THAN, None)
    kept[name] = f"{(getattr(one, column) - _BEGINNING) // _MICROSECOND}-{one.pk}"
    return f"?{kept.urlencode()}"
