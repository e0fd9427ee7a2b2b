"""The drafts of Mẫu 02 and 03: a grid that may be saved with whatever is still missing or wrong."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from directory.domain.provinces import PROVINCES
from directory.selectors.kept import kept_post
from requests_workflow.domain.contact import contact_gaps
from requests_workflow.domain.kept_pasted import read_kept_pasted
from requests_workflow.domain.pasted_rows import Pasted
from requests_workflow.engine.clauses import Clause
from requests_workflow.forms.draft import IssueDraftForm
from requests_workflow.forms.individual import MOST_LINES, PREFIX
from requests_workflow.forms.kept import (
    KeptGrid,
    KeptLine,
    add_pasted_rows,
    judge_kept_lines,
    kept_lines_of,
    read_kept_lines,
    with_empty_kept_lines,
)
from requests_workflow.models import Dossier, Request
from requests_workflow.regulations.instruments import ND_68_2024
from requests_workflow.selectors.kept_candidates import keepers_of
from requests_workflow.services.draft_rows import MOST_ROWS
from requests_workflow.services.drafting import update_draft
from requests_workflow.services.errors import FieldError, InvalidInput, Stale, WorkflowError
from requests_workflow.views.draft_choices import NOT_SAVED, SAVED_BUT, choices_form, wet_signature_reason, with_version
from requests_workflow.views.loading import Case, load_case

EMPTY_LINES = 1
FIRST_LINES = 2
MORE_LINES = 5
MOST_NAMED = 15
PASTED_FIELD = "dan"
MOST_PASTED = 500_000
TOO_MUCH = f"Nội dung dán quá dài. Một hồ sơ có nhiều nhất {MOST_ROWS} dòng: chia thành nhiều hồ sơ."
NOTHING_READ = "Không đọc được dòng nào. Chép cả các dòng của bảng trong Excel rồi dán vào ô này."
# What a row of each procedure has to meet, beside its columns.
CONDITIONS = {
    "organisation_issue": Clause(ND_68_2024, "Điều 10 khoản 2"),
    "system_issue": Clause(ND_68_2024, "Điều 10 khoản 3"),
}


def edit_kept(request: HttpRequest, case: Case) -> HttpResponse:
    """Shows the grid, or saves it; only `save and check` asks whether anything is missing."""
    grid = _grid(case)
    if request.method == "POST":
        return _save(request, case, grid)
    kept = kept_post(request)
    lines = read_kept_lines(kept, grid=grid) if kept is not None else kept_lines_of(_rows(case.dossier), grid=grid)
    # A form that came back has its own empty lines.
    empty = 0 if kept is not None else EMPTY_LINES if lines else FIRST_LINES
    lines = with_empty_kept_lines(lines, count=empty, grid=grid)
    return _page(request, case, grid, form=choices_form(IssueDraftForm, case=case, data=kept), lines=lines, kept=kept)


def _save(request: HttpRequest, case: Case, grid: KeptGrid) -> HttpResponse:
    lines = read_kept_lines(request.POST, grid=grid)
    text = request.POST.get(PASTED_FIELD, "")
    asked = next((one for one in ("save_only", "more_rows", "paste") if one in request.POST), "check")
    form = choices_form(IssueDraftForm, case=case, data=request.POST)
    if asked == "more_rows":
        lines = with_empty_kept_lines(lines, count=MORE_LINES, grid=grid, asked=True)
        return _page(request, case, grid, form=form, lines=lines, text=text)
    pasted = read_kept_pasted(text if len(text) <= MOST_PASTED else "", columns=grid.columns)
    if len(text) > MOST_PASTED or len(pasted.rows) + len(lines) > MOST_LINES:
        return _page(
            request, case, grid, form=form, lines=lines, errors=[FieldError(PASTED_FIELD, TOO_MUCH)], text=text
        )
    if asked == "paste" and not pasted.rows:
        errors = [FieldError(PASTED_FIELD, NOTHING_READ)]
        return _page(request, case, grid, form=form, lines=lines, errors=errors, text=text)
    # Text left in the box is not lost where another button was pressed; lines are numbered as they will be saved.
    lines = add_pasted_rows(lines, pasted.rows, grid=grid)
    if not form.is_valid():
        lines = lines or with_empty_kept_lines(lines, count=FIRST_LINES, grid=grid)
        return _page(request, case, grid, form=form, lines=lines, status=422)
    try:
        saved = update_draft(
            dossier_id=case.dossier.public_id,
            draft=form.draft(),
            rows=[line.row() for line in lines if line.is_wanted()],
            by=case.user,
            now=case.now,
            expected_version=form.cleaned_data["version"],
        )
    except WorkflowError as error:
        return _refused(request, case, grid, error, form=form, lines=lines)
    return _after_saving(request, saved, grid, pasted=pasted, go_on=asked == "check")


def _refused(
    request: HttpRequest,
    case: Case,
    grid: KeptGrid,
    error: WorkflowError,
    *,
    form: IssueDraftForm,
    lines: list[KeptLine],
) -> HttpResponse:
    """The page with everything that was typed, and why it was not saved."""
    if isinstance(error, InvalidInput):
        return _page(request, case, grid, form=form, lines=lines, errors=_placed(lines, error.errors))
    if isinstance(error, Stale):
        # Loaded again: the next press is made in knowledge of the new state.
        case = load_case(request, case.dossier.public_id, whole=True)
        form = choices_form(IssueDraftForm, case=case, data=with_version(request.POST, case.dossier.version))
    errors = [FieldError("", text) for text in error.sentences]
    return _page(request, case, grid, form=form, lines=lines, errors=errors)


def _after_saving(request: HttpRequest, saved: Dossier, grid: KeptGrid, *, pasted: Pasted, go_on: bool) -> HttpResponse:
    """To check-answers when nothing is missing or wrong; else back to the grid, with what is."""
    if pasted.rows:
        messages.success(request, _pasted_words(pasted))
    if not go_on:
        if not pasted.rows:
            messages.success(request, "Đã lưu nháp.")
        return redirect("cases:draft", public_id=saved.public_id)
    case = load_case(request, saved.public_id, whole=True)
    lines, errors = kept_lines_of(_rows(saved), grid=grid), []
    found = judge_kept_lines(
        lines, grid=grid, profile=case.profile, today=timezone.localdate(case.now), gaps_in_cells=False
    )
    form = choices_form(IssueDraftForm, case=case, data=with_version(request.POST, saved.version), complete=True)
    stopped = found["problems"] or found["gaps"] or _contact_gaps(case)
    if lines and not stopped and form.is_valid():
        return redirect("cases:check_answers", public_id=saved.public_id)
    if not lines:
        errors = [FieldError(f"{PREFIX}-0-{grid.name_key}", f"Nhập ít nhất một {case.dossier.kind.row_noun}.")]
        lines = with_empty_kept_lines(lines, count=FIRST_LINES, grid=grid)
    return _page(request, case, grid, form=form, lines=lines, errors=errors, saved=True)


def _page(
    request: HttpRequest,
    case: Case,
    grid: KeptGrid,
    *,
    form: IssueDraftForm,
    lines: list[KeptLine],
    errors: list[FieldError] | tuple[FieldError, ...] = (),
    kept: Any = None,
    saved: bool = False,
    text: str = "",
    status: int = 200,
) -> HttpResponse:
    """`text`: what was pasted and not taken. `saved`: on the way to check-answers, and here as something is missing."""
    found = judge_kept_lines(
        lines, grid=grid, profile=case.profile, today=timezone.localdate(case.now), gaps_in_cells=saved
    )
    contact = _contact_gaps(case)
    context = {
        "case": case,
        "dossier": case.dossier,
        "kind": case.dossier.kind,
        "grid": grid,
        "mau": grid.form,
        "conditions": CONDITIONS[grid.procedure],
        "form": form,
        "lines": lines,
        "errors": _error_lines(errors, found if saved else {}, contact if saved else ()),
        "summary_title": SAVED_BUT if saved else NOT_SAVED,
        # What stops the submission is in the error summary already when the draft was to go on.
        "found": {
            name: {"lines": some[:MOST_NAMED], "more": max(len(some) - MOST_NAMED, 0)}
            for name, some in found.items()
            if not saved or name == "warnings"
        },
        "contact_gaps": contact if not saved else (),
        "wet_reason": wet_signature_reason(case),
        "provinces": PROVINCES,
        "text": text,
        "kept": kept is not None,
    }
    wrong = bool(errors) or saved or status == 422
    return render(request, "requests_workflow/draft_kept.html", context, status=422 if wrong else 200)


def _grid(case: Case) -> KeptGrid:
    agency, procedure = case.dossier.managing_agency, case.dossier.procedure
    keepers = keepers_of(
        agency=agency,
        on=timezone.localdate(case.now),
        also=[row.person for row in _rows(case.dossier) if row.person],
        registry_first=procedure == "organisation_issue",
    )
    defaults = {"province": agency.province}
    if procedure == "system_issue":
        defaults["managing_body"] = agency.name
    return KeptGrid(procedure=procedure, form=case.dossier.kind.form(case.profile), keepers=keepers, defaults=defaults)


def _error_lines(
    errors: list[FieldError] | tuple[FieldError, ...], found: dict[str, list[Any]], contact: tuple[str, ...]
) -> list[dict[str, str]]:
    """Context of components/error_summary.html: what was refused, then what stops the submission."""
    said = [{"text": e.text, "target": f"id_{e.field}" if e.field else ""} for e in errors]
    if contact:
        words = ", ".join(one.lower() for one in contact)
        text = f"Người phối hợp còn thiếu {words} trong danh bạ: bổ sung danh bạ, hoặc chọn người khác."
        said.append({"text": text, "target": "id_coordinator"})
    some = [*found.get("problems", []), *found.get("gaps", [])]
    said += [{"text": one.text, "target": one.target} for one in some[:MOST_NAMED]]
    if len(some) > MOST_NAMED:
        said.append({"text": f"Và {len(some) - MOST_NAMED} chỗ khác trong danh sách bên dưới.", "target": ""})
    return said


def _contact_gaps(case: Case) -> tuple[str, ...]:
    """What the directory does not know of the chosen contact person; nothing while nobody is chosen."""
    person = case.dossier.coordinator
    form = case.dossier.kind.form(case.profile)
    return contact_gaps(person=person, form=form) if person is not None else ()


def _placed(lines: list[KeptLine], errors: tuple[FieldError, ...]) -> list[FieldError]:
    """Errors of the services, said beside their cells too; they count the wanted lines, in their order."""
    wanted = [line for line in lines if line.is_wanted()]
    placed = []
    for error in errors:
        prefix, _, rest = error.field.partition("-")
        index, _, key = rest.partition("-")
        target = error.field if error.field != PREFIX else ""
        if prefix == PREFIX and index.isdecimal() and int(index) < len(wanted):
            line = wanted[int(index)]
            line.note(key, error.text.partition(": ")[2] or error.text, kind="problem")
            target = f"{line.prefix}-{key}"
        placed.append(FieldError(target, error.text))
    return placed


def _pasted_words(pasted: Pasted) -> str:
    words = [f"Đã đưa {len(pasted.rows)} dòng từ Excel vào danh sách và lưu nháp. Kiểm tra lại, chọn người giữ."]
    if pasted.zeros:
        words.append(f"Đã thêm lại số 0 ở đầu cho {pasted.zeros} ô mà Excel bỏ mất.")
    if pasted.left_over:
        words.append(f"{pasted.left_over} ô không thuộc cột nào của mẫu nên không nhận.")
    return " ".join(words)


def _rows(dossier: Dossier) -> QuerySet[Request]:
    """The rows that the paper is about; one that was taken out of an earlier paper is not drafted again."""
    return dossier.requests.filter(state="pending").select_related("person__agency").order_by("position")
