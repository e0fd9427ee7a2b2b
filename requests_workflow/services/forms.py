"""The văn bản đề nghị of each procedure as a PDF."""

from collections.abc import Callable, Mapping
from datetime import datetime
from types import MappingProxyType

from requests_workflow.documents.render import render_recovery_form
from requests_workflow.documents.render_issuing import render_handover_notice, render_issue_form
from requests_workflow.documents.render_minutes import render_device_return, render_loss
from requests_workflow.documents.render_requests import render_request_form
from requests_workflow.models import Dossier
from requests_workflow.regulations.profile import Profile
from requests_workflow.services import issue_papers, papers, request_papers


def _recovery(dossier: Dossier, profile: Profile, now: datetime) -> bytes:
    return render_recovery_form(papers.recovery_form(dossier=dossier, profile=profile, now=now))


def _individual_issue(dossier: Dossier, profile: Profile, now: datetime) -> bytes:
    return render_issue_form(issue_papers.issue_form(dossier=dossier, profile=profile, now=now))


def _request(dossier: Dossier, profile: Profile, now: datetime) -> bytes:
    return render_request_form(request_papers.request_form(dossier=dossier, profile=profile, now=now))


def _return(dossier: Dossier, profile: Profile, now: datetime) -> bytes:
    return render_device_return(request_papers.return_minutes(dossier=dossier, profile=profile, now=now))


def _loss(dossier: Dossier, profile: Profile, now: datetime) -> bytes:
    return render_loss(request_papers.loss_minutes(dossier=dossier, profile=profile, now=now))


def _handover_notice(dossier: Dossier, profile: Profile, now: datetime) -> bytes:
    return render_handover_notice(issue_papers.handover_notice(dossier=dossier, profile=profile, now=now))


_FORMS: Mapping[str, Callable[[Dossier, Profile, datetime], bytes]] = MappingProxyType(
    {
        "token_recovery": _recovery,
        "individual_issue": _individual_issue,
        "organisation_issue": _request,
        "system_issue": _request,
        "certificate_update": _request,
        "revocation": _request,
        "device_return": _return,
        "device_loss": _loss,
        "handover_notice": _handover_notice,
    }
)


def form_pdf(*, dossier: Dossier, profile: Profile, now: datetime) -> bytes:
    """The form of the dossier's procedure, not yet prepared for signing; raises UnprintableText."""
    return _FORMS[dossier.procedure](dossier, profile, now)
