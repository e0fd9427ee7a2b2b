"""Ready reasons for a supplement or a refusal, each with its clause; the officer adds what is particular."""

from dataclasses import dataclass

from requests_workflow.engine.clauses import Clause
from requests_workflow.regulations.instruments import LAI_CHAU_2025, ND_30_2020, ND_68_2024


@dataclass(frozen=True)
class ReadyGround:
    """`code` is stored nowhere; the cited clause and the officer's text are."""

    code: str
    label: str
    clause: Clause


SUPPLEMENT_GROUNDS = (
    ReadyGround("form_incomplete", "Thiếu thông tin của Mẫu số 06", Clause(ND_68_2024, "Điều 22 khoản 2")),
    ReadyGround("signature", "Chữ ký số không hợp lệ hoặc không đầy đủ", Clause(LAI_CHAU_2025, "Điều 21 khoản 3")),
    ReadyGround("not_original", "Văn bản nhận được không toàn vẹn", Clause(ND_30_2020, "Điều 21 khoản 2 điểm b")),
    ReadyGround("unknown_token", "Không xác định được thiết bị hoặc thuê bao", Clause(ND_68_2024, "Điều 22 khoản 2")),
)
REFUSAL_GROUNDS = (
    ReadyGround(
        "not_delegated",
        "Thiết bị không thuộc loại Sở được ủy quyền khôi phục",
        Clause(LAI_CHAU_2025, "Điều 13 khoản 3"),
    ),
    ReadyGround("certificate", "Chứng thư đã hết hạn hoặc đã bị thu hồi", Clause(ND_68_2024, "Điều 31 khoản 1")),
    ReadyGround("not_a_case", "Không thuộc trường hợp được khôi phục", Clause(ND_68_2024, "Điều 22 khoản 1")),
    ReadyGround("not_managed", "Thuê bao không thuộc cơ quan gửi văn bản", Clause(ND_68_2024, "Điều 22 khoản 2")),
    ReadyGround("damaged", "Thiết bị hỏng, không khôi phục được", Clause(LAI_CHAU_2025, "Điều 13 khoản 2 điểm b")),
)


ISSUE_SUPPLEMENT_GROUNDS = (
    ReadyGround("form_incomplete", "Thiếu thông tin của Mẫu số 01", Clause(ND_68_2024, "Điều 11 khoản 1 điểm a")),
    ReadyGround("conditions", "Chưa rõ điều kiện cấp của người được đề nghị", Clause(ND_68_2024, "Điều 10 khoản 1")),
    ReadyGround("email", "Địa chỉ thư điện tử không phải thư công vụ", Clause(ND_68_2024, "Mẫu số 01 Phụ lục")),
    ReadyGround("not_original", "Văn bản nhận được không toàn vẹn", Clause(ND_30_2020, "Điều 21 khoản 2 điểm b")),
)


def grounds_for(*, act: str, procedure: str = "token_recovery") -> tuple[ReadyGround, ...]:
    """Ready grounds of an act that needs a clause, for one procedure."""
    if act != "return_for_supplement":
        return REFUSAL_GROUNDS
    return ISSUE_SUPPLEMENT_GROUNDS if procedure == "individual_issue" else SUPPLEMENT_GROUNDS
