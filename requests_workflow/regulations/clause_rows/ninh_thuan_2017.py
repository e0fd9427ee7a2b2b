"""The Quy chế of Ninh Thuận, 2017, clause by clause."""

from requests_workflow.regulations import ninh_thuan_2017
from requests_workflow.regulations.clause_rows import case_proofs as c
from requests_workflow.regulations.clause_rows import places as s
from requests_workflow.regulations.clause_rows import proofs as p
from requests_workflow.regulations.clause_rows.row import Rows
from requests_workflow.regulations.instruments import NINH_THUAN_2017

_m = Rows(NINH_THUAN_2017, superseded=ninh_thuan_2017.OVERLAY.superseded)
_BEHAVIOUR = "Hành vi bị cấm ngoài hệ thống."

_m.does("Căn cứ", "Hồ sơ cũ ghi theo Thông tư số 08/2016/TT-BQP.", at=s.OLD_CASES, by=p.OLD_FORMS)
_m.aside("Quyết định: Điều 1", "Ban hành quy chế.")
_m.configures("Quyết định: Điều 2", "Áp dụng từ 17/6/2017.", at=s.LEGAL, by=p.CHOSEN)
_m.configures("Điều 1: khoản 1", "Áp dụng cho cơ quan chọn quy chế Ninh Thuận.", at=s.LEGAL, by=p.CHOSEN)
_m.does("Điều 1: khoản 2", "Cơ quan và cá nhân có trong cây cơ quan mới được đề nghị.", at=s.START, by=c.ROLES)
_m.blocks(
    "Điều 2: khoản 1", "Sổ chứng thư chỉ nhận chứng thư của CA tin cậy.", at=s.CERTIFICATE_FILES, by=p.TRUSTED_ONLY
)
_m.does("Điều 2: khoản 2", "Thuê bao xác nhận đã nhận và dùng được.", at=s.CASE, by=c.ISSUE)
_m.aside("Điều 2: khoản 3-5 | khoản 7-8", "Giải thích từ ngữ.")
_m.does("Điều 2: khoản 6", "Sổ thiết bị nối thiết bị với chứng thư.", at=s.DEVICE, by=c.REGISTERS)
_m.does(
    "Điều 2: khoản 9",
    "Người ký, loại chứng thư, hiệu lực, thời gian, toàn vẹn đều phải đạt.",
    at=s.VERIFY,
    by=p.VERDICTS,
)
_m.configures(
    "Điều 2: khoản 10",
    "Thông tin chữ ký có thư điện tử thuộc ninhthuan.gov.vn; trang chứng thư nêu đủ thông tin.",
    at=(*s.CERTIFICATE, *s.LEGAL),
    by=(*c.CERTIFICATE_FACTS, *p.LOCAL_VALUES),
)
_m.blocks("Điều 3: khoản 1", "Không nhận văn bản mật.", at=s.DRAFT, by=p.SECRET)
_m.aside("Điều 3: khoản 2-3", "Lộ trình áp dụng do cơ quan quyết định.")
_m.does("Điều 3: khoản 4", "Quyền theo vai trò, nhật ký không sửa được.", at=s.CASE, by=(*c.ROLES, *c.LEDGER))
_m.warns(
    "Điều 4: khoản 1",
    "Trang hồ sơ nhắc bản in, bản phô tô từ tệp đã ký số không có giá trị pháp lý.",
    at=s.CASE,
    by=p.PRINTED_COPY,
)
_m.does(
    "Điều 4 khoản 2: điểm a", "Kiểm tra chữ ký của cơ quan trên bản quét như trên mọi tệp.", at=s.VERIFY, by=p.VERDICTS
)
_m.does("Điều 4 khoản 2: điểm b", "Chữ ký cá nhân và chữ ký cơ quan đều hợp lệ.", at=s.VERIFY, by=p.BOTH_VALID)
_m.does("Điều 4 khoản 2: điểm c", "Chữ ký cá nhân đứng một mình vẫn có kết luận riêng.", at=s.VERIFY, by=p.VERDICTS)
_m.does("Điều 5: khoản 1", "Chữ ký phải tạo ra khi chứng thư còn hiệu lực.", at=s.VERIFY, by=p.SIGNING_TIME)
_m.does("Điều 5: khoản 2", "Đường dẫn chứng thực dẫn tới CA tin cậy.", at=s.VERIFY, by=p.PATH)
_m.does("Điều 5: khoản 3", "Khóa bí mật của người không bao giờ vào máy chủ.", at=s.SIGN, by=p.NO_KEYS)
_m.does("Điều 5: khoản 4", "Mọi byte đã ký đều được đối chiếu.", at=s.VERIFY, by=p.INTACT)
_m.aside("Điều 6: khoản 1-3 | khoản 6", _BEHAVIOUR)
_m.blocks("Điều 6: khoản 4", "Chứng thư giả bị nhận ra và không vào sổ.", at=s.CERTIFICATE_FILES, by=p.TRUSTED_ONLY)
_m.blocks("Điều 6: khoản 5", "Chữ ký bằng chứng thư của người khác bị từ chối.", at=s.SIGN, by=p.OWN_SIGNATURE)
_m.does("Điều 7", "Người quản lý thuê bao chỉ còn trong hồ sơ cũ.", at=s.LEGAL, by=p.OLD_LAYOUT)
_m.does(
    "Điều 8",
    "Hồ sơ cũ giữ biểu mẫu Thông tư 08/2016; hồ sơ mới theo Nghị định 68/2024.",
    at=s.OLD_CASES,
    by=p.REGIME_BY_DATE,
)
_m.does("Điều 9: khoản 1", "Thu hồi thiết bị nay theo Nghị định số 68/2024/NĐ-CP.", at=s.CASE, by=c.RETURN)
_m.does("Điều 9: khoản 2", "Khôi phục thiết bị bị khóa do nhập sai mật khẩu.", at=s.START_RECOVERY, by=c.RECOVERY)
_m.configures(
    "Điều 10: khoản 1",
    "Thiết bị quản lý ở độ Mật; sổ thiết bị chỉ mở theo vai trò.",
    at=(*s.DEVICES, *s.LEGAL),
    by=(*c.DEVICE_LIST_SCOPED, *p.LOCAL_VALUES),
)
_m.aside("Điều 10: khoản 2", "Không can thiệp vào thiết bị: hệ thống không ghi lên thiết bị.")
_m.blocks(
    "Điều 10: khoản 3",
    "Thiết bị cơ quan do văn thư giữ; đổi người giữ phải có biên bản.",
    at=s.GIVE,
    by=(*c.DECISION, *c.MINUTES),
)
_m.does("Điều 11 khoản 1: điểm a", "Vị trí góc trên bên phải chỉ còn để xem hồ sơ cũ.", at=s.LEGAL, by=p.OLD_LAYOUT)
_m.does("Điều 11 khoản 1: điểm b", "Chữ ký cá nhân nay theo Nghị định số 30/2020/NĐ-CP.", at=s.SIGN, by=p.IMAGES)
_m.does("Điều 11 khoản 1: điểm c", "Tính toàn vẹn thay dấu giáp lai.", at=s.VERIFY, by=p.INTACT)
_m.blocks(
    "Điều 11 khoản 1: điểm d",
    "Cùng tệp thì ký một lần; tài liệu ở tệp riêng chưa có chữ ký số của cơ quan thì chưa gửi.",
    at=(*s.ATTACHMENTS, *s.SEND),
    by=(*p.ATTACHMENTS_SEALED, *p.ANNEX),
)
_m.does(
    "Điều 11: khoản 2",
    "Giờ gửi, nhận theo nhãn của hệ thống quản lý văn bản.",
    at=(*s.SEND, *s.RECEIVE),
    by=p.LABEL_TIME,
)
_m.does(
    "Điều 12 khoản 1: điểm a",
    "Bản ký tay được quét và nộp; văn thư ký số của cơ quan lên bản quét PDF rồi gửi.",
    at=(*s.CASE, *s.ATTACHMENTS),
    by=(*p.WET, *p.SCAN_SEALED),
)
_m.does(
    "Điều 12 khoản 1: điểm b",
    "Người ký trước; văn thư cấp số rồi ký số của cơ quan.",
    at=(*s.SIGN, *s.NUMBER, *s.SEAL),
    by=p.ORDER,
)
_m.blocks("Điều 12 khoản 1: điểm c", "Chữ ký cơ quan đặt sau các chữ ký cá nhân đã kiểm tra.", at=s.SEAL, by=p.ORDER)
_m.does("Điều 12 khoản 1: điểm d", "Biên bản có nhiều người ký, không phát hành.", at=s.HANDOVER, by=p.PLACES)
_m.aside("Điều 12 khoản 2: điểm a-b", "Mẫu chữ ký ở phụ lục của quy chế chưa có trong bản nhận được.")
_m.does("Điều 13: khoản 1", "Văn bản ký số hợp lệ thay văn bản giấy.", at=s.SEND, by=p.CHANNELS)
_m.warns(
    "Điều 13: khoản 2",
    "Trang kế hoạch, dự trù kinh phí nhắc phát hành cả bản giấy; các loại khác là giá trị của quy chế.",
    at=(*s.PLANS, *s.LEGAL),
    by=(*c.PAPER_TOO, *p.LOCAL_VALUES),
)
_m.does("Điều 14: khoản 1-2", "Kiểm tra thông tin chữ ký và nội dung đã ký.", at=s.VERIFY, by=(*p.VERDICTS, *p.INTACT))
_m.does(
    "Điều 14: khoản 3",
    "Kiểm tra chứng thư và đường dẫn; một mục sai thì kết luận không hợp lệ.",
    at=s.VERIFY,
    by=(*p.PATH, *p.VERDICTS),
)
_m.does("Điều 14: khoản 4", "Kiểm tra dấu thời gian của tổ chức tin cậy.", at=s.VERIFY, by=p.TIMESTAMP)
_m.does("Điều 15: khoản 1", "Nhiệm vụ người quản lý thuê bao chỉ còn trong hồ sơ cũ.", at=s.LEGAL, by=p.OLD_LAYOUT)
_m.does(
    "Điều 15: khoản 2",
    "Sở ghi lớp tập huấn, cơ quan ghi người đã dự; nơi tập huấn là giá trị của quy chế.",
    at=(*s.TRAINING, *s.LEGAL),
    by=(*c.TRAINING, *p.LOCAL_VALUES),
)
_m.aside("Điều 15: khoản 3", "Tích hợp vào TD.Office là việc của phần mềm đó.")
_m.does(
    "Điều 15: khoản 4",
    "Sở ghi cuộc kiểm tra, yêu cầu, kết quả khắc phục; nơi kiểm tra là giá trị của quy chế.",
    at=(*s.INSPECTIONS, *s.LEGAL),
    by=(*c.INSPECTION, *p.LOCAL_VALUES),
)
_m.does(
    "Điều 15: khoản 5",
    "Kế hoạch và dự trù kinh phí từng năm có tổng cộng; nơi lập là giá trị của quy chế.",
    at=(*s.PLANS, *s.LEGAL),
    by=(*c.PLAN, *p.LOCAL_VALUES),
)
_m.does("Điều 15: khoản 6", "Thống kê và báo cáo 6 tháng, năm toàn tỉnh.", at=s.REPORTS, by=c.PERIODIC_REPORT)
_m.does(
    "Điều 16: khoản 1", "Cơ quan duyệt và ký đề nghị cấp, gia hạn, thu hồi.", at=s.SIGN, by=(*c.ISSUE, *c.REVOCATION)
)
_m.aside("Điều 16: khoản 2", "Tổ chức áp dụng chữ ký số trong cơ quan.")
_m.does("Điều 16: khoản 3", "Người nhận ghi trên đề nghị và trong sổ.", at=s.RECEIVE_DEVICES, by=c.ISSUE)
_m.blocks("Điều 16: khoản 4", "Giao thiết bị cơ quan phải có số và ngày quyết định.", at=s.GIVE, by=c.DECISION)
_m.does("Điều 16: khoản 5", "Cơ quan xem sổ chứng thư, thiết bị của mình.", at=s.DEVICES, by=c.DEVICE_LIST_SCOPED)
_m.does("Điều 16: khoản 6", "Báo cáo 6 tháng, năm của cơ quan.", at=s.REPORTS, by=(*c.PERIODIC_REPORT, *p.LOCAL_VALUES))
_m.blocks("Điều 17: khoản 1", "Ô bắt buộc thiếu hoặc sai thì không trình được.", at=s.DRAFT, by=c.REQUEST_COMPLETE)
_m.does("Điều 17: khoản 2", "Đề nghị thu hồi nay theo Nghị định số 68/2024/NĐ-CP.", at=s.DEVICE, by=c.REVOCATION)
_m.does("Điều 17: khoản 3", "Cơ quan ghi người của mình đã dự từng lớp tập huấn.", at=s.TRAINING, by=c.TRAINING)
_m.does("Điều 17: khoản 4", "Sổ thiết bị nói ai giữ, từ lúc nào.", at=s.DEVICE, by=c.KEEPER)
_m.aside("Điều 17: khoản 5", "Sử dụng chứng thư đúng mục đích là việc của thuê bao.")
_m.configures(
    "Điều 18: khoản 1",
    "Văn thư ký và gửi; loại văn bản phải có bản giấy là giá trị của quy chế.",
    at=s.SEAL,
    by=(*p.ORDER, *p.LOCAL_VALUES),
)
_m.does("Điều 18: khoản 2", "Tệp của hồ sơ chỉ ghi thêm.", at=s.CASE, by=p.ORIGINAL)
_m.does("Điều 18: khoản 3", "Văn thư nhận thiết bị theo quyết định.", at=s.GIVE, by=c.DECISION)
_m.does("Điều 18: khoản 4", "Cơ quan ghi người của mình đã dự từng lớp tập huấn.", at=s.TRAINING, by=c.TRAINING)
_m.aside("Điều 19: khoản 1", "Cài đặt phần mềm, hỗ trợ kỹ thuật là việc của cán bộ chuyên trách.")
_m.does("Điều 19: khoản 2", "Cơ quan ghi người của mình đã dự từng lớp tập huấn.", at=s.TRAINING, by=c.TRAINING)
_m.aside("Điều 20: khoản 1-2", "Tổ chức thực hiện và sửa đổi quy chế.")

ROWS = _m.all()
