"""A copy for those who follow the cases: Tân Uyên mục 1a; Lai Châu Điều 22.3; NĐ 30/2020 Điều 22.3."""

from tests.property.legal_matrix.individual_issue.row import ND30, ND68, TAN_UYEN, Row

TO_SEND = {"copies_to_send": 1}
SENT = {"copies_to_acknowledge": 1}
SENDING = (ND68, "Điều 4")
REGISTERING = (ND30, "Điều 22 khoản 3")

ROWS = (
    Row("Lai Châu Đ22.3: gửi Sở một bản để theo dõi", "sent", "record_copy_sent", "registry_clerk", TO_SEND),
    Row("... cán bộ đầu mối cũng ghi nhận được", "received", "record_copy_sent", "contact_officer", TO_SEND),
    Row("... kể cả khi đã có kết quả", "answered", "record_copy_sent", "clerk", TO_SEND),
    Row("... kể cả khi đang bổ sung", "supplement_requested", "record_copy_sent", "clerk", TO_SEND),
    Row("... kể cả khi bản chính ở Sở khác", "at_department", "record_copy_sent", "clerk", TO_SEND),
    Row(
        "Tân Uyên mục 1a: đồng thời gửi Sở và phòng Văn hóa và Thông tin",
        "sent",
        "record_copy_sent",
        "registry_clerk",
        {"copies_to_send": 2},
        overlay=TAN_UYEN,
    ),
    Row(
        "Không phải gửi ai thì không có việc này",
        "sent",
        "record_copy_sent",
        "registry_clerk",
        {},
        {"not_applicable": SENDING},
        None,
    ),
    Row(
        "Bản sao đi cùng văn bản đã phát hành, không trước đó",
        "sealed",
        "record_copy_sent",
        "registry_clerk",
        TO_SEND,
        {"wrong_state": SENDING},
        None,
    ),
    Row(
        "Lãnh đạo không phải người gửi",
        "sent",
        "record_copy_sent",
        "agency_leader",
        TO_SEND,
        {"wrong_role": SENDING},
        None,
    ),
    Row(
        "NĐ 30 Đ22.3: Sở vào sổ văn bản đến",
        "sent",
        "acknowledge_copy",
        "department_officer",
        SENT,
        body="recipient",
    ),
    Row("... muộn hơn cũng được", "answered", "acknowledge_copy", "department_officer", SENT, body="recipient"),
    Row("... kể cả khi đã chuyển Cục", "forwarded", "acknowledge_copy", "department_officer", SENT, body="recipient"),
    Row(
        "... bản sao chưa gửi thì chưa đến",
        "sent",
        "acknowledge_copy",
        "department_officer",
        TO_SEND,
        {"not_applicable": REGISTERING},
        body="recipient",
    ),
    Row(
        "... cơ quan gửi không ghi nhận thay Sở",
        "sent",
        "acknowledge_copy",
        "registry_clerk",
        SENT,
        {"wrong_role": REGISTERING},
    ),
)
