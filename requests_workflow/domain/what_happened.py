"""What happened? Questions and answers that lead people who do not know the forms to the right procedure.

Pure data. A number of a rule is never typed: {parameter} is a value of the profile in force, or the name of a form.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from requests_workflow.domain.what_happened_ends import OUTCOMES, Outcome

SEPARATOR = "."


@dataclass(frozen=True)
class Answer:
    """One answer: its word in the address, what it says, and the question or outcome that it leads to."""

    word: str
    label: str
    to: str


@dataclass(frozen=True)
class Question:
    """One question with its answers, in the order in which they are shown.

    `in_register`: the answer is read off the certificate's page in the register.
    """

    text: str
    answers: tuple[Answer, ...]
    hint: str = ""
    in_register: bool = False


@dataclass(frozen=True)
class Place:
    """Where a path of answers has come to: `taken` are the answers so far, each with the question it answered.

    `question` is asked next, or `outcome` is the end; never both.
    """

    taken: tuple[tuple[Question, Answer], ...]
    question: Question | None
    outcome: Outcome | None


FIRST = "first"


def _reissued(text: str) -> Question:
    return Question(
        text,
        (
            Answer("ca-nhan", "Cá nhân", "reissue_individual"),
            Answer("co-quan", "Cơ quan, tổ chức", "reissue_organisation"),
            Answer("he-thong", "Máy chủ, dịch vụ, phần mềm", "reissue_system"),
        ),
    )


QUESTIONS: Mapping[str, Question] = MappingProxyType(
    {
        FIRST: Question(
            "Chuyện gì đã xảy ra?",
            (
                Answer("thiet-bi", "Thiết bị lưu khóa bí mật (USB ký số) có vấn đề, hoặc đổi người giữ", "device"),
                Answer("het-han", "Chứng thư đã hết hạn hoặc sắp hết hạn", "expiry"),
                Answer("nguoi", "Có thay đổi về một người: chuyển công tác, đổi thông tin, nghỉ việc", "person"),
                Answer("co-quan", "Cơ quan, tổ chức đổi tên, địa chỉ, sáp nhập, giải thể", "body"),
                Answer("he-thong", "Máy chủ, dịch vụ, phần mềm thay đổi hoặc ngừng hoạt động", "system"),
                Answer("can-moi", "Cần chứng thư cho người, cơ quan hoặc hệ thống chưa có", "new"),
                Answer("thong-bao", "Nhận được thông báo, yêu cầu thu hồi chứng thư", "notice"),
            ),
        ),
        "device": Question(
            "Thiết bị thế nào?",
            (
                Answer("bi-khoa", "Bị khóa vì nhập sai mật khẩu nhiều lần", "locked"),
                Answer("mat", "Bị mất, không tìm thấy", "lost"),
                Answer("hong", "Bị hỏng, máy tính không nhận", "broken"),
                Answer("lo-khoa", "Người khác biết mật khẩu, hoặc nghi khóa bị lộ", "exposed"),
                Answer("doi-van-thu", "Đổi người giữ thiết bị của cơ quan (văn thư)", "keeper"),
                Answer("thue-bao-tra", "Thuê bao giao lại thiết bị cho cơ quan", "given_back"),
                Answer("da-ban-giao", "Thiết bị mới nhận từ {provider} đã giao cho thuê bao", "handed_over"),
            ),
        ),
        "given_back": Question(
            "Vì sao thuê bao giao lại thiết bị?",
            (
                Answer("het-han-thu-hoi", "Chứng thư đã hết hạn hoặc đã bị thu hồi", "return_device"),
                Answer("nghi", "Nghỉ hưu, thôi việc, chuyển khỏi vị trí; chứng thư còn hiệu lực", "left_office"),
                Answer("hong", "Thiết bị hỏng; chứng thư còn hiệu lực", "broken"),
            ),
        ),
        "expiry": Question(
            "Chứng thư còn bao lâu?",
            (
                Answer("con-lau", "Còn từ {renewal_min_days_left} trở lên", "renewed_before"),
                Answer("con-it", "Còn hiệu lực nhưng dưới {renewal_min_days_left}", "too_late"),
                Answer("da-het", "Đã hết hạn", "expired"),
            ),
            "Ngày hết hạn ghi trên trang của chứng thư trong mục Chứng thư. Tính đến {filing_window_counts}.",
            in_register=True,
        ),
        "renewed_before": Question(
            "Chứng thư này đã được gia hạn lần nào chưa?",
            (
                Answer("chua", "Chưa", "renew"),
                Answer("roi", "Đã gia hạn {renewal_limit}", "renewed_already"),
            ),
            "Số lần đã gia hạn ghi trên trang của chứng thư.",
            in_register=True,
        ),
        "renewed_already": _reissued("Đã hết lượt gia hạn, phải cấp mới. Chứng thư của ai?"),
        "too_late": _reissued("Không còn kịp gia hạn, phải cấp mới. Chứng thư của ai?"),
        "expired": _reissued("Chứng thư đã hết hạn, phải cấp mới. Chứng thư của ai?"),
        "person": Question(
            "Điều gì thay đổi?",
            (
                Answer("co-quan", "Chuyển sang cơ quan, tổ chức khác", "moved"),
                Answer("thu-dien-tu", "Địa chỉ thư điện tử công vụ", "new_email"),
                Answer("chuc-vu", "Chức vụ, vị trí công tác", "post"),
                Answer("ho-ten", "Họ tên hoặc số định danh cá nhân", "identity"),
                Answer("nghi-huu", "Nghỉ hưu", "left_office"),
                Answer("thoi-viec", "Thôi việc", "left_office"),
                Answer("tu-tran", "Từ trần", "died"),
            ),
        ),
        "post": Question(
            "Chứng thư còn phù hợp với vị trí mới không?",
            (
                Answer("con", "Còn: vẫn ở cơ quan đó, vẫn cần ký số, thông tin trong chứng thư vẫn đúng", "post_fits"),
                Answer("khong", "Không: vị trí mới không dùng chứng thư này nữa", "post_changed"),
            ),
            "Chức vụ nằm trong văn bản, không nằm trong chứng thư của cá nhân.",
        ),
        "body": Question(
            "Cơ quan, tổ chức thay đổi thế nào?",
            (
                Answer("doi-ten", "Đổi tên", "renamed"),
                Answer("dia-chi", "Đổi địa chỉ hoạt động", "renamed"),
                Answer("cap-tren", "Đổi cơ quan cấp trên, tên cơ quan giữ nguyên", "new_superior"),
                Answer("sap-nhap", "Sáp nhập, hợp nhất", "merged"),
                Answer("giai-the", "Giải thể hoặc chia tách", "dissolved"),
            ),
        ),
        "merged": Question(
            "Sáp nhập, hợp nhất thành cơ quan nào?",
            (
                Answer("co-quan-moi", "Thành một cơ quan mới, có tên mới", "merged_into_new"),
                Answer("co-quan-san-co", "Vào một cơ quan sẵn có, cơ quan đó giữ tên", "merged_into_existing"),
            ),
        ),
        "system": Question(
            "Thiết bị, dịch vụ, phần mềm thế nào?",
            (
                Answer("doi-ten", "Đổi tên, nâng cấp hoặc thêm tính năng", "system_changed"),
                Answer("ngung", "Ngừng hoạt động", "system_stopped"),
                Answer("lo-khoa", "Khóa bị lộ hoặc nghi bị lộ", "exposed"),
            ),
        ),
        "new": Question(
            "Cấp cho ai?",
            (
                Answer("ca-nhan", "Cán bộ, công chức, viên chức", "new_official"),
                Answer("co-quan", "Cơ quan, tổ chức", "new_body"),
                Answer("he-thong", "Máy chủ, dịch vụ, phần mềm", "new_system"),
            ),
        ),
        "notice": Question(
            "Thông báo, yêu cầu của ai?",
            (
                Answer("cuc", "{provider}", "notice_of_provider"),
                Answer("cong-an", "Cơ quan công an", "notice_of_authority"),
                Answer("to-tung", "Cơ quan tiến hành tố tụng", "notice_of_authority"),
            ),
        ),
    }
)


def place_of(path: Sequence[str]) -> Place:
    """Where these words lead. Raises LookupError for a word that is no answer there, or for words after an end."""
    taken: list[tuple[Question, Answer]] = []
    code = FIRST
    for word in path:
        question = QUESTIONS.get(code)
        if question is None:
            raise LookupError("the path goes on after its end")
        answer = next((one for one in question.answers if one.word == word), None)
        if answer is None:
            raise LookupError(f"no answer {word!r}")
        taken.append((question, answer))
        code = answer.to
    if code in QUESTIONS:
        return Place(tuple(taken), QUESTIONS[code], None)
    return Place(tuple(taken), None, OUTCOMES[code])
