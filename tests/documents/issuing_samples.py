"""Papers of a first certificate that the tests render: real wording, people marked fictional by their workplaces."""

from datetime import date, timedelta
from typing import Any

from requests_workflow.documents.columns import columns_of
from requests_workflow.documents.issuing import (
    Fact,
    Giver,
    HandoverMinutes,
    HandoverNotice,
    IssueForm,
    Receiver,
)
from requests_workflow.documents.model import IncomingReference
from requests_workflow.regulations import forms_2024 as forms
from tests.documents.samples import COMMUNE, RECEIVED, commune_document

PROVIDER = "Cục Chứng thực số và Bảo mật thông tin"
PROVIDER_LINE = f"{PROVIDER}, Ban Cơ yếu Chính phủ"
SUBJECT = "V/v đề nghị cấp chứng thư chữ ký số chuyên dùng công vụ cho cá nhân"
BASIS = (
    "Điều 10, Điều 11 Nghị định số 68/2024/NĐ-CP ngày 25 tháng 6 năm 2024 của Chính phủ "
    "quy định về chữ ký số chuyên dùng công vụ"
)
REQUEST = IncomingReference(number_symbol="128/UBND-VP", issued_on=date(2026, 10, 19), sender=COMMUNE)
TITLES = {column.key: column.label for column in forms.INDIVIDUAL_ISSUE_FORM.columns}
OPTIONAL = {"old_certificate_serial", "sim_pki"}
COLUMNS = columns_of(forms.INDIVIDUAL_ISSUE_FORM)
CONTACT = (
    Fact(label="Họ và tên", value="Vàng Thị Mẫu"),
    Fact(label="Số định danh cá nhân", value="012345678901"),
    Fact(label="Ngày cấp", value="08/05/2021"),
    Fact(label="Nơi cấp", value="Cục Cảnh sát quản lý hành chính về trật tự xã hội"),
    Fact(label="Chức vụ", value="Văn thư"),
    Fact(label="Số điện thoại di động", value="0912 345 678"),
    Fact(label="Địa chỉ thư điện tử công vụ", value="vangthimau.pacta@laichau.gov.vn"),
    Fact(label="Địa chỉ tiếp nhận", value=f"Trụ sở {COMMUNE}, tỉnh Lai Châu"),
)


def person(index: int) -> dict[str, str]:
    return {
        "full_name": f"Nguyễn Văn Mẫu {index}",
        "birth_date": "01/02/1990",
        "identity": f"{index:012d}; 01/02/2021; Cục CSQLHC về TTXH",
        "official_email": f"nguyenvanmau{index}.pacta@laichau.gov.vn",
        "workplace": COMMUNE,
        "province": "Lai Châu",
        "position": "Chuyên viên",
        "phone": "0912 345 678",
        "old_certificate_serial": "5401012A3B4C5D6E7F80" if index % 3 == 0 else "",
        "sim_pki": "Vinaphone/cs" if index % 4 == 0 else "",
    }


def letter(**changes: Any) -> Any:
    """The commune's công văn to the provider."""
    return commune_document(
        **({"subject": SUBJECT, "recipients": (PROVIDER_LINE,), "copies_to": ("Như trên", "Lưu: VT, VP")} | changes)
    )


def issue_form(count: int = 1, document: Any = None, **changes: Any) -> IssueForm:
    values: dict[str, Any] = {
        "document": document or letter(),
        "managing_body": COMMUNE,
        "provider": PROVIDER,
        "legal_basis": BASIS,
        "contact": CONTACT,
        "columns": COLUMNS,
        "rows": tuple(person(index) for index in range(1, count + 1)),
    }
    return IssueForm(**(values | changes))


def handover_notice(count: int = 1, document: Any = None, **changes: Any) -> HandoverNotice:
    values: dict[str, Any] = {
        "document": document or letter(subject="V/v thông báo bàn giao thiết bị lưu khóa bí mật cho thuê bao"),
        "managing_body": COMMUNE,
        "provider": PROVIDER,
        "legal_basis": "Nghị định số 68/2024/NĐ-CP ngày 25 tháng 6 năm 2024 của Chính phủ "
        "quy định về chữ ký số chuyên dùng công vụ",
        "request": REQUEST,
        "rows": tuple(
            {
                "subscriber_name": f"Nguyễn Văn Mẫu {index}",
                "workplace": COMMUNE,
                "certificate_serial": f"5401012A3B4C5D6E{index:04X}",
                "token_serial": f"5450{index:06d}",
                "handed_over_on": "05/11/2026",
            }
            for index in range(1, count + 1)
        ),
    }
    return HandoverNotice(**(values | changes))


def receiver(index: int = 1, **changes: Any) -> Receiver:
    values: dict[str, Any] = {
        "name": f"Nguyễn Văn Mẫu {index}",
        "position": "Chuyên viên",
        "organisation": COMMUNE,
        "certificate_serial": f"5401012A3B4C5D6E{index:04X}",
        "device_serial": f"5450{index:06d}",
    }
    return Receiver(**(values | changes))


def confirmed(index: int = 1) -> Receiver:
    moment = RECEIVED + timedelta(minutes=index)
    return receiver(index, condition="Nguyên vẹn", received_at=RECEIVED, confirmed_at=moment)


GIVER = Giver(name="Vàng Thị Mẫu", position="Văn thư", organisation=COMMUNE)
CONFIRMED_GIVER = Giver(name="Vàng Thị Mẫu", position="Văn thư", organisation=COMMUNE, confirmed_at=RECEIVED)


def blank_minutes(count: int = 1, **changes: Any) -> HandoverMinutes:
    """The paper to print and sign: times and condition are left to the hand."""
    values: dict[str, Any] = {
        "document": letter(
            symbol=None, subject="Bàn giao thiết bị lưu khóa bí mật", recipients=(), signer=None, copies_to=()
        ),
        "giver": GIVER,
        "receivers": tuple(receiver(index) for index in range(1, count + 1)),
        "request": REQUEST,
        "copies": 2,
    }
    return HandoverMinutes(**(values | changes))


def confirmed_minutes(count: int = 1, **changes: Any) -> HandoverMinutes:
    """The record after everybody confirmed on screen."""
    values: dict[str, Any] = {
        "giver": CONFIRMED_GIVER,
        "receivers": tuple(confirmed(index) for index in range(1, count + 1)),
        "began_at": RECEIVED,
        "location": f"trụ sở {COMMUNE}",
        "copies": None,
    }
    return blank_minutes(**(values | changes))
