"""What an act calls the time, the proof and the files that it asks for."""

FILE_NEEDS = {
    "scan_file": "Bản quét văn bản giấy",
    "proof_file": "Tệp minh chứng",
    "supplement_file": "Tài liệu bổ sung",
}
# What a paper from outside is called where it answers nothing.
ANSWER_NAMES = {"record_revocation_notice": "thông báo"}
LEGAL_TIME_LABELS = {
    "confirm_installation": "Cài đặt xong lúc",
    "forward": "Thời điểm chuyển Cục ghi trên hệ thống",
    "record_installation": "Cài đặt xong lúc",
    "supply_row_supplement": "Thời điểm gửi ghi trên hệ thống",
    "record_copy_sent": "Thời điểm gửi bản sao ghi trên hệ thống",
    "record_paper_handover": "Thời điểm bàn giao ghi trên biên bản",
    "record_provider_receipt": "Thời điểm Cục nhận được hồ sơ",
    "send": "Thời điểm gửi ghi trên hệ thống",
    "supply_supplement": "Thời điểm gửi ghi trên hệ thống",
    "issue_refusal": "Thời điểm gửi ghi trên hệ thống",
}
LEGAL_TIME_HINTS = {
    "confirm_installation": "Ngày, giờ chứng thư mới dùng được trên thiết bị, ví dụ 05/08/2026 14:30. Giờ Việt Nam.",
    "record_installation": "Ngày, giờ chứng thư mới dùng được trên thiết bị, ví dụ 05/08/2026 14:30. Giờ Việt Nam.",
    "record_paper_handover": "Ngày, giờ hai bên ghi trên biên bản, ví dụ 05/08/2026 14:30. Giờ Việt Nam.",
    "record_provider_receipt": "Theo thông báo của Cục, ví dụ 05/08/2026 14:30. Giờ Việt Nam; hạn của Cục tính từ đó.",
}
_ARRIVED = ("incoming_number", "Số văn bản đến", "Số trong sổ văn bản đến của Sở.")
# Act -> (field, label, hint) of the number under which the receiving body has the paper, where somebody knows it.
RECEIPT_NUMBERS = {
    "receive": _ARRIVED,
    "enter_received": _ARRIVED,
    "receive_at_department": _ARRIVED,
    "acknowledge_copy": _ARRIVED,
    "record_provider_receipt": (
        "number",
        "Số, ký hiệu hoặc mã tiếp nhận của Cục",
        "Số của thông báo tiếp nhận, hoặc mã trên dichvucong.ca.gov.vn. Để trống nếu không có.",
    ),
}
REGISTERED_TIME_HINT = (
    "Theo nhãn thời gian của hệ thống quản lý văn bản, ví dụ 05/08/2026 14:30. "
    "Giờ Việt Nam; thời điểm bấm nút không phải là thời điểm pháp lý."
)
PROOF_LABELS = {
    "record_revocation_notice": "Thông báo thu hồi",
    "record_return_receipt": "Mẫu số 08 có xác nhận của bên nhận (bản quét)",
    "record_paper_handover": "Biên bản bàn giao có chữ ký hai bên (bản quét)",
    "record_provider_receipt": "Thông báo tiếp nhận của Cục",
    "record_provider_refusal": "Văn bản từ chối của Cục",
    "record_provider_supplement_request": "Văn bản yêu cầu bổ sung của Cục",
    "record_activation": "Xác nhận đã dùng được chữ ký số (bản quét)",
}
