"""Who may open which view. Every view carries a policy; the suite fails for one that does not."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone

from directory.domain.roles import Role
from directory.models import User
from directory.selectors.kept import keep_post
from directory.selectors.roles import Actor, actor_for

View = Callable[..., HttpResponseBase]


@dataclass(frozen=True)
class Policy:
    """`roles` empty: any signed-in user. `public`: no sign-in. Objects are scoped by selectors, not here."""

    name: str
    roles: frozenset[Role] = frozenset()
    public: bool = False


PUBLIC = Policy("public", public=True)
SIGNED_IN = Policy("signed_in")
DRAFTERS = Policy("drafters", frozenset({Role.CLERK, Role.CONTACT_OFFICER}))
DEPARTMENT = Policy("department", frozenset({Role.DEPARTMENT_OFFICER, Role.DEPARTMENT_LEADER}))
DEPARTMENT_OFFICERS = Policy("department_officers", frozenset({Role.DEPARTMENT_OFFICER}))
REGISTERS = Policy("registers", frozenset(Role) - {Role.ADMINISTRATOR})
REPORTS = Policy(
    "reports",
    frozenset(
        {
            Role.REPORT_MANAGER,
            Role.AUDITOR,
            Role.AGENCY_LEADER,
            Role.CONTACT_OFFICER,
            Role.UNIT_HEAD,
            Role.DEPARTMENT_OFFICER,
            Role.DEPARTMENT_LEADER,
            Role.PROVIDER_OFFICER,
        }
    ),
)


class ActorRequest(HttpRequest):
    """A request that passed a policy: it carries the actor, built once."""

    user: User
    actor: Actor


def policy(rule: Policy) -> Callable[[View], View]:
    """Attaches the policy and enforces it: strangers sign in first, the wrong role gets 404, never a hint."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if rule.public:
                return view(request, *args, **kwargs)
            if not request.user.is_authenticated:
                if request.method == "POST":
                    keep_post(request)
                return redirect_to_login(request.get_full_path())
            request.actor = actor_for(user=request.user, now=timezone.now())
            if rule.roles and not (rule.roles & request.actor.roles):
                raise Http404
            return view(request, *args, **kwargs)

        guarded.policy = rule  # type: ignore[attr-defined]
        return guarded

    return decorate
