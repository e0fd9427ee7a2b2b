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
_KEEPER = FormColumn("keeper", "Số định danh người quản lý thiết bị", required=False, kind="id12")
# What a request holds beside the columns that its form prints.
_BESIDE_THE_FORM = MappingProxyType(
    {
        "02": (
            FormColumn(
                "founding_reference", "Quyết định thành lập hoặc xác nhận của cấp trên (số, ngày)", required=False
            ),
            _OLD_SERIAL,
            _KEEPER,
        ),
        "03": (_OLD_SERIAL, _KEEPER),
        "04": (FormColumn("change_code", "Nội dung thay đổi", required=False, kind="information_change"),),
        "05": (FormColumn("reason_detail", "Nói rõ lý do (nếu cần)", required=False),),
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


def beside_the_form(form: FormRef) -> tuple[FormColumn, ...]:
    """Columns of the sheet that the form does not print."""
    return _BESIDE_THE_FORM.get(form.mau, ())


def sheet_columns(form: FormRef) -> tuple[SheetColumn, ...]:
    """The columns of the form in its order; the identity card, one printed column, is three to be typed in."""
    columns: list[SheetColumn] = []
    for one in (*form.columns, *beside_the_form(form)):
        if one.kind == "identity":
            columns += [SheetColumn(p.key, p.label, p.kind, one.required, group=one.label) for p in IDENTITY_PARTS]
        else:
            columns.append(SheetColumn(one.key, one.label, one.kind, one.required, group=one.group))
    return tuple(columns)
