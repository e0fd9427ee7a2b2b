"""How every view of a case gets its objects: through the actor's scope, or not at all."""

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone

from directory.domain.roles import Role
from directory.models import User
from directory.policies import ActorRequest
from directory.selectors.roles import Actor
from requests_workflow.models import Dossier
from requests_workflow.regulations.profile import Profile
from requests_workflow.selectors.dossiers import by_public_id, sees_whole_case
from requests_workflow.selectors.facts import profile_of


@dataclass(frozen=True)
class Case:
    """One visible dossier and who looks at it."""

    dossier: Dossier
    actor: Actor
    user: User
    profile: Profile
    whole: bool
    now: datetime


def load_case(request: HttpRequest, public_id: uuid.UUID, *, whole: bool = False) -> Case:
    """The case, or 404: for a stranger, and with `whole` also for a subscriber who sees only an own row."""
    actor = cast(ActorRequest, request).actor
    dossier = get_object_or_404(by_public_id(actor=actor, public_id=public_id))
    sees_all = sees_whole_case(actor=actor, dossier=dossier)
    if whole and not sees_all:
        raise Http404
    return Case(
        dossier=dossier,
        actor=actor,
        user=cast(ActorRequest, request).user,
        profile=profile_of(dossier),
        whole=sees_all,
        now=timezone.now(),
    )


def may_edit(case: Case) -> bool:
    """Whether it is a draft that this person may go on drafting."""
    if case.dossier.state != case.dossier.kind.dossier.initial:
        return False
    if case.dossier.entered_by_department:
        return Role.DEPARTMENT_OFFICER in case.actor.roles
    return bool({Role.CLERK, Role.CONTACT_OFFICER} & case.actor.roles_for(case.dossier.managing_agency))
