"""The Quy chế of the city of Ninh Bình, 2018, clause by clause."""

from requests_workflow.regulations import ninh_binh_city_2018
from requests_workflow.regulations.clause_rows import case_proofs as c
from requests_workflow.regulations.clause_rows import places as s
from requests_workflow.regulations.clause_rows import proofs as p
from requests_workflow.regulations.clause_rows.row import Rows
from requests_workflow.regulations.instruments import NINH_BINH_CITY_2018

_m = Rows(NINH_BINH_CITY_2018, superseded=ninh_binh_city_2018.OVERLAY.superseded)
_BEHAVIOUR = "Hành vi bị cấm ngoài hệ thống."

_m.does(
    "Căn cứ",
    "Hồ sơ cũ ghi theo Nghị định số 130/2018/NĐ-CP với biểu mẫu Thông tư số 08/2016/TT-BQP.",
    at=s.OLD_CASES,
    by=p.OLD_FORMS,
)
_m.aside("Quyết định: Điều 1 | Điều 3", "Ban hành quy chế và nơi thi hành.")
_m.configures("Quyết định: Điều 2", "Áp dụng từ ngày ký 26/12/2018 đến 30/6/2025.", at=s.LEGAL, by=p.DISTRICTS_END)
_m.configures("Điều 1", "Áp dụng cho cơ quan chọn quy chế TP Ninh Bình.", at=s.LEGAL, by=p.CHOSEN)
_m.does("Điều 2", "Cơ quan và cá nhân có trong cây cơ quan mới được đề nghị.", at=s.START, by=c.ROLES)
_m.does("Điều 3: khoản 1", "Văn bản điện tử ký số thay văn bản giấy khi chữ ký hợp lệ.", at=s.VERIFY, by=p.VERDICTS)
_m.does("Điều 3: khoản 2", "Gửi qua hệ thống quản lý văn bản hoặc cổng đăng ký.", at=s.SEND, by=p.CHANNELS)
_m.aside("Điều 3: khoản 3", "Lộ trình áp dụng do cơ quan quyết định.")
_m.does("Điều 3: khoản 4", "Quyền theo vai trò, nhật ký không sửa được.", at=s.CASE, by=(*c.ROLES, *c.LEDGER))
_m.does("Điều 4: khoản 1", "Báo cáo kiểm tra nói chữ ký có giá trị hay không.", at=s.VERIFY, by=p.VERDICTS)
_m.aside("Điều 4: khoản 2", "Cơ quan nhận phải thực hiện nội dung văn bản.")
_m.does("Điều 4: khoản 3", "Ngày văn bản là ngày văn thư cấp số, đến từ sổ văn bản.", at=s.NUMBER, by=p.LABEL_TIME)
_m.blocks(
    "Điều 5: khoản 1", "Sổ chứng thư chỉ nhận chứng thư của CA tin cậy.", at=s.CERTIFICATE_FILES, by=p.TRUSTED_ONLY
)
_m.does("Điều 5: khoản 2", "Nay theo điều kiện cấp mới, không còn cấp theo chức danh.", at=s.START, by=c.ISSUE)
_m.does(
    "Điều 6 khoản 1: điểm a-b",
    "Kiểm tra khóa và tính toàn vẹn của từng chữ ký.",
    at=s.VERIFY,
    by=(*p.VERDICTS, *p.INTACT),
)
_m.blocks("Điều 6: khoản 2", "Chỉ người ký ghi trên văn bản ký được.", at=s.SIGN, by=p.OWN_SIGNATURE)
_m.blocks(
    "Điều 6: khoản 3",
    "Người ký thay dùng chứng thư của mình; chức danh ghi trên văn bản.",
    at=s.DELEGATIONS,
    by=p.ACTING,
)
_m.blocks("Điều 7 khoản 1: điểm a", "Không nhận công văn mật.", at=s.DRAFT, by=p.SECRET)
_m.configures(
    "Điều 7 khoản 1: điểm b-g", "Danh mục văn bản phải ký số là giá trị của quy chế.", at=s.LEGAL, by=p.LOCAL_VALUES
)
_m.aside("Điều 7 khoản 2: điểm a-c", "Đăng trang thông tin điện tử, ngoài phạm vi hệ thống.")
_m.does("Điều 7: khoản 3", "Văn bản đã ký số không đòi gửi kèm bản giấy.", at=s.SEND, by=p.CHANNELS)
_m.does("Điều 8: khoản 1", "Thể thức nay theo Nghị định số 30/2020/NĐ-CP.", at=s.CHECK, by=p.LAYOUT)
_m.does("Điều 8 khoản 2: điểm a", "Vị trí góc trên bên trái chỉ còn để xem hồ sơ cũ.", at=s.LEGAL, by=p.OLD_LAYOUT)
_m.does("Điều 8 khoản 2: điểm b", "Chữ ký cá nhân nay theo Nghị định số 30/2020/NĐ-CP.", at=s.SIGN, by=p.IMAGES)
_m.does("Điều 8 khoản 2: điểm c", "Mỗi người ký có chỗ riêng trên văn bản.", at=s.HANDOVER, by=p.PLACES)
_m.does(
    "Điều 9 khoản 1: điểm a-b",
    "Chữ ký cá nhân và chữ ký cơ quan là hai chữ ký riêng.",
    at=(*s.SIGN, *s.SEAL),
    by=p.OWN_SIGNATURE,
)
_m.does("Điều 9 khoản 2: điểm a", "Tính toàn vẹn thay dấu giáp lai.", at=s.VERIFY, by=p.INTACT)
_m.blocks(
    "Điều 9 khoản 2: điểm b",
    "Cùng tệp thì ký một lần; tài liệu ở tệp riêng chưa có chữ ký số của cơ quan thì chưa gửi.",
    at=(*s.ATTACHMENTS, *s.SEND),
    by=(*p.ATTACHMENTS_SEALED, *p.ANNEX),
)
_m.does("Điều 10 khoản 1: điểm a-b", "Bản ký tay, đóng dấu được quét và nộp.", at=s.CASE, by=p.WET)
_m.does(
    "Điều 10 khoản 1: điểm c",
    "Văn thư ký số của cơ quan lên bản quét PDF khi thiết bị của cơ quan dùng được.",
    at=s.ATTACHMENTS,
    by=p.SCAN_SEALED,
)
_m.does("Điều 10 khoản 1: điểm d", "Gửi bản quét kèm bản giấy khi đã ký tay.", at=s.SEND, by=p.WET)
_m.does("Điều 10 khoản 2: điểm a", "Soạn và trình ký.", at=s.DRAFT, by=p.REVIEWS)
_m.does(
    "Điều 10 khoản 2: điểm b",
    "Văn thư cấp số trước; người ký ký trên văn bản đã có số.",
    at=(*s.NUMBER, *s.SIGN),
    by=p.NUMBER_FIRST,
)
_m.does(
    "Điều 10 khoản 2: điểm c-đ", "Người ký, rồi văn thư ký, rồi phát hành.", at=(*s.SIGN, *s.SEAL, *s.SEND), by=p.ORDER
)
_m.blocks("Điều 10: khoản 3", "Chữ ký cơ quan chỉ đặt sau chữ ký cá nhân đã kiểm tra.", at=s.SEAL, by=p.ORDER)
_m.does("Điều 11: khoản 1", "Bốn yếu tố đều đạt thì chữ ký hợp lệ.", at=s.VERIFY, by=p.VERDICTS)
_m.does(
    "Điều 11: khoản 2",
    "Không hợp lệ thì trả lại ngay, có lý do; bản gửi lại thay bản cũ, bản cũ ghi là đã thay chứ không xóa.",
    at=s.SUPPLEMENT,
    by=(*p.SUPPLEMENTS, *c.REPLACED),
)
_m.does("Điều 11: khoản 3", "Tệp lấy từ nơi khác cũng kiểm tra được.", at=s.VERIFY, by=p.REPORT_TOLD)
_m.does("Điều 12: khoản 1", "Văn bản đến vào hệ thống không cần in.", at=s.INCOMING, by=c.ENTERED)
_m.does("Điều 12: khoản 2", "Tệp đã ký giữ nguyên byte.", at=s.CASE, by=p.ORIGINAL)
_m.does("Điều 12: khoản 3", "Tìm chứng thư và thiết bị theo tên, thư, số hiệu.", at=s.CERTIFICATES, by=c.REGISTERS)
_m.configures(
    "Điều 12: khoản 4",
    "Hướng dẫn vận hành: mỗi tháng chép một bản sang thiết bị lưu trữ chuyên dùng.",
    at=(*s.BACKUP_GUIDE, *s.LEGAL),
    by=(*p.BACKUP, *p.LOCAL_VALUES),
)
_m.does(
    "Điều 13",
    "Hồ sơ cũ ghi theo Nghị định 130/2018; hồ sơ mới theo Nghị định 68/2024.",
    at=s.OLD_CASES,
    by=p.REGIME_BY_DATE,
)
_m.does("Điều 14: khoản 1", "Hồ sơ cũ tính 05 ngày từ ngày thu hồi.", at=s.OLD_CASES, by=p.OLD_REGIME)
_m.does("Điều 14: khoản 2", "Khôi phục thiết bị bị khóa do nhập sai mật khẩu.", at=s.START_RECOVERY, by=c.RECOVERY)
_m.does("Điều 15: khoản 1", "Quản lý thiết bị nay theo Nghị định số 30/2020/NĐ-CP.", at=s.DEVICE, by=c.KEEPER)
_m.blocks(
    "Điều 15: khoản 2",
    "Thiết bị cơ quan do văn thư giữ; đổi người giữ phải có biên bản.",
    at=s.GIVE,
    by=(*c.DECISION, *c.MINUTES),
)
_m.blocks(
    "Điều 15: khoản 3",
    "Thiết bị cá nhân chỉ giao cho chủ; hệ thống không hỏi, không nhận mật khẩu.",
    at=(*s.GIVE, *s.LOCKED),
    by=(*c.ONE_HOLDER, *c.NO_PASSWORD),
)
_m.aside("Điều 16: khoản 1-3", _BEHAVIOUR)
_m.blocks("Điều 16: khoản 4", "Chứng thư giả bị nhận ra và không vào sổ.", at=s.CERTIFICATE_FILES, by=p.TRUSTED_ONLY)
_m.blocks("Điều 16: khoản 5", "Chữ ký bằng chứng thư của người khác bị từ chối.", at=s.SIGN, by=p.OWN_SIGNATURE)
_m.aside("Điều 16: khoản 6", _BEHAVIOUR)
_m.blocks(
    "Điều 16: khoản 7", "Một thiết bị có một người giữ; mất thiết bị thì khóa việc giao.", at=s.DEVICE, by=c.LOST_DEVICE
)
_m.aside("Điều 17 khoản 1: điểm a", "Tổ chức áp dụng chữ ký số trong cơ quan.")
_m.does(
    "Điều 17 khoản 1: điểm b", "Người nhận thiết bị ghi trên đề nghị và trong sổ.", at=s.RECEIVE_DEVICES, by=c.ISSUE
)
_m.does(
    "Điều 17 khoản 1: điểm c", "Cơ quan xem sổ chứng thư, thiết bị của mình.", at=s.DEVICES, by=c.DEVICE_LIST_SCOPED
)
_m.aside("Điều 17 khoản 1: điểm d", "Bố trí máy tính, kết nối.")
_m.does(
    "Điều 17 khoản 1: điểm đ",
    "Mất, hỏng, khóa: báo ngay trên trang thiết bị, mở thủ tục phù hợp.",
    at=s.LOCKED,
    by=(*c.LOCK_REPORT, *c.LOSS),
)
_m.does("Điều 17 khoản 1: điểm e", "Quy trình chặn việc không đúng thẩm quyền.", at=s.CASE, by=c.ISSUE)
_m.does("Điều 17 khoản 1: điểm g", "Sổ chứng thư xuất được khi có yêu cầu.", at=s.CERTIFICATES, by=p.CSV)
_m.does("Điều 17 khoản 1: điểm h", "Báo cáo 6 tháng một lần.", at=s.REPORTS, by=(*c.PERIODIC_REPORT, *p.LOCAL_VALUES))
_m.aside("Điều 17 khoản 2: điểm a", "Hướng dẫn thực hiện quy chế.")
_m.does(
    "Điều 17 khoản 2: điểm b",
    "Lớp tập huấn kèm căn cứ, kế hoạch; cơ quan ghi người đã dự.",
    at=s.TRAINING,
    by=c.TRAINING,
)
_m.does(
    "Điều 17 khoản 2: điểm c",
    "Cuộc kiểm tra, yêu cầu và kết quả khắc phục được ghi sổ.",
    at=s.INSPECTIONS,
    by=c.INSPECTION,
)
_m.does("Điều 17 khoản 2: điểm d", "Kế hoạch và dự trù kinh phí từng năm, có tổng cộng.", at=s.PLANS, by=c.PLAN)
_m.does("Điều 17 khoản 2: điểm đ", "Thống kê chứng thư theo cơ quan, báo cáo kỳ.", at=s.REPORTS, by=c.PERIODIC_REPORT)
_m.does("Điều 17 khoản 3: điểm a", "Văn thư ký số của cơ quan và gửi.", at=(*s.SEAL, *s.SEND), by=p.ORDER)
_m.does("Điều 17 khoản 3: điểm b", "Tệp của hồ sơ chỉ ghi thêm.", at=s.CASE, by=p.ORIGINAL)
_m.does("Điều 17 khoản 3: điểm c", "Kiểm tra chữ ký văn bản đến và trả lại có lý do.", at=s.CHECKING, by=p.SUPPLEMENTS)
_m.does("Điều 17 khoản 3: điểm d", "Văn thư nhận thiết bị theo quyết định.", at=s.GIVE, by=c.DECISION)
_m.does("Điều 17 khoản 3: điểm đ", "Cơ quan ghi người của mình đã dự từng lớp tập huấn.", at=s.TRAINING, by=c.TRAINING)
_m.aside("Điều 17 khoản 4: điểm a-b", "Cài đặt phần mềm, biện pháp an toàn là việc của cán bộ quản trị mạng.")
_m.does(
    "Điều 17 khoản 4: điểm c",
    "Thiết bị của phần mềm, dịch vụ giao cho người được phân công.",
    at=s.GIVE,
    by=c.SYSTEM_DEVICE,
)
_m.does("Điều 17 khoản 4: điểm d", "Cơ quan ghi người của mình đã dự từng lớp tập huấn.", at=s.TRAINING, by=c.TRAINING)
_m.aside("Điều 18", "Xử lý vi phạm theo pháp luật.")
_m.aside("Điều 19", "Sửa đổi, bổ sung quy chế.")

ROWS = _m.all()
