"""Mẫu số 02-05 as the tests render them, with the columns of the national profile; people and bodies are fictional."""

from collections.abc import Callable
from typing import Any

from requests_workflow.documents.columns import columns_of
from requests_workflow.documents.request_wording import REQUESTS
from requests_workflow.documents.requesting import RequestForm
from requests_workflow.regulations import forms_2024 as forms
from requests_workflow.regulations.profile import FormRef
from tests.documents.issuing_samples import CONTACT, PROVIDER, letter
from tests.documents.samples import COMMUNE

FORMS: dict[str, FormRef] = {
    form.mau: form
    for form in (
        forms.ORGANISATION_ISSUE_FORM,
        forms.SYSTEM_ISSUE_FORM,
        forms.UPDATE_FORM,
        forms.REVOCATION_FORM,
    )
}


def _organisation(index: int) -> dict[str, str]:
    return {
        "organisation_name": f"Trường Tiểu học và Trung học cơ sở Mẫu số {index}",
        "address": "Bản Mít Thái, xã Pắc Ta, tỉnh Lai Châu",
        "tax_code": f"62{index:08d}-001" if index % 2 else f"62{index:08d}",
        "budget_code": f"{1_000_000 + index}" if index % 3 else "",
        "province": "Lai Châu",
        "official_email": f"truongmau{index}.pacta@laichau.gov.vn",
    }


def _system(index: int) -> dict[str, str]:
    return {
        "system_name": f"Cổng thông tin điện tử thành phần số {index}",
        "system_kind": "Máy chủ web (SSL/TLS)",
        "managing_body": COMMUNE,
        "province": "Lai Châu",
        "network_name": f"mau{index}.pacta.laichau.gov.vn" if index % 3 else f"203.0.113.{index % 250}",
        "official_email": f"quantri{index}.pacta@laichau.gov.vn",
        "purpose": "Xác thực máy chủ, mã hóa đường truyền",
    }


def _update(index: int) -> dict[str, str]:
    change = index % 2 == 0
    return {
        "certificate_name": f"Nguyễn Văn Mẫu {index}",
        "certificate_serial": f"5401012A3B4C5D6E{index:04X}",
        "official_email": f"nguyenvanmau{index}.pacta@laichau.gov.vn",
        "old_information": "Ủy ban nhân dân xã Cũ" if change else "",
        "new_information": COMMUNE if change else "",
        "renew": "x" if index % 3 else "",
        "change": "x" if change else "",
    }


def _revocation(index: int) -> dict[str, str]:
    person = index % 4 != 0
    return {
        "certificate_name": f"Nguyễn Văn Mẫu {index}" if person else f"Trường Tiểu học Mẫu số {index}",
        "identity": f"{index:012d}; 01/02/2021; Cục CSQLHC về TTXH" if person else "",
        "tax_code": "" if person else "6200000001-001",
        "budget_code": "" if person else "1000001",
        "official_email": f"nguyenvanmau{index}.pacta@laichau.gov.vn",
        "certificate_serial": f"5401012A3B4C5D6E{index:04X}",
        "token_serial": f"TEST-{20130 + index}-1",
        "reason": "Thuê bao nghỉ hưu",
    }


ROWS: dict[str, Callable[[int], dict[str, str]]] = {
    "02": _organisation,
    "03": _system,
    "04": _update,
    "05": _revocation,
}


def request_form(mau: str, count: int = 1, **changes: Any) -> RequestForm:
    values: dict[str, Any] = {
        "document": letter(subject=REQUESTS[mau].subject),
        "wording": REQUESTS[mau],
        "managing_body": COMMUNE,
        "provider": PROVIDER,
        "contact": CONTACT,
        "columns": columns_of(FORMS[mau]),
        "rows": tuple(ROWS[mau](index) for index in range(1, count + 1)),
    }
    return RequestForm(**(values | changes))
