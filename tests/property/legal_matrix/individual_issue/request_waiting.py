"""One row while the provider answers: refused, supplemented, taken out (NĐ 68/2024 Điều 11; NĐ 30/2020 Điều 18, 21)."""

from tests.property.legal_matrix.individual_issue.row import ISSUING, ND30, REQUEST, Row

RETURNING = (ND30, "Điều 21 khoản 2 điểm b")
SUPPLY = ("supply_row_supplement",)
OTHERS = {"unanswered_rows": 2, "rows_to_supplement": 1}

# --- The answer, and what the agency does while it waits: the same for whatever is asked of the provider ---
ROWS = (
    Row("NĐ 68 Đ11.2: Cục từ chối", "pending", "refuse", "system", procedure=REQUEST),
    Row("Rút cả hồ sơ thì rút từng đề nghị", "pending", "withdraw", "system", procedure=REQUEST),
    Row(
        "Không ai tự từ chối một dòng",
        "pending",
        "refuse",
        "provider_officer",
        {},
        {"wrong_role": ISSUING},
        body="recipient",
        procedure=REQUEST,
    ),
    # --- The provider wants more of one person; the others go on ---
    Row("NĐ 30 Đ21.2b: Cục yêu cầu bổ sung cho một người", "pending", "ask_supplement", "system", procedure=REQUEST),
    Row("... rồi từ chối vẫn được", "supplement", "refuse", "system", procedure=REQUEST),
    Row("... bổ sung đi cùng cả hồ sơ", "supplement", "supplemented", "system", procedure=REQUEST),
    Row("... hồ sơ rút thì rút cả người này", "supplement", "withdraw", "system", procedure=REQUEST),
    Row(
        "... không ai tự ghi yêu cầu bổ sung cho một dòng",
        "pending",
        "ask_supplement",
        "clerk",
        {},
        {"wrong_role": RETURNING},
        procedure=REQUEST,
    ),
    Row(
        "... đã trả lời rồi thì không yêu cầu bổ sung nữa",
        "refused",
        "ask_supplement",
        "system",
        {},
        {"wrong_state": RETURNING},
        procedure=REQUEST,
    ),
    Row(
        "... đã bổ sung rồi thì không bổ sung lần nữa",
        "pending",
        "supplemented",
        "system",
        {},
        {"wrong_state": ISSUING},
        procedure=REQUEST,
    ),
    Row("Văn thư gửi bổ sung riêng cho một người", "supplement", *SUPPLY, "registry_clerk", OTHERS, procedure=REQUEST),
    Row("... cán bộ đầu mối gửi", "supplement", *SUPPLY, "contact_officer", OTHERS, procedure=REQUEST),
    Row(
        "... thuê bao không tự gửi Cục",
        "supplement",
        *SUPPLY,
        "subscriber",
        OTHERS,
        {"wrong_role": ISSUING},
        procedure=REQUEST,
    ),
    Row(
        "... không còn người nào khác chờ Cục thì bổ sung cả hồ sơ",
        "supplement",
        *SUPPLY,
        "clerk",
        {"unanswered_rows": 2, "rows_to_supplement": 2},
        {"not_applicable": ISSUING},
        procedure=REQUEST,
    ),
    Row(
        "... Cục chưa yêu cầu thì không có gì để bổ sung",
        "pending",
        *SUPPLY,
        "clerk",
        OTHERS,
        {"wrong_state": ISSUING},
        procedure=REQUEST,
    ),
    # --- One person is taken out ---
    Row("NĐ 30 Đ18.4: rút đề nghị cho một người", "pending", "withdraw_row", "clerk", procedure=REQUEST),
    Row("... cán bộ đầu mối cũng rút được", "pending", "withdraw_row", "contact_officer", procedure=REQUEST),
    Row(
        "NĐ 68 Đ10.1: đề nghị là của cơ quan, thuê bao không tự rút",
        "pending",
        "withdraw_row",
        "subscriber",
        {},
        {"wrong_role": (ND30, "Điều 18 khoản 4")},
        procedure=REQUEST,
    ),
    Row("... rút người đang chờ bổ sung", "supplement", "withdraw_row", "clerk", procedure=REQUEST),
)
