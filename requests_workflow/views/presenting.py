"""Turns rows of a case into what the components show; words and tones, no decisions."""

from collections.abc import Sequence
from datetime import date, datetime
from itertools import groupby
from typing import Any

from django.urls import reverse

from directory.domain.roles import Role
from requests_workflow.domain.calendar import VIETNAM, WorkCalendar, remaining_in_words
from requests_workflow.domain.deadlines import Urgency, provisional_note, urgency
from requests_workflow.engine.decide import Decision
from requests_workflow.models import DeadlineRecord, Dossier, Request, Step
from requests_workflow.procedures.registry import TOKEN_RECOVERY, ProcedureKind
from requests_workflow.regulations.profile import PROVIDER, Profile
from requests_workflow.selectors.dossiers import AT_THE_AGENCY
from tokens.models import Recovery

URGENCY_TONES = {
    Urgency.RUNNING: "info",
    Urgency.DUE_TODAY: "warning",
    Urgency.NEARLY_DUE: "warning",
    Urgency.OVERDUE: "danger",
}
STATE_TONES = {
    "draft": "neutral",
    "supplement_requested": "warning",
    "refusal_drafted": "warning",
    "refusal_signed": "warning",
    "refusal_numbered": "warning",
    "closed": "success",
    "refused": "danger",
    "withdrawn": "neutral",
    "recovered": "info",
    "accepted": "info",
    "handed_over": "warning",
    "undelivered": "danger",
    "supplement": "warning",
    "revoked": "warning",
    "not_installed": "danger",
}
# Before the paper has left, nobody answers a row of it.
BEING_DRAFTED = "Trong hồ sơ đang soạn"
# Refused because one is not that person: like an act of another role, it is not shown.
SOMEBODY_ELSES = frozenset({"not_the_receiver", "not_the_subscriber"})
MOST_NAMES = 6
# Acts that open the signing page instead of a form.
SIGNING_ACTS = frozenset({"sign", "seal", "sign_refusal", "issue_refusal"})
DANGER = frozenset(
    {
        "withdraw",
        "record_withdrawal",
        "propose_refusal",
        "refuse_row",
        "withdraw_row",
        "stop_delivery",
        "stop_installation",
        "record_provider_refusal",
    }
)
# How a time is called that no other system has stamped.
LEGAL_TIMES = {
    "confirm_installation": "Cài đặt xong lúc",
    "record_installation": "Cài đặt xong lúc",
    "record_paper_handover": "Bàn giao lúc",
}
# Acts with a page of their own, by the name of its address.
PAGES = {
    "record_provider_answer": "cases:provider_answer",
    "receive_devices": "cases:receive_devices",
    "receive_devices_at_department": "cases:receive_devices",
}
# Second choices on the case page: shown after the main act, in a quieter button.
SECONDARY = frozenset(
    {
        "reassign",
        "return_to_drafter",
        "recall",
        "return_for_supplement",
        "return_refusal",
        "undo_number",
        "undo_refusal_number",
        "record_provider_supplement_request",
        "record_copy_sent",
        "acknowledge_copy",
        "reopen_for_correction",
        "cancel_offer",
        "deny_receipt",
        "found_device",
        "change_keeper",
    }
)


def state_tag(state: str, *, row: bool = False, kind: ProcedureKind = TOKEN_RECOVERY) -> dict[str, str]:
    """Label and tone of a state of one procedure."""
    procedure = kind.request if row else kind.dossier
    return {"label": procedure.label(state), "tone": STATE_TONES.get(state, "info")}


def row_tag(row: Request, *, dossier: Dossier) -> dict[str, str]:
    """Label and tone of a row's state; until the paper has left, the row is a part of a draft."""
    waits = row.state == dossier.kind.request.initial
    if waits and dossier.state in AT_THE_AGENCY and not dossier.entered_by_department:
        return {"label": BEING_DRAFTED, "tone": "neutral"}
    return state_tag(row.state, row=True, kind=dossier.kind)


def deadline_words(
    *, dossier: Dossier, profile: Profile, now: datetime, calendar: WorkCalendar
) -> dict[str, str] | None:
    """{"words", "tone"} of the running or met deadline; None where no clock runs.

    `note` stands beside them while the term rests on a day that has no decision yet.
    """
    if dossier.due_at is None:
        return None
    if dossier.answered_at is not None:
        return _met(dossier, answered_at=dossier.answered_at, due_at=dossier.due_at)
    if dossier.closed_at is not None:
        return None
    level = urgency(now, dossier.due_at, calendar, nearly_due_working_hours=profile.nearly_due_working_hours.value)
    words = remaining_in_words(now, dossier.due_at, calendar)
    uncertain = provisional_note(since=dossier.valid_received_at or now, due_at=dossier.due_at, calendar=calendar)
    note = {"note": uncertain} if uncertain else {}
    if dossier.due_bearer == PROVIDER:
        # The provider's clock: worth a question to the provider, never a lateness of ours.
        return {"words": f"Cục {words}", "tone": "warning" if level is Urgency.OVERDUE else "info"} | note
    return {"words": words, "tone": URGENCY_TONES[level]} | note


def _met(dossier: Dossier, *, answered_at: datetime, due_at: datetime) -> dict[str, str]:
    by_provider = dossier.due_bearer == PROVIDER
    if answered_at <= due_at:
        return {"words": "Cục trả lời đúng hạn" if by_provider else "đúng hạn", "tone": "success"}
    if by_provider:
        return {"words": "Cục đã trả lời, quá hạn", "tone": "warning"}
    return {"words": "đã giải quyết, quá hạn", "tone": "danger"}


def deadline_panel(
    *, dossier: Dossier, record: DeadlineRecord | None, profile: Profile, now: datetime, calendar: WorkCalendar
) -> dict[str, Any] | None:
    """Context of components/deadline_panel.html."""
    words = deadline_words(dossier=dossier, profile=profile, now=now, calendar=calendar)
    if record is None or words is None:
        return None
    days = [
        {"date": date.fromisoformat(d["date"]), "counts": d["counts"], "why": d["why"]}
        for d in record.explanation["days"]
    ]
    return {
        "due_at": record.due_at,
        "words": words["words"],
        "tone": words["tone"],
        "note": words.get("note", ""),
        "clause": record.clause,
        "starts_at": record.starts_at,
        "days": days,
        "bearer": "Cục CTS&BMTT" if dossier.due_bearer == PROVIDER else "",
    }


def act_links(*, decisions: tuple[Decision, ...], dossier: Dossier, row: Request | None = None) -> list[dict[str, Any]]:
    """Context of components/action_bar.html, the main act first."""
    acts = [
        {
            "label": decision.transition.label,
            "allowed": decision.allowed,
            "url": act_url(dossier=dossier, act=decision.transition.name, row=row),
            "tone": "danger"
            if decision.transition.name in DANGER
            else "secondary"
            if decision.transition.name in SECONDARY
            else "",
            "refusals": [{"text": r.text, "clause": r.clause.cite() if r.clause else ""} for r in decision.refusals],
        }
        for decision in decisions
        if not SOMEBODY_ELSES & {refusal.code for refusal in decision.refusals}
    ]
    return in_order(acts)


def in_order(acts: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The main act first and what ends a case last; of several main acts that are allowed, one alone looks like it."""
    ordered = sorted(acts, key=lambda act: {"": 0, "secondary": 1, "danger": 2}[str(act["tone"])])
    main = next((act for act in ordered if act["allowed"]), None)
    return [act if act is main or act["tone"] else act | {"tone": "secondary"} for act in ordered]


def act_url(*, dossier: Dossier, act: str, row: Request | None = None) -> str:
    """The page of an act."""
    if row is not None:
        return reverse("cases:row_act", args=[dossier.public_id, row.public_id, act])
    if act in SIGNING_ACTS:
        return reverse("cases:sign", args=[dossier.public_id, act])
    if act in PAGES:
        return reverse(PAGES[act], args=[dossier.public_id])
    if act.startswith("submit_to_"):
        return reverse("cases:check_answers", args=[dossier.public_id])
    return reverse("cases:act", args=[dossier.public_id, act])


def timeline(*, steps: list[Step], whole_case: bool) -> list[dict[str, Any]]:
    """Context of components/timeline.html: who did what, when, under which clause; the same act on many rows once.

    Who sees only own rows reads no comments on the whole case, but the reason of a refusal that has become final.
    """
    answer = _answer(steps)
    return [
        {
            "title": _title(together),
            "at": together[0].at,
            "actor": together[0].by.get_full_name() if together[0].by else "Hệ thống",
            "role": Role(together[0].role).label if together[0].role else "",
            "clause": together[0].clause,
            "comment": _notes(together) if whole_case or together[0].request or together[0] is answer else "",
            "tone": "danger" if together[0].target == "refused" else "info",
        }
        for together in _grouped(steps)
    ]


def _grouped(steps: list[Step]) -> list[list[Step]]:
    """Steps of rows that one act made at the same time stand together; a step of the dossier stands alone."""

    def act(step: Step) -> tuple[object, ...]:
        return (step.pk,) if step.request_id is None else (step.transition, step.at, step.by_id, step.target)

    return [list(together) for _, together in groupby(steps, key=act)]


def _title(steps: list[Step]) -> str:
    if steps[0].request is None:
        return steps[0].label
    names = [step.request.name for step in steps if step.request is not None]
    more = f" và {len(names) - MOST_NAMES} dòng khác" if len(names) > MOST_NAMES else ""
    return f"{steps[0].label}: {', '.join(names[:MOST_NAMES])}{more}"


def _notes(steps: list[Step]) -> str:
    """The notes of steps that stand together; with several, each line that differs says whose it is."""
    notes = [step_note(step) for step in steps]
    if len(set(notes)) == 1:
        return notes[0]
    named = zip(steps, notes, strict=True)
    return "\n".join(f"{step.request.name}: {note}" for step, note in named if step.request is not None and note)


def _answer(steps: list[Step]) -> Step | None:
    """The step with the reason of the written refusal, once that has been issued."""
    if not any(step.request is None and step.target == "refused" for step in steps):
        return None
    return next((s for s in reversed(steps) if s.transition in ("propose_refusal", "record_provider_refusal")), None)


def step_note(step: Step) -> str:
    """Comment and typed facts of a step, line by line."""
    lines = [step.comment] if step.comment else []
    data = step.data
    if data.get("clause_cited"):
        lines.append(f"Căn cứ nêu: {data['clause_cited']}")
    if data.get("number"):
        symbol = f"/{data['symbol']}" if data.get("symbol") else ""
        day = date.fromisoformat(data["document_date"]) if data.get("document_date") else None
        lines.append(f"Số {data['number']}{symbol}" + (f", ngày {day:%d/%m/%Y}" if day else ""))
    if data.get("channel"):
        lines.append(f"Kênh: {Dossier.Channel(data['channel']).label}; mã {data.get('channel_code') or 'không có'}")
    if data.get("incoming_number"):
        lines.append(f"Số văn bản đến: {data['incoming_number']}")
    if step.legal_at:
        told = LEGAL_TIMES.get(step.transition, "Thời điểm ghi trên hệ thống")
        lines.append(f"{told}: {step.legal_at.astimezone(VIETNAM):%H:%M %d/%m/%Y}")
    if data.get("revoked_at"):
        revoked_at = datetime.fromisoformat(data["revoked_at"]).astimezone(VIETNAM)
        lines.append(f"Thời điểm thu hồi: {revoked_at:%H:%M %d/%m/%Y}")
    people = (("installer", "Người cài đặt"), ("keeper", "Người giữ mới"))
    lines += [f"{words}: {data[key]}" for key, words in people if data.get(key)]
    if data.get("decision_number"):
        day = date.fromisoformat(data["decision_date"])
        lines.append(f"Quyết định giao giữ thiết bị: {data['decision_number']}, ngày {day:%d/%m/%Y}")
    if data.get("condition"):
        lines.append(f"Tình trạng thiết bị: {data['condition']}")
    if data.get("certificate"):
        lines.append(f"Số hiệu chứng thư: {data['certificate']}")
    if data.get("tool"):
        lines.append(f"{Recovery.Way(data['way']).label}; công cụ {data['tool']}")
    return "\n".join(lines)
