"""Mẫu 02 where it is not Mẫu 01: NĐ 68/2024 Điều 10.2, 11.1b; Ninh Thuận Điều 16.4; Ninh Bình Điều 15.2."""

from dataclasses import dataclass

from tests.property.legal_matrix.individual_issue.row import CLERK, OWN, REGISTRY, TWO_SIDES
from tests.property.legal_matrix.token_recovery import row as recovery
from tests.property.legal_matrix.token_recovery.row import ND68

DOSSIER, REQUEST = "organisation_issue_dossier", "organisation_issue_request"
NEW_KEEPER = (OWN, "Đổi người giữ trước khi bàn giao,")
CONDITIONS, CONTENT = (ND68, "Điều 10 khoản 2"), (ND68, "Điều 11 khoản 1 điểm b")
NO_GROUND = {"rows_without_ground": ("Phòng Kinh tế",)}
NO_KEEPER = {"rows_without_keeper": ("Phòng Kinh tế",)}
KEPT_BY_VAN_THU = {"subscriber_id": REGISTRY}


@dataclass(frozen=True)
class Row(recovery.Row):
    """A row about organisations."""

    procedure: str = DOSSIER


ROWS = (
    Row(
        "Đ10.2: có quyết định thành lập hoặc xác nhận của cấp trên trực tiếp",
        "draft",
        "submit_to_unit_head",
        "clerk",
        NO_GROUND,
        {"establishment_missing": CONDITIONS},
    ),
    Row(
        "Ninh Bình Đ15.2: phải biết văn thư nào sẽ giữ thiết bị",
        "draft",
        "submit_to_unit_head",
        "contact_officer",
        NO_KEEPER,
        {"keeper_missing": CONTENT},
    ),
    Row(
        "Ninh Thuận Đ16.4: ... người được chọn phải là văn thư",
        "draft",
        "submit_to_unit_head",
        "clerk",
        {"keepers_not_registry": ("Phòng Kinh tế",)},
        {"keeper_not_registry": CONTENT},
    ),
    Row(
        "... nêu cùng lúc với những thiếu sót khác",
        "draft",
        "submit_to_leader",
        "clerk",
        NO_GROUND | NO_KEEPER | {"rows_complete": False, "has_unit_head_step": False, "has_format_step": False},
        {"establishment_missing": CONDITIONS, "keeper_missing": CONTENT, "rows_incomplete": CONTENT},
    ),
    Row(
        "Con dấu số đầu tiên không ký được đề nghị xin chính nó: ký tay",
        "leader_review",
        "record_wet_signature",
        "registry_clerk",
        {"seal_token_locked": True, "signer_certificate_in_force": False},
    ),
    Row("... đóng dấu mực", "signed", "record_wet_seal", "registry_clerk", {"seal_token_locked": True}),
    # --- The device is kept like a seal ---
    Row(
        "Ninh Bình Đ15.2: văn thư nhận thiết bị của cơ quan",
        "handover_offered",
        "confirm_receipt",
        "registry_clerk",
        KEPT_BY_VAN_THU,
        procedure=REQUEST,
    ),
    Row(
        "... văn thư báo chưa nhận được",
        "handover_offered",
        "deny_receipt",
        "registry_clerk",
        KEPT_BY_VAN_THU,
        procedure=REQUEST,
    ),
    Row(
        "... văn thư khác không nhận thay",
        "handover_offered",
        "confirm_receipt",
        "registry_clerk",
        {"subscriber_id": 11},
        {"not_the_receiver": TWO_SIDES},
        procedure=REQUEST,
    ),
    Row(
        "... lãnh đạo không giữ thiết bị của cơ quan",
        "handover_offered",
        "confirm_receipt",
        "agency_leader",
        {"subscriber_id": recovery.LEADER},
        {"wrong_role": TWO_SIDES},
        procedure=REQUEST,
    ),
    Row(
        "... người soạn đồng thời là người giữ thì người khác bàn giao",
        "device_received",
        "offer_handover",
        "clerk",
        {"is_own_row": True, "subscriber_id": CLERK},
        {"giver_is_receiver": TWO_SIDES},
        procedure=REQUEST,
    ),
    Row(
        "... rồi tự xác nhận đã nhận",
        "handover_offered",
        "confirm_receipt",
        "clerk",
        {"is_own_row": True, "subscriber_id": CLERK},
        procedure=REQUEST,
    ),
    Row(
        "Ký số tập trung: người giữ xác nhận dùng được",
        "issued",
        "confirm_activation",
        "registry_clerk",
        KEPT_BY_VAN_THU | {"has_device": False},
        procedure=REQUEST,
    ),
    Row(
        "Văn thư không tự thôi bàn giao",
        "issued",
        "stop_delivery",
        "registry_clerk",
        KEPT_BY_VAN_THU,
        {"wrong_role": (OWN, "Không bàn giao thiết bị,")},
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
# Ninh Thuận Điều 16.4: the organisation's device changes hands by a decision with number and date.
BROUGHT = {
    "change_keeper": {"keeper", "reason"},
    "offer_handover": {"condition", "custody_decision"},
    "record_paper_handover": {"condition", "legal_time", "proof_file", "custody_decision"},
}
