"""What a notice must hold, and its checks: NĐ 68/2024 Điều 12; Tân Uyên mục 3a; NĐ 30/2020 Điều 10–12."""

from tests.property.legal_matrix.handover_notice.row import NOTICE, Row
from tests.property.legal_matrix.token_recovery.row import (
    CHECKER,
    CLERK,
    FOUR_EYES,
    ND30,
    ND68,
    S0,
    S1,
    S4,
    TAN_UYEN,
    UNIT_HEAD,
    VINH_LONG,
)

FIRST_STEP = (S0, "Điều 16 khoản 1 điểm a bước 1")
NO_CHECKS = {"has_unit_head_step": False, "has_format_step": False}
NO_CERTIFICATE = {"rows_without_certificate": ("Lò Thị Mai",)}
TAKEN_BACK = {"rows_not_handed_over": ("Lò Thị Mai",)}

# The same for any paper that nobody has to answer.
SHARED = (
    # --- What a notice must hold ---
    Row("Tân Uyên mục 3a: ngay sau khi bàn giao, thông báo theo Mẫu số 07", "draft", "submit_to_unit_head", "clerk"),
    Row("... cán bộ đầu mối lập được", "draft", "submit_to_unit_head", "contact_officer"),
    Row(
        "... thuê bao không tự thông báo",
        "draft",
        "submit_to_unit_head",
        "subscriber",
        {},
        {"wrong_role": FIRST_STEP},
    ),
    Row(
        "Thông báo phải nêu thiết bị",
        "draft",
        "submit_to_unit_head",
        "clerk",
        {"row_count": 0},
        {"no_rows": NOTICE},
    ),
    Row(
        "Mẫu số 07: đủ các cột",
        "draft",
        "submit_to_unit_head",
        "clerk",
        {"rows_complete": False},
        {"rows_incomplete": NOTICE},
    ),
    Row(
        "Tân Uyên mục 1a: tư cách pháp nhân, con dấu riêng",
        "draft",
        "submit_to_unit_head",
        "clerk",
        {"agency_can_submit": False},
        {"agency_cannot_submit": (S4, "mục 1 điểm a")},
        TAN_UYEN,
    ),
    Row(
        "NĐ 68 Đ3: cơ quan, tổ chức quản lý trực tiếp",
        "draft",
        "submit_to_unit_head",
        "clerk",
        {"agency_can_submit": False},
        {"agency_cannot_submit": (ND68, "Điều 3")},
    ),
    Row(
        "Vĩnh Long Đ2.2: không áp dụng với công an, quân sự, ngoại giao",
        "draft",
        "submit_to_unit_head",
        "clerk",
        {"agency_excluded": True},
        {"agency_excluded": (S1, "Điều 2 khoản 2")},
        VINH_LONG,
    ),
    Row(
        "Lai Châu Đ4.1: không áp dụng với văn bản mật",
        "draft",
        "submit_to_unit_head",
        "clerk",
        {"marked_secret": True},
        {"secret_document": (S0, "Điều 4 khoản 1")},
    ),
    Row(
        "NĐ 30 Đ11.1: bản thảo phải do người có thẩm quyền ký duyệt",
        "draft",
        "submit_to_unit_head",
        "clerk",
        {"signer_id": None},
        {"signer_not_chosen": (ND30, "Điều 11 khoản 1")},
    ),
    Row(
        "NĐ 30 Đ13.3–4: không trình người đã hết hạn ủy quyền, thừa lệnh",
        "draft",
        "submit_to_unit_head",
        "clerk",
        {"signer_delegation_ended": True},
        {"delegation_ended": (ND30, "Điều 13")},
    ),
    Row(
        "Bốn mắt: người soạn không tự ký",
        "draft",
        "submit_to_unit_head",
        "clerk",
        {"signer_id": CLERK},
        {"drafter_signs": FOUR_EYES},
    ),
    Row("Cơ quan không đặt bước kiểm tra nào", "draft", "submit_to_leader", "clerk", NO_CHECKS),
    Row("Chỉ có bước thể thức", "draft", "submit_to_format_check", "clerk", {"has_unit_head_step": False}),
    Row(
        "Bước nào cơ quan không đặt thì không có",
        "draft",
        "submit_to_leader",
        "clerk",
        {},
        {"not_applicable": (S0, "Điều 16 khoản 1 điểm a bước 3")},
    ),
    # --- Checks: NĐ 30 Đ12 ---
    Row(
        "NĐ 30 Đ12.1: kiểm tra nội dung, không tự duyệt bản mình soạn",
        "unit_head_review",
        "approve_content_to_format",
        "unit_head",
        {"drafter_id": UNIT_HEAD},
        {"checker_is_drafter": FOUR_EYES},
    ),
    Row(
        "... không có bước thể thức cũng vậy",
        "unit_head_review",
        "approve_content",
        "unit_head",
        {"drafter_id": UNIT_HEAD, "has_format_step": False},
        {"checker_is_drafter": FOUR_EYES},
    ),
    Row("... duyệt", "unit_head_review", "approve_content", "unit_head", {"has_format_step": False}),
    Row(
        "NĐ 30 Đ12.2: kiểm tra thể thức, không tự kiểm tra bản mình soạn",
        "format_review",
        "approve_format",
        "format_checker",
        {"drafter_id": CHECKER},
        {"checker_is_drafter": FOUR_EYES},
    ),
    Row("NĐ 30 Đ10.3: chuyển lại để sửa", "leader_review", "return_to_drafter", "agency_leader"),
    Row(
        "NĐ 30 Đ11.1: văn bản trình người khác thì không tự trả lại",
        "leader_review",
        "return_to_drafter",
        "agency_leader",
        {"signer_id": 99},
        {"not_chosen_signer": (ND30, "Điều 11 khoản 1")},
    ),
    Row("Người soạn thu lại khi chưa ký", "format_review", "recall", "clerk"),
)
ROWS = (
    *SHARED,
    Row(
        "Phải biết chứng thư nào nằm trên thiết bị",
        "draft",
        "submit_to_unit_head",
        "clerk",
        NO_CERTIFICATE,
        {"notice_without_certificate": NOTICE},
    ),
    Row(
        "Chỉ thông báo thiết bị đang do thuê bao giữ",
        "draft",
        "submit_to_unit_head",
        "clerk",
        TAKEN_BACK,
        {"notice_not_handed_over": NOTICE},
    ),
    Row(
        "Mọi thiếu sót được nêu cùng lúc",
        "draft",
        "submit_to_unit_head",
        "clerk",
        {"rows_complete": False, "signer_id": None, **NO_CERTIFICATE, **TAKEN_BACK},
        {
            "rows_incomplete": NOTICE,
            "notice_without_certificate": NOTICE,
            "notice_not_handed_over": NOTICE,
            "signer_not_chosen": (ND30, "Điều 11 khoản 1"),
        },
    ),
)
