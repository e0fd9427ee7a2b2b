"""Mẫu 05 and notices of revocation where they are not Mẫu 01: NĐ 68/2024 Điều 17–20; Tân Uyên mục 6."""

from dataclasses import dataclass

from tests.property.legal_matrix.individual_issue import ordinary as individual
from tests.property.legal_matrix.token_recovery import row as recovery
from tests.property.legal_matrix.token_recovery.row import ND68

DOSSIER, REQUEST = "revocation_dossier", "revocation_request"
CASES, REVOKING, RETURNING = (ND68, "Điều 17"), (ND68, "Điều 19"), (ND68, "Điều 20")
# Khoản 1 điểm c names the prosecution and the police; a notice of the provider's own has no point of its own.
AUTHORITIES = CASES
NAMES = ("Lò Thị Mai",)
NOTICE = {"by_notice": True}
RECORD = ("draft", "record_revocation_notice")
SUBMIT = ("draft", "submit_to_unit_head", "clerk")


@dataclass(frozen=True)
class Row(recovery.Row):
    """A row about certificates to be revoked."""

    procedure: str = DOSSIER


ROWS = (
    # --- Asked for by the managing body ---
    Row(
        "Đ17: lý do phải là trường hợp của loại thuê bao",
        *SUBMIT,
        {"reasons_unfit": NAMES},
        {"revocation_reason_unfit": CASES},
    ),
    Row("Đã bị thu hồi thì không thu hồi lần nữa", *SUBMIT, {"revoked_before": NAMES}, {"revoked_before": REVOKING}),
    Row(
        "... kể cả khi bị thu hồi trong lúc chờ gửi",
        "sealed",
        "send",
        "registry_clerk",
        {"revoked_before": NAMES},
        {"revoked_before": REVOKING},
    ),
    Row(
        "Đ17.1c, 18: cơ quan tố tụng yêu cầu thì cơ quan quản lý không lập Mẫu số 05",
        *SUBMIT,
        NOTICE,
        {"revocation_by_notice": (ND68, "Điều 18")},
    ),
    # --- Written down from a notice ---
    Row("Đ17.1c: ghi nhận thông báo thu hồi", *RECORD, "clerk", NOTICE),
    Row("... văn thư nhận thông báo", *RECORD, "registry_clerk", NOTICE),
    Row("... cán bộ đầu mối nhận thông báo", *RECORD, "contact_officer", NOTICE),
    Row("... Cục tự ghi", *RECORD, "provider_officer", NOTICE, body="recipient"),
    Row(
        "... lãnh đạo không phải người ghi nhận",
        *RECORD,
        "agency_leader",
        NOTICE,
        {"wrong_role": AUTHORITIES},
    ),
    Row("... cơ quan tự đề nghị thì không phải là thông báo", *RECORD, "clerk", {}, {"not_applicable": AUTHORITIES}),
    Row("... thông báo phải nêu chứng thư", *RECORD, "clerk", NOTICE | {"row_count": 0}, {"no_rows": CASES}),
    Row(
        "... chứng thư đã bị thu hồi trước đó",
        *RECORD,
        "clerk",
        NOTICE | {"revoked_before": NAMES},
        {"revoked_before": REVOKING},
    ),
    Row(
        "... đã gửi Mẫu số 05 thì ghi kết quả của Cục, không ghi thông báo",
        "sent",
        "record_revocation_notice",
        "clerk",
        NOTICE,
        {"wrong_state": AUTHORITIES},
    ),
    # --- Rows: revoked, then the device comes back ---
    Row("Đ19: Cục thu hồi chứng thư", "pending", "mark_revoked", "system", procedure=REQUEST),
    Row("... không có thiết bị thì xong ngay", "pending", "close_revoked", "system", procedure=REQUEST),
    Row("Đ20: thiết bị đã giao nộp hoặc xác nhận thất lạc", "revoked", "device_settled", "system", procedure=REQUEST),
    Row(
        "... chưa giao nộp thì không ai kết thúc bằng tay",
        "revoked",
        "device_settled",
        "clerk",
        {},
        {"wrong_role": RETURNING},
        procedure=REQUEST,
    ),
    Row(
        "... chưa thu hồi thì chưa có gì để giao nộp",
        "pending",
        "device_settled",
        "system",
        {},
        {"wrong_state": RETURNING},
        procedure=REQUEST,
    ),
    Row(
        "... không ai tự thu hồi một dòng",
        "pending",
        "mark_revoked",
        "provider_officer",
        {},
        {"wrong_role": REVOKING},
        body="recipient",
        procedure=REQUEST,
    ),
    Row(
        "... không ai kết thúc một dòng không có thiết bị bằng tay",
        "pending",
        "close_revoked",
        "registry_clerk",
        {},
        {"wrong_role": REVOKING},
        procedure=REQUEST,
    ),
    Row(
        "NĐ 30 Đ18.4: chứng thư đã bị thu hồi thì không rút đề nghị",
        "revoked",
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
    "revoked": {},
    "closed": {},
    "refused": {},
    "withdrawn": {},
}
# In a draft begun by a notice: nothing is submitted, it is written down or thrown away.
NOTICE_DRAFT = {
    "draft": {
        "clerk": {"record_revocation_notice", "withdraw"},
        "contact_officer": {"record_revocation_notice", "withdraw"},
        "registry_clerk": {"record_revocation_notice"},
        "department_officer": {"record_revocation_notice"},
        "provider_officer": {"record_revocation_notice"},
    },
}
BROUGHT = {"record_revocation_notice": {"answer_reference", "legal_time", "proof_file", "reason"}}
