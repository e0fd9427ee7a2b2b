"""Typed data that outlives an expired session: kept in the anonymous session until the same address is opened again."""

from django.http import HttpRequest, QueryDict

KEY = "kept_post"
MOST_BYTES = 200_000
SECRET_FIELDS = ("password", "csrfmiddlewaretoken", "code")


def keep_post(request: HttpRequest) -> None:
    """Called when a POST arrives without a session: keeps its text fields (no files, no passwords) for this address.

    The session key changes at sign-in and its data moves along, so nobody else can pick it up.
    """
    data = request.POST.copy()
    for name in SECRET_FIELDS:
        data.pop(name, None)
    typed = data.urlencode()
    if 0 < len(typed) <= MOST_BYTES:
        request.session[KEY] = {"path": request.path, "data": typed}


def kept_post(request: HttpRequest) -> QueryDict | None:
    """The data kept for this address, once; None where there is none."""
    kept = request.session.get(KEY)
    if request.method != "GET" or not kept or kept["path"] != request.path:
        return None
    del request.session[KEY]
    return QueryDict(kept["data"])
