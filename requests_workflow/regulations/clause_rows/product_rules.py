"""The product's own rules, which no law says: each is cited by an act or a value, and has a test."""

from requests_workflow.regulations.clause_rows import case_proofs as c
from requests_workflow.regulations.clause_rows import places as s
from requests_workflow.regulations.clause_rows import proofs as p
from requests_workflow.regulations.clause_rows.row import Rows
from requests_workflow.regulations.instruments import PRODUCT_RULES

_m = Rows(PRODUCT_RULES)

_m.blocks("Nguyên tắc bốn mắt", "Không ai tự duyệt, tự quyết định việc của chính mình.", at=s.CASE, by=c.FOUR_EYES)
_m.does("Thu lại bản trình", "Người soạn thu lại bản đã trình trước khi ký.", at=s.CASE, by=c.RECALLED)
_m.does("Bỏ bản soạn", "Bản soạn bỏ đi giữ lại trong lịch sử.", at=s.DRAFT, by=c.DISCARDED)
_m.blocks("Một hồ sơ, một quyết định", "Đã trả lời một dòng thì không từ chối cả hồ sơ.", at=s.CASE, by=c.ONE_DECISION)
_m.does("Phân công xử lý", "Đổi người xử lý trong Sở, có ghi lại.", at=s.CASE, by=c.RECOVERY)
_m.does("Sở làm đầu mối tiếp nhận", "Đề nghị đi qua Sở khi quy chế nói vậy.", at=s.CASE, by=p.THROUGH_DEPARTMENT)
_m.does("Hai bên xác nhận bàn giao", "Người giao và người nhận đều xác nhận.", at=s.HANDOVER, by=c.TWO_SIDES)
_m.does("Đổi người giữ trước khi bàn giao", "Người giữ đổi khi hồ sơ đã gửi, có lý do.", at=s.CASE, by=c.KEEPER_CHANGED)
_m.does(
    "Đính chính số hiệu thiết bị",
    "Số hiệu ghi sai được sửa có lý do; văn bản đã gửi thì phải có văn bản đính chính.",
    at=s.CORRECTION,
    by=c.CORRECTED,
)
_m.does("Không bàn giao thiết bị", "Người đã rời cơ quan không nhận thiết bị; dòng kết thúc.", at=s.CASE, by=c.LEAVER)
_m.does("Xác nhận dùng được", "Thuê bao xác nhận ký thử được.", at=s.CASE, by=c.ACTIVATED)
_m.configures("Nhắc gửi Mẫu số 07", "Lời nhắc lớn dần sau 0, 1, 3 ngày làm việc.", at=s.NOTICE, by=c.NOTICE_URGENCY)
_m.configures("Cảnh báo sắp đến hạn", "Báo trước khi đến hạn mấy giờ làm việc.", at=s.WORK, by=c.NEARLY_DUE)
_m.configures(
    "Hậu tố thư điện tử công vụ thường gặp", "Hậu tố lạ thì cảnh báo, không chặn.", at=s.DRAFT, by=c.USUAL_SUFFIX
)
_m.configures(
    "Báo hạn theo phần thời gian đã qua", "Báo ở 50, 80, 100 % thời hạn.", at=s.NOTIFICATIONS, by=c.ESCALATION
)
_m.blocks("Độ dài lý do", "Lý do quá ngắn bị trả lại.", at=s.SUPPLEMENT, by=c.REFUSAL)
_m.configures(
    "Ghi hồ sơ cũ", "Hồ sơ cũ chỉ ghi lại, không lập mới theo quy định cũ.", at=s.OLD_CASES, by=p.REGIME_BY_DATE
)

ROWS = _m.all()
