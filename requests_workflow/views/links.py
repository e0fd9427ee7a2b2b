"""What else can be done from a case: pages that serve many rows at once, and the notices that follow it."""

from typing import Any

from django.db.models import Count
from django.urls import reverse

from directory.domain.roles import Role
from requests_workflow.models import Request
from requests_workflow.models.request import BRINGS_CERTIFICATE
from requests_workflow.procedures.provider_request.answering import may_record_answer
from requests_workflow.procedures.registry import ISSUES, REVOCATION
from requests_workflow.selectors.attachments import PDF, agency_files
from requests_workflow.selectors.dossiers import visible_to
from requests_workflow.selectors.facts import facts_for
from requests_workflow.services.certificate_files import AWAITING
from requests_workflow.services.notices import rows_without_notice
from requests_workflow.views.loading import Case
from requests_workflow.views.presenting import state_tag

DRAFTERS = frozenset({Role.CLERK, Role.CONTACT_OFFICER})


def case_links(*, case: Case, rows: list[Request]) -> list[dict[str, str]]:
    """[{"label", "url"}] of the pages that serve many rows of a dossier that the provider has answered."""
    dossier, sealing = case.dossier, _sealing_links(case=case)
    if dossier.procedure == REVOCATION.code and case.whole:
        return sealing + _return_links(case=case, rows=rows)
    if dossier.procedure not in BRINGS_CERTIFICATE or not case.whole:
        return sealing
    facts = facts_for(dossier=dossier, by=case.user, now=case.now)
    found = []
    if may_record_answer(facts) and any(row.state in AWAITING and row.certificate_id is None for row in rows):
        found.append(("Nhập tệp chứng thư của Cục", "cases:certificate_files"))
    if DRAFTERS & facts.roles:
        if any(row.state == "device_received" for row in rows):
            found.append(("Bàn giao thiết bị", "cases:handover"))
        if rows_without_notice(dossier).exists():
            found.append(("Lập thông báo bàn giao (Mẫu số 07)", "cases:new_notice"))
    return sealing + [{"label": label, "url": reverse(name, args=[dossier.public_id])} for label, name in found]


def _sealing_links(*, case: Case) -> list[dict[str, str]]:
    """For the văn thư while the document waits to be sent: what goes with it and has no signature of the agency yet."""
    dossier = case.dossier
    if dossier.state != "sealed" or Role.REGISTRY_CLERK not in case.actor.roles_for(dossier.managing_agency):
        return []
    waiting = any(one.sealed is None and one.source.media_type == PDF for one in agency_files(dossier).every)
    url = reverse("cases:attachments", args=[dossier.public_id])
    return [{"label": "Ký số trên tài liệu kèm theo, bản quét", "url": url}] if waiting else []


def _return_links(*, case: Case, rows: list[Request]) -> list[dict[str, str]]:
    """Where Mẫu 08 and 09 begin, for who drafts at the managing agency, while a device has still to come back."""
    waiting = any(row.state == "revoked" for row in rows)
    if not waiting or not DRAFTERS & case.actor.roles_for(case.dossier.managing_agency):
        return []
    return [{"label": "Giao nộp thiết bị (Mẫu số 08) hoặc báo thất lạc (Mẫu số 09)", "url": reverse("cases:returns")}]


def notice_links(*, case: Case) -> list[dict[str, Any]]:
    """The notices of hand-over that follow this dossier, oldest first."""
    if case.dossier.procedure not in ISSUES or not case.whole:
        return []
    followers = visible_to(case.actor).filter(parent=case.dossier, procedure="handover_notice")
    return [
        {
            "dossier": one,
            "url": reverse("cases:case", args=[one.public_id]),
            "state": state_tag(one.state, kind=one.kind),
            "count": one.count,
        }
        for one in followers.annotate(count=Count("requests")).order_by("id")
    ]
