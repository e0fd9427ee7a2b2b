"""The law of Mẫu 06 as rows written by hand from NĐ 68/2024, NĐ 30/2020 and the rules of Lai Châu and Tân Uyên.

Nothing here is computed from the procedures: a row says what the law lets happen, and the product must agree.
"""

from dataclasses import dataclass, field
from typing import Any

# People of the cases. The leader's token is not among the rows unless a row says so.
SUBSCRIBER, CLERK, CONTACT, UNIT_HEAD, CHECKER, LEADER, REGISTRY = 1, 2, 3, 4, 5, 6, 7
OFFICER, DEPARTMENT_LEADER, PROVIDER_OFFICER = 8, 9, 10

LAI_CHAU = "lai_chau_2025"
TAN_UYEN = "tan_uyen_2024"


@dataclass(frozen=True)
class Row:
    """In `state`, may somebody with `role` do `act`, given what differs from an ordinary case?

    `refused` maps each expected refusal to the clause that forbids it (instrument code, locator); empty means allowed.
    """

    law: str
    state: str
    act: str
    role: str
    given: dict[str, Any] = field(default_factory=dict)
    refused: dict[str, tuple[str, str]] = field(default_factory=dict)
    overlay: str | None = LAI_CHAU
    body: str = "sender"
    procedure: str = "token_recovery_dossier"


ND68, ND30, S0, S4, OWN = "nd-68-2024", "nd-30-2020", "lai-chau-2025", "tan-uyen-2024", "product-rules"
FOUR_EYES = (OWN, "Nguyên tắc bốn mắt,")

DOSSIER_ROWS = (
    # --- Drafting and checking: NĐ 30 Đ10–12; Lai Châu Đ16.1a ---
    Row("Lai Châu Đ16.1a b1: trình lãnh đạo đơn vị xem xét", "draft", "submit_to_unit_head", "clerk"),
    Row("S1 Đ9.4: cán bộ đầu mối làm được như người soạn", "draft", "submit_to_unit_head", "contact_officer"),
    Row(
        "NĐ 68 Đ22.2: văn bản phải nêu thiết bị",
        "draft",
        "submit_to_unit_head",
        "clerk",
        {"row_count": 0},
        {"no_rows": (ND68, "Điều 22 khoản 2")},
    ),
    Row(
        "NĐ 68 Đ22.2: văn bản theo Mẫu số 06, đủ các cột",
        "draft",
        "submit_to_unit_head",
        "clerk",
        {"rows_complete": False},
        {"rows_incomplete": (ND68, "Điều 22 khoản 2")},
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
        "Lai Châu Đ4.1: không áp dụng với văn bản mật",
        "draft",
        "submit_to_unit_head",
        "clerk",
        {"marked_secret": True},
        {"secret_document": (S0, "Điều 4 khoản 1")},
    ),
    Row(
        "NĐ 30 Đ18.2: văn bản mật theo pháp luật bảo vệ bí mật nhà nước",
        "draft",
        "submit_to_unit_head",
        "clerk",
        {"marked_secret": True, "route": "provider"},
        {"secret_document": (ND30, "Điều 18 khoản 2")},
        None,
    ),
    Row(
        "Lai Châu Đ13.2a, 13.3: PKI Token gửi Sở, thiết bị khác gửi Cục",
        "draft",
        "submit_to_unit_head",
        "clerk",
        {"single_recipient": False},
        {"mixed_recipients": (S0, "Điều 13")},
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
        "Bốn mắt: người soạn không tự ký",
        "draft",
        "submit_to_unit_head",
        "clerk",
        {"signer_id": CLERK},
        {"drafter_signs": FOUR_EYES},
    ),
    Row(
        "NĐ 30 Đ13.1: thiết bị của người ký bị khóa thì cấp phó ký thay",
        "draft",
        "submit_to_unit_head",
        "clerk",
        {"signer_is_row_subject": True},
        {"signer_token_in_rows": (ND30, "Điều 13 khoản 1")},
    ),
    Row(
        "NĐ 30 Đ13.6: ... hoặc ký tay trên văn bản giấy",
        "draft",
        "submit_to_unit_head",
        "clerk",
        {"signer_is_row_subject": True, "wet_signature_planned": True},
    ),
    Row(
        "Mọi thiếu sót được nêu cùng lúc",
        "draft",
        "submit_to_unit_head",
        "clerk",
        {"row_count": 0, "rows_complete": False, "signer_id": None},
        {
            "no_rows": (ND68, "Điều 22 khoản 2"),
            "rows_incomplete": (ND68, "Điều 22 khoản 2"),
            "signer_not_chosen": (ND30, "Điều 11 khoản 1"),
        },
    ),
    Row(
        "Bước nào cơ quan không đặt thì không có",
        "draft",
        "submit_to_leader",
        "clerk",
        {},
        {"not_applicable": (S0, "Điều 16 khoản 1 điểm a bước 3")},
    ),
    Row(
        "... và ngược lại",
        "draft",
        "submit_to_leader",
        "clerk",
        {"has_unit_head_step": False, "has_format_step": False},
    ),
    Row("Chỉ có bước thể thức", "draft", "submit_to_format_check", "clerk", {"has_unit_head_step": False}),
    Row(
        "NĐ 30 Đ12.1: người đứng đầu đơn vị kiểm tra nội dung",
        "unit_head_review",
        "approve_content_to_format",
        "unit_head",
    ),
    Row("... không có bước thể thức", "unit_head_review", "approve_content", "unit_head", {"has_format_step": False}),
    Row(
        "Bốn mắt: không tự duyệt bản mình soạn",
        "unit_head_review",
        "approve_content_to_format",
        "unit_head",
        {"drafter_id": UNIT_HEAD},
        {"checker_is_drafter": FOUR_EYES},
    ),
    Row("NĐ 30 Đ12.2: kiểm tra thể thức, kỹ thuật trình bày", "format_review", "approve_format", "format_checker"),
    Row(
        "Bốn mắt: người soạn không tự kiểm tra thể thức",
        "format_review",
        "approve_format",
        "format_checker",
        {"drafter_id": CHECKER},
        {"checker_is_drafter": FOUR_EYES},
    ),
    Row("NĐ 30 Đ10.3: chuyển lại để sửa", "unit_head_review", "return_to_drafter", "unit_head"),
    Row("NĐ 30 Đ10.3: chuyển lại để sửa", "leader_review", "return_to_drafter", "agency_leader"),
    Row("Lai Châu Đ16.1c b1: văn thư phát hiện sai sót", "signed", "return_to_drafter", "registry_clerk"),
    Row("Người soạn thu lại khi chưa ký", "leader_review", "recall", "clerk"),
    Row(
        "... nhưng không thu lại được khi đã ký",
        "signed",
        "recall",
        "clerk",
        {},
        {"wrong_state": (OWN, "Thu lại bản trình,")},
    ),
    # --- Signing: NĐ 30 Đ13; Lai Châu Đ16.1b ---
    Row("Lai Châu Đ16.1b b2: người có thẩm quyền ký bằng chứng thư của mình", "leader_review", "sign", "agency_leader"),
    Row(
        "Lai Châu Đ10.5: ký thay bằng chứng thư cấp cho chính mình, nên ký đúng người được trình",
        "leader_review",
        "sign",
        "agency_leader",
        {"signer_id": 66},
        {"not_chosen_signer": (ND30, "Điều 11 khoản 1")},
    ),
    Row(
        "Bốn mắt: lãnh đạo tự soạn thì không tự ký",
        "leader_review",
        "sign",
        "agency_leader",
        {"drafter_id": LEADER},
        {"drafter_signs": FOUR_EYES},
    ),
    Row(
        "NĐ 68 Đ31.1: chứng thư còn hiệu lực tại thời điểm ký",
        "leader_review",
        "sign",
        "agency_leader",
        {"signer_certificate_in_force": False},
        {"certificate_not_in_force": (ND68, "Điều 31 khoản 1")},
    ),
    Row(
        "Tân Uyên mục 8: thiết bị bị khóa thì không ký được; NĐ 30 Đ13.1 ký thay",
        "leader_review",
        "sign",
        "agency_leader",
        {"signer_token_locked": True, "own_token": True},
        {"signer_token_locked": (ND30, "Điều 13 khoản 1"), "own_token": FOUR_EYES},
    ),
    Row(
        "Văn thư không ký thay lãnh đạo",
        "leader_review",
        "sign",
        "registry_clerk",
        {"signer_id": REGISTRY},
        {"wrong_role": (S0, "Điều 16 khoản 1 điểm b bước 2")},
    ),
    Row(
        "NĐ 30 Đ13.6: ký tay khi thiết bị của người ký bị khóa",
        "leader_review",
        "record_wet_signature",
        "registry_clerk",
        {"signer_token_locked": True},
    ),
    Row(
        "NĐ 30 Đ13.6: ký tay khi thiết bị của con dấu bị khóa",
        "leader_review",
        "record_wet_signature",
        "clerk",
        {"seal_token_locked": True},
    ),
    Row(
        "Lai Châu Đ8.2: bình thường phải là văn bản điện tử đã ký số",
        "leader_review",
        "record_wet_signature",
        "registry_clerk",
        {},
        {"not_applicable": (ND30, "Điều 13 khoản 6")},
    ),
    # --- Number, seal, issue: NĐ 30 Đ14–18; Lai Châu Đ16.1c ---
    Row(
        "Lai Châu Đ16.1c b1: văn thư cập nhật số, ngày sau khi lãnh đạo ký", "signed", "assign_number", "registry_clerk"
    ),
    Row("Lai Châu Đ16.1c b1: văn thư ký số của cơ quan", "numbered", "seal", "registry_clerk"),
    Row("Số ghi nhầm được sửa trước khi đóng dấu", "numbered", "undo_number", "registry_clerk"),
    Row(
        "Bản ký tay không có chỗ ghi số điện tử",
        "signed",
        "assign_number",
        "registry_clerk",
        {"wet_signed": True},
        {"not_applicable": (S0, "Điều 16 khoản 1 điểm c bước 1")},
    ),
    Row(
        "NĐ 30 Đ14: cấp số trước, ký số của cơ quan sau",
        "signed",
        "seal",
        "registry_clerk",
        {},
        {"wrong_state": (S0, "Điều 16 khoản 1 điểm c bước 1")},
    ),
    Row(
        "Lai Châu Đ21.2: chỉ văn thư trực tiếp ký số của cơ quan",
        "numbered",
        "seal",
        "agency_leader",
        {},
        {"wrong_role": (S0, "Điều 16 khoản 1 điểm c bước 1")},
    ),
    Row(
        "NĐ 30 Đ14: ký trước, số và dấu sau",
        "leader_review",
        "assign_number",
        "registry_clerk",
        {},
        {"wrong_state": (S0, "Điều 16 khoản 1 điểm c bước 1")},
    ),
    Row(
        "Thiết bị của con dấu bị khóa",
        "numbered",
        "seal",
        "registry_clerk",
        {"seal_token_locked": True},
        {"seal_token_locked": (ND30, "Điều 17 khoản 1 điểm b")},
    ),
    Row("NĐ 30 Đ17.1b: đóng dấu bản giấy", "signed", "record_wet_seal", "registry_clerk", {"seal_token_locked": True}),
    Row("NĐ 30 Đ17.1b: bản đã ký tay", "signed", "record_wet_seal", "registry_clerk", {"wet_signed": True}),
    Row(
        "NĐ 30 Đ17.2: văn bản điện tử thì ký số của cơ quan",
        "signed",
        "record_wet_seal",
        "registry_clerk",
        {},
        {"wet_seal_not_needed": (ND30, "Điều 17 khoản 2")},
    ),
    Row("Lai Châu Đ8.2: gửi qua QLVB", "sealed", "send", "registry_clerk"),
    Row(
        "Chưa đóng dấu thì chưa phát hành",
        "signed",
        "send",
        "registry_clerk",
        {},
        {"wrong_state": (S0, "Điều 8")},
    ),
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
    # --- Decision: Lai Châu Đ13.2b; Tân Uyên mục 8 ---
    Row("Lai Châu Đ13.2b: khôi phục khi yêu cầu hợp lệ", "received", "accept", "department_officer", body="recipient"),
    Row(
        "Lai Châu Đ13.2b: yêu cầu chưa hợp lệ thì chưa chấp nhận",
        "received",
        "accept",
        "department_officer",
        {"failing_checks": ("Chữ ký số của cơ quan hợp lệ",)},
        {"checks_open": (ND68, "Điều 22")},
        body="recipient",
    ),
    Row(
        "Bốn mắt: không tự quyết về thiết bị của mình",
        "received",
        "accept",
        "department_officer",
        {"own_token": True},
        {"own_token": FOUR_EYES},
        body="recipient",
    ),
    Row(
        "Bốn mắt: người soạn văn bản không tự chấp nhận",
        "received",
        "accept",
        "department_officer",
        {"drafter_id": OFFICER},
        {"decider_is_drafter": FOUR_EYES},
        body="recipient",
    ),
    Row(
        "... nhưng nhập văn bản giấy không phải là soạn văn bản",
        "received",
        "accept",
        "department_officer",
        {"drafter_id": OFFICER, "entered_by_department": True},
        body="recipient",
    ),
    Row(
        "Cơ quan gửi không tự chấp nhận",
        "received",
        "accept",
        "agency_leader",
        {},
        {"wrong_role": (S0, "Điều 13 khoản 2 điểm b")},
    ),
    Row("Lai Châu Đ13.2b: từ chối bằng văn bản", "received", "propose_refusal", "department_officer", body="recipient"),
    Row("... kể cả sau khi chấp nhận", "accepted", "propose_refusal", "department_officer", body="recipient"),
    Row(
        "... khi chưa khôi phục thiết bị nào",
        "accepted",
        "propose_refusal",
        "department_officer",
        {"any_row_recovered": True},
        {"row_recovered": (OWN, "Một hồ sơ, một quyết định,")},
        body="recipient",
    ),
    Row(
        "NĐ 30 Đ13: lãnh đạo Sở ký văn bản từ chối",
        "refusal_drafted",
        "sign_refusal",
        "department_leader",
        body="recipient",
    ),
    Row(
        "Bốn mắt: người kiểm tra không ký từ chối",
        "refusal_drafted",
        "sign_refusal",
        "department_leader",
        {"refusal_proposer_id": DEPARTMENT_LEADER},
        {"proposer_signs_refusal": FOUR_EYES},
        body="recipient",
    ),
    Row(
        "Cán bộ không ký thay lãnh đạo Sở",
        "refusal_drafted",
        "sign_refusal",
        "department_officer",
        {"refusal_proposer_id": 88},
        {"wrong_role": (S0, "Điều 13 khoản 2 điểm b")},
        body="recipient",
    ),
    Row("Lãnh đạo Sở không đồng ý", "refusal_drafted", "return_refusal", "department_leader", body="recipient"),
    Row("NĐ 30 Đ18: văn thư của Sở phát hành", "refusal_numbered", "issue_refusal", "registry_clerk", body="recipient"),
    Row(
        "... không phải văn thư của cơ quan gửi",
        "refusal_numbered",
        "issue_refusal",
        "registry_clerk",
        {},
        {"wrong_role": (S0, "Điều 13 khoản 2 điểm b")},
    ),
    Row(
        "Cục từ chối, cơ quan ghi nhận", "received", "record_provider_refusal", "registry_clerk", {"route": "provider"}
    ),
    # --- Withdrawal and end ---
    Row("NĐ 30 Đ18.4: thu hồi văn bản", "received", "withdraw", "contact_officer"),
    Row(
        "... không khi đã có thiết bị được khôi phục",
        "accepted",
        "withdraw",
        "clerk",
        {"any_row_recovered": True},
        {"row_recovered": (OWN, "Một hồ sơ, một quyết định,")},
    ),
    Row(
        "Đã kết thúc thì không rút",
        "closed",
        "withdraw",
        "clerk",
        {},
        {"wrong_state": (OWN, "Bỏ bản soạn,")},
    ),
    Row("Mọi dòng đã xong thì hồ sơ kết thúc", "accepted", "close", "system", {"open_rows": 0}),
    Row(
        "Còn dòng mở thì chưa",
        "accepted",
        "close",
        "system",
        {"open_rows": 2},
        {"rows_open": (ND68, "Điều 22")},
    ),
    Row(
        "Không ai bấm nút kết thúc",
        "accepted",
        "close",
        "department_officer",
        {"open_rows": 0},
        {"wrong_role": (ND68, "Điều 22")},
        body="recipient",
    ),
)

REQUEST = "token_recovery_request"
REQUEST_ROWS = (
    Row(
        "Lai Châu Đ13.2b: Sở thực hiện khôi phục",
        "accepted",
        "record_recovery",
        "department_officer",
        body="recipient",
        procedure=REQUEST,
    ),
    Row(
        "Bốn mắt: không tự khôi phục thiết bị của mình",
        "accepted",
        "record_recovery",
        "department_officer",
        {"own_token": True},
        {"own_token": FOUR_EYES},
        body="recipient",
        procedure=REQUEST,
    ),
    Row(
        "Chưa chấp nhận thì chưa khôi phục",
        "pending",
        "record_recovery",
        "department_officer",
        {},
        {"wrong_state": (S0, "Điều 13 khoản 2 điểm b")},
        body="recipient",
        procedure=REQUEST,
    ),
    Row(
        "NĐ 68 Đ22.3: thiết bị khác do Cục khôi phục",
        "accepted",
        "record_provider_recovery",
        "clerk",
        {"route": "provider"},
        procedure=REQUEST,
    ),
    Row(
        "Không khôi phục được thì thông báo bằng văn bản nêu rõ lý do",
        "accepted",
        "refuse_row",
        "department_officer",
        body="recipient",
        procedure=REQUEST,
    ),
    Row("NĐ 68 Đ39: thuê bao giữ mật khẩu của mình", "recovered", "confirm_password", "subscriber", procedure=REQUEST),
    Row(
        "Lai Châu Đ10.3: văn thư giữ thiết bị của cơ quan",
        "recovered",
        "confirm_password",
        "registry_clerk",
        {"subscriber_id": None, "keeper_id": REGISTRY},
        procedure=REQUEST,
    ),
    Row(
        "Người khác không xác nhận thay",
        "recovered",
        "confirm_password",
        "subscriber",
        {"subscriber_id": 11},
        {"not_the_subscriber": (ND68, "Điều 39")},
        procedure=REQUEST,
    ),
    Row(
        "Thuê bao có tài khoản thì tự xác nhận",
        "recovered",
        "confirm_password_on_paper",
        "clerk",
        {},
        {"not_applicable": (ND68, "Điều 39")},
        procedure=REQUEST,
    ),
    Row(
        "Thuê bao không có tài khoản",
        "recovered",
        "confirm_password_on_paper",
        "clerk",
        {"subscriber_id": None},
        procedure=REQUEST,
    ),
)

# In an ordinary case (PKI token, Lai Châu, agency with both checks): everything that each role may do in each state.
# A role that a state does not name may do nothing there.
ORDINARY = {
    "draft": {
        "clerk": {"submit_to_unit_head", "withdraw"},
        "contact_officer": {"submit_to_unit_head", "withdraw"},
    },
    "unit_head_review": {
        "unit_head": {"approve_content_to_format", "return_to_drafter"},
        "clerk": {"recall"},
        "contact_officer": {"recall"},
    },
    "format_review": {
        "format_checker": {"approve_format", "return_to_drafter"},
        "clerk": {"recall"},
        "contact_officer": {"recall"},
    },
    "leader_review": {
        "agency_leader": {"sign", "return_to_drafter"},
        "clerk": {"recall"},
        "contact_officer": {"recall"},
    },
    "signed": {"registry_clerk": {"assign_number", "return_to_drafter"}},
    "numbered": {"registry_clerk": {"seal", "undo_number", "return_to_drafter"}},
    "sealed": {
        "registry_clerk": {"send"},
        "clerk": {"send", "withdraw"},
        "contact_officer": {"send", "withdraw"},
    },
    "sent": {"department_officer": {"receive"}, "clerk": {"withdraw"}, "contact_officer": {"withdraw"}},
    "received": {
        "department_officer": {"accept", "return_for_supplement", "propose_refusal"},
        "clerk": {"withdraw"},
        "contact_officer": {"withdraw"},
    },
    "supplement_requested": {
        "clerk": {"supply_supplement", "reopen_for_correction", "withdraw"},
        "contact_officer": {"supply_supplement", "reopen_for_correction", "withdraw"},
        "registry_clerk": {"supply_supplement"},
    },
    "accepted": {
        "department_officer": {"propose_refusal"},
        "clerk": {"withdraw"},
        "contact_officer": {"withdraw"},
    },
    "refusal_drafted": {"department_leader": {"sign_refusal", "return_refusal"}},
    "refusal_signed": {
        "department_officer": {"assign_refusal_number"},
        "registry_clerk@recipient": {"assign_refusal_number"},
    },
    "refusal_numbered": {
        "department_officer": {"issue_refusal", "undo_refusal_number"},
        "registry_clerk@recipient": {"issue_refusal", "undo_refusal_number"},
    },
    "closed": {},
    "refused": {},
    "withdrawn": {},
}
