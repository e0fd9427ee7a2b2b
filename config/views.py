"""Pages above all apps: the persona switcher of the demo, and what an administrator watches."""

from datetime import date
from itertools import groupby
from typing import Any

from django.conf import settings
from django.contrib.auth import login, logout
from django.db.models import FETCH_RAISE
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from config.selectors import accounts_of, functions_of, queues, rules_chosen
from directory.domain.roles import Role
from directory.models import AgencyFunction, Membership, User
from directory.policies import PUBLIC, ActorRequest, Policy, policy
from directory.selectors.keyset import keyset_page
from requests_workflow.regulations.registry import OVERLAYS, NoProfile, profile_for

ADMINISTRATORS = Policy("administrators", frozenset({Role.ADMINISTRATOR}))
ACCOUNT_COLUMNS = [
    {"label": "Tài khoản"},
    {"label": "Họ và tên"},
    {"label": "Vai trò"},
    {"label": "Cơ quan"},
    {"label": "Quyết định"},
    {"label": "Từ ngày"},
    {"label": "Đến hết ngày"},
    {"label": "Tình trạng", "nowrap": True},
]


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@policy(PUBLIC)
def personas(request: HttpRequest) -> HttpResponse:
    """Demo only, else 404: one person tries every role. A POST signs in as that persona, and as nobody else."""
    if not settings.DEMO:
        raise Http404
    # The demo's data is no part of production: it is imported where the demo is on.
    from config.demo.personas import personas as all_personas

    known = all_personas()
    if request.method == "POST":
        return _become(request, {persona.username for persona in known})
    ready = set(
        User.objects.filter(username__in=[p.username for p in known], is_active=True).values_list("username", flat=True)
    )
    groups = [
        {
            "agency": agency,
            "people": [
                {
                    "username": persona.username,
                    "label": persona.label,
                    "roles": ", ".join(role.label for role in persona.roles),
                    "hint": persona.task_hint,
                    "current": request.user.is_authenticated and request.user.username == persona.username,
                }
                for persona in members
                if persona.username in ready
            ],
        }
        for agency, members in groupby(sorted(known, key=_first_seen(known)), key=lambda persona: persona.agency)
    ]
    return render(request, "config/personas.html", {"groups": [group for group in groups if group["people"]]})


def _first_seen(known: list[Any]) -> Any:
    """Sort key that keeps the agencies in the order of their first persona."""
    order = {agency: place for place, agency in reversed(list(enumerate(persona.agency for persona in known)))}
    return lambda persona: order[persona.agency]


def _become(request: HttpRequest, known: set[str]) -> HttpResponse:
    username = request.POST.get("vai", "")
    user = User.objects.filter(username=username, is_active=True).first() if username in known else None
    if user is None:
        raise Http404
    # A new session for the new person: nothing of the last one's stays.
    logout(request)
    login(request, user, backend=settings.AUTHENTICATION_BACKENDS[0])
    return redirect("/")


FUNCTION_COLUMNS = [
    {"label": "Chức năng"},
    {"label": "Cơ quan"},
    {"label": "Địa bàn"},
    {"label": "Nơi gửi, liên hệ"},
    {"label": "Căn cứ"},
    {"label": "Thời gian", "nowrap": True},
]
RULE_COLUMNS = [{"label": "Quy chế địa phương"}, {"label": "Số cơ quan", "numeric": True}, {"label": "Tình trạng"}]


@require_safe
@policy(ADMINISTRATORS)
def administration(request: ActorRequest) -> HttpResponse:
    """Read only: who holds which role in the administrator's own bodies, to whom the bodies send, which rules they
    chose, and whether the machinery keeps up."""
    now = timezone.now()
    rows = accounts_of(request.actor)
    page = keyset_page(rows.fetch_mode(FETCH_RAISE), params=request.GET, noun="phân công")
    return render(
        request,
        "config/administration.html",
        {
            "queues": queues(now=now),
            "page": page,
            "columns": ACCOUNT_COLUMNS,
            "rows": [_row(membership) for membership in page.items],
            "function_columns": FUNCTION_COLUMNS,
            "functions": [_function(one) for one in functions_of(request.actor)],
            "rule_columns": RULE_COLUMNS,
            "rules": [_rule(code, count, on=request.actor.day) for code, count in rules_chosen(request.actor)],
        },
    )


def _row(membership: Membership) -> dict[str, Any]:
    number, day = membership.decision_number, membership.decision_date
    decision = f"{number}{f' ngày {day:%d/%m/%Y}' if day else ''}" if number else "Chưa ghi"
    active = membership.user.is_active
    return {
        "cells": [
            membership.user.username,
            membership.user.get_full_name(),
            Role(membership.role).label,
            membership.agency.name,
            decision,
            f"{membership.valid_from:%d/%m/%Y}",
            f"{membership.valid_to:%d/%m/%Y}" if membership.valid_to else "Không thời hạn",
            {"tag": {"label": "Đang mở", "tone": "success"} if active else {"label": "Đang khóa", "tone": "danger"}},
        ]
    }


def _function(one: AgencyFunction) -> dict[str, Any]:
    agency = one.agency
    contact = (agency.address, agency.phone, agency.official_email, agency.exchange_code)
    until = f"đến hết {one.valid_to:%d/%m/%Y}" if one.valid_to else "không thời hạn"
    return {
        "cells": [
            one.get_function_display(),
            agency.name,
            one.territory.name if one.territory else "Cả nước",
            "; ".join(text for text in contact if text) or "Chưa ghi",
            one.legal_ref,
            f"Từ {one.valid_from:%d/%m/%Y}, {until}",
        ]
    }


def _rule(code: str, count: int, *, on: date) -> dict[str, Any]:
    """What became of the local rules that bodies chose: a mistyped code leaves them with the national ones."""
    local = OVERLAYS.get(code)
    if not code:
        standing = {"label": "Theo quy định chung", "tone": "neutral"}
    elif local is None:
        standing = {"label": "Không có trên hệ thống: đang theo quy định chung", "tone": "danger"}
    else:
        try:
            profile_for(overlay=code, on=on)
            standing = {"label": "Đang áp dụng", "tone": "success"}
        except NoProfile:
            standing = {"label": "Không có hiệu lực hôm nay: đang theo quy định chung", "tone": "warning"}
    return {"cells": [local.title if local else code or "Không chọn", str(count), {"tag": standing}]}
