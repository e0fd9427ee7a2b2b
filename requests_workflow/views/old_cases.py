"""The page on which a finished case of former days is entered from its papers."""

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from directory.domain.roles import Role
from directory.models import Agency
from directory.policies import ActorRequest, Policy, policy
from directory.selectors.roles import Actor, prefix_filter
from requests_workflow.forms.old_cases import OldCaseForm
from requests_workflow.services.errors import InvalidInput, WorkflowError
from requests_workflow.services.old_cases import record_old_case

ENTERERS = Policy("old_case_enterers", frozenset({Role.CLERK, Role.DEPARTMENT_OFFICER}))


@policy(ENTERERS)
def enter_old_case(request: HttpRequest) -> HttpResponse:
    """A case that ended before the product: its regime is found by the day of receipt."""
    actor = cast(ActorRequest, request).actor
    agencies = {str(one.public_id): one for one in _agencies(actor)}
    choices = [(key, one.name) for key, one in agencies.items()]
    sent = request.method == "POST"
    posted = (request.POST, request.FILES) if sent else (None, None)
    form = OldCaseForm(*posted, agencies=choices, user=actor.user)
    if sent and form.is_valid():
        try:
            dossier = record_old_case(
                agency=agencies[form.cleaned_data["agency"]],
                case=form.old_case(),
                proof=form.scan(),
                by=actor.user,
                now=timezone.now(),
            )
            return redirect("cases:case", public_id=dossier.public_id)
        except InvalidInput as error:
            for one in error.errors:
                form.add_error(one.field if one.field in form.fields else None, one.text)
        except WorkflowError as error:
            form.add_error(None, " ".join(error.sentences))
    status = 422 if form.errors else 200
    if form.errors:
        form.keep_files()
    return render(request, "requests_workflow/enter_old_case.html", {"form": form}, status=status)


def _agencies(actor: Actor) -> list[Agency]:
    """A clerk's own bodies, and all of a department's province, also those that are no more."""
    own = [one.pk for one in actor.agencies(Role.CLERK)]
    found = Agency.objects.filter(pk__in=own)
    if actor.department_territories:
        found |= Agency.objects.filter(prefix_filter(lookup="path", paths=actor.department_territories))
    return list(found.order_by("path"))
