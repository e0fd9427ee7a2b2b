"""What a subscriber has: each certificate in use with its device, on the first page after sign-in."""

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone

from certificates.models import Certificate
from certificates.selectors.scope import by_subscriber
from certificates.views.register import standing_of
from directory.selectors.roles import Actor
from tokens.views.register import state_tag

MOST = 5
COLUMNS = [
    {"label": "Chứng thư"},
    {"label": "Hết hạn", "nowrap": True},
    {"label": "Tình trạng"},
    {"label": "Thiết bị", "nowrap": True},
    {"label": "Tình trạng thiết bị"},
]


def own_things(*, actor: Actor, now: datetime) -> dict[str, Any]:
    """Context of components/table.html: {"columns", "rows"}, the certificate that lasts longest first; two queries."""
    mine = Certificate.objects.filter(by_subscriber(actor)).exclude(status=Certificate.Status.SUPERSEDED)
    found = mine.prefetch_related("tokens").order_by("-not_after", "-pk")[:MOST]
    return {"columns": COLUMNS, "rows": [_row(one, at=now) for one in found]}


def _row(certificate: Certificate, *, at: datetime) -> dict[str, Any]:
    token = next(iter(certificate.tokens.all()), None)
    return {
        "cells": [
            {"text": certificate.common_name, "url": reverse("certificates:detail", args=[certificate.public_id])},
            f"{timezone.localtime(certificate.not_after):%d/%m/%Y}",
            {"tag": standing_of(certificate, at=at)},
            {"text": token.serial_number, "url": reverse("tokens:detail", args=[token.public_id])}
            if token
            else "Không có",
            {"tag": state_tag(token)} if token else "",
        ]
    }
