"""/chung-thu/: the register, and the same lines as CSV."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db.models import FETCH_RAISE, QuerySet
from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from certificates.domain.standing import Standing, standing
from certificates.forms import CertificateFilter
from certificates.models import Certificate
from certificates.selectors.register import Wanted, search
from certificates.selectors.scope import reads_others
from directory.domain.spreadsheet import csv_lines
from directory.policies import REGISTERS, ActorRequest, policy
from directory.selectors.keyset import NEWER_THAN, OLDER_THAN, keyset_page

COLUMNS = [
    {"label": "Tên chứng thư chữ ký số"},
    {"label": "Thuê bao"},
    {"label": "Cơ quan quản lý trực tiếp"},
    {"label": "Hết hạn", "nowrap": True},
    {"label": "Tình trạng"},
]
CSV_HEADER = (
    "Tên chứng thư chữ ký số",
    "Số hiệu chứng thư",
    "Thuê bao",
    "Loại thuê bao",
    "Cơ quan, tổ chức quản lý trực tiếp",
    "Địa chỉ thư điện tử công vụ",
    "Hiệu lực từ",
    "Hết hạn lúc",
    "Tình trạng",
    "Số lần đã gia hạn",
    "Thiết bị lưu khóa bí mật",
)


def standing_of(certificate: Certificate, *, at: datetime) -> Standing:
    """The certificate's standing for a chip."""
    return standing(
        status=certificate.status,
        not_before=certificate.not_before,
        not_after=certificate.not_after,
        revoked_at=certificate.revoked_at,
        at=at,
    )


def _asked(request: ActorRequest, now: datetime) -> tuple[CertificateFilter, QuerySet[Certificate]]:
    form = CertificateFilter(request.GET, actor=request.actor)
    form.is_valid()
    return form, search(actor=request.actor, wanted=form.wanted, at=now).fetch_mode(FETCH_RAISE)


@require_safe
@policy(REGISTERS)
def register(request: ActorRequest) -> HttpResponse:
    """The list; filters and keys of the page are in the address."""
    now = timezone.now()
    form, rows = _asked(request, now)
    page = keyset_page(rows, params=request.GET, noun="chứng thư")
    return render(
        request,
        "certificates/register.html",
        {
            "title": "Chứng thư chữ ký số" if reads_others(request.actor) else "Chứng thư chữ ký số của tôi",
            # A few lines of one's own need no filter.
            "filters": form if reads_others(request.actor) or form.wanted != Wanted() else None,
            "page": page,
            "columns": COLUMNS,
            "rows": [_row(certificate, at=now) for certificate in page.items],
            "filtered": form.wanted != Wanted(),
            "csv_url": csv_address(request, name="certificates:register_csv"),
        },
    )


def csv_address(request: ActorRequest, *, name: str) -> str:
    """The address of the whole list under the same filters."""
    kept = request.GET.copy()
    for key in (OLDER_THAN, NEWER_THAN):
        kept.pop(key, None)
    return f"{reverse(name)}?{kept.urlencode()}" if kept else reverse(name)


def _row(certificate: Certificate, *, at: datetime) -> dict[str, Any]:
    return {
        "cells": [
            {
                "text": certificate.common_name,
                "url": reverse("certificates:detail", args=[certificate.public_id]),
            },
            certificate.subscriber.name,
            certificate.managing_agency.name,
            f"{timezone.localtime(certificate.not_after):%d/%m/%Y}",
            {"tag": standing_of(certificate, at=at)},
        ]
    }


@require_safe
@policy(REGISTERS)
def register_csv(request: ActorRequest) -> HttpResponseBase:
    """The lines of the list as it is filtered, streamed, newest first; a cell is never a formula."""
    now = timezone.now()
    _, rows = _asked(request, now)
    lines = csv_lines(header=CSV_HEADER, rows=_cells(rows.prefetch_related("tokens").order_by("-pk"), at=now))
    response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="chung-thu-{timezone.localdate(now):%Y-%m-%d}.csv"'
    return response


def _cells(rows: QuerySet[Certificate], *, at: datetime) -> Iterator[list[str]]:
    for certificate in rows.iterator(chunk_size=1000):
        yield [
            certificate.common_name,
            certificate.serial_number,
            certificate.subscriber.name,
            certificate.subscriber.get_kind_display(),
            certificate.managing_agency.name,
            certificate.official_email,
            f"{timezone.localtime(certificate.not_before):%d/%m/%Y %H:%M}",
            f"{timezone.localtime(certificate.not_after):%d/%m/%Y %H:%M}",
            standing_of(certificate, at=at).label,
            str(certificate.renewal_count),
            ", ".join(sorted(token.serial_number for token in certificate.tokens.all())),
        ]
