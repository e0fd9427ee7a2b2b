"""The rows of a case as its page shows them: what is asked for, what came of it, and what can be done next."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.urls import reverse

from directory.domain.personal_data import mask_identity_number, mask_identity_numbers
from requests_workflow.domain.calendar import WorkCalendar, remaining_in_words
from requests_workflow.domain.deadlines import provisional_note, urgency
from requests_workflow.domain.information_changes import CHANGES
from requests_workflow.engine.decide import acts_for
from requests_workflow.models import Request, Step
from requests_workflow.procedures.outgoing_document.facts import DocumentFacts
from requests_workflow.selectors.facts import facts_of_rows
from requests_workflow.views import presenting
from requests_workflow.views.loading import Case
from tokens.models import DeviceReturn

LONGEST_SERIAL = 16
PAPERS = ("device_return", "device_loss")


def masked(text: str) -> str:
    """The text with whatever may be an identity number masked."""
    return mask_identity_numbers(text)


def short_serial(serial: str) -> str:
    """Enough of a certificate's number to find it in a letter; links lead to the whole."""
    return serial if len(serial) <= LONGEST_SERIAL else f"{serial[:LONGEST_SERIAL]}…"


def rows_shown(*, case: Case, rows: list[Request], facts: DocumentFacts, steps: Sequence[Step]) -> list[dict[str, Any]]:
    """Rows in order: request, state (tag), acts, reason of its last step, and what its procedure adds."""
    dossier = case.dossier
    # Why a row stands where it does: the comment of its last step.
    reasons = {step.request_id: step.comment for step in steps if step.request_id}
    moves = dossier.state in dossier.kind.rows_move_in
    return [
        {
            "request": row,
            "state": presenting.row_tag(row, dossier=dossier),
            "acts": presenting.act_links(
                decisions=acts_for(dossier.kind.request, row.state, one) if moves else (), dossier=dossier, row=row
            ),
            "reason": reasons.get(row.pk, ""),
            "change": change_of(row) if row.procedure == "certificate_update" else None,
            "identity": mask_identity_number(row.printed.get("identity_number", "")),
        }
        for row, one in zip(rows, facts_of_rows(facts=facts, rows=rows, by=case.user), strict=True)
    ]


def change_of(row: Request) -> dict[str, str] | None:
    """{"label", "old", "new"} of the change that a row of Mẫu 04 asks for; None for a renewal alone."""
    printed = row.printed
    if not printed.get("change"):
        return None
    known = CHANGES.get(printed.get("change_code", ""))
    return {
        "label": known.label if known else "",
        "old": masked(printed.get("old_information", "")),
        "new": masked(printed.get("new_information", "")),
    }


def add_duties(*, case: Case, shown: list[dict[str, Any]], calendar: WorkCalendar) -> list[dict[str, Any]]:
    """Puts the duty to give the device back, and its papers, beside rows of a revocation; two queries at most.

    Returns the terms that still run, each once, as contexts of components/deadline_panel.html.
    """
    duties = {one["request"].obligation_id: one["request"].obligation for one in shown if one["request"].obligation}
    if not duties:
        return []
    papers = _papers(list(duties)) if case.whole else {}
    for one in shown:
        duty: DeviceReturn | None = one["request"].obligation
        if duty is not None:
            one["duty"] = {
                "duty": duty,
                "words": "" if duty.settled_at else _words(duty, case=case, calendar=calendar),
                "papers": papers.get(duty.pk, []),
            }
    running = {(duty.due_at, duty.starts_at): duty for duty in duties.values() if duty and duty.settled_at is None}
    return [duty_panel(running[key], case=case, calendar=calendar) for key in sorted(running)]


def duty_panel(duty: DeviceReturn, *, case: Case, calendar: WorkCalendar) -> dict[str, Any]:
    """Context of components/deadline_panel.html for the term in which a device goes back."""
    words = _words(duty, case=case, calendar=calendar)
    days = duty.explanation.get("days", [])
    return {
        "title": "Hạn giao nộp thiết bị",
        "due_at": duty.due_at,
        "words": words["label"],
        "tone": words["tone"],
        "note": words["note"],
        "clause": duty.clause,
        "starts_at": duty.starts_at,
        "starts_label": "Tính từ",
        "days": [{"date": date.fromisoformat(d["date"]), "counts": d["counts"], "why": d["why"]} for d in days],
    }


def _words(duty: DeviceReturn, *, case: Case, calendar: WorkCalendar) -> dict[str, str]:
    now: datetime = case.now
    least = case.profile.nearly_due_working_hours.value
    level = urgency(now, duty.due_at, calendar, nearly_due_working_hours=least)
    return {
        "label": remaining_in_words(now, duty.due_at, calendar),
        "tone": presenting.URGENCY_TONES[level],
        "note": provisional_note(since=duty.starts_at, due_at=duty.due_at, calendar=calendar),
    }


def _papers(obligations: list[int]) -> dict[int, list[dict[str, Any]]]:
    """Duty -> the Mẫu 08 or 09 that names it, the newest last."""
    found: dict[int, list[dict[str, Any]]] = defaultdict(list)
    rows = Request.objects.filter(obligation_id__in=obligations, procedure__in=PAPERS).exclude(state="withdrawn")
    for row in rows.select_related("dossier").order_by("id"):
        if row.obligation_id is not None:
            found[row.obligation_id].append(
                {
                    "label": row.kind.title,
                    "code": row.dossier.code,
                    "url": reverse("cases:case", args=[row.dossier.public_id]),
                    "state": presenting.state_tag(row.dossier.state, kind=row.kind),
                }
            )
    return found
