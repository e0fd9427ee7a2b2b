"""The clause matrix on /can-cu-phap-ly/: one instrument at a time, filtered by what the product does with a clause."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from django.http import QueryDict

from requests_workflow.forms.clauses import ClauseFilter
from requests_workflow.regulations.clause_rows.row import EFFECTS, ClauseRow
from requests_workflow.regulations.instruments import INSTRUMENTS, ND_68_2024
from requests_workflow.regulations.matrix import MATRIX
from requests_workflow.regulations.misprints import MISPRINTS

MATRIX_COLUMNS = [
    {"label": "Điều khoản"},
    {"label": "Tác dụng"},
    {"label": "Hệ thống làm gì"},
    {"label": "Ở đâu"},
    {"label": "Kiểm thử chứng minh"},
]
MISPRINT_COLUMNS = [{"label": "Ở đâu"}, {"label": "Văn bản in"}, {"label": "Đúng là"}]

EFFECT_WORDS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "blocks": ("Chặn", "danger"),
        "warns": ("Cảnh báo", "warning"),
        "does": ("Thực hiện", "success"),
        "configures": ("Cấu hình", "info"),
        "not_for_software": ("Ngoài phần mềm", "neutral"),
    }
)


def matrix_context(query: QueryDict, *, overlay_instrument: str | None) -> dict[str, Any]:
    """What the template shows of the matrix; an unknown instrument or effect in the address shows the usual ones.

    `overlay_instrument` is the code of the reader's local text, shown first where it has rows.
    """
    usual = overlay_instrument if overlay_instrument and overlay_instrument in MATRIX else ND_68_2024
    instrument = query.get("van-ban") or usual
    instrument = instrument if instrument in MATRIX else usual
    effect = query.get("tac-dung") or ""
    effect = effect if effect in EFFECTS else ""
    rows = [row for row in MATRIX[instrument] if not effect or row.effect == effect]
    return {
        "matrix_columns": MATRIX_COLUMNS,
        "matrix_rows": [_cells(row) for row in rows],
        "matrix_title": INSTRUMENTS[instrument].short_name,
        "matrix_count": len(rows),
        "matrix_filters": ClauseFilter(
            data={"van-ban": instrument, "tac-dung": effect},
            instruments=[(code, INSTRUMENTS[code].short_name) for code in MATRIX],
            effects=[(one, EFFECT_WORDS[one][0]) for one in EFFECTS],
        ),
        "clauses_total": sum(len(found) for found in MATRIX.values()),
        "misprint_columns": MISPRINT_COLUMNS,
        "misprints": [{"cells": [one.clause.cite(), one.printed, one.right]} for one in MISPRINTS],
    }


def _cells(row: ClauseRow) -> dict[str, Any]:
    label, tone = EFFECT_WORDS[row.effect]
    does = f"{row.does} Nay theo {row.superseded_by.cite()}." if row.superseded_by else row.does
    return {
        "cells": [
            row.clause.locator,
            {"tag": {"label": label, "tone": tone}},
            does,
            ", ".join(row.where) or "Không có",
            _tests_in_words(row),
        ]
    }


def _tests_in_words(row: ClauseRow) -> str:
    if not row.tests:
        return "Không có"
    first, *others = (node.rpartition("::")[2] for node in row.tests)
    return f"{first} và {len(others)} kiểm thử khác" if others else first
