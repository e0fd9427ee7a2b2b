"""The Quy chế of Vĩnh Long, 2020, clause by clause: what NĐ 68/2024 took over is marked as superseded."""

from requests_workflow.regulations import vinh_long_2020
from requests_workflow.regulations.clause_rows import case_proofs as c
from requests_workflow.regulations.clause_rows import places as s
from requests_workflow.regulations.clause_rows import proofs as p
from requests_workflow.regulations.clause_rows.row import Rows
from requests_workflow.regulations.instruments import VINH_LONG_2020

_m = Rows(VINH_LONG_2020, superseded=vinh_long_2020.OVERLAY.superseded)

_m.does(
    "Căn cứ",
    "Viện dẫn Nghị định 30/2020 và Quyết định 28/2018 in sai ngày; trang Căn cứ pháp lý nêu ngày đúng.",
    at=s.LEGAL,
    by=(*p.RIGHT_DATES, *p.MISPRINTS_TOLD),
)
_m.aside("Quyết định: Điều 1 | Điều 3", "Ban hành quy chế và nơi thi hành.")
_m.configures("Quyết định: Điều 2", "Áp dụng từ 28/12/2020.", at=s.LEGAL, by=p.OVERLAY_IN_FORCE)
_m.configures("Điều 1: khoản 1", "Áp dụng cho cơ quan chọn quy chế Vĩnh Long.", at=s.LEGAL, by=p.OVERLAY_IN_FORCE)
_m.blocks("Điều 1: khoản 2", "Không nhận văn bản có nội dung bí mật nhà nước.", at=s.DRAFT, by=p.SECRET)
_m.does("Điều 2: khoản 1", "Cơ quan và cá nhân có trong cây cơ quan mới được đề nghị.", at=s.START, by=c.ROLES)
_m.blocks(
    "Điều 2: khoản 2",
    "Cơ quan ngành công an, quân sự, ngoại giao không trình được đề nghị theo quy chế này.",
    at=s.DRAFT,
    by=p.EXCLUDED,
)
_m.aside("Điều 2: khoản 3", "Khuyến khích cơ quan khác áp dụng.")
_m.configures("Điều 3", "Sở được giao quản lý thuê bao của tỉnh.", at=s.LEGAL, by=p.LOCAL_VALUES)
_m.blocks("Điều 4: khoản 1", "Không nhận văn bản mật.", at=s.DRAFT, by=p.SECRET)
_m.does("Điều 4: khoản 2", "Kiểm tra tính toàn vẹn ở mọi lần nhận tệp.", at=s.VERIFY, by=p.INTACT)
_m.blocks("Điều 4: khoản 3", "Chỉ người có thẩm quyền ghi trên văn bản ký được.", at=s.SIGN, by=p.OWN_SIGNATURE)
_m.does("Điều 4: khoản 4", "Quyền theo vai trò, nhật ký không sửa được.", at=s.CASE, by=(*c.ROLES, *c.LEDGER))
_m.does("Điều 5 khoản 1: điểm a", "Chỉ đề nghị cho người và cơ quan thuộc đối tượng.", at=s.START, by=c.CAN_SUBMIT)
_m.blocks("Điều 5 khoản 1: điểm b", "Thư điện tử phải thuộc vinhlong.gov.vn.", at=s.DRAFT, by=p.LOCAL_EMAIL)
_m.does(
    "Điều 5 khoản 1: điểm c",
    "Viện dẫn “Điều 12” là in sai, đúng là Điều 13; trang Căn cứ pháp lý nêu rõ.",
    at=s.LEGAL,
    by=p.MISPRINTS_TOLD,
)
_m.does("Điều 5: khoản 2", "Hồ sơ cũ ghi theo Nghị định số 130/2018/NĐ-CP.", at=s.OLD_CASES, by=p.OLD_REGIME)
_m.does(
    "Điều 5 khoản 3: điểm a-c", "Hồ sơ cũ giữ số mẫu của Thông tư số 185/2019/TT-BQP.", at=s.OLD_CASES, by=p.OLD_REGIME
)
_m.does(
    "Điều 6",
    "Sở kiểm tra từng mục trước khi nhận khôi phục.",
    at=s.CHECKING,
    by=(*c.RECOVERY_CHECKS, *p.RECOVERY_ROUTE),
)
_m.does(
    "Điều 7", "Kiểm tra hiệu lực chứng thư tại thời điểm ký.", at=s.VERIFY, by=(*p.SIGNING_TIME, *p.REVOCATION_DATA)
)
_m.aside("Điều 8: khoản 1", "Hướng dẫn triển khai quy chế.")
_m.does(
    "Điều 8: khoản 2", "Nhiệm vụ Sở theo thông tư cũ nay theo ủy quyền của Cục.", at=s.CASE, by=p.THROUGH_DEPARTMENT
)
_m.does("Điều 8: khoản 3", "Sở xem chứng thư và thiết bị thuộc tỉnh.", at=s.CERTIFICATES, by=c.FOLLOWED)
_m.does(
    "Điều 8: khoản 4",
    "Sở ghi lớp tập huấn, cơ quan ghi người đã dự; nơi tập huấn là giá trị của quy chế.",
    at=(*s.TRAINING, *s.LEGAL),
    by=(*c.TRAINING, *p.LOCAL_VALUES),
)
_m.aside("Điều 8: khoản 5", "Danh mục văn bản không kèm bản giấy do UBND tỉnh ban hành.")
_m.does(
    "Điều 8: khoản 6",
    "Sở là đầu mối tiếp nhận đề nghị cấp, thay đổi và thiết bị; nơi kiểm tra là giá trị của quy chế.",
    at=(*s.CASE, *s.LEGAL),
    by=(*p.THROUGH_DEPARTMENT, *p.LOCAL_VALUES),
)
_m.does(
    "Điều 8: khoản 7",
    "Kế hoạch và dự trù kinh phí từng năm có tổng cộng; nơi lập là giá trị của quy chế.",
    at=(*s.PLANS, *s.LEGAL),
    by=(*c.PLAN, *p.LOCAL_VALUES),
)
_m.does("Điều 8: khoản 8", "Báo cáo kỳ gộp toàn tỉnh.", at=s.REPORTS, by=c.PERIODIC_REPORT)
_m.aside("Điều 9: khoản 1-2", "Trách nhiệm chỉ đạo của thủ trưởng cơ quan.")
_m.does("Điều 9: khoản 3", "Thủ trưởng xem rồi ký từng đề nghị; ô thiếu bị chặn.", at=s.SIGN, by=c.REQUEST_COMPLETE)
_m.warns(
    "Điều 9: khoản 4",
    "Trang kiểm tra trước khi trình nói khi cơ quan chưa có cán bộ đầu mối.",
    at=s.DRAFT,
    by=p.CONTACT_OFFICERS,
)
_m.does(
    "Điều 9: khoản 5",
    "Cơ quan được kiểm tra, cơ quan phối hợp được báo, xem kết quả, yêu cầu và việc khắc phục.",
    at=s.INSPECTIONS,
    by=c.TOLD_OF_INSPECTION,
)
_m.does(
    "Điều 9: khoản 6",
    "Nhắc người lập báo cáo, rồi thủ trưởng, trước ngày 20/11; trang báo cáo nêu ngày.",
    at=(*s.NOTIFICATIONS, *s.REPORTS),
    by=(*c.REPORT_REMINDED, *p.REPORT_DAY),
)
_m.aside("Điều 9: khoản 7", "Quy chế nội bộ về mạng do cơ quan tự ban hành.")
_m.aside("Điều 10: khoản 1-2", "Trách nhiệm của Văn phòng UBND tỉnh.")
_m.aside("Điều 11: khoản 1 | khoản 3", "Trách nhiệm phối hợp của Sở Nội vụ.")
_m.does(
    "Điều 11: khoản 2",
    "Lớp tập huấn ghi Sở Nội vụ là cơ quan phối hợp; cơ quan đó được báo và xem lớp.",
    at=s.TRAINING,
    by=c.TRAINED_TOGETHER,
)
_m.aside("Điều 12", "Bố trí kinh phí là việc của Sở Tài chính.")
_m.blocks("Điều 13: khoản 1", "Ô bắt buộc thiếu hoặc sai thì không trình được.", at=s.DRAFT, by=c.REQUEST_COMPLETE)
_m.does("Điều 13: khoản 2", "Thuê bao xác nhận đã nhận thiết bị và dùng được.", at=s.CASE, by=c.ISSUE)
_m.does(
    "Điều 13: khoản 3",
    "Nhắc người giữ thiết bị đổi mật khẩu 06 tháng một lần; không hỏi mật khẩu.",
    at=(*s.NOTIFICATIONS, *s.LEGAL),
    by=(*c.PASSWORD_CHANGE, *p.LOCAL_VALUES),
)
_m.does(
    "Điều 13: khoản 4",
    "Thuê bao báo khóa; cơ quan được nhắc gia hạn.",
    at=s.LOCKED,
    by=(*c.LOCK_REPORT, *c.EXPIRY_TOLD),
)
_m.does(
    "Điều 13: khoản 5",
    "Báo mất thiết bị thì cán bộ Sở được báo ngay; hồ sơ gửi Cục mở cùng lúc.",
    at=s.DEVICE,
    by=(*c.LOSS_TOLD, *c.LOSS, *p.LOCAL_VALUES),
)
_m.does("Điều 14: khoản 1", "Văn thư ký số của cơ quan rồi gửi.", at=s.SEAL, by=p.ORDER)
_m.does("Điều 14: khoản 2", "Nhật ký ghi ai ký, ai gửi.", at=s.CASE, by=c.LEDGER)
_m.blocks(
    "Điều 14: khoản 3",
    "Giao thiết bị cơ quan cần quyết định có số, ngày; cho người khác dùng cần văn bản cho phép.",
    at=s.GIVE,
    by=(*c.DECISION, *c.LENDING),
)
_m.does(
    "Điều 14: khoản 4",
    "Đổi người giữ có biên bản bàn giao cả mật khẩu.",
    at=s.GIVE,
    by=(*c.KEEPER, *c.BOTH_CONFIRM, *c.MINUTES),
)
_m.aside("Điều 15: khoản 1-2", "Cài đặt phần mềm, biện pháp an toàn là việc của cán bộ chuyên trách.")
_m.does(
    "Điều 15: khoản 3",
    "Danh sách thuê bao và báo cáo 6 tháng, năm; “Điều 7” là in sai, đúng là Điều 5.",
    at=(*s.CERTIFICATES, *s.REPORTS),
    by=(*c.REGISTERS, *c.PERIODIC_REPORT, *p.MISPRINTS_TOLD),
)
_m.does("Điều 15: khoản 4", "Cơ quan ghi người của mình đã dự từng lớp tập huấn.", at=s.TRAINING, by=c.TRAINING)
_m.aside("Điều 16: khoản 1-2", "Tổ chức thực hiện và sửa đổi quy chế.")

ROWS = _m.all()
