"""Mẫu số 08 and 09 and the minutes of a change of keeper as the tests render them; all people are fictional."""

from datetime import date, timedelta
from typing import Any

from requests_workflow.documents.columns import columns_of
from requests_workflow.documents.issuing import Giver
from requests_workflow.documents.minutes import DeviceReturnMinutes, KeeperChangeMinutes, KeptDevice, LossMinutes, Side
from requests_workflow.documents.model import IncomingReference
from requests_workflow.documents.request_wording import KEEPER_CHANGE_SUBJECT, LOSS_SUBJECT, RETURN_SUBJECT
from requests_workflow.regulations import forms_2024 as forms
from tests.documents.issuing_samples import PROVIDER, PROVIDER_LINE, letter
from tests.documents.samples import COMMUNE, RECEIVED

NOTICE = IncomingReference(
    kind="Thông báo", number_symbol="45/TB-CTSBMTT", issued_on=date(2026, 11, 2), sender=PROVIDER
)
DECISION = IncomingReference(
    kind="Quyết định", number_symbol="07/QĐ-UBND", issued_on=date(2026, 11, 3), sender=f"Chủ tịch {COMMUNE}"
)
OFFICER = Side(
    organisation=COMMUNE,
    name="Vàng Thị Mẫu",
    position="Văn thư",
    identity_number="012345678901",
    identity_issued_on=date(2021, 5, 8),
    identity_issued_by="Cục Cảnh sát quản lý hành chính về trật tự xã hội",
    phone="0912 345 678",
)
RECEIVER = Side(organisation=PROVIDER, name="Đỗ Văn Thí Dụ", position="Chuyên viên", identity_number="098765432109")


def subscriber(index: int) -> Side:
    return Side(
        organisation=COMMUNE,
        name=f"Nguyễn Văn Mẫu {index}",
        position="Chuyên viên",
        identity_number=f"{index:012d}",
        identity_issued_on=date(2021, 2, 1),
        identity_issued_by="Cục CSQLHC về TTXH",
        phone="0987 654 321",
    )


def _device(index: int) -> dict[str, str]:
    return {
        "certificate_name": f"Nguyễn Văn Mẫu {index}",
        "certificate_serial": f"5401012A3B4C5D6E{index:04X}",
        "token_serial": f"TEST-{20130 + index}-1",
    }


def device_return(count: int = 1, document: Any = None, **changes: Any) -> DeviceReturnMinutes:
    values: dict[str, Any] = {
        "document": document
        or letter(symbol="BB-UBND", subject=RETURN_SUBJECT, recipients=(), copies_to=(PROVIDER_LINE, "Lưu: VT")),
        "giver": OFFICER,
        "receiver": RECEIVER,
        "columns": columns_of(forms.RETURN_FORM),
        "rows": tuple(_device(index) | {"condition": "Nguyên vẹn", "note": ""} for index in range(1, count + 1)),
        "notice": NOTICE,
        "began_at": RECEIVED,
        "location": f"trụ sở {COMMUNE}",
        "copies": 2,
    }
    return DeviceReturnMinutes(**(values | changes))


def device_loss(count: int = 1, people: int = 1, document: Any = None, **changes: Any) -> LossMinutes:
    values: dict[str, Any] = {
        "document": document
        or letter(symbol="BB-UBND", subject=LOSS_SUBJECT, recipients=(), copies_to=(PROVIDER_LINE, "Lưu: VT")),
        "managing_body": OFFICER,
        "subscribers": tuple(subscriber(index) for index in range(1, people + 1)),
        "provider": PROVIDER_LINE,
        "columns": columns_of(forms.LOSS_FORM),
        "rows": tuple(
            _device(index) | {"lost_on": "01/11/2026", "circumstances": "Rơi trên đường đi công tác"}
            for index in range(1, count + 1)
        ),
        "began_at": RECEIVED,
        "location": f"trụ sở {COMMUNE}",
    }
    return LossMinutes(**(values | changes))


def keeper_change(count: int = 1, **changes: Any) -> KeeperChangeMinutes:
    values: dict[str, Any] = {
        "document": letter(symbol=None, subject=KEEPER_CHANGE_SUBJECT, recipients=(), signer=None, copies_to=()),
        "holder": COMMUNE,
        "giver": Giver(name="Vàng Thị Mẫu", position="Văn thư", organisation=COMMUNE),
        "receiver": Giver(name="Lò Văn Giả Sử", position="Văn thư", organisation=COMMUNE),
        "decision": DECISION,
        "devices": tuple(
            KeptDevice(
                certificate_name=COMMUNE,
                certificate_serial=f"5401012A3B4C5D6E{index:04X}",
                device_serial=f"TEST-{20130 + index}-1",
                condition="Nguyên vẹn",
            )
            for index in range(1, count + 1)
        ),
        "began_at": RECEIVED,
        "location": f"trụ sở {COMMUNE}",
        "password_changed_at": RECEIVED + timedelta(minutes=10),
        "copies": 3,
    }
    return KeeperChangeMinutes(**(values | changes))
