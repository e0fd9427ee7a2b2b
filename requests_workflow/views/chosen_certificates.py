"""Certificates chosen for a draft and not saved in it yet: kept in the session until a save takes them over.

A change of information has no row before its new value is typed; until then the choice must not be lost.
"""

import uuid
from collections.abc import Iterable, Mapping

from django.http import HttpRequest

from requests_workflow.models import Dossier

KEY = "chosen_certificates"
# Choices for drafts that were left behind are dropped, the oldest first.
MOST_DRAFTS = 5


def keep_chosen(request: HttpRequest, *, dossier: Dossier, chosen: Mapping[uuid.UUID, Iterable[str]]) -> None:
    """Adds certificates (public id -> the services ticked) to what waits for the draft."""
    kept: dict[str, dict[str, list[str]]] = dict(request.session.get(KEY, {}))
    key = str(dossier.public_id)
    before = kept.pop(key, {})
    kept[key] = before | {str(one): list(services) for one, services in chosen.items()}
    request.session[KEY] = dict(list(kept.items())[-MOST_DRAFTS:])


def chosen_for(request: HttpRequest, *, dossier: Dossier) -> dict[uuid.UUID, list[str]]:
    """What waits for the draft, in the order chosen."""
    kept = request.session.get(KEY, {}).get(str(dossier.public_id), {})
    return {uuid.UUID(one): services for one, services in kept.items()}


def forget_chosen(request: HttpRequest, *, dossier: Dossier) -> None:
    """Called when the draft has been saved with its lines."""
    kept = dict(request.session.get(KEY, {}))
    if kept.pop(str(dossier.public_id), None) is not None:
        request.session[KEY] = kept
