"""/thiet-bi/: the register and one device."""

import uuid
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.db.models import FETCH_RAISE
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from certificates.domain.standing import standing
from certificates.models import Certificate
from certificates.selectors import register as certificate_register
from directory.policies import REGISTERS, ActorRequest, policy
from directory.selectors.keyset import keyset_page
from tokens.forms import TokenFilter
from tokens.models import Token
from tokens.selectors.register import DRAFTERS, can_be_reported, may_report, search, visible_to

COLUMNS = [
    {"label": "Số hiệu thiết bị", "nowrap": True},
    {"label": "Loại", "nowrap": True},
    {"label": "Thuê bao"},
    {"label": "Cơ quan quản lý"},
    {"label": "Tình trạng", "nowrap": True},
    {"label": "Chứng thư đang cài", "nowrap": True},
]
CUSTODY_COLUMNS = [
    {"label": "Người giữ"},
    {"label": "Cơ quan"},
    {"label": "Từ lúc"},
    {"label": "Đến lúc"},
    {"label": "Tình trạng khi nhận"},
    {"label": "Lý do"},
    {"label": "Hồ sơ"},
]
RECOVERY_COLUMNS = [
    {"label": "Thực hiện lúc"},
    {"label": "Hình thức"},
    {"label": "Công cụ"},
    {"label": "Người thực hiện"},
    {"label": "Hồ sơ"},
]
REPORT_COLUMNS = [{"label": "Báo lúc"}, {"label": "Người báo"}, {"label": "Mô tả"}, {"label": "Xử lý", "nowrap": True}]
TONES = {
    Token.State.IN_STOCK: "info",
    Token.State.IN_USE: "success",
    Token.State.LOCKED: "warning",
    Token.State.LOST: "danger",
    Token.State.RETURNED: "neutral",
}
ICONS = {Token.State.LOCKED: "lock", Token.State.RETURNED: "return"}


def state_tag(token: Token) -> dict[str, str]:
    """Word, tone and icon of the device's state."""
    state = Token.State(token.state)
    return {"label": state.label, "tone": TONES[state], "icon": ICONS.get(state, "")}


@require_safe
@policy(REGISTERS)
def register(request: ActorRequest) -> HttpResponse:
    """The list; filters and keys of the page are in the address."""
    now = timezone.now()
    form = TokenFilter(request.GET)
    form.is_valid()
    rows = search(
        actor=request.actor,
        text=form.cleaned_data.get("q", ""),
        kind=form.cleaned_data.get("loai", ""),
        state=form.cleaned_data.get("tinh_trang", ""),
    )
    page = keyset_page(rows.fetch_mode(FETCH_RAISE), params=request.GET, noun="thiết bị")
    return render(
        request,
        "tokens/register.html",
        {
            "filters": form,
            "page": page,
            "columns": COLUMNS,
            "rows": [_row(token, at=now) for token in page.items],
            "filtered": any(form.cleaned_data.values()),
        },
    )


def _row(token: Token, *, at: datetime) -> dict[str, Any]:
    return {
        "cells": [
            {"text": token.serial_number, "url": reverse("tokens:detail", args=[token.public_id])},
            token.get_kind_display(),
            token.subscriber.name if token.subscriber else "Chưa cấp cho ai",
            token.managing_agency.name,
            {"tag": state_tag(token)},
            {"tag": _standing(token.certificate, at=at)} if token.certificate else "Không có",
        ]
    }


def _standing(certificate: Certificate, *, at: datetime) -> Any:
    return standing(
        status=certificate.status,
        not_before=certificate.not_before,
        not_after=certificate.not_after,
        revoked_at=certificate.revoked_at,
        at=at,
    )


@require_safe
@policy(REGISTERS)
def detail(request: ActorRequest, public_id: uuid.UUID) -> HttpResponse:
    """One device: what is on it, who held it, what was done to it, and what the reader can do now."""
    now = timezone.now()
    token = get_object_or_404(
        visible_to(request.actor)
        .select_related("subscriber__agency", "managing_agency", "certificate")
        .defer("certificate__der"),
        public_id=public_id,
    )
    reports = list(token.lock_reports.select_related("reported_by__person").order_by("-reported_at", "-id"))
    waiting = next((report for report in reports if report.settled_at is None), None)
    return render(
        request,
        "tokens/detail.html",
        {
            "token": token,
            "state": state_tag(token),
            "facts": _facts(token, request=request, at=now),
            "acts": _acts(token, request=request, reported=waiting is not None),
            "waiting": waiting,
            "custody_columns": CUSTODY_COLUMNS,
            "custody": _custody(token),
            "recovery_columns": RECOVERY_COLUMNS,
            "recoveries": _recoveries(token),
            "report_columns": REPORT_COLUMNS,
            "reports": [
                {
                    "cells": [
                        f"{timezone.localtime(r.reported_at):%d/%m/%Y %H:%M}",
                        str(r.reported_by),
                        r.note or "Không có",
                        _case_cell(r.case_ref) if r.settled_at else {"tag": {"label": "Chờ xử lý", "tone": "warning"}},
                    ]
                }
                for r in reports
            ],
            "cases_url": f"/ho-so/?{urlencode({'q': token.serial_number})}",
        },
    )


def _facts(token: Token, *, request: ActorRequest, at: datetime) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = [
        {"label": "Loại thiết bị", "value": token.get_kind_display(), "note": token.model},
        {
            "label": "Thuê bao",
            "value": token.subscriber.name if token.subscriber else "Chưa cấp cho ai",
            "note": token.subscriber.agency.name if token.subscriber else "",
        },
        {"label": "Cơ quan quản lý", "value": token.managing_agency.name},
        {"label": "Số lần khôi phục", "value": str(token.recovery_count)},
    ]
    certificate = token.certificate
    if certificate is None:
        return [*rows, {"label": "Chứng thư đang cài", "value": "Không có"}]
    opens = certificate_register.visible_to(request.actor).filter(pk=certificate.pk).exists()
    chip = _standing(certificate, at=at)
    rows.append(
        {
            "label": "Chứng thư đang cài",
            "value": certificate.common_name,
            "url": reverse("certificates:detail", args=[certificate.public_id]) if opens else "",
            "note": f"{chip.label}; hết hạn ngày {timezone.localtime(certificate.not_after):%d/%m/%Y}",
        }
    )
    return rows


def _acts(token: Token, *, request: ActorRequest, reported: bool) -> list[dict[str, Any]]:
    """Buttons of this reader; what cannot be done now is shown with the reason."""
    acts: list[dict[str, Any]] = []
    if may_report(actor=request.actor, token=token) and not reported:
        refusals = []
        if not can_be_reported(token):
            state = token.get_state_display()
            refusals = [{"text": f"thiết bị đang ở tình trạng “{state}”, không phải đang sử dụng.", "clause": ""}]
        acts.append(
            {
                "label": "Báo thiết bị bị khóa",
                "allowed": not refusals,
                "url": reverse("tokens:report_locked", args=[token.public_id]),
                "refusals": refusals,
            }
        )
    if DRAFTERS & request.actor.roles_for(token.managing_agency) and can_be_reported(token):
        acts.append(
            {
                "label": "Lập hồ sơ khôi phục",
                "allowed": True,
                "tone": "" if reported else "secondary",
                "url": f"/ho-so/moi/khoi-phuc/?{urlencode({'thiet-bi': str(token.public_id)})}",
            }
        )
    return acts


def _custody(token: Token) -> list[dict[str, Any]]:
    """Who held it, newest first."""
    rows = token.custody.select_related("holder_person", "holder_agency").order_by("-since", "-id")
    return [
        {
            "cells": [
                str(c.holder_person or c.holder_agency),
                c.holder_agency.name,
                f"{timezone.localtime(c.since):%d/%m/%Y %H:%M}",
                f"{timezone.localtime(c.until):%d/%m/%Y %H:%M}" if c.until else "Đang giữ",
                c.condition,
                _reason(c.reason, c.decision_number, c.decision_date),
                _case_cell(c.case_ref),
            ]
        }
        for c in rows
    ]


def _reason(reason: str, number: str, day: Any) -> str:
    if not number:
        return reason
    return f"{reason} (Quyết định số {number}{f' ngày {day:%d/%m/%Y}' if day else ''})"


def _recoveries(token: Token) -> list[dict[str, Any]]:
    rows = token.recoveries.select_related("operator").order_by("-performed_at", "-id")
    return [
        {
            "cells": [
                f"{timezone.localtime(r.performed_at):%d/%m/%Y %H:%M}",
                r.get_way_display(),
                r.tool,
                str(r.operator),
                _case_cell(r.case_ref),
            ]
        }
        for r in rows
    ]


def _case_cell(code: str) -> Any:
    """The case by its code; the list of cases decides whether the reader may open it."""
    return {"text": code, "url": f"/ho-so/?{urlencode({'q': code})}"} if code else "Không có"
