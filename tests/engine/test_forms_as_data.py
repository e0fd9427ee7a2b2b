"""The nine forms in the annex of NĐ 68/2024 as data: their fields and columns, in their order."""

from datetime import date

import pytest

from requests_workflow.domain.individual_rows import IDENTITY, KEYS, LABELS
from requests_workflow.procedures.registry import KINDS
from requests_workflow.regulations.instruments import ND_68_2024
from requests_workflow.regulations.profile import FormRef
from requests_workflow.regulations.registry import OVERLAYS, profile_for

TODAY = date(2026, 11, 20)
PROFILE = profile_for(overlay=None, on=TODAY)
ISSUE, NOTICE = PROFILE.individual_issue_form, PROFILE.handover_notice_form


def test_mau_01_asks_for_the_person_who_takes_delivery() -> None:
    assert (ISSUE.mau, ISSUE.instrument, ISSUE.clause.locator) == ("01", ND_68_2024, "Mẫu số 01 Phụ lục")
    assert ISSUE.title == "V/v đề nghị cấp chứng thư chữ ký số chuyên dùng công vụ cho cá nhân"
    assert [(field.label, field.kind) for field in ISSUE.contact_fields] == [
        ("Họ và tên", "text"),
        ("Số định danh cá nhân", "id12"),
        ("Ngày cấp", "date"),
        ("Nơi cấp", "text"),
        ("Chức vụ", "text"),
        ("Số điện thoại di động", "phone"),
        ("Địa chỉ thư điện tử công vụ", "email.gov"),
        ("Địa chỉ tiếp nhận", "text"),
    ]
    assert all(field.required for field in ISSUE.contact_fields)


def test_mau_01_has_eleven_columns_with_the_number_of_the_row() -> None:
    # STT is counted, not kept.
    assert [(column.label, column.kind, column.required) for column in ISSUE.columns] == [
        ("Họ và tên", "text", True),
        ("Ngày sinh", "date", True),
        ("Số định danh cá nhân/Ngày cấp, nơi cấp", "identity", True),
        ("Địa chỉ thư điện tử công vụ", "email.gov", True),
        ("Tên cơ quan, tổ chức công tác", "text", True),
        ("Tỉnh/Thành phố", "province", True),
        ("Chức vụ", "text", True),
        ("Số điện thoại di động", "phone", True),
        ("Số hiệu chứng thư chữ ký số cũ (nếu có)", "certificate_serial", False),
        ("SIM PKI", "sim_pki", False),
    ]
    assert not any(column.group for column in ISSUE.columns)


def test_a_row_keeps_one_cell_for_each_column_and_three_for_the_identity_card() -> None:
    keys = [key for column in ISSUE.columns for key in (IDENTITY if column.key == "identity" else (column.key,))]
    assert tuple(keys) == KEYS == tuple(LABELS)


def test_mau_07_names_subscriber_certificate_device_and_day() -> None:
    assert (NOTICE.mau, NOTICE.instrument, NOTICE.contact_fields) == ("07", ND_68_2024, ())
    assert [(column.key, column.label, column.kind) for column in NOTICE.columns] == [
        ("subscriber_name", "Tên thuê bao", "text"),
        ("workplace", "Cơ quan, tổ chức công tác", "text"),
        ("certificate_serial", "Số hiệu chứng thư chữ ký số", "certificate_serial"),
        ("token_serial", "Số hiệu thiết bị lưu khóa bí mật", "text"),
        ("handed_over_on", "Ngày bàn giao", "date"),
    ]
    assert all(column.required for column in NOTICE.columns)


# Columns of the forms that were found: label, kind, required.
FOUND = {
    "02": [
        ("Tên cơ quan, tổ chức", "text", True),
        ("Địa chỉ", "text", True),
        ("Mã số thuế", "tax_code", False),
        ("Mã quan hệ ngân sách", "budget_code", False),
        ("Tỉnh/Thành phố", "province", True),
        ("Địa chỉ thư điện tử công vụ", "email.gov", True),
    ],
    "04": [
        ("Tên chứng thư chữ ký số", "text", True),
        ("Số hiệu chứng thư chữ ký số", "certificate_serial", True),
        ("Địa chỉ thư điện tử công vụ", "email.gov", True),
        ("Thông tin cần thay đổi", "text", False),
        ("Thông tin mới", "text", False),
        ("Gia hạn", "check", False),
        ("Thay đổi thông tin", "check", False),
    ],
    "05": [
        ("Tên chứng thư chữ ký số", "text", True),
        ("Số định danh cá nhân/Ngày cấp, nơi cấp", "identity", False),
        ("Mã số thuế", "tax_code", False),
        ("Mã quan hệ ngân sách", "budget_code", False),
        ("Địa chỉ thư điện tử công vụ", "email.gov", True),
        ("Số hiệu chứng thư chữ ký số", "certificate_serial", True),
        ("Số hiệu thiết bị lưu khóa bí mật", "text", False),
        ("Lý do thu hồi", "revocation_reason", True),
    ],
}
FORMS = {kind.form(PROFILE).mau: kind.form(PROFILE) for kind in KINDS.values()}


def test_the_columns_of_the_forms_that_were_found_are_those_of_the_annex() -> None:
    for mau, columns in FOUND.items():
        assert [(one.label, one.kind, one.required) for one in FORMS[mau].columns] == columns
    # Two services under one heading, and both may be ticked.
    assert [one.group for one in FORMS["04"].columns][-2:] == ["Dịch vụ yêu cầu"] * 2
    delivery = [field.label for field in ISSUE.contact_fields]
    for mau in ("02", "03", "04"):
        assert [field.label for field in FORMS[mau].contact_fields] == delivery
    # The coordinator of a revocation takes devices back instead.
    assert [field.label for field in FORMS["05"].contact_fields] == [*delivery[:-1], "Địa chỉ thu hồi"]
    assert FORMS["08"].contact_fields == FORMS["09"].contact_fields == ()


def test_a_form_whose_text_was_not_found_says_so() -> None:
    assert sorted(FORMS) == ["01", "02", "03", "04", "05", "06", "07", "08", "09"]
    assert {mau for mau, form in FORMS.items() if form.evidence == "NF"} == {"03", "07", "08", "09"}


@pytest.mark.parametrize("form", FORMS.values(), ids=lambda form: form.mau)
def test_no_two_fields_of_a_form_have_one_key(form: FormRef) -> None:
    keys = [one.key for one in (*form.contact_fields, *form.columns)]
    assert len(keys) == len(set(keys))


def test_each_procedure_has_its_form_and_names_its_rows_by_a_column_of_it() -> None:
    found = {code: (one.form(PROFILE).mau, one.row_key) for code, one in KINDS.items()}
    assert all(one.row_key in {column.key for column in one.form(PROFILE).columns} for one in KINDS.values())
    assert found == {
        "token_recovery": ("06", "token_serial"),
        "individual_issue": ("01", "full_name"),
        "handover_notice": ("07", "subscriber_name"),
        "organisation_issue": ("02", "organisation_name"),
        "system_issue": ("03", "system_name"),
        "certificate_update": ("04", "certificate_name"),
        "revocation": ("05", "certificate_name"),
        "device_return": ("08", "certificate_name"),
        "device_loss": ("09", "certificate_name"),
    }


@pytest.mark.parametrize("code", OVERLAYS)
def test_no_local_rule_changes_a_form_of_the_decree(code: str) -> None:
    on = date(2024, 11, 22) if OVERLAYS[code].valid_to else TODAY
    local = profile_for(overlay=code, on=on)
    assert {kind.form(local).mau: kind.form(local) for kind in KINDS.values()} == FORMS
