"""NĐ 68/2024, clause by clause as far as its text is known; what was not found says so."""

from requests_workflow.regulations.clause_rows import case_proofs as c
from requests_workflow.regulations.clause_rows import places as s
from requests_workflow.regulations.clause_rows import proofs as p
from requests_workflow.regulations.clause_rows.row import Rows
from requests_workflow.regulations.instruments import ND_68_2024

_m = Rows(ND_68_2024)
_UNKNOWN = "Chưa có nguyên văn; hệ thống không dựa vào điều này."

_m.aside("Điều 1", "Phạm vi của nghị định; hệ thống chỉ phục vụ chữ ký số chuyên dùng công vụ.")
_m.does("Điều 2: khoản 1-2", "Loại cơ quan và người công tác ghi trong cây cơ quan.", at=s.ADMINISTRATION, by=c.ROLES)
_m.aside("Điều 2: khoản 3", "Tổ chức, cá nhân khác có liên quan không có tài khoản.")
_m.blocks("Điều 3", "Chỉ cơ quan có tư cách pháp nhân và con dấu riêng gửi đề nghị.", at=s.CHECK, by=c.CAN_SUBMIT)
_m.does("Điều 3: khoản 1", "Khóa bí mật của người không bao giờ vào máy chủ.", at=s.SIGN, by=p.NO_KEYS)
_m.blocks(
    "Điều 4",
    "Gửi Cục bằng văn bản đã ký số, qua cổng đăng ký hoặc trục liên thông.",
    at=s.SEND,
    by=(*p.CHANNELS, *p.COPIES),
)
_m.does(
    "Điều 5",
    "Cục là nơi nhận mặc định; tên và địa chỉ là dữ liệu.",
    at=s.ADMINISTRATION,
    by=(*c.RECOVERY_AT_PROVIDER, *p.BODIES_SHOWN),
)
_m.does("Điều 6", "Mỗi dịch vụ có thủ tục riêng; trang đầu chỉ đường.", at=s.START, by=c.ISSUE_ALL)
_m.does("Điều 7: khoản 1-7", "Trang chứng thư nêu đủ nội dung đọc từ tệp.", at=s.CERTIFICATE, by=c.CERTIFICATE_FACTS)
_m.aside("Điều 8", _UNKNOWN)
_m.aside("Điều 9: khoản 1 | khoản 4", "Thời hạn của Cục, hộ chiếu và căn cước: ngoài phạm vi.")
_m.warns(
    "Điều 9: khoản 2",
    "Chứng thư cấp mới dài hơn 05 năm phải có người xem cảnh báo mới vào sổ.",
    at=s.CERTIFICATE_FILES,
    by=c.NEW_TERM,
)
_m.warns(
    "Điều 9: khoản 3",
    "Chứng thư gia hạn quá 03 năm phải có người xem cảnh báo mới vào sổ.",
    at=s.CERTIFICATE_FILES,
    by=c.TERMS,
)
_m.blocks(
    "Điều 10: khoản 1",
    "Người được đề nghị phải còn công tác và cơ quan phải đề nghị.",
    at=s.CHECK,
    by=(*c.ISSUE, *c.LEAVER),
)
_m.blocks(
    "Điều 10: khoản 2",
    "Cơ quan cần quyết định thành lập hoặc xác nhận của cấp trên.",
    at=s.START_ORGANISATION,
    by=c.ORGANISATION,
)
_m.does("Điều 10: khoản 3", "Phần mềm, dịch vụ phải có cơ quan quản lý.", at=s.START_SYSTEM, by=c.SYSTEM)
_m.does(
    "Điều 11 khoản 1: điểm a", "Mẫu số 01 do cơ quan quản lý trực tiếp gửi.", at=s.START, by=(*c.ISSUE, *c.ISSUE_FORM)
)
_m.does(
    "Điều 11 khoản 1: điểm b", "Mẫu số 02 do cơ quan quản lý trực tiếp gửi.", at=s.START_ORGANISATION, by=c.ORGANISATION
)
_m.does("Điều 11 khoản 1: điểm c", "Mẫu số 03 do cơ quan quản lý trực tiếp gửi.", at=s.START_SYSTEM, by=c.SYSTEM)
_m.does(
    "Điều 11: khoản 2",
    "Đồng hồ 03 ngày làm việc của Cục chạy từ khi Cục nhận hợp lệ.",
    at=s.CASE,
    by=(*c.ISSUE_CLOCK, *c.WORKING_DAYS),
)
_m.does(
    "Điều 12",
    "Bàn giao rồi gửi Mẫu số 07 ngay; lời nhắc lớn dần.",
    at=(*s.HANDOVER, *s.NOTICE),
    by=(*c.HANDED_OVER, *c.NOTICE_URGENCY),
)
_m.blocks(
    "Điều 13",
    "Chỉ gia hạn một lần, khi còn ít nhất 30 ngày.",
    at=s.EXPIRING,
    by=(*c.RENEWAL_WINDOW, *c.RENEWAL_ONCE, *c.UPDATE),
)
_m.does(
    "Điều 14", "Mẫu số 04; tệp .cer mới được cài lên thiết bị đã có.", at=s.START_UPDATE, by=(*c.UPDATE, *c.INSTALLED)
)
_m.does(
    "Điều 15 khoản 1: điểm a-b",
    "Đổi cơ quan hoặc thư công vụ: Mẫu số 04, mục thay đổi.",
    at=s.START_UPDATE,
    by=c.CHANGE,
)
_m.does("Điều 15: khoản 2-3", "Đổi tên, địa chỉ, nâng cấp, thêm tính năng: Mẫu số 04.", at=s.START_UPDATE, by=c.CHANGE)
_m.blocks("Điều 16", "Còn ít nhất 30 ngày; chứng thư mới giữ ngày hết hạn cũ.", at=s.START_UPDATE, by=c.CHANGE)
_m.does(
    "Điều 17 khoản 1: điểm a",
    "Hết hạn mà không có chứng thư kế tiếp thì mở việc thu thiết bị.",
    at=s.WORK,
    by=c.AT_EXPIRY,
)
_m.does(
    "Điều 17 khoản 1: điểm b",
    "Lộ khóa, mất, hỏng: thuê bao báo, cơ quan xác nhận bằng Mẫu số 05.",
    at=s.DEVICE,
    by=(*c.REVOCATION, *c.LOSS),
)
_m.does(
    "Điều 17 khoản 1: điểm c-d",
    "Thu hồi theo yêu cầu của cơ quan tố tụng, công an hoặc cơ quan quản lý.",
    at=s.START_REVOCATION,
    by=(*c.REVOCATION, *c.BY_NOTICE),
)
_m.does(
    "Điều 17 khoản 2: điểm b-c",
    "Đổi vị trí, nghỉ hưu, thôi việc, chết: lý do của chứng thư cá nhân.",
    at=s.START_REVOCATION,
    by=c.REVOCATION,
)
_m.does(
    "Điều 17 khoản 3: điểm b",
    "Giải thể, chia tách, sáp nhập: lý do của chứng thư cơ quan.",
    at=s.START_REVOCATION,
    by=c.REVOCATION,
)
_m.does(
    "Điều 17 khoản 4: điểm b",
    "Ngừng hoạt động: lý do của chứng thư phần mềm, dịch vụ.",
    at=s.START_REVOCATION,
    by=c.REVOCATION,
)
_m.does(
    "Điều 18",
    "Ai được đề nghị thu hồi theo nội dung biết được qua Điều 17; chưa có nguyên văn.",
    at=s.START_REVOCATION,
    by=c.REVOCATION,
)
_m.does(
    "Điều 19",
    "Mẫu số 05; thời hạn của Cục chưa có nguyên văn, ghi rõ trên trang.",
    at=s.START_REVOCATION,
    by=c.REVOCATION,
)
_m.does(
    "Điều 20",
    "Thu thiết bị trong 05 ngày làm việc từ khi nhận thông báo; Mẫu số 08 hoặc Mẫu số 09.",
    at=s.WORK,
    by=(*c.RETURN, *c.LOSS, *p.OLD_REGIME),
)
_m.does("Điều 21", "Cấp lại theo điều kiện và hồ sơ như cấp mới, nối với chứng thư cũ.", at=s.START, by=c.OLD_SERIAL)
_m.does(
    "Điều 22: khoản 1",
    "Thuê bao báo thiết bị bị khóa; trang nói trường hợp được khôi phục.",
    at=s.LOCKED,
    by=c.LOCK_REPORT,
)
_m.does(
    "Điều 22: khoản 2",
    "Mẫu số 06; Sở kiểm tra từng mục.",
    at=s.START_RECOVERY,
    by=(*c.RECOVERY_FORM, *c.RECOVERY_CHECKS),
)
_m.does(
    "Điều 22: khoản 3",
    "Khôi phục tại Cục hoặc Sở được ủy quyền theo loại thiết bị.",
    at=s.CASE,
    by=(*c.RECOVERY, *p.RECOVERY_ROUTE),
)
_m.aside("Điều 23-27", "Chữ ký số cho hộ chiếu và căn cước: ngoài phạm vi.")
_m.aside("Điều 28", _UNKNOWN)
_m.does("Điều 29: khoản 1", "Kiểm tra chứng thư của người ký trước khi nhận chữ ký.", at=s.SIGN, by=p.SIGNER_CHECKED)
_m.does("Điều 29: khoản 2", "Kiểm tra đường dẫn tới CA tin cậy.", at=s.SIGN, by=p.PATH)
_m.blocks("Điều 29: khoản 3", "Chữ ký phải bằng khóa của đúng người.", at=s.SIGN, by=p.OWN_SIGNATURE)
_m.does("Điều 29: khoản 4", "Dấu thời gian chỉ được tin khi của tổ chức tin cậy.", at=s.VERIFY, by=p.TIMESTAMP)
_m.does("Điều 29: khoản 5", "Ô ký hiện ai ký, cho cơ quan nào, lúc nào.", at=s.SIGN, by=p.STAMP)
_m.does("Điều 30", "Báo cáo kiểm tra từng bước.", at=s.VERIFY, by=(*p.VERDICTS, *p.REPORT_TOLD))
_m.blocks(
    "Điều 31 khoản 1: điểm a",
    "Chứng thư phải còn hạn vào lúc ký.",
    at=s.VERIFY,
    by=(*p.SIGNING_TIME, *p.SIGNER_CHECKED),
)
_m.blocks("Điều 31 khoản 1: điểm b", "Chứng thư phải dùng được để ký.", at=s.VERIFY, by=p.SCOPE)
_m.blocks("Điều 31 khoản 1: điểm c", "Chứng thư phải đang hoạt động vào lúc ký.", at=s.VERIFY, by=p.SIGNING_TIME)
_m.does("Điều 31: khoản 2", "Trạng thái theo CRL hoặc OCSP tại thời điểm ký.", at=s.VERIFY, by=p.REVOCATION_DATA)
_m.does("Điều 32", "Kiểm tra từng chứng thư của đường dẫn tới CA tin cậy.", at=s.VERIFY, by=p.PATH)
_m.aside("Điều 33", "Trách nhiệm của Ban Cơ yếu Chính phủ; chưa có nguyên văn.")
_m.does(
    "Điều 34",
    "Báo cáo năm gộp toàn tỉnh; kế hoạch nhu cầu từng năm có tổng cộng.",
    at=(*s.REPORTS, *s.PLANS),
    by=(*c.PERIODIC_REPORT, *c.PLAN),
)
_m.aside("Điều 35-36", _UNKNOWN)
_m.does(
    "Điều 37",
    "Cơ quan quản lý trực tiếp gửi đề nghị, giao nhận và thu thiết bị; chưa có nguyên văn.",
    at=s.WORK,
    by=c.ISSUE,
)
_m.aside("Điều 38", _UNKNOWN)
_m.does(
    "Điều 39",
    "Thuê bao báo khóa, báo mất, xác nhận nhận thiết bị; chưa có nguyên văn.",
    at=s.LOCKED,
    by=(*c.LOCK_REPORT, *c.LOSS),
)
_m.aside("Điều 40", _UNKNOWN)
_m.does(
    "Mẫu số 01 Phụ lục",
    "Mười một cột theo bản ghi lại đã công bố; chặn thư miễn phí.",
    at=s.START,
    by=(*c.ISSUE_FORM, *p.EMAIL),
)
_m.does("Mẫu số 02 Phụ lục", "Sáu cột theo bản ghi lại đã công bố.", at=s.START_ORGANISATION, by=c.ORGANISATION)
_m.does(
    "Mẫu số 03 Phụ lục", "Cột của hệ thống; chưa có bản gốc, đổi được không cần sửa mã.", at=s.START_SYSTEM, by=c.SYSTEM
)
_m.does("Mẫu số 04 Phụ lục", "Gia hạn và thay đổi trên cùng một dòng.", at=s.START_UPDATE, by=c.UPDATE)
_m.does("Mẫu số 05 Phụ lục", "Lý do thu hồi chọn theo Điều 17.", at=s.START_REVOCATION, by=c.REVOCATION)
_m.does("Mẫu số 06 Phụ lục", "Bốn cột với đầu bảng hai hàng.", at=s.START_RECOVERY, by=c.RECOVERY_FORM)
_m.does(
    "Mẫu số 07 Phụ lục", "Cột của hệ thống; chưa có bản gốc, đổi được không cần sửa mã.", at=s.NOTICE, by=c.NOTICE_FORM
)
_m.does("Mẫu số 08 Phụ lục", "Cột của hệ thống; chưa có bản gốc, đổi được không cần sửa mã.", at=s.RETURNS, by=c.RETURN)
_m.does("Mẫu số 09 Phụ lục", "Cột của hệ thống; chưa có bản gốc, đổi được không cần sửa mã.", at=s.DEVICE, by=c.LOSS)

ROWS = _m.all()
