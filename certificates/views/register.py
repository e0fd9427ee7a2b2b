"""/chung-thu/: the register, one certificate, and its file."""

import uuid
from typing import Any

from django.db.models import FETCH_RAISE
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from certificates.domain.standing import Standing, standing
from certificates.forms import CertificateFilter
from certificates.models import Certificate
from certificates.selectors.register import search, visible_to
from directory.policies import REGISTERS, ActorRequest, policy
from directory.selectors.keyset import keyset_page

COLUMNS = [
    {"label": "Tên chứng thư chữ ký số"},
    {"label": "Thuê bao"},
    {"label": "Cơ quan quản lý trực tiếp"},
    {"label": "Hết hạn", "nowrap": True},
    {"label": "Tình trạng", "nowrap": True},
]


def standing_of(certificate: Certificate, *, at: Any) -> Standing:
    """The certificate's standing for a chip."""
    return standing(
        status=certificate.status,
        not_before=certificate.not_before,
        not_after=certificate.not_after,
        revoked_at=certificate.revoked_at,
        at=at,
    )


@require_safe
@policy(REGISTERS)
def register(request: ActorRequest) -> HttpResponse:
    """The list; filters and keys of the page are in the address."""
    now = timezone.now()
    form = CertificateFilter(request.GET)
    form.is_valid()
    rows = search(
        actor=request.actor,
        text=form.cleaned_data.get("q", ""),
        standing=form.cleaned_data.get("tinh_trang", ""),
        at=now,
    )
    page = keyset_page(rows.fetch_mode(FETCH_RAISE), params=request.GET, noun="chứng thư")
    return render(
        request,
        "certificates/register.html",
        {
            "filters": form,
            "page": page,
            "columns": COLUMNS,
            "rows": [_row(certificate, at=now) for certificate in page.items],
            "filtered": any(form.cleaned_data.values()),
        },
    )


def _row(certificate: Certificate, *, at: Any) -> dict[str, Any]:
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
def detail(request: ActorRequest, public_id: uuid.UUID) -> HttpResponse:
    """One certificate with its history."""
    now = timezone.now()
    certificate = get_object_or_404(
        visible_to(request.actor)
        .select_related("subscriber__person", "subscriber__agency", "managing_agency", "predecessor", "successor")
        .defer("der", "predecessor__der", "successor__der"),
        public_id=public_id,
    )
    return render(
        request,
        "certificates/detail.html",
        {
            "certificate": certificate,
            "standing": standing_of(certificate, at=now),
            "facts": _facts(certificate),
            "technical": _technical(certificate),
            "chain": _chain(certificate, request=request, at=now),
            "history": _history(certificate),
        },
    )


def _facts(certificate: Certificate) -> list[dict[str, Any]]:
    subscriber = certificate.subscriber
    person = subscriber.person
    rows: list[dict[str, Any]] = [
        {"label": "Thuê bao", "value": subscriber.name, "note": subscriber.get_kind_display()},
        {"label": "Cơ quan, tổ chức công tác", "value": subscriber.agency.name},
        {"label": "Cơ quan, tổ chức quản lý trực tiếp", "value": certificate.managing_agency.name},
        {"label": "Địa chỉ thư điện tử công vụ", "value": certificate.official_email or "Không có"},
        {"label": "Hiệu lực từ", "value": _moment(certificate.not_before)},
        {"label": "Hết hạn lúc", "value": _moment(certificate.not_after)},
        {"label": "Số lần đã gia hạn", "value": str(certificate.renewal_count)},
    ]
    if person is not None:
        rows.insert(1, {"label": "Chức vụ", "value": person.position})
    if certificate.revoked_at:
        rows.append({"label": "Thu hồi lúc", "value": _moment(certificate.revoked_at)})
    return rows


def _technical(certificate: Certificate) -> list[dict[str, str]]:
    return [
        {"label": "Số hiệu chứng thư", "value": certificate.serial_number},
        {"label": "Vân tay SHA-256", "value": _grouped(certificate.fingerprint)},
        {"label": "Chủ thể", "value": certificate.subject},
        {"label": "Bên cấp", "value": certificate.issuer},
    ]


def _chain(certificate: Certificate, *, request: ActorRequest, at: Any) -> list[dict[str, Any]]:
    """The certificate before and the one after, with a link where the reader may open it."""
    near = [("Chứng thư trước", certificate.predecessor), ("Chứng thư sau", getattr(certificate, "successor", None))]
    known = [(label, other) for label, other in near if other is not None]
    if not known:
        return []
    ids = [other.pk for _, other in known]
    open_ids = set(visible_to(request.actor).filter(pk__in=ids).values_list("pk", flat=True))
    return [
        {
            "label": label,
            "value": other.common_name,
            "url": reverse("certificates:detail", args=[other.public_id]) if other.pk in open_ids else "",
            "note": f"{standing_of(other, at=at).label}; hết hạn lúc {_moment(other.not_after)}",
        }
        for label, other in known
    ]


def _history(certificate: Certificate) -> list[dict[str, Any]]:
    tones = {"active": "success", "superseded": "neutral", "revoked": "danger"}
    return [
        {
            "title": change.get_status_display(),
            "at": change.at,
            "comment": change.reason,
            "tone": tones.get(change.status, "info"),
        }
        for change in certificate.status_changes.order_by("at", "id")
    ]


def _moment(at: Any) -> str:
    return f"{timezone.localtime(at):%d/%m/%Y %H:%M}"


def _grouped(fingerprint: str) -> str:
    """Hex in groups of four, which people can compare aloud."""
    return " ".join(fingerprint[i : i + 4] for i in range(0, len(fingerprint), 4))


@require_safe
@policy(REGISTERS)
def download(request: ActorRequest, public_id: uuid.UUID) -> HttpResponse:
    """The certificate itself (DER); it is public by nature, yet only readers of the register find it here."""
    certificate = get_object_or_404(visible_to(request.actor), public_id=public_id)
    response = HttpResponse(bytes(certificate.der), content_type="application/pkix-cert")
    response["Content-Disposition"] = f'attachment; filename="chung-thu-{certificate.serial_number}.cer"'
    return response
