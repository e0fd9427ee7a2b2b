"""/thiet-bi/: the register, and the same lines as CSV."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db.models import FETCH_RAISE, Prefetch, QuerySet
from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from certificates.domain.standing import Standing, standing
from certificates.models import Certificate
from certificates.selectors.scope import reads_others
from certificates.views.register import csv_address
from directory.domain.spreadsheet import csv_lines
from directory.policies import REGISTERS, ActorRequest, policy
from directory.selectors.keyset import keyset_page
from tokens.forms import TokenFilter
from tokens.models import Custody, Token
from tokens.selectors.register import Wanted, search

COLUMNS = [
    {"label": "Số hiệu thiết bị", "nowrap": True},
    {"label": "Loại", "nowrap": True},
    {"label": "Thuê bao"},
    {"label": "Cơ quan quản lý"},
    {"label": "Đang giữ"},
    {"label": "Tình trạng", "nowrap": True},
    {"label": "Chứng thư đang cài"},
]
CSV_HEADER = (
    "Số hiệu thiết bị",
    "Loại",
    "Chủng loại",
    "Thuê bao",
    "Cơ quan quản lý",
    "Đang giữ",
    "Cơ quan của người giữ",
    "Giữ từ lúc",
    "Tình trạng",
    "Số lần khôi phục",
    "Số hiệu chứng thư đang cài",
    "Tình trạng chứng thư",
)
TONES = {
    Token.State.IN_STOCK: "info",
    Token.State.IN_USE: "success",
    Token.State.LOCKED: "warning",
    Token.State.LOST: "danger",
    Token.State.RETURNED: "neutral",
}
ICONS = {Token.State.LOCKED: "lock", Token.State.RETURNED: "return"}
NOT_ISSUED = "Chưa cấp cho ai"
NOBODY = "Chưa ghi"


def state_tag(token: Token) -> dict[str, str]:
    """Word, tone and icon of the device's state."""
    state = Token.State(token.state)
    return {"label": state.label, "tone": TONES[state], "icon": ICONS.get(state, "")}


def standing_of(certificate: Certificate, *, at: datetime) -> Standing:
    """The standing of the certificate on a device, for a chip."""
    return standing(
        status=certificate.status,
        not_before=certificate.not_before,
        not_after=certificate.not_after,
        revoked_at=certificate.revoked_at,
        at=at,
    )


def _asked(request: ActorRequest, now: datetime) -> tuple[TokenFilter, QuerySet[Token]]:
    form = TokenFilter(request.GET, actor=request.actor)
    form.is_valid()
    held = Custody.objects.filter(until__isnull=True).select_related("holder_person", "holder_agency")
    rows = search(actor=request.actor, wanted=form.wanted, at=now).prefetch_related(
        Prefetch("custody", queryset=held.fetch_mode(FETCH_RAISE), to_attr="held")
    )
    return form, rows.fetch_mode(FETCH_RAISE)


def _holder(token: Any) -> Custody | None:
    """The open custody row, which the list has fetched."""
    held: list[Custody] = token.held
    return held[0] if held else None


@require_safe
@policy(REGISTERS)
def register(request: ActorRequest) -> HttpResponse:
    """The list; filters and keys of the page are in the address."""
    now = timezone.now()
    form, rows = _asked(request, now)
    page = keyset_page(rows, params=request.GET, noun="thiết bị")
    return render(
        request,
        "tokens/register.html",
        {
            "title": "Thiết bị lưu khóa bí mật" if reads_others(request.actor) else "Thiết bị lưu khóa bí mật của tôi",
            # A few lines of one's own need no filter.
            "filters": form if reads_others(request.actor) or form.wanted != Wanted() else None,
            "page": page,
            "columns": COLUMNS,
            "rows": [_row(token, at=now) for token in page.items],
            "filtered": form.wanted != Wanted(),
            "csv_url": csv_address(request, name="tokens:register_csv"),
        },
    )


def _row(token: Token, *, at: datetime) -> dict[str, Any]:
    holder = _holder(token)
    return {
        "cells": [
            {"text": token.serial_number, "url": reverse("tokens:detail", args=[token.public_id])},
            token.get_kind_display(),
            token.subscriber.name if token.subscriber else NOT_ISSUED,
            token.managing_agency.name,
            str(holder.holder_person or holder.holder_agency) if holder else NOBODY,
            {"tag": state_tag(token)},
            {"tag": standing_of(token.certificate, at=at)} if token.certificate else "Không có",
        ]
    }


@require_safe
@policy(REGISTERS)
def register_csv(request: ActorRequest) -> HttpResponseBase:
    """The lines of the list as it is filtered, streamed, newest first; a cell is never a formula."""
    now = timezone.now()
    _, rows = _asked(request, now)
    lines = csv_lines(header=CSV_HEADER, rows=_cells(rows.order_by("-pk"), at=now))
    response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="thiet-bi-{timezone.localdate(now):%Y-%m-%d}.csv"'
    return response


def _cells(rows: QuerySet[Token], *, at: datetime) -> Iterator[list[str]]:
    for token in rows.iterator(chunk_size=1000):
        holder, certificate = _holder(token), token.certificate
        yield [
            token.serial_number,
            token.get_kind_display(),
            token.model,
            token.subscriber.name if token.subscriber else NOT_ISSUED,
            token.managing_agency.name,
            str(holder.holder_person or "") if holder else NOBODY,
            holder.holder_agency.name if holder else "",
            f"{timezone.localtime(holder.since):%d/%m/%Y %H:%M}" if holder else "",
            token.get_state_display(),
            str(token.recovery_count),
            certificate.serial_number if certificate else "",
            standing_of(certificate, at=at).label if certificate else "",
        ]
