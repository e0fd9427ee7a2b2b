"""Receipt: Lai Châu Điều 13, 15.6, 21.3; NĐ 30/2020 Điều 21–22."""

from tests.property.legal_matrix.token_recovery.row import ND30, OFFICER, S0, Row

ROWS = (
    # --- Receipt: Lai Châu Đ13, Đ15.6, Đ21.3; NĐ 30 Đ21 ---
    Row("Lai Châu Đ13.2a: Sở tiếp nhận PKI Token", "sent", "receive", "department_officer", body="recipient"),
    Row(
        "Cơ quan gửi không tự tiếp nhận thay Sở",
        "sent",
        "receive",
        "clerk",
        {},
        {"wrong_role": (S0, "Điều 15 khoản 6")},
    ),
    Row(
        "Lai Châu Đ13.3: thiết bị không phải PKI Token thì Cục tiếp nhận",
        "sent",
        "receive",
        "department_officer",
        {"route": "provider"},
        {"not_applicable": (S0, "Điều 15 khoản 6")},
        body="recipient",
    ),
    Row(
        "Lai Châu Đ13.3: việc của Cục do cơ quan ghi nhận",
        "sent",
        "record_provider_receipt",
        "clerk",
        {"route": "provider"},
    ),
    Row(
        "Vĩnh Long Đ9.4: ... hoặc cán bộ đầu mối",
        "sent",
        "record_provider_receipt",
        "contact_officer",
        {"route": "provider"},
    ),
    Row(
        "Không có Sở được ủy quyền ở nơi chỉ có quy định chung",
        "sent",
        "record_provider_receipt",
        "provider_officer",
        {"route": "provider"},
        overlay=None,
        body="recipient",
    ),
    Row(
        "NĐ 30 Đ22.3: văn bản giấy của cơ quan chưa dùng hệ thống được đăng ký",
        "draft",
        "enter_received",
        "department_officer",
        {"entered_by_department": True, "drafter_id": OFFICER},
        body="recipient",
    ),
    Row(
        "Sở không biến bản đang soạn của cơ quan thành văn bản đã nhận",
        "draft",
        "enter_received",
        "department_officer",
        {},
        {"not_applicable": (ND30, "Điều 22 khoản 3")},
        body="recipient",
    ),
    Row(
        "Lai Châu Đ21.3: không đầy đủ thì nêu lý do",
        "received",
        "return_for_supplement",
        "department_officer",
        body="recipient",
    ),
    Row("Cơ quan gửi bổ sung", "supplement_requested", "supply_supplement", "contact_officer"),
    Row("NĐ 30 Đ18.3: thay bằng văn bản khác", "supplement_requested", "reopen_for_correction", "clerk"),
)
