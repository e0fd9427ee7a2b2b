"""Pages of the list of expiring certificates by key (instant of expiry, id), the first to expire first."""

import re
from datetime import UTC, datetime, timedelta

from django.db.models import Q, QuerySet
from django.http import QueryDict

from certificates.models import Certificate
from directory.selectors.keyset import COUNT_LIMIT, NEWER_THAN, OLDER_THAN, PAGE_SIZE, KeysetPage

_BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def expiry_page(rows: QuerySet[Certificate], *, params: QueryDict, size: int = PAGE_SIZE) -> KeysetPage[Certificate]:
    """The page that the address asks for, in two queries; `rows` are in order of (not_after, id).

    A key that cannot be read is passed over. The other parameters of the address stay in the links.
    """
    after, before = _key(params.get(OLDER_THAN)), _key(params.get(NEWER_THAN))
    items: list[Certificate] = []
    has_next = has_previous = False
    if before is not None:
        at, pk = before
        earlier = rows.filter(Q(not_after__lt=at) | Q(not_after=at, pk__lt=pk), not_after__lte=at)
        found = list(earlier.order_by("-not_after", "-id")[: size + 1])
        items, has_previous, has_next = found[:size][::-1], len(found) > size, bool(found)
    if not items:
        later = rows
        if after is not None:
            at, pk = after
            # The first condition is what the index can use.
            later = rows.filter(Q(not_after__gt=at) | Q(not_after=at, pk__gt=pk), not_after__gte=at)
        found = list(later[: size + 1])
        items, has_previous, has_next = found[:size], after is not None and bool(found), len(found) > size
    return KeysetPage(
        items=items,
        previous_url=_url(params, NEWER_THAN, items[0]) if has_previous and items else "",
        next_url=_url(params, OLDER_THAN, items[-1]) if has_next and items else "",
        summary=_summary(rows, shown=len(items)),
    )


def _summary(rows: QuerySet[Certificate], *, shown: int) -> str:
    total = rows.order_by()[: COUNT_LIMIT + 1].count()
    counted = "hơn 10.000" if total > COUNT_LIMIT else f"{total:,}".replace(",", ".")
    return f"{shown} chứng thư trên trang này, trong {counted}"


def _key(text: str | None) -> tuple[datetime, int] | None:
    """ "1799999999000000-42": microseconds since 1970 and the id."""
    if not text or not re.fullmatch(r"[0-9]{1,17}-[0-9]{1,18}", text):
        return None
    at, _, pk = text.partition("-")
    return _BEGINNING + timedelta(microseconds=int(at)), int(pk)


def _url(params: QueryDict, name: str, certificate: Certificate) -> str:
    kept = params.copy()
    kept.pop(OLDER_THAN, None)
    kept.pop(NEWER_THAN, None)
    kept[name] = f"{(certificate.not_after - _BEGINNING) // _MICROSECOND}-{certificate.pk}"
    return f"?{kept.urlencode()}"
