"""The columns of a form as columns of a sheet: headings as the form prints them, with what a cell may hold."""

from dataclasses import dataclass
from types import MappingProxyType

from requests_workflow.regulations.profile import FormColumn, FormRef

IDENTITY_PARTS = (
    FormColumn("identity_number", "Số định danh cá nhân", kind="id12"),
    FormColumn("identity_issued_on", "Ngày cấp", kind="date"),
    FormColumn("identity_issued_by", "Nơi cấp"),
)
_OLD_SERIAL = FormColumn(
    "old_certificate_serial", "Số hiệu chứng thư chữ ký số cũ (nếu có)", required=False, kind="certificate_serial"
)
# What a request holds beside the columns that its form prints.
BESIDE_THE_FORM = MappingProxyType(
    {
        "02": (
            FormColumn(
                "founding_reference",
                "Quyết định thành lập hoặc xác nhận của cơ quan cấp trên (số, ngày)",
                required=False,
            ),
            _OLD_SERIAL,
        ),
        "03": (_OLD_SERIAL,),
    }
)


@dataclass(frozen=True)
class SheetColumn:
    """One column of the list; `group` is the merged heading above it, "" when it stands alone."""

    key: str
    heading: str
    kind: str
    required: bool
    group: str = ""


def sheet_columns(form: FormRef) -> tuple[SheetColumn, ...]:
    """The columns of the form in its order; the identity card, one printed column, is three to be typed in."""
    columns: list[SheetColumn] = []
    for one in (*form.columns, *BESIDE_THE_FORM.get(form.mau, ())):
        if one.kind == "identity":
            columns += [SheetColumn(p.key, p.label, p.kind, one.required, group=one.label) for p in IDENTITY_PARTS]
        else:
            columns.append(SheetColumn(one.key, one.label, one.kind, one.required, group=one.group))
    return tuple(columns)
