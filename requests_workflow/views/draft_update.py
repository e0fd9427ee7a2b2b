"""The draft of Mẫu 04: certificates of the register, the service asked for each, the old beside the new."""

from typing import Any

from django.http import HttpRequest, HttpResponse

from requests_workflow.forms import update
from requests_workflow.models import Request
from requests_workflow.views.certificate_drafts import Grid, check_context, edit_certificates, judged, saved_lines
from requests_workflow.views.loading import Case

GRID = Grid(
    keys=update.KEYS,
    by="predecessor",
    form=update.UpdateDraftForm,
    line=update.UpdateLine,
    template="requests_workflow/draft_update.html",
    new_values=update.new_values,
    row=update.row_of,
    judge=update.judge,
    complete=update.fill_old,
)


def edit_update(request: HttpRequest, case: Case) -> HttpResponse:
    """Shows the grid, or saves it."""
    return edit_certificates(request, case, GRID)


def check_lines(case: Case, rows: list[Request]) -> list[dict[str, Any]]:
    """Rows of Mẫu 04 as they are checked: {"line", "row", "warnings"}, with what deserves a second look."""
    lines = judged(case, GRID, saved_lines(case, GRID))
    return check_context(lines, rows)
