"""The draft of Mẫu 05, and of a notice of the provider, the prosecution or the police that needs no Mẫu 05."""

from dataclasses import replace
from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from requests_workflow.forms import revocation
from requests_workflow.models import Dossier, Request
from requests_workflow.procedures.revocation import clauses
from requests_workflow.views.certificate_drafts import Grid, check_context, edit_certificates, judged, saved_lines
from requests_workflow.views.loading import Case

RECORDING = "record_revocation_notice"
GRID = Grid(
    keys=revocation.KEYS,
    by="certificate",
    form=revocation.RevocationDraftForm,
    line=revocation.RevocationLine,
    template="requests_workflow/draft_revocation.html",
    new_values=revocation.new_values,
    row=revocation.row_of,
    judge=revocation.judge,
)


def edit_revocation(request: HttpRequest, case: Case) -> HttpResponse:
    """Shows the grid, or saves it; a dossier that somebody else's notice began asks only for the certificates."""
    return edit_certificates(request, case, grid_of(case.dossier.initiator))


def check_lines(case: Case, rows: list[Request]) -> list[dict[str, Any]]:
    """Rows of Mẫu 05 as they are checked: {"line", "row", "warnings"}, with what deserves a second look."""
    lines = judged(case, GRID, saved_lines(case, GRID))
    return check_context(lines, rows)


def grid_of(initiator: str) -> Grid:
    """The grid of Mẫu 05, or that of a notice; `initiator` is a value of Dossier.Initiator."""
    if initiator == Dossier.Initiator.AGENCY:
        return GRID
    return replace(
        GRID,
        row=partial(revocation.row_of_notice, initiator=initiator),
        judge=revocation.judge_notice,
        choices_needed=False,
        onward=_to_the_recording,
        extra={"by_notice": True, "clause": clauses.BY_AUTHORITIES.cite()},
    )


def _to_the_recording(request: HttpRequest, case: Case) -> HttpResponse:
    """The act that records the notice: whoever drafts may do it."""
    return redirect("cases:act", public_id=case.dossier.public_id, act=RECORDING)
