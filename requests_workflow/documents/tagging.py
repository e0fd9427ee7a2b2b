"""Table heads in the structure tree, put right after WeasyPrint: what each head cell speaks of.

WeasyPrint links cells to heads by their place in the row, which is wrong below a head of two rows, names the same heads
again on every page that repeats them, and writes no ID tree to find them by. A scope says the same without any of these
(ISO 32000-1, 14.8.5.7).
"""

from typing import Any


def mark_heads(pdf: Any) -> None:
    """Give each TH its Scope and take IDs and Headers away."""
    for element in pdf.objects:
        if not isinstance(element, dict):
            continue
        kind = element.get("S")
        if kind == "/TH":
            element.pop("ID", None)
            element["A"]["Scope"] = "/Column" if _in_head(element, pdf) else "/Row"
        elif kind == "/TD":
            element["A"].pop("Headers", None)
            if set(element["A"]) == {"O"}:
                del element["A"]


def _in_head(cell: Any, pdf: Any) -> bool:
    row = _parent(cell, pdf)
    return bool(_parent(row, pdf)["S"] == "/THead")


def _parent(element: Any, pdf: Any) -> Any:
    return pdf.objects[int(element["P"].split()[0])]
