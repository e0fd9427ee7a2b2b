"""Mẫu 03 where it is not Mẫu 01: NĐ 68/2024 Điều 10.3, 11.1c."""

from dataclasses import dataclass

from tests.property.legal_matrix.individual_issue.row import ISSUING, OWN, SUBSCRIBER, TWO_SIDES
from tests.property.legal_matrix.token_recovery import row as recovery
from tests.property.legal_matrix.token_recovery.row import CONTACT, LEADER, ND68

DOSSIER, REQUEST = "system_issue_dossier", "system_issue_request"
NEW_KEEPER = (OWN, "Đổi người giữ trước khi bàn giao,")
CONTENT = (ND68, "Điều 11 khoản 1 điểm c")


@dataclass(frozen=True)
class Row(recovery.Row):
    """A row about devices, services and software."""

    procedure: str = DOSSIER


ROWS = (
    Row(
        "Đ10.3: thiết bị, phần mềm do cơ quan quản lý, nên có người giữ khóa",
        "draft",
        "submit_to_unit_head",
        "clerk",
        {"rows_without_keeper": ("Cổng dịch vụ công",)},
        {"keeper_missing": CONTENT},
    ),
    Row(
        "... không hỏi quyết định thành lập: đó là điều kiện của cơ quan, tổ chức (Đ10.2)",
        "draft",
        "submit_to_unit_head",
        "clerk",
        {"rows_without_ground": ("Cổng dịch vụ công",)},
    ),
    Row(
        "... người vận hành không phải là văn thư",
        "draft",
        "submit_to_unit_head",
        "clerk",
        {"keepers_not_registry": ("Cổng dịch vụ công",)},
    ),
    Row(
        "Cán bộ vận hành nhận thiết bị",
        "handover_offered",
        "confirm_receipt",
        "contact_officer",
        {"subscriber_id": CONTACT},
        procedure=REQUEST,
    ),
    Row(
        "... người khác không nhận thay",
        "handover_offered",
        "confirm_receipt",
        "contact_officer",
        {"subscriber_id": SUBSCRIBER},
        {"not_the_receiver": TWO_SIDES},
        procedure=REQUEST,
    ),
    Row(
        "... lãnh đạo không vận hành",
        "handover_offered",
        "deny_receipt",
        "agency_leader",
        {"subscriber_id": LEADER},
        {"wrong_role": TWO_SIDES},
        procedure=REQUEST,
    ),
    Row(
        "Máy chủ không có thiết bị: người vận hành xác nhận dùng được",
        "issued",
        "confirm_activation",
        "contact_officer",
        {"subscriber_id": CONTACT, "has_device": False},
        procedure=REQUEST,
    ),
    Row(
        "... khi chứng thư đã có trong sổ",
        "issued",
        "confirm_activation",
        "contact_officer",
        {"subscriber_id": CONTACT, "has_device": False, "has_certificate": False},
        {"certificate_not_registered": ISSUING},
        procedure=REQUEST,
    ),
    # --- Somebody else is to keep it, before it is handed over (Ninh Thuận Đ10.3) ---
    Row("Đổi người giữ khi chờ Cục", "pending", "change_keeper", "clerk", procedure=REQUEST),
    Row("... khi cơ quan đã có thiết bị", "device_received", "change_keeper", "contact_officer", procedure=REQUEST),
    Row(
        "... người giữ không tự giao cho người khác",
        "device_received",
        "change_keeper",
        "registry_clerk",
        {},
        {"wrong_role": NEW_KEEPER},
        procedure=REQUEST,
    ),
    Row(
        "... đang chờ xác nhận thì thôi bàn giao trước",
        "handover_offered",
        "change_keeper",
        "clerk",
        {},
        {"wrong_state": NEW_KEEPER},
        procedure=REQUEST,
    ),
    Row(
        "... không có thiết bị thì không có người giữ",
        "pending",
        "change_keeper",
        "clerk",
        {"has_device": False},
        {"not_applicable": NEW_KEEPER},
        procedure=REQUEST,
    ),
)
# No decision: what Ninh Thuận Điều 16.4 says of the organisation's own device is not said of a server's.
BROUGHT = {
    "change_keeper": {"keeper", "reason"},
    "offer_handover": {"condition"},
    "record_paper_handover": {"condition", "legal_time", "proof_file"},
}
