"""The clause matrix: every row by instrument, in the order of its text, and whether a cited clause has one."""

from collections.abc import Mapping
from types import MappingProxyType

from requests_workflow.engine.clauses import Clause
from requests_workflow.regulations.clause_rows import (
    lai_chau_2025,
    national_laws,
    nd_68_2024,
    ninh_binh_city_2018,
    ninh_thuan_2017,
    old_regimes,
    product_rules,
    tan_uyen_2024,
    vinh_long_2020,
)
from requests_workflow.regulations.clause_rows.row import ClauseRow
from requests_workflow.regulations.locators import covers


def _by_instrument() -> Mapping[str, tuple[ClauseRow, ...]]:
    found: dict[str, list[ClauseRow]] = {}
    for module in (
        nd_68_2024,
        lai_chau_2025,
        vinh_long_2020,
        ninh_binh_city_2018,
        ninh_thuan_2017,
        tan_uyen_2024,
        national_laws,
        old_regimes,
        product_rules,
    ):
        for row in module.ROWS:
            found.setdefault(row.clause.instrument, []).append(row)
    return MappingProxyType({code: tuple(rows) for code, rows in found.items()})


MATRIX: Mapping[str, tuple[ClauseRow, ...]] = _by_instrument()


def rows_of(clause: Clause) -> tuple[ClauseRow, ...]:
    """The rows that speak of a cited clause: its own, or those of its parts; a locator may name several by commas."""
    rows = MATRIX.get(clause.instrument, ())
    return tuple(row for row in rows if any(covers(row.clause.locator, one) for one in _cited(clause)))


def without_a_row(clause: Clause) -> bool:
    """Whether the product cites a clause (or one of several) of which the matrix says nothing."""
    rows = MATRIX.get(clause.instrument, ())
    return not all(any(covers(row.clause.locator, one) for row in rows) for one in _cited(clause))


def _cited(clause: Clause) -> list[str]:
    return [clause.locator.rstrip(", ").split(", Điều ")[0]] + [
        f"Điều {more}" for more in clause.locator.rstrip(", ").split(", Điều ")[1:]
    ]
