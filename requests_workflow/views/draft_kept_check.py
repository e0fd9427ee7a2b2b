"""Rows of Mẫu 02 and 03 on check-answers: every column of the form, who will keep the device, and what looks odd."""

from typing import Any

from requests_workflow.domain.kept_rows import columns_of, kept_warnings
from requests_workflow.models import Request
from requests_workflow.views.loading import Case


def kept_lines(case: Case, rows: list[Request]) -> list[dict[str, Any]]:
    """Context of draft_kept_check.html: {"row", "cells": [{"label", "text"}], "keeper", "medium", "warnings"}."""
    form = case.dossier.kind.form(case.profile)
    columns = columns_of(procedure=case.dossier.procedure, form=form)
    name_key = case.dossier.kind.row_key
    return [
        {
            "row": row,
            "cells": [
                {"label": column.label, "text": row.printed.get(column.key, "")}
                for column in columns
                if column.key != name_key
            ],
            "keeper": row.person,
            "medium": row.get_medium_display(),
            "warnings": kept_warnings(cells=row.printed, form=form, profile=case.profile),
        }
        for row in rows
    ]
