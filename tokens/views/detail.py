"""/thiet-bi/<id>/: one device – who holds it, its whole history, and what the reader can do now."""

import uuid
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from certificates.selectors import register as certificate_register
from directory.policies import REGISTERS, ActorRequest, policy
from tokens.models import Custody, KeeperChange, Token
from tokens.selectors.keeping import change_and_loan, loan_is_late, why_not_given
from tokens.selectors.register import (
    DRAFTERS,
    TOKEN_CASE_LINKS,
    can_be_reported,
    may_correct_serial,
    may_hand_over,
    may_read_minutes,
    may_report,
    visible_to,
)
from tokens.services.scans import is_scan
from tokens.views.register import NOT_ISSUED, standing_of, state_tag

CUSTODY_COLUMNS = [
    {"label": "Bên nhận"},
    {"label": "Bên giao"},
    {"label": "Từ lúc"},
    {"label": "Đến lúc"},
    {"label": "Tình trạng khi nhận"},
    {"label": "Lý do"},
    {"label": "Xác nhận"},
    {"label": "Hồ sơ", "nowrap": True},
]
CERTIFICATE_COLUMNS = [
    {"label": "Chứng thư"},
    {"label": "Số hiệu"},
    {"label": "Cài lúc", "nowrap": True},
    {"label": "Tình trạng"},
]
RECOVERY_COLUMNS = [
    {"label": "Thực hiện lúc"},
    {"label": "Hình thức"},
    {"label": "Công cụ"},
    {"label": "Người thực hiện"},
    {"label": "Hồ sơ"},
]
CORRECTION_COLUMNS = [
    {"label": "Đính chính lúc"},
    {"label": "Số hiệu đã ghi"},
    {"label": "Số hiệu đúng"},
    {"label": "Lý do"},
    {"label": "Văn bản đính chính"},
    {"label": "Người đính chính"},
]
REPORT_COLUMNS = [{"label": "Báo lúc"}, {"label": "Người báo"}, {"label": "Mô tả"}, {"label": "Xử lý", "nowrap": True}]


@require_safe
@policy(REGISTERS)
def detail(request: ActorRequest, public_id: uuid.UUID) -> HttpResponse:
    """Facts, acts, custody, certificates, recoveries, lock reports and cases of one device."""
    now = timezone.now()
    token = get_object_or_404(
        visible_to(request.actor)
        .select_related("subscriber__agency", "managing_agency", "certificate")
        .defer("certificate__der"),
        public_id=public_id,
    )
    custody = list(
        token.custody.select_related(
            "holder_person", "holder_agency", "given_by_person", "given_by_agency", "token__managing_agency"
        ).order_by("-since", "-id")
    )
    holder = next((row for row in custody if row.until is None), None)
    reports = list(token.lock_reports.select_related("reported_by__person").order_by("-reported_at", "-id"))
    waiting = next((report for report in reports if report.settled_at is None), None)
    change, loan = change_and_loan(token)
    return render(
        request,
        "tokens/detail.html",
        {
            "token": token,
            "state": state_tag(token),
            "facts": _facts(token, holder=holder),
            "acts": _acts(
                token, request=request, holder=holder, reported=waiting is not None, offered=change is not None
            ),
            "change": change,
            "loan": loan,
            "loan_is_late": loan is not None and loan_is_late(loan, at=now),
            "waiting": waiting,
            "custody_columns": CUSTODY_COLUMNS,
            "custody": [_custody_row(row, request=request) for row in custody],
            "certificate_columns": CERTIFICATE_COLUMNS,
            "certificates": _certificates(token, request=request, at=now),
            "recovery_columns": RECOVERY_COLUMNS,
            "recoveries": _recoveries(token),
            "correction_columns": CORRECTION_COLUMNS,
            "corrections": _corrections(token),
            "report_columns": REPORT_COLUMNS,
            "reports": [
                {
                    "cells": [
                        _moment(r.reported_at),
                        str(r.reported_by),
                        r.note or "Không có",
                        _case_cell(r.case_ref) if r.settled_at else {"tag": {"label": "Chờ xử lý", "tone": "warning"}},
                    ]
                }
                for r in reports
            ],
            "cases": [
                {"label": link.label or "Hồ sơ", "value": link.title, "url": link.url, "note": link.note}
                for link in TOKEN_CASE_LINKS.find(actor=request.actor, pk=token.pk)
            ],
            "cases_url": f"/ho-so/?{urlencode({'q': token.serial_number})}",
        },
    )


def _facts(token: Token, *, holder: Custody | None) -> list[dict[str, Any]]:
    return [
        {"label": "Loại thiết bị", "value": token.get_kind_display(), "note": token.model},
        {
            "label": "Thuê bao",
            "value": token.subscriber.name if token.subscriber else NOT_ISSUED,
            "note": token.subscriber.agency.name if token.subscriber else "",
        },
        {"label": "Cơ quan quản lý", "value": token.managing_agency.name},
        {
            "label": "Đang giữ",
            "value": str(holder.holder_person or holder.holder_agency) if holder else "Chưa ghi ai đang giữ",
            "note": f"{holder.holder_agency.name}; từ {_moment(holder.since)}" if holder else "",
        },
        {"label": "Số lần khôi phục", "value": str(token.recovery_count)},
    ]


def _acts(
    token: Token, *, request: ActorRequest, holder: Custody | None, reported: bool, offered: bool
) -> list[dict[str, Any]]:
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
    if may_report(actor=request.actor, token=token) and can_be_reported(token):
        acts.append(
            {
                "label": "Báo mất thiết bị",
                "allowed": True,
                "tone": "danger",
                "url": f"/bao-mat/{token.public_id}/",
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
    if may_hand_over(actor=request.actor, token=token) and not offered:
        refusal = why_not_given(token=token, holder=holder)
        acts.append(
            {
                "label": "Giao cho người giữ khác",
                "allowed": not refusal,
                "tone": "secondary",
                "url": f"/thiet-bi/{token.public_id}/giao/",
                "refusals": [{"text": refusal, "clause": ""}] if refusal else [],
            }
        )
    if may_correct_serial(actor=request.actor, token=token):
        acts.append(
            {
                "label": "Đính chính số hiệu",
                "allowed": True,
                "tone": "secondary",
                "url": f"/thiet-bi/{token.public_id}/dinh-chinh/",
            }
        )
    return acts


def _custody_row(row: Custody, *, request: ActorRequest) -> dict[str, Any]:
    return {
        "cells": [
            _party(row.holder_person, row.holder_agency),
            _party(row.given_by_person, row.given_by_agency),
            _moment(row.since),
            _moment(row.until) if row.until else "Đang giữ",
            row.condition,
            _reason(row),
            _confirmed(row, request=request),
            _case_cell(row.case_ref),
        ]
    }


def _party(person: Any, agency: Any) -> str:
    if person is None:
        return str(agency) if agency else "Không ghi"
    return f"{person} – {agency.short_name}" if agency else str(person)


def _reason(row: Custody) -> str:
    """Why it changed hands, and by which paper: a decision, or the permission to lend it."""
    if not row.decision_number:
        return row.reason
    lent = row.reason.startswith(str(KeeperChange.Purpose.LEND.label))
    day = f" ngày {row.decision_date:%d/%m/%Y}" if row.decision_date else ""
    return f"{row.reason} ({'Văn bản cho phép' if lent else 'Quyết định'} số {row.decision_number}{day})"


def _confirmed(row: Custody, *, request: ActorRequest) -> Any:
    """How the taker confirmed it; the scan opens for those who may read minutes."""
    if not row.confirmed_by:
        return "Không ghi"
    if is_scan(row.document_ref) and may_read_minutes(actor=request.actor, custody=row):
        url = reverse("tokens:minutes", args=[row.token.public_id, row.pk])
        return {"text": row.get_confirmed_by_display(), "url": url}
    return row.get_confirmed_by_display()


def _certificates(token: Token, *, request: ActorRequest, at: datetime) -> list[dict[str, Any]]:
    """The certificate on it now, then those that were on it; each is a link where the reader may open it."""
    past = token.installations.select_related("certificate").defer("certificate__der").order_by("-id")
    known = {row.certificate_id: (row.certificate, row.installed_at) for row in past}
    if token.certificate is not None:
        here = known.pop(token.certificate.pk, (token.certificate, None))
        known = {token.certificate.pk: here, **known}
    if not known:
        return []
    opens = set(certificate_register.visible_to(request.actor).filter(pk__in=list(known)).values_list("pk", flat=True))
    return [
        {
            "cells": [
                {
                    "text": f"{one.common_name} (đang cài)" if pk == token.certificate_id else one.common_name,
                    "url": reverse("certificates:detail", args=[one.public_id]) if pk in opens else "",
                },
                one.serial_number,
                _moment(installed_at) if installed_at else "Không ghi",
                {"tag": standing_of(one, at=at)},
            ]
        }
        for pk, (one, installed_at) in known.items()
    ]


def _recoveries(token: Token) -> list[dict[str, Any]]:
    rows = token.recoveries.select_related("operator").order_by("-performed_at", "-id")
    return [
        {
            "cells": [
                _moment(r.performed_at),
                r.get_way_display(),
                r.tool,
                str(r.operator),
                _case_cell(r.case_ref),
            ]
        }
        for r in rows
    ]


def _corrections(token: Token) -> list[dict[str, Any]]:
    rows = token.corrections.select_related("corrected_by__person")
    return [
        {
            "cells": [
                _moment(one.corrected_at),
                one.old_serial,
                one.new_serial,
                one.reason,
                f"Số {one.letter_number} ngày {one.letter_date:%d/%m/%Y}" if one.letter_date else "Không có",
                str(one.corrected_by),
            ]
        }
        for one in rows
    ]


def _moment(at: datetime) -> str:
    return f"{timezone.localtime(at):%d/%m/%Y %H:%M}"


def _case_cell(code: str) -> Any:
    """The case by its code; the list of cases decides whether the reader may open it."""
    return {"text": code, "url": f"/ho-so/?{urlencode({'q': code})}"} if code else "Không có"
