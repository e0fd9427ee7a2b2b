"""Mẫu 04 where it is not Mẫu 01: NĐ 68/2024 Điều 9.3, 13–16, 17.2b; Tân Uyên mục 4, 5."""

from dataclasses import dataclass
from datetime import date

from requests_workflow.procedures.certificate_update.facts import AskedTerm
from tests.property.legal_matrix.individual_issue import ordinary as individual
from tests.property.legal_matrix.token_recovery import row as recovery
from tests.property.legal_matrix.token_recovery.row import CLERK, ND68, REGISTRY, TAN_UYEN

DOSSIER, REQUEST = "certificate_update_dossier", "certificate_update_request"
RENEWAL, CASES, CHANGE = (ND68, "Điều 13"), (ND68, "Điều 15"), (ND68, "Điều 16")
UPDATING = (ND68, "Điều 14")
NAMES = ("Lò Thị Mai",)
# 20/11/2026 is the day of these cases: 20/12 is 30 days later, 19/12 is 29.
DAY_30, DAY_29 = date(2026, 12, 20), date(2026, 12, 19)


def asked(*, ends_on: date, renew: bool = False, change: bool = False) -> dict[str, tuple[AskedTerm, ...]]:
    """One certificate of the dossier."""
    return {"terms": (AskedTerm(name=NAMES[0], ends_on=ends_on, renew=renew, change=change),)}


@dataclass(frozen=True)
class Row(recovery.Row):
    """A row about certificates to be renewed or changed."""

    procedure: str = DOSSIER


SUBMIT = ("draft", "submit_to_unit_head", "clerk")
SEND = ("sealed", "send", "registry_clerk")
RECEIPT = ("sent", "record_provider_receipt", "clerk")

ROWS = (
    # --- Renewal: once, 30 days before the end ---
    Row("Tân Uyên mục 4: còn đúng 30 ngày thì gia hạn được", *SUBMIT, asked(ends_on=DAY_30, renew=True)),
    Row(
        "... còn 29 ngày thì không",
        *SUBMIT,
        asked(ends_on=DAY_29, renew=True),
        {"renewal_too_late": RENEWAL},
    ),
    Row("... ở Tân Uyên cũng vậy", *SUBMIT, asked(ends_on=DAY_30, renew=True), overlay=TAN_UYEN),
    Row(
        "... soạn khi còn hạn mà gửi khi chỉ còn 29 ngày",
        *SEND,
        asked(ends_on=DAY_29, renew=True),
        {"renewal_too_late": RENEWAL},
    ),
    Row("... gửi khi còn đúng 30 ngày", *SEND, asked(ends_on=DAY_30, renew=True)),
    Row("Tân Uyên mục 4: gia hạn một lần", *SUBMIT, {"renewed_before": NAMES}, {"renewal_used": RENEWAL}),
    Row("... hồ sơ khác đã gia hạn trong lúc chờ gửi", *SEND, {"renewed_before": NAMES}, {"renewal_used": RENEWAL}),
    Row("Chứng thư đã hết hạn, thu hồi thì cấp mới", *SUBMIT, {"not_in_force": NAMES}, {"certificate_ended": RENEWAL}),
    Row("... kể cả khi vừa bị thu hồi lúc chờ gửi", *SEND, {"not_in_force": NAMES}, {"certificate_ended": RENEWAL}),
    # --- Change: the same 30 days, and only the cases of Điều 15 ---
    Row("Tân Uyên mục 5: còn đúng 30 ngày thì thay đổi được", *SUBMIT, asked(ends_on=DAY_30, change=True)),
    Row("... còn 29 ngày thì không", *SUBMIT, asked(ends_on=DAY_29, change=True), {"change_too_late": CHANGE}),
    Row("... lúc gửi cũng xem lại", *SEND, asked(ends_on=DAY_29, change=True), {"change_too_late": CHANGE}),
    Row(
        "Mẫu số 04: cả hai dịch vụ trên một dòng, cả hai cùng quá hạn",
        *SUBMIT,
        asked(ends_on=DAY_29, renew=True, change=True),
        {"renewal_too_late": RENEWAL, "change_too_late": CHANGE},
    ),
    Row("... chưa đánh dấu dịch vụ nào thì không có hạn nào", *SUBMIT, asked(ends_on=DAY_29)),
    Row(
        "Đ15.1: thay đổi chức vụ không phải là thay đổi thông tin; Đ17.2b: không còn phù hợp thì thu hồi",
        *SUBMIT,
        {"position_changes": NAMES},
        {"position_changed": (ND68, "Điều 17 khoản 2 điểm b")},
    ),
    Row(
        "Đ15: họ tên, số định danh không có trong các trường hợp",
        *SUBMIT,
        {"identity_changes": NAMES},
        {"identity_changed": CASES},
    ),
    Row(
        "Đ15: trường hợp của tổ chức không dùng cho cá nhân",
        *SUBMIT,
        {"unlisted_changes": NAMES},
        {"change_not_listed": CASES},
    ),
    Row(
        "Mọi điều kiện không đạt được nêu cùng lúc",
        *SUBMIT,
        {"renewed_before": NAMES, "position_changes": NAMES, **asked(ends_on=DAY_29, renew=True)},
        {
            "renewal_used": RENEWAL,
            "renewal_too_late": RENEWAL,
            "position_changed": (ND68, "Điều 17 khoản 2 điểm b"),
        },
    ),
    # --- Which day counts is written nowhere: the product takes the day of receipt, the safe one ---
    Row("Cục nhận khi còn đúng 30 ngày", *RECEIPT, asked(ends_on=DAY_30, renew=True)),
    Row(
        "... khi còn 29 ngày thì không phải hồ sơ hợp lệ",
        *RECEIPT,
        asked(ends_on=DAY_29, renew=True),
        {"received_too_late": RENEWAL},
    ),
    Row(
        "... đề nghị thay đổi cũng vậy",
        *RECEIPT,
        asked(ends_on=DAY_29, change=True),
        {"received_too_late": RENEWAL},
    ),
    # --- The new certificate comes onto the device that is there ---
    Row("Đ14: Cục cấp chứng thư mới", "pending", "mark_granted", "system", procedure=REQUEST),
    Row(
        "... không ai tự ghi",
        "pending",
        "mark_granted",
        "provider_officer",
        {},
        {"wrong_role": UPDATING},
        body="recipient",
        procedure=REQUEST,
    ),
    Row(
        "... đang chờ bổ sung thì chưa",
        "supplement",
        "mark_granted",
        "system",
        {},
        {"wrong_state": UPDATING},
        procedure=REQUEST,
    ),
    Row(
        "Tân Uyên mục 4: thuê bao cài chứng thư mới", "granted", "confirm_installation", "subscriber", procedure=REQUEST
    ),
    Row(
        "... của cơ quan thì văn thư đang giữ thiết bị",
        "granted",
        "confirm_installation",
        "registry_clerk",
        {"subscriber_id": REGISTRY},
        procedure=REQUEST,
    ),
    Row(
        "... không ai xác nhận thay",
        "granted",
        "confirm_installation",
        "subscriber",
        {"subscriber_id": 11},
        {"not_the_subscriber": UPDATING},
        procedure=REQUEST,
    ),
    Row(
        "... thuê bao không có tài khoản thì không có ai xác nhận trên màn hình",
        "granted",
        "confirm_installation",
        "clerk",
        {"subscriber_id": None},
        {"not_the_subscriber": UPDATING},
        procedure=REQUEST,
    ),
    Row(
        "... chưa có tệp chứng thư thì chưa cài",
        "granted",
        "confirm_installation",
        "subscriber",
        {"has_certificate": False},
        {"certificate_not_registered": UPDATING},
        procedure=REQUEST,
    ),
    Row("... người soạn ghi nhận ai đã cài, ngày nào", "granted", "record_installation", "clerk", procedure=REQUEST),
    Row("... văn thư ghi nhận", "granted", "record_installation", "registry_clerk", procedure=REQUEST),
    Row(
        "... cũng phải có tệp chứng thư",
        "granted",
        "record_installation",
        "contact_officer",
        {"has_certificate": False},
        {"certificate_not_registered": UPDATING},
        procedure=REQUEST,
    ),
    Row(
        "... lãnh đạo không cài thay",
        "granted",
        "record_installation",
        "agency_leader",
        {},
        {"wrong_role": UPDATING},
        procedure=REQUEST,
    ),
    Row(
        "... Cục chưa cấp thì chưa cài",
        "pending",
        "record_installation",
        "clerk",
        {},
        {"wrong_state": UPDATING},
        procedure=REQUEST,
    ),
    Row("Không cài nữa", "granted", "stop_installation", "clerk", procedure=REQUEST),
    Row(
        "... thuê bao không tự thôi",
        "granted",
        "stop_installation",
        "subscriber",
        {"subscriber_id": CLERK},
        {"wrong_role": UPDATING},
        procedure=REQUEST,
    ),
    Row(
        "... đã cài thì không thôi được nữa",
        "closed",
        "stop_installation",
        "clerk",
        {},
        {"wrong_state": UPDATING},
        procedure=REQUEST,
    ),
    Row(
        "NĐ 30 Đ18.4: Cục đã cấp thì không rút",
        "granted",
        "withdraw_row",
        "clerk",
        {},
        {"wrong_state": (recovery.ND30, "Điều 18 khoản 4")},
        procedure=REQUEST,
    ),
)
ROW_ACTS = {
    "pending": individual.DEVICE_WITH_ACCOUNT["pending"],
    "supplement": individual.DEVICE_WITH_ACCOUNT["supplement"],
    "granted": {
        "subscriber": {"confirm_installation"},
        "clerk": {"record_installation", "stop_installation"},
        "contact_officer": {"record_installation", "stop_installation"},
        "registry_clerk": {"record_installation"},
    },
    "closed": {},
    "refused": {},
    "withdrawn": {},
    "not_installed": {},
}
# Tân Uyên mục 4: "đã cài bởi … ngày …".
BROUGHT = {
    "confirm_installation": {"legal_time"},
    "record_installation": {"legal_time", "installer"},
    "stop_installation": {"reason"},
}
