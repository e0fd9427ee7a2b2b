"""Mẫu 08 and 09 where they are not Mẫu 07: NĐ 68/2024 Điều 20; Tân Uyên mục 6."""

from dataclasses import dataclass

from tests.property.legal_matrix.token_recovery import row as recovery
from tests.property.legal_matrix.token_recovery.row import ND30, ND68, OWN

RETURN, RETURN_ROW = "device_return_dossier", "device_return_request"
LOSS, LOSS_ROW = "device_loss_dossier", "device_loss_request"
RETURNING = (ND68, "Điều 20")
SETTLED, GONE = {"devices_settled": ("PKI-1",)}, {"devices_gone": ("PKI-1",)}
REPORTED_LOST = {"devices_lost": ("PKI-1",)}
DISCARDING = (OWN, "Bỏ bản soạn,")


@dataclass(frozen=True)
class Row(recovery.Row):
    """A row about minutes of return."""

    procedure: str = RETURN


@dataclass(frozen=True)
class LossRow(recovery.Row):
    """A row about minutes of loss."""

    procedure: str = LOSS


RETURN_ROWS = (
    Row(
        "Đ20: chỉ giao nộp thiết bị còn phải giao nộp",
        "draft",
        "submit_to_unit_head",
        "clerk",
        SETTLED,
        {"device_settled": RETURNING},
    ),
    Row("... lúc gửi cũng xem lại", "sealed", "send", "registry_clerk", SETTLED, {"device_settled": RETURNING}),
    Row(
        "Tân Uyên mục 6: thất lạc thì lập Mẫu số 09, không giao nộp",
        "draft",
        "submit_to_unit_head",
        "clerk",
        REPORTED_LOST,
        {"device_lost": RETURNING},
    ),
    Row(
        "... báo thất lạc trong lúc chờ gửi cũng vậy",
        "sealed",
        "send",
        "registry_clerk",
        REPORTED_LOST,
        {"device_lost": RETURNING},
    ),
    Row("Đ20: hai bên ký; Cục đã nhận, cơ quan ghi nhận", "sent", "record_return_receipt", "clerk"),
    Row("... văn thư ghi nhận", "sent", "record_return_receipt", "registry_clerk"),
    Row("... Cục tự ghi", "sent", "record_return_receipt", "provider_officer", body="recipient"),
    Row(
        "... thuê bao nộp cho cơ quan, không nộp thẳng Cục",
        "sent",
        "record_return_receipt",
        "subscriber",
        {},
        {"wrong_role": RETURNING},
    ),
    Row(
        "... chưa gửi thì Cục chưa nhận",
        "sealed",
        "record_return_receipt",
        "clerk",
        {},
        {"wrong_state": RETURNING},
    ),
    Row("Thiết bị đi cùng biên bản", "pending", "send_device", "system", procedure=RETURN_ROW),
    Row("... rồi Cục nhận", "sent", "take_device", "system", procedure=RETURN_ROW),
    Row(
        "... chưa gửi thì chưa nhận",
        "pending",
        "take_device",
        "system",
        {},
        {"wrong_state": RETURNING},
        procedure=RETURN_ROW,
    ),
    Row(
        "... không ai gửi riêng một thiết bị",
        "pending",
        "send_device",
        "clerk",
        {},
        {"wrong_role": RETURNING},
        procedure=RETURN_ROW,
    ),
    Row("... thất lạc sau khi gửi thì không phải là Cục đã nhận", "sent", "leave_lost", "system", procedure=RETURN_ROW),
    Row(
        "... không ai ghi thất lạc riêng một dòng: phải lập Mẫu số 09",
        "sent",
        "leave_lost",
        "clerk",
        {},
        {"wrong_role": RETURNING},
        procedure=RETURN_ROW,
    ),
    Row(
        "... chưa gửi thì bỏ khỏi biên bản",
        "pending",
        "leave_lost",
        "system",
        {},
        {"wrong_state": RETURNING},
        procedure=RETURN_ROW,
    ),
    Row("Bỏ biên bản thì bỏ từng dòng", "pending", "withdraw", "system", procedure=RETURN_ROW),
    Row(
        "... đã gửi thì không bỏ: thiết bị đã đi",
        "sent",
        "withdraw",
        "system",
        {},
        {"wrong_state": RETURNING},
        procedure=RETURN_ROW,
    ),
)
LOSS_ROWS = (
    LossRow(
        "Thiết bị đã giao nộp thì không thể thất lạc",
        "draft",
        "submit_to_unit_head",
        "clerk",
        GONE,
        {"device_returned": RETURNING},
    ),
    LossRow("... lúc gửi cũng xem lại", "sealed", "send", "registry_clerk", GONE, {"device_returned": RETURNING}),
    LossRow(
        "Thất lạc thì lập ngay, không đợi thu hồi: không cần việc giao nộp nào",
        "draft",
        "submit_to_unit_head",
        "clerk",
        SETTLED,
    ),
    LossRow("... đang báo thất lạc thì chính là để lập biên bản", "sealed", "send", "clerk", REPORTED_LOST),
    LossRow("Tìm thấy thiết bị trước khi trình", "draft", "found_device", "clerk", REPORTED_LOST),
    LossRow(
        "... người giữ nói với cơ quan, không tự bỏ biên bản",
        "draft",
        "found_device",
        "subscriber",
        REPORTED_LOST,
        {"wrong_role": DISCARDING},
    ),
    LossRow(
        "... đã gửi Cục thì không thu lại được",
        "sent",
        "found_device",
        "clerk",
        REPORTED_LOST,
        {"wrong_state": DISCARDING},
    ),
    LossRow("Biên bản đã gửi: xong", "pending", "send_loss", "system", procedure=LOSS_ROW),
    LossRow(
        "... không ai gửi riêng một dòng",
        "pending",
        "send_loss",
        "contact_officer",
        {},
        {"wrong_role": RETURNING},
        procedure=LOSS_ROW,
    ),
    LossRow("Bỏ biên bản thì bỏ từng dòng", "pending", "withdraw", "system", procedure=LOSS_ROW),
    LossRow(
        "... đã gửi thì không bỏ",
        "closed",
        "withdraw",
        "system",
        {},
        {"wrong_state": RETURNING},
        procedure=LOSS_ROW,
    ),
    LossRow("NĐ 30 Đ18.4: bỏ biên bản chưa gửi", "sealed", "withdraw", "clerk"),
    LossRow(
        "... văn thư không tự bỏ",
        "sealed",
        "withdraw",
        "registry_clerk",
        {},
        {"wrong_role": (ND30, "Điều 18 khoản 4")},
    ),
)
# The receipt of the provider is the second signature on Mẫu 08; Mẫu 09 has one side.
AFTER_SENDING = {
    "sent": {
        "clerk": {"record_return_receipt"},
        "contact_officer": {"record_return_receipt"},
        "registry_clerk": {"record_return_receipt"},
        "department_officer": {"record_return_receipt"},
        "provider_officer": {"record_return_receipt"},
    },
    "closed": {},
}
DRAFT_OF_A_LOSS = {
    "draft": {
        "clerk": {"submit_to_unit_head", "withdraw", "found_device"},
        "contact_officer": {"submit_to_unit_head", "withdraw", "found_device"},
    },
}
BROUGHT = {"found_device": {"reason"}, "record_return_receipt": {"legal_time", "proof_file"}}
