"""/can-cu-phap-ly/: the documents, the values in force for the reader's agency, and the acts with their clauses."""

from dataclasses import fields
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from directory.domain.roles import Role
from directory.policies import SIGNED_IN, ActorRequest, policy
from directory.selectors.roles import Actor
from requests_workflow.engine.procedure import Procedure
from requests_workflow.engine.transition import Transition
from requests_workflow.engine.vocabulary import NEEDS
from requests_workflow.procedures.registry import KINDS
from requests_workflow.regulations.instruments import INSTRUMENTS, Instrument
from requests_workflow.regulations.profile import FormRef, Profile, Value
from requests_workflow.regulations.registry import BASES, OVERLAYS, NoProfile, profile_for
from requests_workflow.views.legal_matrix import matrix_context
from requests_workflow.views.legal_words import EVIDENCE, PARAMETERS, STATUSES, TO_CONFIRM, value_in_words

INSTRUMENT_COLUMNS = [
    {"label": "Văn bản"},
    {"label": "Ngày ban hành", "nowrap": True},
    {"label": "Hiệu lực từ", "nowrap": True},
    {"label": "Tình trạng"},
    {"label": "Mức độ xác nhận, lưu ý"},
]
VALUE_COLUMNS = [{"label": "Nội dung"}, {"label": "Giá trị"}, {"label": "Căn cứ"}, {"label": "Mức độ xác nhận"}]
ACT_COLUMNS = [
    {"label": "Việc"},
    {"label": "Từ trạng thái"},
    {"label": "Sang trạng thái"},
    {"label": "Người làm"},
    {"label": "Cần có"},
    {"label": "Căn cứ"},
]


@require_safe
@policy(SIGNED_IN)
def legal_basis(request: ActorRequest) -> HttpResponse:
    """Made from the registries that the product runs on, so that the page cannot say anything else."""
    today = timezone.localdate()
    profiles = _profiles(request.actor, on=today)
    local = profiles[0]["profile"]
    overlay = OVERLAYS.get(local.code.partition("+")[2])
    chosen = KINDS.get(request.GET.get("thu-tuc", ""))
    return render(
        request,
        "requests_workflow/legal.html",
        {
            "profiles": profiles,
            "value_columns": VALUE_COLUMNS,
            "instrument_columns": INSTRUMENT_COLUMNS,
            "instruments": [_instrument(one) for one in INSTRUMENTS.values()],
            "act_columns": ACT_COLUMNS,
            "kinds": KINDS.values(),
            "shown": chosen,
            "procedures": [
                {"title": one.title, "rows": [_act(one, act, profile=local) for act in one.transitions]}
                for one in ((chosen.dossier, chosen.request) if chosen else ())
            ],
            "historic": [
                {"title": one.title, "first": one.valid_from, "last": one.valid_to, "note": one.note}
                for one in BASES
                if one.historic
            ],
            **matrix_context(request.GET, overlay_instrument=overlay.instrument if overlay else None),
        },
    )


def _profiles(actor: Actor, *, on: date) -> list[dict[str, Any]]:
    """One entry for each regulation that the reader's agencies run on; the national one for somebody without any."""
    agencies: dict[str, list[str]] = {}
    for membership in actor.memberships:
        names = agencies.setdefault(membership.agency.overlay, [])
        if membership.agency.name not in names:
            names.append(membership.agency.name)
    found = []
    for overlay, names in (agencies or {"": []}).items():
        missing = False
        try:
            profile = profile_for(overlay=overlay or None, on=on)
        except NoProfile:
            profile, missing = profile_for(overlay=None, on=on), True
        found.append(
            {
                "profile": profile,
                "agencies": names,
                "missing": missing,
                "draft": profile.status == "draft",
                "superseded": _superseded(profile),
                "rows": _values(profile),
            }
        )
    return found


def _superseded(profile: Profile) -> list[str]:
    """Clauses of the local text that a later decree took over: they give no value any more."""
    overlay = OVERLAYS.get(profile.code.partition("+")[2])
    if overlay is None:
        return []
    return [f"{locator}: nay theo {by.cite()}" for locator, by in overlay.superseded.items()]


def _values(profile: Profile) -> list[dict[str, Any]]:
    rows = []
    for one in fields(profile):
        value = getattr(profile, one.name)
        if isinstance(value, Value):
            words = value_in_words(value.value, value.unit)
        elif isinstance(value, FormRef):
            words = f"{value.name}: {value.title}"
        else:
            continue
        rows.append(
            {
                "cells": [
                    PARAMETERS[one.name],
                    words,
                    value.clause.cite(),
                    {
                        "tag": {
                            "label": EVIDENCE[value.evidence],
                            "tone": "warning" if value.evidence in TO_CONFIRM else "neutral",
                        }
                    },
                ]
            }
        )
    return rows


def _instrument(one: Instrument) -> dict[str, Any]:
    label, tone = STATUSES[one.status]
    number = (
        f" (số {one.number})" if one.number and one.number[0].isdigit() else f" ({one.number})" if one.number else ""
    )
    note = f"{EVIDENCE[one.evidence]}. {one.note}" if one.note else f"{EVIDENCE[one.evidence]}."
    return {
        "cells": [
            f"{one.title}{number}",
            f"{one.issued_on:%d/%m/%Y}" if one.issued_on else "Chưa rõ",
            f"{one.in_force_on:%d/%m/%Y}" if one.in_force_on else "Chưa rõ",
            {"tag": {"label": label, "tone": tone}},
            note,
        ]
    }


def _act(procedure: Procedure, act: Transition, *, profile: Profile) -> dict[str, Any]:
    local = profile.local_clauses.get(act.name)
    clause = act.clause.cite()
    return {
        "cells": [
            act.label,
            procedure.label(act.source),
            procedure.label(act.target),
            _roles(act),
            ", ".join(NEEDS[name] for name in sorted(act.needs)) or "Không có",
            f"{clause}; tại địa phương: {local.cite()}" if local and local.cite() != clause else clause,
        ]
    }


def _roles(act: Transition) -> str:
    if act.system:
        return "Hệ thống tự làm"
    sending = [role.label for role in Role if role in act.roles - act.at_recipient]
    receiving = [
        f"{role.label} (nơi nhận)" if role is Role.REGISTRY_CLERK else role.label
        for role in Role
        if role in act.at_recipient
    ]
    return ", ".join(sending + receiving)
