"""From the columns of a form as the regulation gives them to columns of a page: widths and alignment are data here."""

from collections.abc import Mapping
from types import MappingProxyType

from requests_workflow.documents.issuing import HANDOVER_WIDTHS_MM, ISSUE_WIDTHS_MM
from requests_workflow.documents.model import Column
from requests_workflow.regulations.profile import FormRef

# Millimetres by form and column: 240 beside the ordinal on a landscape page, 153 on a portrait page. At these widths
# dates, telephone numbers and tax codes stand on one line; longer serials widen their column. A column not named here
# takes 24.
WIDTHS_MM: Mapping[str, Mapping[str, float]] = MappingProxyType(
    {
        "01": ISSUE_WIDTHS_MM,
        "02": {
            "organisation_name": 54.0,
            "address": 58.0,
            "tax_code": 30.0,
            "budget_code": 24.0,
            "province": 24.0,
            "official_email": 50.0,
        },
        "03": {
            "system_name": 38.0,
            "system_kind": 26.0,
            "managing_body": 38.0,
            "province": 22.0,
            "network_name": 45.0,
            "official_email": 39.0,
            "purpose": 32.0,
        },
        "04": {
            "certificate_name": 42.0,
            "certificate_serial": 46.0,
            "official_email": 40.0,
            "old_information": 38.0,
            "new_information": 38.0,
            "renew": 16.0,
            "change": 20.0,
        },
        "05": {
            "certificate_name": 30.0,
            "identity": 29.0,
            "tax_code": 25.0,
            "budget_code": 18.0,
            "official_email": 41.0,
            "certificate_serial": 44.0,
            "token_serial": 24.0,
            "reason": 29.0,
        },
        "06": {
            "token_serial": 36.0,
            "certificate_name": 32.0,
            "subscriber_agency": 34.0,
            "subscriber_email": 51.0,
        },
        "07": HANDOVER_WIDTHS_MM,
        "08": {
            "certificate_name": 34.0,
            "certificate_serial": 39.0,
            "token_serial": 30.0,
            "condition": 28.0,
            "note": 22.0,
        },
        "09": {
            "certificate_name": 31.0,
            "certificate_serial": 37.0,
            "token_serial": 29.0,
            "lost_on": 25.0,
            "circumstances": 31.0,
        },
    }
)
_UNKNOWN_MM = 24.0
_CENTRED = frozenset({"check"})
UNBROKEN = frozenset({"certificate_serial", "old_certificate_serial", "token_serial", "tax_code", "budget_code"})


def columns_of(form: FormRef) -> tuple[Column, ...]:
    """Return the printed columns of a form, in its order; cells that the form does not require may be blank.

    The widths are those of the form whose columns they are, whatever number it bore under an older instrument.
    """
    keys = {column.key for column in form.columns}
    widths = WIDTHS_MM[max(WIDTHS_MM, key=lambda mau: (len(keys & set(WIDTHS_MM[mau])), mau == form.mau))]
    return tuple(
        Column(
            key=column.key,
            title=column.label,
            width_mm=widths.get(column.key, _UNKNOWN_MM),
            group=column.group or None,
            align="center" if column.kind in _CENTRED else "left",
            may_be_blank=not column.required,
            unbroken=column.key in UNBROKEN,
        )
        for column in form.columns
    )
