"""/bat-dau/chuyen-gi-da-xay-ra/: for who does not know the forms; the answers so far stand in the address."""

from typing import Any, cast
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from directory.policies import SIGNED_IN, ActorRequest, policy
from requests_workflow.domain.what_happened import SEPARATOR, Place, place_of
from requests_workflow.domain.what_happened_ends import Outcome
from requests_workflow.views.start_pages import speaker_of
from requests_workflow.views.start_said import Speaker
from requests_workflow.views.start_words import BY_KIND, Said

PARAMETER = "duong"
LONGEST = 200


@require_safe
@policy(SIGNED_IN)
def what_happened(request: HttpRequest) -> HttpResponse:
    """The next question, or what is to be done; answers are links, so that going back is the browser's own."""
    path = [word for word in request.GET.get(PARAMETER, "")[:LONGEST].split(SEPARATOR) if word]
    try:
        place = place_of(path)
    except LookupError:
        raise Http404 from None
    speaker = speaker_of(request, cast(ActorRequest, request).actor)
    agency = request.GET.get("co-quan", "")
    context = {
        "taken": [
            {
                "question": _words(speaker, question.text),
                "answer": _words(speaker, answer.label),
                "change_url": _url(path[:index], agency),
            }
            for index, (question, answer) in enumerate(place.taken)
        ],
        "back_url": _url(path[:-1], agency) if path else reverse("cases:start_index"),
        "first_url": _url([], agency),
        **_next(speaker, place, path, agency),
        "profile": speaker.profile,
    }
    return render(request, "requests_workflow/what_happened.html", context)


def _next(speaker: Speaker, place: Place, path: list[str], agency: str) -> dict[str, Any]:
    if place.outcome is not None:
        return {
            "outcome": _outcome(speaker, place.outcome),
            "question": "",
            "hint": None,
            "register_url": "",
            "answers": [],
        }
    question = place.question
    assert question is not None  # noqa: S101  a place has one of the two
    return {
        "outcome": None,
        "question": _words(speaker, question.text),
        "hint": speaker.say(Said(question.hint)),
        "register_url": reverse("certificates:register") if question.in_register else "",
        "answers": [
            {"label": _words(speaker, one.label), "url": _url([*path, one.word], agency)} for one in question.answers
        ],
    }


def _outcome(speaker: Speaker, outcome: Outcome) -> dict[str, Any]:
    """What the page shows of an end: words, its clauses, and the start page of each thing to do."""
    return {
        "title": _words(speaker, outcome.title),
        "text": speaker.say(Said(outcome.text)),
        "bases": [speaker.basis(ground.clause, ground.evidence) for ground in outcome.grounds],
        "urgent": outcome.urgent,
        "tasks": [
            {
                "page": BY_KIND[task.procedure],
                "form": None if task.formless else speaker.form_of(BY_KIND[task.procedure]),
                "words": speaker.say(Said(task.words)),
            }
            for task in outcome.tasks
        ],
    }


def _words(speaker: Speaker, text: str) -> str:
    return speaker.say(Said(text)).text


def _url(path: list[str], agency: str) -> str:
    """The address of the place after these answers."""
    asked = {PARAMETER: SEPARATOR.join(path)} if path else {}
    if agency:
        asked["co-quan"] = agency
    return reverse("cases:what_happened") + (f"?{urlencode(asked)}" if asked else "")
