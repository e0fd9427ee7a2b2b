"""/bao-cao/: the periodic report as a page, a PDF and a workbook, all of the same numbers."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from directory.policies import REPORTS, ActorRequest, policy
from reporting.domain.due import due_notes
from reporting.domain.periodic import TITLE, PeriodicReport
from reporting.domain.periodic_tables import Table, tables_of
from reporting.domain.summary import headlines_of, summary_of
from reporting.forms.periodic import PeriodicFilter, address_of
from reporting.selectors.periodic import periodic_report
from reporting.selectors.report_scope import Subject, bodies_to_choose, chosen
from reporting.services.periodic_pdf import render_periodic_report
from reporting.services.workbook import write_workbook
from reporting.views.policies import ANY_REPORT, PERIODIC
from reporting.views.tabs import tabs_of
from requests_workflow.documents.fonts import UnprintableText

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True)
class _Asked:
    """The report that the address asks for."""

    form: PeriodicFilter
    subject: Subject
    report: PeriodicReport
    now: datetime

    @property
    def address(self) -> dict[str, str]:
        return {**address_of(self.report.period), "co_quan": str(self.subject.body.public_id)}

    @property
    def file_name(self) -> str:
        period = self.report.period
        part = "" if period.kind == "nam" else f"-6-thang-{period.number}"
        return f"bao-cao-chung-thu-{period.year}{part}"


def _asked(request: ActorRequest) -> _Asked | None:
    """None for somebody who has no periodic report; raises Http404 for a body of others."""
    now = timezone.now()
    form = PeriodicFilter(request.GET, today=timezone.localdate(now))
    form.is_valid()
    subject = chosen(actor=request.actor, public_id=form.body)
    if subject is None:
        if form.body is not None:
            raise Http404
        return None
    return _Asked(form, subject, periodic_report(body=subject.body, period=form.period, now=now), now)


@require_safe
@policy(ANY_REPORT)
def index(request: ActorRequest) -> HttpResponse:
    """The periodic report of the chosen period, and the way to the other reports."""
    asked = _asked(request) if request.actor.roles & PERIODIC.roles else None
    context: dict[str, Any] = {
        "recovery": bool(request.actor.roles & REPORTS.roles),
        "tabs": tabs_of(request),
        "report": None,
    }
    if asked is not None:
        query = urlencode(asked.address)
        context |= {
            "title": TITLE,
            "report": asked.report,
            "filters": PeriodicFilter(
                asked.address, today=asked.form.today, bodies=bodies_to_choose(actor=request.actor, also=asked.subject)
            ),
            "headlines": headlines_of(asked.report),
            "lines": summary_of(asked.report),
            "tables": [_shown(table) for table in tables_of(asked.report)],
            "dates": [
                {"text": text, "clause": clause}
                for text, clause in due_notes(
                    overlay=asked.subject.body.overlay, period=asked.report.period, on=asked.form.today
                )
            ],
            "pdf_url": f"/bao-cao/dinh-ky.pdf?{query}",
            "workbook_url": f"/bao-cao/dinh-ky.xlsx?{query}",
        }
    return render(request, "reporting/index.html", context)


@require_safe
@policy(PERIODIC)
def periodic_pdf(request: ActorRequest) -> HttpResponse:
    """The same numbers to be signed; 409 with the reason for a name that cannot be printed."""
    asked = _asked(request)
    if asked is None:
        raise Http404
    try:
        data = render_periodic_report(report=asked.report, author=asked.subject.author, now=asked.now)
    except UnprintableText as refusal:
        return render(request, "reporting/unprintable.html", {"reason": str(refusal)}, status=409)
    response = HttpResponse(data, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{asked.file_name}.pdf"'
    return response


@require_safe
@policy(PERIODIC)
def periodic_workbook(request: ActorRequest) -> HttpResponseBase:
    """The same numbers as a workbook, streamed from a temporary file."""
    asked = _asked(request)
    if asked is None:
        raise Http404
    heading = (f"{TITLE}: {asked.report.period.label}", *summary_of(asked.report))
    file = write_workbook(heading=heading, tables=tables_of(asked.report))
    return FileResponse(file, as_attachment=True, filename=f"{asked.file_name}.xlsx", content_type=WORKBOOK)


def _shown(table: Table) -> dict[str, Any]:
    """The table as components/table.html takes it; rows of nothing but zeros are only named: a phone shows cards."""
    columns = [{"label": label, "numeric": at >= table.words} for at, label in enumerate(table.columns)]
    spoken = [row for row in table.rows if any(row[table.words :])]
    rows = [*spoken, *([table.total] if table.total else [])]
    return {
        "title": table.title,
        "note": table.note,
        "empty": table.empty,
        "quiet": [str(row[0]) for row in table.rows if not any(row[table.words :])],
        "columns": columns,
        "rows": [{"cells": [str(cell) for cell in row], "total": row is table.total} for row in rows]
        if table.rows
        else [],
    }
