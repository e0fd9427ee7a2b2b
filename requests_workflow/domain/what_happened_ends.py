"""Where the questions of what happened end: what is to be done, by which procedures in which order, by which law.

Change of post, name or identity number, and what became of bodies in a reorganisation, follow Điều 15 and Điều 17.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from requests_workflow.engine.clauses import Clause
from requests_workflow.regulations.instruments import ND_30_2020, ND_68_2024

# A report, and no form: it opens the papers by itself.
LOSS_REPORT = ""


@dataclass(frozen=True)
class Task:
    """One thing to do: `procedure` is a code of the registry (or LOSS_REPORT), `words` what it does here.

    `formless`: this time nothing is written on the procedure's form.
    """

    procedure: str
    words: str
    formless: bool = False


@dataclass(frozen=True)
class Ground:
    """A clause, and how sure it is (Value.evidence)."""

    clause: Clause
    evidence: str


@dataclass(frozen=True)
class Outcome:
    """One end. `tasks` in their order; empty where no form is needed, and then `text` says what to do instead."""

    title: str
    text: str
    grounds: tuple[Ground, ...]
    tasks: tuple[Task, ...] = ()
    urgent: bool = False


def _law(locator: str, evidence: str = "V") -> Ground:
    return Ground(Clause(ND_68_2024, locator), evidence)


RETURN = Task(
    "device_return",
    "Sau khi nhận thông báo thu hồi: giao nộp thiết bị trong {device_return_deadline} kể từ {device_return_starts}.",
)
RETURN_EXPIRED = Task(
    "device_return",
    "Giao nộp thiết bị của chứng thư cũ trong {device_return_deadline} kể từ {device_return_starts_at_expiry}.",
)
NEW_FOR_PERSON = Task("individual_issue", "Đề nghị cấp chứng thư mới cho người đó, ghi số hiệu chứng thư cũ.")
NEW_TO_GO_ON = (
    Task("individual_issue", "Của cá nhân, cần dùng tiếp: đề nghị cấp chứng thư mới."),
    Task("organisation_issue", "Của cơ quan, tổ chức, cần dùng tiếp: đề nghị cấp chứng thư mới."),
)
NOTICE = Task("handover_notice", "Sau khi bàn giao thiết bị: gửi thông báo.")
SAME_EXPIRY = "Ngày hết hạn giữ nguyên. Chứng thư phải còn ít nhất {change_min_days_left}; ít hơn thì cấp mới."
WHO_SENDS = (
    "Nghị định không nói cơ quan cũ hay cơ quan mới gửi đề nghị: hai bên thống nhất; trên hệ thống, cơ quan đang "
    "quản lý chứng thư lập hồ sơ."
)
REISSUE = "Cấp lại theo đúng điều kiện, hồ sơ, trình tự của lần cấp đầu."
REISSUE_GROUND = _law("Điều 21", "I")
NOTED = "Ghi nhận thông báo: chọn bên yêu cầu khi bắt đầu; không phải lập văn bản theo mẫu."

OUTCOMES: Mapping[str, Outcome] = MappingProxyType(
    {
        "locked": Outcome(
            "Khôi phục thiết bị",
            "Chứng thư vẫn dùng được, chỉ mật khẩu của thiết bị bị khóa. Đừng thử thêm mật khẩu.",
            (_law("Điều 22 khoản 1", "S"),),
            (Task("token_recovery", "Gửi thiết bị kèm văn bản đề nghị khôi phục."),),
        ),
        "lost": Outcome(
            "Báo mất ngay",
            "Người nhặt được có thể ký thay. Báo mất trước, giấy tờ làm sau: hồ sơ thu hồi và biên bản được lập sẵn.",
            (_law("Điều 17 khoản 1 điểm b"), _law("Điều 20", "S")),
            (
                Task(LOSS_REPORT, "Báo mất trên hệ thống, đồng thời gọi điện cho cơ quan."),
                Task("revocation", "Cơ quan gửi đề nghị thu hồi chứng thư."),
                Task("device_loss", "Cơ quan gửi biên bản xác nhận thất lạc thay cho việc giao nộp thiết bị."),
                NEW_FOR_PERSON,
            ),
            urgent=True,
        ),
        "broken": Outcome(
            "Thu hồi, giao nộp, rồi cấp mới",
            "Thiết bị hỏng không khôi phục được chứng thư trong đó. Thử máy tính khác trước khi đề nghị thu hồi.",
            (_law("Điều 17 khoản 1 điểm b"),),
            (Task("revocation", "Đề nghị thu hồi, lý do: hỏng thiết bị lưu khóa bí mật."), RETURN, *NEW_TO_GO_ON),
        ),
        "exposed": Outcome(
            "Thu hồi ngay",
            "Ngừng ký bằng thiết bị này từ bây giờ.",
            (_law("Điều 17 khoản 1 điểm b"),),
            (Task("revocation", "Đề nghị thu hồi, lý do: lộ hoặc nghi lộ khóa bí mật."), RETURN, *NEW_TO_GO_ON),
            urgent=True,
        ),
        "keeper": Outcome(
            "Bàn giao thiết bị của cơ quan, không cần mẫu nào",
            "Chứng thư là của cơ quan nên giữ nguyên. Mở trang của thiết bị trong mục Thiết bị, chọn “Giao cho người "
            "giữ khác”: ghi quyết định giao; hai bên xác nhận trên hệ thống hoặc ký biên bản. Người giữ mới đổi mật "
            "khẩu. Giao cho người khác dùng có thời hạn chỉ khi người đứng đầu cho phép bằng văn bản.",
            (Ground(Clause(ND_30_2020, "Điều 32"), "M"),),
        ),
        "return_device": Outcome(
            "Giao nộp thiết bị",
            "Thuê bao bàn giao thiết bị cho cơ quan; cơ quan giao nộp cho {provider}.",
            (_law("Điều 20", "S"),),
            (
                Task(
                    "device_return",
                    "Trong {device_return_deadline} kể từ {device_return_starts} (hết hạn: kể từ "
                    "{device_return_starts_at_expiry}).",
                ),
            ),
        ),
        "handed_over": Outcome(
            "Thông báo bàn giao",
            "Gửi ngay sau khi hai bên đã xác nhận bàn giao.",
            (_law("Điều 12", "M"),),
            (Task("handover_notice", "Gửi thông báo bàn giao từ hồ sơ cấp chứng thư."),),
        ),
        "renew": Outcome(
            "Gia hạn",
            "Được gia hạn {renewal_limit}, nhiều nhất {renewal_max_years}. Chứng thư mới cài vào thiết bị đang dùng.",
            (_law("Điều 13", "S"), _law("Điều 9 khoản 3")),
            (Task("certificate_update", "Đề nghị gia hạn; có thể thay đổi thông tin trong cùng văn bản."),),
        ),
        "reissue_individual": Outcome(
            "Cấp lại cho cá nhân",
            REISSUE,
            (REISSUE_GROUND, _law("Điều 10 khoản 1")),
            (Task("individual_issue", "Đề nghị cấp, ghi số hiệu chứng thư cũ."), RETURN_EXPIRED),
        ),
        "reissue_organisation": Outcome(
            "Cấp lại cho cơ quan, tổ chức",
            REISSUE,
            (REISSUE_GROUND, _law("Điều 10 khoản 2")),
            (Task("organisation_issue", "Đề nghị cấp, ghi số hiệu chứng thư cũ."), RETURN_EXPIRED),
        ),
        "reissue_system": Outcome(
            "Cấp lại cho thiết bị, dịch vụ, phần mềm",
            REISSUE,
            (REISSUE_GROUND, _law("Điều 10 khoản 3")),
            (Task("system_issue", "Đề nghị cấp, ghi số hiệu chứng thư cũ."), RETURN_EXPIRED),
        ),
        "moved": Outcome(
            "Thay đổi thông tin: cơ quan công tác",
            f"{WHO_SENDS} {SAME_EXPIRY}",
            (_law("Điều 15 khoản 1 điểm a"), _law("Điều 16", "S")),
            (Task("certificate_update", "Đề nghị thay đổi thông tin: cơ quan, tổ chức công tác."),),
        ),
        "new_email": Outcome(
            "Thay đổi thông tin: thư điện tử công vụ",
            SAME_EXPIRY,
            (_law("Điều 15 khoản 1 điểm b"), _law("Điều 16", "S")),
            (Task("certificate_update", "Đề nghị thay đổi thông tin: địa chỉ thư điện tử công vụ."),),
        ),
        "post_fits": Outcome(
            "Không phải làm gì",
            "Nghị định không coi đổi chức vụ là thay đổi thông tin của chứng thư. Tiếp tục dùng chứng thư này.",
            (_law("Điều 15 khoản 1 điểm a"), _law("Điều 17 khoản 2 điểm b")),
        ),
        "post_changed": Outcome(
            "Thu hồi, rồi cấp mới nếu cần",
            "Đổi vị trí công tác không phải là trường hợp thay đổi thông tin; chứng thư không còn phù hợp thì thu hồi.",
            (_law("Điều 17 khoản 2 điểm b"),),
            (
                Task("revocation", "Đề nghị thu hồi, lý do: thay đổi vị trí công tác, chứng thư không còn phù hợp."),
                RETURN,
                NEW_FOR_PERSON,
            ),
        ),
        "identity": Outcome(
            "Hỏi {provider} trước",
            "Đổi họ tên, số định danh cá nhân không nằm trong các trường hợp thay đổi thông tin của Nghị định. Liên hệ "
            "{provider} để được hướng dẫn; thường phải thu hồi rồi cấp mới.",
            (_law("Điều 15 khoản 1 điểm a"),),
            (Task("revocation", "Khi {provider} hướng dẫn thu hồi: thu hồi chứng thư cũ."), NEW_FOR_PERSON),
        ),
        "left_office": Outcome(
            "Thu hồi và giao nộp thiết bị",
            "Người đó bàn giao thiết bị cho cơ quan trước khi rời vị trí.",
            (_law("Điều 17 khoản 2 điểm c"),),
            (Task("revocation", "Đề nghị thu hồi, lý do: nghỉ hưu hoặc thôi việc."), RETURN),
        ),
        "died": Outcome(
            "Thu hồi và giao nộp thiết bị",
            "Cơ quan nhận lại thiết bị; không tìm thấy thì lập biên bản thất lạc.",
            (_law("Điều 17 khoản 2 điểm c"),),
            (
                Task("revocation", "Đề nghị thu hồi, lý do: từ trần."),
                RETURN,
                Task("device_loss", "Không tìm thấy thiết bị: biên bản xác nhận thất lạc."),
            ),
        ),
        "renamed": Outcome(
            "Thay đổi thông tin: tên hoặc địa chỉ cơ quan",
            f"Cá nhân có tên cơ quan cũ trong chứng thư cũng thay đổi thông tin. {SAME_EXPIRY}",
            (_law("Điều 15 khoản 2"), _law("Điều 15 khoản 1 điểm a"), _law("Điều 16", "S")),
            (Task("certificate_update", "Một văn bản cho chứng thư của cơ quan và của các cá nhân."),),
        ),
        "new_superior": Outcome(
            "Thay đổi thông tin",
            f"Chứng thư ghi cơ quan cấp trên cũ nên không còn đúng. {SAME_EXPIRY}",
            (_law("Điều 15 khoản 2", "I"), _law("Điều 16", "S")),
            (Task("certificate_update", "Đề nghị thay đổi thông tin cho chứng thư của cơ quan và của các cá nhân."),),
        ),
        "merged_into_new": Outcome(
            "Giữ một chứng thư, thu hồi các chứng thư còn lại",
            "Theo cách làm khi sắp xếp năm 2025: chọn một chứng thư để đổi sang tên cơ quan mới, thu hồi các chứng thư "
            "khác. Đọc chặt Nghị định thì thu hồi tất cả rồi cấp mới: hỏi {provider} trước khi chọn.",
            (_law("Điều 15 khoản 2"), _law("Điều 17 khoản 3 điểm b")),
            (
                Task(
                    "certificate_update",
                    "Một chứng thư: thay đổi thông tin sang tên cơ quan mới; các cá nhân cũng vậy.",
                ),
                Task("revocation", "Các chứng thư còn lại của những cơ quan cũ: giải thể, chia tách, sáp nhập."),
                RETURN,
            ),
        ),
        "merged_into_existing": Outcome(
            "Thu hồi chứng thư của cơ quan được nhập vào",
            "Cơ quan sẵn có giữ tên nên giữ nguyên chứng thư. Chứng thư của các cơ quan được nhập vào bị thu hồi.",
            (_law("Điều 17 khoản 3 điểm b"), _law("Điều 15 khoản 1 điểm a")),
            (
                Task("revocation", "Chứng thư của cơ quan được nhập vào: giải thể, chia tách, sáp nhập."),
                RETURN,
                Task("certificate_update", "Cá nhân chuyển sang: thay đổi thông tin cơ quan công tác."),
            ),
        ),
        "dissolved": Outcome(
            "Thu hồi chứng thư của cơ quan",
            "Cá nhân chuyển sang cơ quan khác thì thay đổi thông tin; cá nhân nghỉ thì thu hồi.",
            (_law("Điều 17 khoản 3 điểm b"),),
            (
                Task("revocation", "Đề nghị thu hồi, lý do: giải thể, chia tách, sáp nhập."),
                RETURN,
                Task("certificate_update", "Cá nhân chuyển sang cơ quan khác: thay đổi thông tin cơ quan công tác."),
            ),
        ),
        "system_changed": Outcome(
            "Thay đổi thông tin",
            SAME_EXPIRY,
            (_law("Điều 15 khoản 3"), _law("Điều 16", "S")),
            (Task("certificate_update", "Đề nghị thay đổi thông tin: đổi tên, nâng cấp, thêm tính năng."),),
        ),
        "system_stopped": Outcome(
            "Thu hồi",
            "Chứng thư của thiết bị, dịch vụ, phần mềm ngừng hoạt động phải được thu hồi.",
            (_law("Điều 17 khoản 4 điểm b"),),
            (Task("revocation", "Đề nghị thu hồi, lý do: ngừng hoạt động."), RETURN),
        ),
        "new_official": Outcome(
            "Cấp chứng thư cho cá nhân",
            "Người đó thuộc cơ quan, tổ chức áp dụng Nghị định và có nhu cầu giao dịch điện tử.",
            (_law("Điều 10 khoản 1"),),
            (Task("individual_issue", "Đề nghị cấp."), NOTICE),
        ),
        "new_body": Outcome(
            "Cấp chứng thư cho cơ quan, tổ chức",
            "Cơ quan có tư cách pháp nhân, có quyết định thành lập hoặc xác nhận của cấp trên. Lần đầu chưa ký số "
            "được: ký giấy, đóng dấu, quét gửi kèm.",
            (_law("Điều 10 khoản 2"),),
            (Task("organisation_issue", "Đề nghị cấp."), NOTICE),
        ),
        "new_system": Outcome(
            "Cấp chứng thư cho thiết bị, dịch vụ, phần mềm",
            "Do cơ quan, tổ chức có tư cách pháp nhân sở hữu hoặc quản lý.",
            (_law("Điều 10 khoản 3"),),
            (Task("system_issue", "Đề nghị cấp."),),
        ),
        "notice_of_provider": Outcome(
            "Ghi nhận thông báo, giao nộp thiết bị",
            "Thu hồi thiết bị từ thuê bao ngay; thời hạn giao nộp tính từ {device_return_starts}.",
            (_law("Điều 20", "S"),),
            (Task("revocation", NOTED, formless=True), RETURN),
        ),
        "notice_of_authority": Outcome(
            "Ghi nhận yêu cầu bằng văn bản",
            "Cơ quan công an, cơ quan tiến hành tố tụng yêu cầu bằng văn bản thì {provider} thu hồi.",
            (_law("Điều 17 khoản 1 điểm c"),),
            (Task("revocation", NOTED, formless=True), RETURN),
        ),
    }
)
