"""The clause matrix as Markdown: one page for each instrument and an index, in Vietnamese."""

from collections import Counter
from collections.abc import Mapping
from types import MappingProxyType

from requests_workflow.regulations.clause_rows.row import EFFECTS, ClauseRow
from requests_workflow.regulations.instruments import INSTRUMENTS
from requests_workflow.regulations.matrix import MATRIX
from requests_workflow.regulations.misprints import MISPRINTS

EFFECT_NAMES: Mapping[str, str] = MappingProxyType(
    {
        "blocks": "chặn",
        "warns": "cảnh báo",
        "does": "thực hiện",
        "configures": "cấu hình",
        "not_for_software": "ngoài phần mềm",
    }
)
_MADE = "Tạo từ mã nguồn bằng `manage.py render_clauses`; không sửa tay."


def all_pages() -> dict[str, str]:
    """File name to text: README.md, and <instrument>.md for every instrument of the matrix."""
    return {"README.md": _index(), **{f"{code}.md": _page(code) for code in MATRIX}}


def _index() -> str:
    lines = [
        "# Từng điều khoản",
        "",
        f"{_MADE} Trang `/can-cu-phap-ly/` cho xem cùng bảng này.",
        "",
        "| Văn bản | Điều khoản | " + " | ".join(EFFECT_NAMES[one] for one in EFFECTS) + " |",
        "|---" * (len(EFFECTS) + 2) + "|",
    ]
    for code, rows in MATRIX.items():
        found = Counter(row.effect for row in rows)
        counts = " | ".join(str(found[one]) for one in EFFECTS)
        lines.append(f"| [{_cell(INSTRUMENTS[code].short_name)}]({code}.md) | {len(rows)} | {counts} |")
    lines += ["", "Thêm một tỉnh: [them-tinh.md](them-tinh.md).", "", "## Lỗi in trong văn bản", ""]
    lines += ["| Ở đâu | Văn bản in | Đúng là |", "|---|---|---|"]
    lines += [f"| {_cell(one.clause.cite())} | {_cell(one.printed)} | {_cell(one.right)} |" for one in MISPRINTS]
    return "\n".join(lines) + "\n"


def _page(code: str) -> str:
    one = INSTRUMENTS[code]
    lines = [f"# {one.short_name}", "", _MADE]
    lines += ["", one.note] if one.note else []
    lines += ["", "| Điều khoản | Tác dụng | Hệ thống làm gì | Ở đâu | Kiểm thử |", "|---|---|---|---|---|"]
    lines += [_line(row) for row in MATRIX[code]]
    return "\n".join(lines) + "\n"


def _line(row: ClauseRow) -> str:
    does = f"{row.does} Nay theo {row.superseded_by.cite()}." if row.superseded_by else row.does
    where = ", ".join(f"`{place}`" for place in row.where)
    tests = "<br>".join(f"`{node}`" for node in row.tests)
    return f"| {row.clause.locator} | {EFFECT_NAMES[row.effect]} | {_cell(does)} | {where} | {tests} |"


def _cell(text: str) -> str:
    return text.replace("|", r"\|")
