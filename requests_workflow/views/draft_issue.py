"""The draft of Mẫu 01: a grid of people that may be saved with whatever is still missing or wrong."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from directory.domain.provinces import PROVINCES
from directory.selectors.kept import kept_post
from requests_workflow.domain.contact import contact_gaps
from requests_workflow.domain.pasted_rows import Pasted, read_pasted
from requests_workflow.forms.draft import IssueDraftForm
from requests_workflow.forms.individual import (
    MOST_LINES,
    PREFIX,
    Line,
    add_pasted,
    agency_defaults,
    judge_lines,
    lines_of,
    read_lines,
    with_empty_lines,
)
from requests_workflow.forms.people_cells import ISSUERS
from requests_workflow.models import Dossier, Request
from requests_workflow.services.draft_rows import MOST_ROWS
from requests_workflow.services.drafting import update_draft
from requests_workflow.services.errors import FieldError, InvalidInput, Stale, WorkflowError
from requests_workflow.services.personal_data import note_rows_viewed
from requests_workflow.views.draft_choices import NOT_SAVED, SAVED_BUT, choices_form, wet_signature_reason, with_version
from requests_workflow.views.files import first_today
from requests_workflow.views.loading import Case, load_case

EMPTY_LINES = 2
FIRST_LINES = 5
MORE_LINES = 10
MOST_NAMED = 15
PASTED_FIELD = "dan"
MOST_PASTED = 500_000
TOO_MUCH = f"Nội dung dán quá dài. Một hồ sơ có nhiều nhất {MOST_ROWS} dòng: chia thành nhiều hồ sơ."
NOTHING_READ = "Không đọc được dòng nào. Chép cả các dòng của bảng trong Excel, gồm cột họ và tên, rồi dán vào ô này."


def edit_issue(request: HttpRequest, case: Case) -> HttpResponse:
    """Shows the grid, or saves it; only `save and check` asks whether anything is missing."""
    defaults = agency_defaults(name=case.dossier.managing_agency.name, province=case.dossier.managing_agency.province)
    if request.method == "POST":
        return _save(request, case, defaults)
    kept = kept_post(request)
    if kept is not None:
        lines = read_lines(kept, defaults=defaults)
    else:
        lines = lines_of(_people(case.dossier), defaults=defaults)
    if lines and first_today(request, key=f"rows-{case.dossier.pk}"):
        note_rows_viewed(dossier=case.dossier, by=case.user, at=case.now)
    # A form that came back has its own empty lines.
    empty = 0 if kept is not None else EMPTY_LINES if lines else FIRST_LINES
    lines = with_empty_lines(lines, count=empty, defaults=defaults)
    return _page(request, case, form=choices_form(IssueDraftForm, case=case, data=kept), lines=lines, kept=bool(kept))


def _save(request: HttpRequest, case: Case, defaults: dict[str, str]) -> HttpResponse:
    lines = read_lines(request.POST, defaults=defaults)
    text = request.POST.get(PASTED_FIELD, "")
    asked = next((one for one in ("save_only", "more_rows", "paste") if one in request.POST), "check")
    form = choices_form(IssueDraftForm, case=case, data=request.POST)
    if asked == "more_rows":
        lines = with_empty_lines(lines, count=MORE_LINES, defaults=defaults, asked=True)
        return _page(request, case, form=form, lines=lines, text=text)
    pasted = read_pasted(text if len(text) <= MOST_PASTED else "")
    if wrong := _wrong_with_pasted(text, pasted, lines, asked=asked):
        return _page(request, case, form=form, lines=lines, errors=[FieldError(PASTED_FIELD, wrong)], text=text)
    # Text left in the box is not lost where another button was pressed; lines are numbered as they will be saved.
    lines = add_pasted(lines, pasted.rows, defaults=defaults)
    if not lines:
        lines = with_empty_lines(lines, count=FIRST_LINES, defaults=defaults)
    if not form.is_valid():
        return _page(request, case, form=form, lines=lines, status=422)
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
        return _refused(request, case, error, form=form, lines=lines)
    return _after_saving(request, case, saved, pasted=pasted, defaults=defaults, go_on=asked == "check")


def _wrong_with_pasted(text: str, pasted: Pasted, lines: list[Line], *, asked: str) -> str:
    """Why the pasted text is not taken and stays in its box; "" where it is taken, or there is none."""
    if len(text) > MOST_PASTED or len(pasted.rows) + len(lines) > MOST_LINES:
        return TOO_MUCH
    return NOTHING_READ if asked == "paste" and not pasted.rows else ""


def _refused(
    request: HttpRequest, case: Case, error: WorkflowError, *, form: IssueDraftForm, lines: list[Line]
) -> HttpResponse:
    """The page with everything that was typed, and why it was not saved."""
    if isinstance(error, InvalidInput):
        return _page(request, case, form=form, lines=lines, errors=_placed(lines, error.errors))
    if isinstance(error, Stale):
        # Loaded again: the next press is made in knowledge of the new state.
        case = load_case(request, case.dossier.public_id, whole=True)
        form = choices_form(IssueDraftForm, case=case, data=with_version(request.POST, case.dossier.version))
    return _page(request, case, form=form, lines=lines, errors=[FieldError("", text) for text in error.sentences])


def _after_saving(
    request: HttpRequest, case: Case, saved: Dossier, *, pasted: Pasted, defaults: dict[str, str], go_on: bool
) -> HttpResponse:
    """To check-answers when nothing is missing or wrong; else back to the grid, with what is."""
    if pasted.rows:
        messages.success(request, _pasted_words(pasted))
    if not go_on:
        if not pasted.rows:
            messages.success(request, "Đã lưu nháp.")
        return redirect("cases:draft", public_id=saved.public_id)
    case = load_case(request, saved.public_id, whole=True)
    lines = lines_of(_people(saved), defaults=defaults)
    found = judge_lines(lines, profile=case.profile, today=timezone.localdate(case.now), gaps_in_cells=False)
    form = choices_form(IssueDraftForm, case=case, data=with_version(request.POST, saved.version), complete=True)
    stopped = found["problems"] or found["gaps"] or _contact_gaps(case)
    if lines and not stopped and form.is_valid():
        return redirect("cases:check_answers", public_id=saved.public_id)
    if not lines:
        errors = [FieldError(f"{PREFIX}-0-full_name", "Nhập ít nhất một người.")]
        lines = with_empty_lines(lines, count=FIRST_LINES, defaults=defaults)
    else:
        errors = []
    return _page(request, case, form=form, lines=lines, errors=errors, saved=True)


def _page(
    request: HttpRequest,
    case: Case,
    *,
    form: IssueDraftForm,
    lines: list[Line],
    errors: list[FieldError] | tuple[FieldError, ...] = (),
    kept: bool = False,
    saved: bool = False,
    text: str = "",
    status: int = 200,
) -> HttpResponse:
    """`text`: what was pasted and not taken. `saved`: on the way to check-answers, and here as something is missing."""
    found = judge_lines(lines, profile=case.profile, today=timezone.localdate(case.now), gaps_in_cells=saved)
    contact = _contact_gaps(case)
    context = {
        "case": case,
        "dossier": case.dossier,
        "form": form,
        "lines": lines,
        "errors": _error_lines(errors, found if saved else {}, contact if saved else ()),
        "summary_title": SAVED_BUT if saved else NOT_SAVED,
        # What stops the submission is in the error summary already when the draft was to go on.
        "found": {name: _first(some) for name, some in found.items() if not saved or name == "warnings"},
        "contact_gaps": contact if not saved else (),
        "wet_reason": wet_signature_reason(case),
        "provinces": PROVINCES,
        "issuers": ISSUERS,
        "text": text,
        "kept": kept,
    }
    wrong = bool(errors) or saved or status == 422
    return render(request, "requests_workflow/draft_issue.html", context, status=422 if wrong else 200)


def _error_lines(
    errors: list[FieldError] | tuple[FieldError, ...], found: dict[str, list[Any]], contact: tuple[str, ...]
) -> list[dict[str, str]]:
    """Context of components/error_summary.html: what was refused, then what stops the submission."""
    said = [{"text": e.text, "target": f"id_{e.field}" if e.field else ""} for e in errors]
    if contact:
        said.append({"text": _contact_words(contact), "target": "id_coordinator"})
    some = [*found.get("problems", []), *found.get("gaps", [])]
    said += [{"text": one.text, "target": one.target} for one in some[:MOST_NAMED]]
    if len(some) > MOST_NAMED:
        said.append({"text": f"Và {len(some) - MOST_NAMED} chỗ khác trong danh sách bên dưới.", "target": ""})
    return said


def _first(some: list[Any]) -> dict[str, Any]:
    return {"lines": some[:MOST_NAMED], "more": max(len(some) - MOST_NAMED, 0)}


def _contact_gaps(case: Case) -> tuple[str, ...]:
    """What the directory does not know of the chosen contact person; nothing while nobody is chosen."""
    person = case.dossier.coordinator
    return contact_gaps(person=person, form=case.profile.individual_issue_form) if person is not None else ()


def _contact_words(gaps: tuple[str, ...]) -> str:
    words = ", ".join(one.lower() for one in gaps)
    return f"Người phối hợp còn thiếu {words} trong danh bạ: bổ sung danh bạ, hoặc chọn người khác."


def _placed(lines: list[Line], errors: tuple[FieldError, ...]) -> list[FieldError]:
    """Errors of the services, said beside their cells too; the lines stand in the order in which they were given."""
    for error in errors:
        prefix, _, rest = error.field.partition("-")
        index, _, key = rest.partition("-")
        if prefix == PREFIX and index.isdecimal() and int(index) < len(lines):
            lines[int(index)].note(key, error.text.partition(": ")[2] or error.text, kind="problem")
    return [FieldError(e.field if e.field != PREFIX else "", e.text) for e in errors]


def _pasted_words(pasted: Pasted) -> str:
    words = [f"Đã đưa {len(pasted.rows)} người từ Excel vào danh sách và lưu nháp. Kiểm tra lại từng dòng."]
    if pasted.zeros:
        words.append(f"Đã thêm lại số 0 ở đầu cho {pasted.zeros} ô mà Excel bỏ mất.")
    if pasted.left_over:
        words.append(f"{pasted.left_over} ô không thuộc cột nào của mẫu nên không nhận.")
    return " ".join(words)


def _people(dossier: Dossier) -> QuerySet[Request]:
    """The rows that the paper is about; one that was taken out of an earlier paper is not drafted again."""
    return dossier.requests.filter(state="pending").select_related("person").order_by("position")
