"""What the drafts of Mẫu 04 and 05 share: a grid of certificates that is read, saved, judged, and loses nothing."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from directory.selectors.kept import kept_post
from requests_workflow.domain.contact import contact_gaps
from requests_workflow.forms.certificate_lines import (
    PREFIX,
    CertificateLine,
    Note,
    Typed,
    lines_of,
    read_typed,
    renumbered,
    summary,
)
from requests_workflow.forms.draft import DraftForm
from requests_workflow.models import Request
from requests_workflow.selectors.update_candidates import Candidate, certificates_for, present
from requests_workflow.services.drafting import update_draft
from requests_workflow.services.errors import FieldError, InvalidInput, Stale, WorkflowError
from requests_workflow.services.form_rows import FormRow
from requests_workflow.views.draft_choices import NOT_SAVED, SAVED_BUT, choices_form, wet_signature_reason, with_version
from requests_workflow.views.loading import Case, load_case

MOST_NAMED = 15
NONE_CHOSEN = "Chọn ít nhất một chứng thư."
LEFT_OUT = "Có dòng mà chứng thư không còn trong sổ của cơ quan, nên dòng đó không được giữ."


def _as_typed(line: CertificateLine) -> None:
    """The register fills in nothing more."""


def _to_the_check(request: HttpRequest, case: Case) -> HttpResponse:
    return redirect("cases:check_answers", public_id=case.dossier.public_id)


@dataclass(frozen=True, kw_only=True)
class Grid:
    """How one procedure fills the shared page. `keys` are what is typed of a line, `by` the column that names its row.

    `choices_needed`: somebody has to coordinate and to sign; `onward` leads on from a draft that lacks nothing.
    """

    keys: tuple[str, ...]
    by: str
    form: type[DraftForm]
    line: type[CertificateLine]
    template: str
    new_values: Callable[[Candidate, Sequence[str]], dict[str, str]]
    row: Callable[[CertificateLine], FormRow]
    judge: Callable[..., None]
    complete: Callable[[CertificateLine], None] = _as_typed
    choices_needed: bool = True
    onward: Callable[[HttpRequest, Case], HttpResponse] = _to_the_check
    extra: Mapping[str, Any] = field(default_factory=dict)


def edit_certificates(request: HttpRequest, case: Case, grid: Grid) -> HttpResponse:
    """Shows the grid, or saves it; only `save and check` asks whether anything is missing."""
    if request.method == "POST":
        return _save(request, case, grid)
    kept = kept_post(request)
    lines = _lines(case, grid, read_typed(kept, keys=grid.keys)) if kept is not None else saved_lines(case, grid)
    form = choices_form(grid.form, case=case, data=kept)
    return _page(request, case, grid, form=form, lines=lines, kept=kept is not None)


def _save(request: HttpRequest, case: Case, grid: Grid) -> HttpResponse:
    asked = next((one for one in ("save_only", "choose_more") if one in request.POST), "check")
    typed = read_typed(request.POST, keys=grid.keys)
    lines = renumbered(_lines(case, grid, typed))
    form = choices_form(grid.form, case=case, data=request.POST)
    if not form.is_valid():
        return _page(request, case, grid, form=form, lines=lines, status=422)
    if len(lines) < len({one.certificate_id for one in typed if not one.dropped}):
        errors = [FieldError("", LEFT_OUT)]
        return _page(request, case, grid, form=form, lines=lines, errors=errors)
    try:
        saved = update_draft(
            dossier_id=case.dossier.public_id,
            draft=form.draft(),
            rows=[grid.row(line) for line in lines],
            by=case.user,
            now=case.now,
            expected_version=form.cleaned_data["version"],
        )
    except WorkflowError as error:
        return _refused(request, case, grid, error, form=form, lines=lines)
    if asked == "choose_more":
        return redirect("cases:add_certificates", public_id=saved.public_id)
    if asked == "save_only":
        messages.success(request, "Đã lưu nháp.")
        return redirect("cases:draft", public_id=saved.public_id)
    return _go_on(request, load_case(request, saved.public_id, whole=True), grid)


def _refused(
    request: HttpRequest, case: Case, grid: Grid, error: WorkflowError, *, form: DraftForm, lines: list[CertificateLine]
) -> HttpResponse:
    """The page with everything that was typed, and why it was not saved."""
    if isinstance(error, InvalidInput):
        return _page(request, case, grid, form=form, lines=lines, errors=_placed(lines, error.errors))
    if isinstance(error, Stale):
        # Loaded again: the next press is made in knowledge of the new state.
        case = load_case(request, case.dossier.public_id, whole=True)
        form = choices_form(grid.form, case=case, data=with_version(request.POST, case.dossier.version))
    said = [FieldError("", text) for text in error.sentences]
    return _page(request, case, grid, form=form, lines=lines, errors=said)


def _go_on(request: HttpRequest, case: Case, grid: Grid) -> HttpResponse:
    """Onwards when nothing is missing or wrong; else back to the grid, with what is."""
    lines = saved_lines(case, grid)
    found = summary(judged(case, grid, lines))
    typed = with_version(request.POST, case.dossier.version)
    form = choices_form(grid.form, case=case, data=typed, complete=grid.choices_needed)
    stopped = found["problems"] or found["gaps"] or _contact_gaps(case, grid)
    if lines and not stopped and form.is_valid():
        return grid.onward(request, case)
    errors = [] if lines else [FieldError("", NONE_CHOSEN)]
    return _page(request, case, grid, form=form, lines=lines, errors=errors, saved=True)


def _page(
    request: HttpRequest,
    case: Case,
    grid: Grid,
    *,
    form: DraftForm,
    lines: list[CertificateLine],
    errors: Sequence[FieldError] = (),
    kept: bool = False,
    saved: bool = False,
    status: int = 200,
) -> HttpResponse:
    """`saved`: on the way to the next page, and here as something is missing."""
    found = summary(judged(case, grid, lines))
    contact = _contact_gaps(case, grid)
    context = {
        "case": case,
        "dossier": case.dossier,
        "form": form,
        "lines": lines,
        "errors": _error_lines(errors, found if saved else {}, contact if saved else ()),
        "summary_title": SAVED_BUT if saved else NOT_SAVED,
        # The error summary says already what stops the draft.
        "found": {name: _first(some) for name, some in found.items() if not (saved or errors) or name == "warnings"},
        "contact_gaps": () if saved else contact,
        "wet_reason": wet_signature_reason(case) if grid.choices_needed else "",
        # What is not filled in yet is no error until the draft was meant to go on.
        "quiet": not (saved or errors or status == 422),
        "kept": kept,
        **grid.extra,
    }
    wrong = bool(errors) or saved or status == 422
    return render(request, grid.template, context, status=422 if wrong else 200)


def saved_lines(case: Case, grid: Grid) -> list[CertificateLine]:
    """The rows of the draft that wait, as lines."""
    rows = case.dossier.requests.filter(state="pending").select_related(grid.by).defer(f"{grid.by}__der")
    typed = []
    for row in rows.order_by("position"):
        certificate = getattr(row, grid.by)
        values = {key: row.printed.get(key, "") for key in grid.keys}
        typed.append(Typed(certificate.public_id if certificate else None, values))
    return _lines(case, grid, typed)


def judged(case: Case, grid: Grid, lines: list[CertificateLine]) -> list[CertificateLine]:
    """The lines with what is said beside their cells today."""
    grid.judge(lines, profile=case.profile, today=timezone.localdate(case.now))
    return lines


def check_context(lines: Sequence[CertificateLine], rows: Sequence[Request]) -> list[dict[str, Any]]:
    """[{"line", "row", "stops", "warnings"}] of check-answers: the lines beside the stored rows, both in their order.

    `stops` are the notes that keep the draft from being submitted.
    """
    return [
        {
            "line": line,
            "row": row,
            "stops": [note for note in line.notes.values() if note.kind != "warning"],
            "warnings": [note for note in line.notes.values() if note.kind == "warning"],
        }
        for line, row in zip(lines, sorted(rows, key=lambda row: row.position), strict=False)
    ]


def _lines(case: Case, grid: Grid, typed: Sequence[Typed]) -> list[CertificateLine]:
    ids = [one.certificate_id for one in typed if one.certificate_id]
    found = list(certificates_for(case.dossier).filter(public_id__in=ids)) if ids else []
    candidates = present(found, profile=case.profile, now=case.now, dossier=case.dossier)
    return _completed(grid, lines_of(typed, candidates=candidates))


def _completed(grid: Grid, lines: list[CertificateLine]) -> list[CertificateLine]:
    """Lines of the grid's own class, numbered on, with what the register fills in."""
    made = [grid.line(n, one.candidate, one.values, one.dropped) for n, one in enumerate(lines)]
    for line in made:
        grid.complete(line)
    return made


def _placed(lines: list[CertificateLine], errors: Sequence[FieldError]) -> list[FieldError]:
    """Errors of the services, said beside their cells too; the lines stand in the order in which they were given."""
    for error in errors:
        prefix, _, rest = error.field.partition("-")
        index, _, key = rest.partition("-")
        if prefix == PREFIX and index.isdecimal() and int(index) < len(lines):
            text = error.text.partition(": ")[2] or error.text
            lines[int(index)].note(key, Note("problem", text[:1].upper() + text[1:]))
    return [FieldError("" if error.field == PREFIX else error.field, error.text) for error in errors]


def _error_lines(
    errors: Sequence[FieldError], found: Mapping[str, Sequence[Any]], contact: Sequence[str]
) -> list[dict[str, str]]:
    """Context of components/error_summary.html: what was refused, then what stops the submission."""
    said = [{"text": e.text, "target": f"id_{e.field}" if e.field else ""} for e in errors[:MOST_NAMED]]
    if contact:
        words = ", ".join(one.lower() for one in contact)
        text = f"Người phối hợp còn thiếu {words} trong danh bạ: bổ sung danh bạ, hoặc chọn người khác."
        said.append({"text": text, "target": "id_coordinator"})
    some = [*found.get("problems", []), *found.get("gaps", [])]
    said += [{"text": one.text, "target": one.target} for one in some[:MOST_NAMED]]
    more = max(len(some) - MOST_NAMED, 0) + max(len(errors) - MOST_NAMED, 0)
    if more:
        said.append({"text": f"Và {more} chỗ khác trong danh sách bên dưới.", "target": ""})
    return said


def _first(some: Sequence[Any]) -> dict[str, Any]:
    return {"lines": some[:MOST_NAMED], "more": max(len(some) - MOST_NAMED, 0)}


def _contact_gaps(case: Case, grid: Grid) -> tuple[str, ...]:
    """What the directory does not know of the chosen contact person; nothing while nobody is chosen."""
    person = case.dossier.coordinator
    if person is None or not grid.choices_needed:
        return ()
    return contact_gaps(person=person, form=case.dossier.kind.form(case.profile))
