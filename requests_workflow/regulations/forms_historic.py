"""Forms of the older circulars, for recording old cases: their own numbers, with the columns of NĐ 68/2024.

TT 185/2019 has pairs, subscriber to body and body to provider: the second of each pair is the body's form. The numbers
of TT 08/2016 are not found but for the revocation, so its forms carry none.
"""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from requests_workflow.engine.clauses import Clause
from requests_workflow.regulations import forms_2024
from requests_workflow.regulations.instruments import TT_08_2016, TT_185_2019
from requests_workflow.regulations.profile import FormRef, Value


def _old(form: FormRef, *, instrument: str, mau: str, locator: str, evidence: str) -> FormRef:
    return replace(form, mau=mau, instrument=instrument, clause=Clause(instrument, locator), evidence=evidence)


def _tt_185(form: FormRef, mau: str, locator: str, evidence: str) -> FormRef:
    return _old(form, instrument=TT_185_2019, mau=mau, locator=locator, evidence=evidence)


def _tt_08(form: FormRef, locator: str, *, mau: str = "", evidence: str = "NF") -> FormRef:
    return _old(form, instrument=TT_08_2016, mau=mau, locator=locator, evidence=evidence)


FORMS_TT_185: Mapping[str, Any] = MappingProxyType(
    {
        "individual_issue_form": _tt_185(forms_2024.INDIVIDUAL_ISSUE_FORM, "02", "Điều 8", "I"),
        "organisation_issue_form": _tt_185(forms_2024.ORGANISATION_ISSUE_FORM, "04", "Điều 8", "I"),
        "system_issue_form": _tt_185(forms_2024.SYSTEM_ISSUE_FORM, "06", "Điều 8", "I"),
        "update_form": _tt_185(forms_2024.UPDATE_FORM, "08", "Điều 9", "I"),
        "revocation_form": _tt_185(forms_2024.REVOCATION_FORM, "10", "Điều 10", "V"),
        "recovery_form": _tt_185(forms_2024.RECOVERY_FORM, "12", "Điều 11", "M"),
        "handover_notice_form": _tt_185(forms_2024.HANDOVER_NOTICE_FORM, "13", "Điều 8", "M"),
        "return_form": _tt_185(forms_2024.RETURN_FORM, "14", "Điều 10", "V"),
        "loss_form": _tt_185(forms_2024.LOSS_FORM, "15", "Điều 10", "V"),
        "subscriber_forms": Value(
            MappingProxyType(
                {
                    "individual_issue": "01",
                    "organisation_issue": "03",
                    "system_issue": "05",
                    "certificate_update": "07",
                    "revocation_request": "09",
                    "token_recovery": "11",
                }
            ),
            "form",
            Clause(TT_185_2019, "Điều 10"),
            "I",
        ),
    }
)
FORMS_TT_08: Mapping[str, Any] = MappingProxyType(
    {
        "individual_issue_form": _tt_08(forms_2024.INDIVIDUAL_ISSUE_FORM, "Điều 13"),
        "organisation_issue_form": _tt_08(forms_2024.ORGANISATION_ISSUE_FORM, "Điều 13"),
        "system_issue_form": _tt_08(forms_2024.SYSTEM_ISSUE_FORM, "Điều 13"),
        "update_form": _tt_08(forms_2024.UPDATE_FORM, "Điều 16"),
        "revocation_form": _tt_08(forms_2024.REVOCATION_FORM, "Điều 18 khoản 1 điểm b", mau="09", evidence="V"),
        "recovery_form": _tt_08(forms_2024.RECOVERY_FORM, "Điều 24"),
        "handover_notice_form": _tt_08(forms_2024.HANDOVER_NOTICE_FORM, "Điều 13"),
        "return_form": _tt_08(forms_2024.RETURN_FORM, "Điều 21"),
        "loss_form": _tt_08(forms_2024.LOSS_FORM, "Điều 21"),
        "subscriber_forms": Value(MappingProxyType({}), "form", Clause(TT_08_2016, "Điều 13"), "NF"),
    }
)
