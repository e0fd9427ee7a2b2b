"""Whom a dossier goes to: by data of the profile, never by the name of a body (Lai Châu Điều 13; Vĩnh Long Điều 8)."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from directory.models import AgencyFunction
from directory.selectors.roles import body_with_function
from requests_workflow.models import Dossier
from requests_workflow.procedures.registry import ANSWERED_BY_PROVIDER
from requests_workflow.regulations.profile import PROVIDER, Profile
from requests_workflow.regulations.registry import profile_in_force

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")


def recipients_under(*, dossier: Dossier, profile: Profile) -> set[str]:
    """The functions that would receive the rows of this dossier under a profile; more than one cannot be sent."""
    match dossier.procedure:
        case procedure if procedure in ANSWERED_BY_PROVIDER:
            return {profile.issue_route.value}
        case "handover_notice" | "device_return" | "device_loss":
            return {PROVIDER}
        case _:
            kinds = {row.token.kind for row in dossier.requests.select_related("token") if row.token}
            return {profile.recovery_recipient(kind) for kind in kinds}


def set_recipient(*, dossier: Dossier, now: datetime) -> None:
    """Sets recipient and provider on the (unsaved) dossier by the rules of today."""
    day = now.astimezone(VIETNAM).date()
    if dossier.entered_by_department:
        function = AgencyFunction.Function.DELEGATED_DEPARTMENT.value
    else:
        profile = profile_in_force(overlay=dossier.overlay or None, on=day)
        function = min(recipients_under(dossier=dossier, profile=profile), default="")
    set_bodies(dossier=dossier, function=function, day=day)


def set_bodies(*, dossier: Dossier, function: str, day: date) -> None:
    """Sets the bodies that had these functions on that day; `function` is the recipient's, "" for nobody yet."""
    agency = dossier.managing_agency
    dossier.recipient_function = function
    dossier.recipient = body_with_function(function=function, agency=agency, on=day) if function else None
    dossier.provider = body_with_function(function=PROVIDER, agency=agency, on=day)
