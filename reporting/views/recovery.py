"""/bao-cao/khoi-phuc/: cases of Mẫu 06 by period, counts that open into lists, and the same lines as CSV."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.db.models import FETCH_RAISE, QuerySet
from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from directory.domain.spreadsheet import csv_lines
from directory.policies import REPORTS, ActorRequest, policy
from directory.selectors.keyset import keyset_page
from reporting.domain.durations import in_words
from reporting.forms import ReportFilter
from reporting.selectors.recovery_cases import OUTCOMES, PUNCTUALITY, Totals, cases, narrowed, totals, with_details
from reporting.views.tabs import tabs_of
from requests_workflow.models import Dossier

COLUMNS: list[dict[str, Any]] = [
    {"label": "Mã hồ sơ", "nowrap": True},
    {"label": "Cơ quan đề nghị"},
    {"label": "Số thiết bị", "numeric": True},
    {"label": "Tiếp nhận lần đầu"},
    {"label": "Nhận hợp lệ"},
    {"label": "Hạn"},
    {"label": "Giải quyết xong"},
    {"label": "Thời gian tạm dừng"},
    {"label": "Kết quả", "nowrap": True},
    {"label": "Thời hạn", "nowrap": True},
]
OUTCOME_TONES = {"recovered": "success", "refused": "danger", "withdrawn": "neutral", "open": "info"}
PUNCTUALITY_TONES = {"on_time": "success", "late": "danger", "running": "info", "paused": "warning", "none": "neutral"}


def _asked(request: ActorRequest, now: datetime) -> tuple[ReportFilter, QuerySet[Dossier], QuerySet[Dossier]]:
    """The filter, all cases of the period, and those of the drill-down."""
    form = ReportFilter(request.GET, today=timezone.localdate(now))
    form.is_valid()
    rows = cases(actor=request.actor, period=form.period, now=now)
    chosen = form.cleaned_data
    return form, rows, narrowed(rows, outcome=chosen.get("ket_qua", ""), punctuality=chosen.get("han", ""))


@require_safe
@policy(REPORTS)
def recovery_report(request: ActorRequest) -> HttpResponse:
    """Counts on top, then the cases; each count is a link to its own cases."""
    now = timezone.now()
    form, rows, chosen = _asked(request, now)
    period = form.period
    address = {"ky": period.kind, "so": str(period.number), "nam": str(period.year)}
    shown = ReportFilter(
        {**address, "ket_qua": request.GET.get("ket_qua", ""), "han": request.GET.get("han", "")}, today=form.today
    )
    drill = {key: request.GET[key] for key in ("ket_qua", "han") if request.GET.get(key)}
    page = keyset_page(with_details(chosen, now=now).fetch_mode(FETCH_RAISE), params=request.GET, noun="hồ sơ")
    return render(
        request,
        "reporting/recovery.html",
        {
            "tabs": tabs_of(request),
            "filters": shown,
            "period": period,
            "stats": _stats(totals(rows), address),
            "page": page,
            "columns": COLUMNS,
            "rows": [_row(dossier) for dossier in page.items],
            "csv_url": f"/bao-cao/khoi-phuc.csv?{urlencode(address | drill)}",
            "drilled": bool(drill),
        },
    )


def _stats(found: Totals, address: dict[str, str]) -> list[dict[str, Any]]:
    def stat(words: str, number: Any, tone: str, **drill: str) -> dict[str, Any]:
        return {
            "label": words,
            "number": number,
            "tone": tone,
            "url": f"/bao-cao/khoi-phuc/?{urlencode(address | drill)}",
        }

    return [
        stat("hồ sơ đã tiếp nhận", found.received, "info"),
        stat("đã khôi phục", found.recovered, "success", ket_qua="recovered"),
        stat("từ chối", found.refused, "danger", ket_qua="refused"),
        stat("cơ quan rút", found.withdrawn, "neutral", ket_qua="withdrawn"),
        stat("đang giải quyết", found.open, "info", ket_qua="open"),
        stat("quá hạn", found.late, "danger" if found.late else "neutral", han="late"),
        stat("đúng hạn, trong số đã giải quyết xong", found.on_time_share, "success", han="on_time"),
    ]


def _row(dossier: Any) -> dict[str, Any]:
    late = dossier.punctuality == "late"
    return {
        "tone": "danger" if late else "",
        "cells": [
            {"text": dossier.code, "url": f"/ho-so/{dossier.public_id}/"},
            dossier.managing_agency.name,
            str(dossier.device_count or 0),
            _moment(dossier.first_received_at),
            _moment(dossier.valid_received_at),
            _moment(dossier.due_at),
            _moment(dossier.answered_at),
            in_words(dossier.suspended),
            {"tag": {"label": OUTCOMES[dossier.outcome], "tone": OUTCOME_TONES[dossier.outcome]}},
            {"tag": {"label": PUNCTUALITY[dossier.punctuality], "tone": PUNCTUALITY_TONES[dossier.punctuality]}},
        ],
    }


def _moment(at: datetime | None) -> str:
    return f"{timezone.localtime(at):%d/%m/%Y %H:%M}" if at else "Chưa có"


@require_safe
@policy(REPORTS)
def recovery_csv(request: ActorRequest) -> HttpResponseBase:
    """The lines of the drill-down, streamed; a cell is never a formula."""
    now = timezone.now()
    form, _, chosen = _asked(request, now)
    period = form.period
    rows = with_details(chosen, now=now).order_by("-pk").fetch_mode(FETCH_RAISE)
    header = [*(str(column["label"]) for column in COLUMNS), "Số văn bản", "Nơi nhận"]
    response = StreamingHttpResponse(
        csv_lines(header=header, rows=_cells(rows)), content_type="text/csv; charset=utf-8"
    )
    name = f"khoi-phuc-{period.kind}-{period.number}-{period.year}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _cells(rows: QuerySet[Dossier]) -> Iterator[list[str]]:
    found: Any
    for found in rows.iterator(chunk_size=1000):
        yield [
            found.code,
            found.managing_agency.name,
            str(found.device_count or 0),
            *(
                _moment(at)
                for at in (found.first_received_at, found.valid_received_at, found.due_at, found.answered_at)
            ),
            in_words(found.suspended),
            OUTCOMES[found.outcome],
            PUNCTUALITY[found.punctuality],
            found.full_number,
            found.recipient.name if found.recipient else "",
        ]
