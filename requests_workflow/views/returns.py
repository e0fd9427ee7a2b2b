"""/giao-nop/: the devices that have to go back to the provider, and the minutes begun for several of them."""

import uuid
from collections.abc import Iterable
from typing import cast

from django.db.models import FETCH_RAISE
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from directory.domain.roles import Role
from directory.models import Agency
from directory.policies import ActorRequest, Policy, policy
from directory.selectors.roles import SUBTREE_ROLES, Actor
from requests_workflow.forms.fields import new_form_key
from requests_workflow.forms.returns import ReturnsFilter
from requests_workflow.models import Dossier
from requests_workflow.selectors.device_returns import (
    drafting_bodies,
    open_returns,
    present,
    profile_of_agency,
    wanted_returns,
    with_devices,
)
from requests_workflow.selectors.due_pages import due_page
from requests_workflow.services.drafting import create_draft
from requests_workflow.services.errors import InvalidInput, WorkflowError
from requests_workflow.services.form_rows import FormRow
from requests_workflow.views.start_issue import parsed_uuid
from tokens.models import Token

READERS = Policy("return_readers", SUBTREE_ROLES | {Role.DEPARTMENT_OFFICER, Role.DEPARTMENT_LEADER})
# What the button says -> which minutes are begun.
PAPERS = {"giao_nop": "device_return", "that_lac": "device_loss"}
NOTHING = "Chọn ít nhất một thiết bị."
SEVERAL = "Mỗi biên bản là của một cơ quan. Chọn thiết bị của một cơ quan rồi lập; lập tiếp cho cơ quan khác."


@policy(READERS)
def returns(request: HttpRequest) -> HttpResponse:
    """All open duties in scope, the first due first; those of one's own body are chosen for a Mẫu 08 or 09."""
    actor = cast(ActorRequest, request).actor
    now = timezone.now()
    errors: list[str] = []
    if request.method == "POST":
        try:
            return redirect("cases:draft", public_id=_draft(request, actor).public_id)
        except InvalidInput as error:
            errors = [one.text for one in error.errors]
        except WorkflowError as error:
            errors = list(error.sentences)
    form = ReturnsFilter(request.GET)
    rows = wanted_returns(open_returns(actor), **form.wanted(), now=now)
    page = due_page(with_devices(rows).fetch_mode(FETCH_RAISE), params=request.GET, noun="thiết bị")
    mine = drafting_bodies(actor)
    lines = [
        {"duty": duty, "may_choose": duty.record.managing_agency_id in mine and duty.paper is None}
        for duty in present(page.items, now=now)
    ]
    profile = profile_of_agency(actor.memberships[0].agency, on=timezone.localdate(now))
    context = {
        "filters": form,
        "page": page,
        "lines": lines,
        "filtered": any(form.wanted().values()),
        "may_draft": any(line["may_choose"] for line in lines),
        "chosen": request.POST.getlist("thiet-bi"),
        "profile": profile,
        "form_key": new_form_key(),
        "errors": [{"text": text} for text in errors],
    }
    return render(request, "requests_workflow/returns.html", context, status=422 if errors else 200)


def _draft(request: HttpRequest, actor: Actor) -> Dossier:
    """The draft of the minutes that were asked for. Raises WorkflowError with nothing changed."""
    procedure = PAPERS.get(request.POST.get("lap", ""))
    key = parsed_uuid(request.POST.get("form_key", ""))
    if procedure is None:
        raise WorkflowError("Chọn lập biên bản giao nộp hoặc biên bản xác nhận thất lạc.")
    wanted = [found for text in request.POST.getlist("thiet-bi") if (found := parsed_uuid(text))]
    duties = open_returns(actor).filter(token__public_id__in=wanted, managing_agency_id__in=drafting_bodies(actor))
    tokens = [one.token for one in duties.select_related("token__managing_agency__parent").order_by("due_at", "id")]
    if not tokens:
        raise WorkflowError(NOTHING)
    agency = _body_of(tokens)
    return create_draft(
        agency=agency,
        rows=[FormRow(token_id=token.public_id) for token in tokens],
        by=actor.user,
        now=timezone.now(),
        procedure=procedure,
        # The same page may begin the one and then the other.
        creation_key=uuid.uuid5(key, procedure) if key else None,
    )


def _body_of(tokens: Iterable[Token]) -> Agency:
    """The body that can send for all of these devices: of a division without a seal its superior."""
    bodies = {}
    for token in tokens:
        agency = token.managing_agency
        body = agency.parent if not agency.can_submit and agency.parent is not None else agency
        bodies[body.pk] = body
    if len(bodies) > 1:
        raise WorkflowError(SEVERAL)
    return next(iter(bodies.values()))
