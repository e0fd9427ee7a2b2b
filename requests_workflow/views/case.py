"""The case page: summary, rows, timeline, deadline panel, documents, and the acts that decide() allows."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from directory.policies import DEPARTMENT, REGISTERS, policy
from requests_workflow.domain.calendar import VIETNAM
from requests_workflow.engine.decide import acts_for
from requests_workflow.models import DeadlineRecord, Dossier, Request, Step
from requests_workflow.models.request import BRINGS_CERTIFICATE
from requests_workflow.procedures.registry import ANSWERED_BY_PROVIDER
from requests_workflow.regulations.profile import DELEGATED_DEPARTMENT
from requests_workflow.selectors.calendar import load_calendar
from requests_workflow.selectors.dossiers import may_see_identity, own_rows, visible_documents
from requests_workflow.selectors.facts import facts_for
from requests_workflow.selectors.facts.document import BEFORE_SIGNING
from requests_workflow.selectors.filing_days import filing_days
from requests_workflow.selectors.signing_delegation import delegation_in_force, delegation_of
from requests_workflow.views import case_papers, case_rows, links, presenting
from requests_workflow.views.exports import exports_url
from requests_workflow.views.loading import Case, load_case, may_edit
from requests_workflow.views.next_move import next_moves
from requests_workflow.views.row_pages import page_of


@require_safe
@policy(REGISTERS)
def case_page(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Everything about one dossier that this person may see."""
    case = load_case(request, public_id)
    dossier = case.dossier
    rows = _rows(case)
    steps = _steps(case, rows)
    papers = visible_documents(actor=case.actor, dossier=dossier)
    documents = list(papers.select_related("dossier", "request").prefetch_related("verifications"))
    record = DeadlineRecord.objects.filter(dossier=dossier).order_by("-id").first()
    facts = facts_for(dossier=dossier, by=case.user, now=case.now)
    calendar = load_calendar()
    shown = case_rows.rows_shown(case=case, rows=rows, facts=facts, steps=steps)
    listed = page_of(shown, params=request.GET, noun=dossier.kind.row_noun)
    context = {
        "dossier": dossier,
        "case": case,
        "state": presenting.state_tag(dossier.state, kind=dossier.kind),
        "summary": _summary(case),
        "listed": listed,
        "rows": listed["rows"],
        "next": next_moves(case=case, rows=rows),
        "filing": filing_days([dossier], now=case.now, calendar=calendar).get(dossier.pk),
        "duties": case_rows.add_duties(case=case, shown=shown, calendar=calendar),
        "steps": presenting.timeline(steps=steps, whole_case=case.whole),
        "documents": case_papers.document_links(documents=documents),
        "deadline": presenting.deadline_panel(
            dossier=dossier, record=record, profile=case.profile, now=case.now, calendar=calendar
        ),
        # With one device, what can be done with it stands above as well: nobody has to look for it in the table.
        "acts": presenting.in_order(
            _acts_of_only_row(dossier, shown)
            + presenting.act_links(decisions=acts_for(dossier.kind.dossier, dossier.state, facts), dossier=dossier)
        ),
        "preview": case_papers.preview(documents),
        "checking_url": reverse("cases:checking", args=[dossier.public_id])
        if case.whole
        and DEPARTMENT.roles & case.actor.roles
        and dossier.procedure == "token_recovery"
        and dossier.recipient_function == DELEGATED_DEPARTMENT
        and dossier.first_received_at
        else "",
        "works_on_case": may_see_identity(actor=case.actor, dossier=dossier),
        "links": links.case_links(case=case, rows=rows),
        "copies": list(dossier.copies.select_related("agency")) if case.whole else [],
        "notices": links.notice_links(case=case),
        "answered_by_provider": dossier.procedure in ANSWERED_BY_PROVIDER,
        "brings_certificate": dossier.procedure in BRINGS_CERTIFICATE,
        "rows_template": f"requests_workflow/case/rows_{dossier.procedure}.html",
        "exports_url": exports_url(case),
        "draft_url": reverse("cases:draft", args=[dossier.public_id]) if may_edit(case) else "",
    }
    return render(request, "requests_workflow/case.html", context)


def _acts_of_only_row(dossier: Dossier, shown: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Acts of a case's one row; withdrawing it stays in the row, since withdrawing the dossier is the same."""
    if len(shown) != 1:
        return []
    withdrawing = presenting.act_url(dossier=dossier, act="withdraw_row", row=shown[0]["request"])
    return [act for act in shown[0]["acts"] if act["allowed"] and act["url"] != withdrawing]


def _rows(case: Case) -> list[Request]:
    rows = case.dossier.requests.select_related(
        "token", "subscriber__person__account", "certificate", "predecessor", "origin", "person", "obligation"
    ).defer("certificate__der", "predecessor__der")
    if not case.whole:
        rows = rows.filter(pk__in=own_rows(case.actor).filter(dossier=case.dossier).values("pk"))
    return list(rows.order_by("position"))


def _steps(case: Case, rows: list[Request]) -> list[Step]:
    steps = Step.objects.filter(dossier=case.dossier).select_related("by__person", "request")
    if not case.whole:
        steps = steps.filter(request__isnull=True) | steps.filter(request__in=rows)
    return list(steps.order_by("id"))


def _summary(case: Case) -> list[dict[str, Any]]:
    dossier = case.dossier
    rows: list[dict[str, Any]] = [
        {"label": "Cơ quan, tổ chức quản lý trực tiếp", "value": dossier.managing_agency.name},
        {"label": "Nơi tiếp nhận", "value": dossier.recipient.name if dossier.recipient else "Chưa xác định"},
    ]
    if case.whole:
        rows += [
            {"label": "Người soạn thảo", "value": dossier.drafted_by.get_full_name()},
            {"label": "Người ký", "value": _signer_text(case), "note": _delegation_note(case)},
            {"label": "Hình thức ký", "value": dossier.get_signing_way_display()},
        ]
    if dossier.number:
        day = f", ngày {dossier.document_date:%d/%m/%Y}" if dossier.document_date else ""
        rows.append({"label": "Số, ký hiệu", "value": f"{dossier.full_number}{day}"})
    if dossier.parent is not None:
        url = reverse("cases:case", args=[dossier.parent.public_id])
        rows.append({"label": "Hồ sơ gốc", "value": dossier.parent.code, "url": url})
    if dossier.sent_at:
        sent = dossier.sent_at.astimezone(VIETNAM)
        code = f"; mã {dossier.channel_code}" if dossier.channel_code else ""
        rows.append({"label": "Gửi", "value": f"{sent:%H:%M %d/%m/%Y} qua {dossier.get_channel_display()}{code}"})
    if dossier.forwarded_at:
        on = dossier.forwarded_at.astimezone(VIETNAM)
        code = f"; mã {dossier.forwarding_code}" if dossier.forwarding_code else ""
        value = f"{on:%H:%M %d/%m/%Y} qua {dossier.get_forwarding_channel_display()}{code}"
        rows.append({"label": "Sở chuyển Cục", "value": value})
    for label, at in (
        ("Tiếp nhận lần đầu", dossier.first_received_at),
        ("Nhận hồ sơ hợp lệ", dossier.valid_received_at),
    ):
        if at:
            rows.append({"label": label, "value": f"{at.astimezone(VIETNAM):%H:%M %d/%m/%Y}"})
    if dossier.officer:
        rows.append({"label": "Cán bộ xử lý", "value": dossier.officer.get_full_name()})
    if dossier.reason and case.whole:
        rows.append({"label": "Lý do đề nghị", "value": dossier.reason})
    rows.append({"label": "Quy định áp dụng", "value": case.profile.title, "note": _profile_note(case)})
    return rows


def _signer_text(case: Case) -> str:
    dossier = case.dossier
    if dossier.signer is None:
        return "Chưa chọn" if not dossier.entered_by_department else "Theo văn bản đến"
    title = " ".join(dossier.signer_power.split("\n") + dossier.signer_title.split("\n")).strip()
    return f"{dossier.signer.get_full_name()} ({title})"


def _delegation_note(case: Case) -> str:
    """By which decision the signer signs, and whether it still stands before the signature; "" for a leader."""
    delegation = delegation_of(case.dossier)
    if delegation is None:
        return ""
    gone = case.dossier.state in BEFORE_SIGNING and not delegation_in_force(dossier=case.dossier, now=case.now)
    by = f"{delegation.words}. Người giao ký: {delegation.delegator.get_full_name()}."
    return f"{by} Không còn hiệu lực: chọn người ký khác." if gone else by


def _profile_note(case: Case) -> str:
    at = case.dossier.profile_pinned_at
    if at is None:
        return "Kiểm tra lại khi gửi, ghim khi tiếp nhận."
    return f"Đã ghim lúc {at.astimezone(VIETNAM):%H:%M %d/%m/%Y}; thay đổi sau này không ảnh hưởng hồ sơ."
