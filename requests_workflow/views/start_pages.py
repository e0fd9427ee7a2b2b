"""/bat-dau/: every procedure before it begins – what it takes, who decides, how long, where it goes and why."""

import re
from typing import Any, cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from directory.models import Agency
from directory.policies import DRAFTERS, SIGNED_IN, ActorRequest, policy
from directory.selectors.roles import Actor
from requests_workflow.procedures.registry import KINDS
from requests_workflow.regulations.registry import profile_in_force
from requests_workflow.services.import_kinds import IMPORT_KINDS
from requests_workflow.views.start_said import Speaker, speaker_for
from requests_workflow.views.start_words import BY_SLUG, FEE, START_PAGES, Said, StartPage


@require_safe
@policy(SIGNED_IN)
def start_index(request: HttpRequest) -> HttpResponse:
    """All procedures with their forms, and the way for who does not know which."""
    actor = cast(ActorRequest, request).actor
    speaker = speaker_of(request, actor)
    context = {
        "cards": [
            {
                "url": reverse("cases:start_page", args=[page.slug]),
                "title": page.title,
                "form": speaker.form_of(page),
                "when": speaker.say(Said(page.when)).text,
            }
            for page in START_PAGES
        ],
        "may_begin": _may_draft(actor),
    }
    return render(request, "requests_workflow/start_index.html", context)


@require_safe
@policy(SIGNED_IN)
def start_page(request: HttpRequest, slug: str) -> HttpResponse:
    """One procedure; the button to begin is for who drafts, or for everybody where everybody may."""
    page = BY_SLUG.get(slug)
    if page is None:
        raise Http404
    actor = cast(ActorRequest, request).actor
    agencies = _agencies(actor)
    agency = agency_of(request, actor)
    speaker = speaker_of(request, actor)
    form = speaker.form_of(page)
    context = {
        "page": page,
        "title": KINDS[page.kind].title if page.kind else page.title,
        "agency": agency,
        "agencies": agencies if len(agencies) > 1 else [],
        "profile": speaker.profile,
        "form": form,
        "when": speaker.say(Said(page.when)).text,
        "needs": [speaker.say(one, form=form) for one in page.needs],
        "conditions": [speaker.say(one, form=form) for one in page.conditions],
        "decides": speaker.say(page.decides),
        "term": speaker.say(page.term),
        "gets": [speaker.say(Said(one)) for one in page.gets],
        "fee": speaker.say(FEE),
        "route": speaker.route(page) if page.form else [],
        "copies": speaker.copies() if page.to == "issue_route" else [],
        "begin_url": begin_url(page, actor=actor),
        "excel": page.kind in IMPORT_KINDS and _may_draft(actor),
    }
    return render(request, "requests_workflow/start_page.html", context)


def agency_of(request: HttpRequest, actor: Actor) -> Agency | None:
    """The body for which the pages speak: the one named by `?co-quan=`, else the first where one drafts or works."""
    agencies = _agencies(actor)
    typed = request.GET.get("co-quan", "")
    named = int(typed) if re.fullmatch(r"[0-9]{1,18}", typed) else None
    return next((one for one in agencies if one.pk == named), agencies[0] if agencies else None)


def speaker_of(request: HttpRequest, actor: Actor) -> Speaker:
    """Speaks under the profile that is in force for that body today."""
    agency, today = agency_of(request, actor), timezone.localdate()
    profile = profile_in_force(overlay=(agency.overlay or None) if agency else None, on=today)
    return speaker_for(profile=profile, agency=agency, on=today)


def begin_url(page: StartPage, *, actor: Actor) -> str:
    """Where the procedure begins, "" for who may not begin it."""
    return reverse(page.begin) if page.everybody or _may_draft(actor) else ""


def _may_draft(actor: Actor) -> bool:
    return bool(DRAFTERS.roles & actor.roles)


def _agencies(actor: Actor) -> list[Agency]:
    """Bodies where the actor drafts, else those where any role is held; each once."""
    held: list[Any] = actor.agencies(*DRAFTERS.roles) or [one.agency for one in actor.memberships]
    return list({one.pk: one for one in held}.values())
