"""The draft Quy chế of Lai Châu, 2025, clause by clause."""

from requests_workflow.regulations.clause_rows import case_proofs as c
from requests_workflow.regulations.clause_rows import places as s
from requests_workflow.regulations.clause_rows import proofs as p
from requests_workflow.regulations.clause_rows.row import Rows
from requests_workflow.regulations.instruments import LAI_CHAU_2025

_m = Rows(LAI_CHAU_2025)

_m.configures("Điều 1", "Áp dụng cho cơ quan chọn quy chế Lai Châu.", at=s.LEGAL, by=p.CHOSEN)
_m.does(
    "Điều 2", "Loại cơ quan ghi trong cây cơ quan; mỗi vai trò gắn với một cơ quan.", at=s.ADMINISTRATION, by=c.ROLES
)
_m.does("Điều 3: khoản 1", "Sổ chứng thư giữ người, cơ quan, số hiệu, thời hạn.", at=s.CERTIFICATES, by=c.REGISTERS)
_m.does(
    "Điều 3: khoản 2",
    "Văn bản lập đúng thể thức, có chữ ký của người có thẩm quyền và của cơ quan.",
    at=s.CHECK,
    by=(*p.LAYOUT, *p.ORDER),
)
_m.blocks("Điều 4: khoản 1", "Không nhận văn bản được đánh dấu mật.", at=s.DRAFT, by=p.SECRET)
_m.does("Điều 4: khoản 2", "Kiểm tra từng byte đã ký ở mọi lần nhận tệp.", at=s.VERIFY, by=p.INTACT)
_m.blocks(
    "Điều 4: khoản 3",
    "Chỉ người ký ghi trên văn bản ký được, bằng chứng thư của chính mình.",
    at=s.SIGN,
    by=p.OWN_SIGNATURE,
)
_m.does("Điều 4: khoản 4", "Mỗi trang có quyền truy cập; nhật ký không sửa được.", at=s.CASE, by=(*c.ROLES, *c.LEDGER))
_m.does(
    "Điều 5: khoản 1",
    "Văn bản đề nghị được ký số và gửi qua hệ thống quản lý văn bản.",
    at=s.SEND,
    by=(*p.ORDER, *p.CHANNELS),
)
_m.aside("Điều 5: khoản 2-3", "Loại văn bản đăng tải và dùng nội bộ do cơ quan quyết định, ngoài phạm vi hệ thống.")
_m.does("Điều 6: khoản 1-2", "Báo cáo kiểm tra nói chữ ký có giá trị hay không và vì sao.", at=s.VERIFY, by=p.VERDICTS)
_m.does(
    "Điều 7 khoản 1: điểm a-b",
    "Cục là nơi nhận mặc định; tên và địa chỉ là dữ liệu có ngày hiệu lực.",
    at=s.ADMINISTRATION,
    by=(*p.BODIES_SHOWN, *p.RECOVERY_ROUTE),
)
_m.configures(
    "Điều 7 khoản 2: điểm a-b",
    "Sở được ủy quyền là một chức năng có ngày bắt đầu, kết thúc; không ghi tên Sở trong mã.",
    at=s.ADMINISTRATION,
    by=(*p.BODIES_SHOWN, *p.RECOVERY_ROUTE),
)
_m.does("Điều 8: khoản 1", "Gửi Cục qua cổng đăng ký hoặc trục liên thông.", at=s.SEND, by=p.CHANNELS)
_m.blocks(
    "Điều 8: khoản 2",
    "Chỉ gửi Sở văn bản đã ký số, qua hệ thống quản lý văn bản; bản giấy chỉ khi ký tay.",
    at=s.SEND,
    by=(*p.CHANNELS, *p.WET),
)
_m.warns(
    "Điều 9",
    "Cấp mới dài hơn 05 năm, gia hạn quá 03 năm: phải có người xem cảnh báo.",
    at=(*s.CERTIFICATE_FILES, *s.LEGAL),
    by=(*c.NEW_TERM, *c.TERMS),
)
_m.does("Điều 10: khoản 1", "Sổ thiết bị ghi người giữ thiết bị của cơ quan.", at=s.DEVICE, by=c.KEEPER)
_m.does(
    "Điều 10: khoản 2",
    "Chỉ chứng thư do CA tin cậy cấp được vào sổ và được ký.",
    at=s.CERTIFICATE_FILES,
    by=(*p.TRUSTED_ONLY, *p.PATH),
)
_m.blocks("Điều 10: khoản 3", "Thiết bị của cơ quan chỉ giao cho văn thư, theo quyết định.", at=s.GIVE, by=c.DECISION)
_m.blocks(
    "Điều 10: khoản 4", "Người ký phải còn giữ chức danh vào lúc ký.", at=s.SIGN, by=(*p.OWN_SIGNATURE, *p.IN_OFFICE)
)
_m.blocks(
    "Điều 10: khoản 5",
    "Ký thay, ký thừa lệnh bằng chứng thư cá nhân của chính người ký.",
    at=s.DELEGATIONS,
    by=p.ACTING,
)
_m.does("Điều 11", "Cấp mới, gia hạn, thay đổi thông tin theo Nghị định số 68/2024/NĐ-CP.", at=s.START, by=c.ISSUE_ALL)
_m.does("Điều 12", "Thu hồi chứng thư và thiết bị theo Nghị định số 68/2024/NĐ-CP.", at=s.CASE, by=c.REVOCATION)
_m.does("Điều 13: khoản 1", "Trang lập đề nghị nói trường hợp và hồ sơ khôi phục.", at=s.START_RECOVERY, by=c.RECOVERY)
_m.does(
    "Điều 13 khoản 2: điểm a",
    "Mẫu số 06 cho PKI Token gửi Sở được ủy quyền.",
    at=s.SEND,
    by=(*c.RECOVERY_FORM, *p.RECOVERY_ROUTE),
)
_m.does(
    "Điều 13 khoản 2: điểm b",
    "Hạn 01 ngày làm việc từ khi nhận hợp lệ; từ chối phải bằng văn bản có lý do.",
    at=s.CASE,
    by=(*c.RECOVERY_CLOCK, *c.REFUSAL),
)
_m.does("Điều 13: khoản 3", "Thiết bị không phải PKI Token gửi Cục.", at=s.SEND, by=c.RECOVERY_AT_PROVIDER)
_m.does(
    "Điều 14", "Báo cáo kiểm tra nêu từng bước: chữ ký, chứng thư, đường dẫn.", at=s.VERIFY, by=(*p.VERDICTS, *p.PATH)
)
_m.does("Điều 15 khoản 1: điểm a", "Ô ký màu xanh, giữa chức vụ và họ tên.", at=s.SIGN, by=p.IMAGES)
_m.does("Điều 15 khoản 1: điểm b", "Dấu đỏ, kích thước thật, trùm 1/3 chữ ký.", at=s.SEAL, by=p.SEAL_IMAGE)
_m.does(
    "Điều 15: khoản 2",
    "Bản sao điện tử ghi hình thức sao, cơ quan sao, thời gian ký ở góc trên bên phải trang đầu, không hình ảnh.",
    at=s.ATTACHMENTS,
    by=(*p.ELECTRONIC_COPY, *p.CORNER),
)
_m.does(
    "Điều 15: khoản 3", "Sửa nội dung sau khi ký làm chữ ký mất giá trị: thay dấu giáp lai.", at=s.VERIFY, by=p.INTACT
)
_m.does("Điều 15 khoản 4: điểm a", "Phần kèm theo nằm cùng tệp, chỉ ký một lần.", at=s.SEAL, by=p.ANNEX)
_m.blocks(
    "Điều 15 khoản 4: điểm b",
    "Chưa ký số của cơ quan trên từng tệp kèm theo thì chưa gửi; chữ ký ghi số, ký hiệu, thời gian ký.",
    at=(*s.ATTACHMENTS, *s.SEND),
    by=(*p.ATTACHMENTS_SEALED, *p.CORNER),
)
_m.does("Điều 15 khoản 5: điểm a", "Phụ lục nằm cùng tệp, không ký riêng.", at=s.SEAL, by=p.ANNEX)
_m.blocks(
    "Điều 15 khoản 5: điểm b",
    "Phụ lục ở tệp riêng ký số của cơ quan trên từng tệp như văn bản kèm theo rồi mới gửi.",
    at=(*s.ATTACHMENTS, *s.SEND),
    by=(*p.ATTACHMENTS_SEALED, *p.CORNER),
)
_m.does(
    "Điều 15: khoản 6",
    "Giờ gửi, nhận lấy theo nhãn của hệ thống quản lý văn bản, có minh chứng và người ghi.",
    at=(*s.SEND, *s.RECEIVE),
    by=p.LABEL_TIME,
)
_m.does("Điều 16 khoản 1 điểm a: bước 1", "Soạn rồi trình lãnh đạo đơn vị.", at=s.DRAFT, by=p.REVIEWS)
_m.does("Điều 16 khoản 1 điểm a: bước 2", "Lãnh đạo đơn vị duyệt nội dung.", at=s.CASE, by=p.REVIEWS)
_m.does(
    "Điều 16 khoản 1 điểm a: bước 3",
    "Kiểm tra thể thức trước khi trình; tệp là PDF 1.4 trở lên.",
    at=s.CASE,
    by=(*p.REVIEWS, *p.PDF_VERSION),
)
_m.does(
    "Điều 16 khoản 1 điểm b: bước 1-2", "Người có thẩm quyền xem rồi ký bằng chứng thư của mình.", at=s.SIGN, by=p.ORDER
)
_m.does(
    "Điều 16 khoản 1 điểm c: bước 1",
    "Văn thư cấp số sau khi lãnh đạo ký, rồi ký số của cơ quan.",
    at=(*s.NUMBER, *s.SEAL),
    by=p.ORDER,
)
_m.does("Điều 16 khoản 1 điểm c: bước 2", "Vào sổ văn bản đi và gửi, có mã và giờ.", at=s.SEND, by=p.LABEL_TIME)
_m.does("Điều 16 khoản 1 điểm c: bước 3", "Bản giấy in từ tệp đã ký có cùng số, ngày, chữ ký.", at=s.CASE, by=p.WET)
_m.does("Điều 16: khoản 2", "Hình thức chữ ký theo Điều 15.", at=s.SIGN, by=(*p.IMAGES, *p.SEAL_IMAGE))
_m.aside("Điều 16 khoản 3: điểm a-b", "Mẫu chữ ký ở Phụ lục của quy chế chưa có trong bản dự thảo nhận được.")
_m.does("Điều 17: khoản 1", "Tệp đã ký giữ nguyên byte, có SHA-256, không sửa, không xóa.", at=s.CASE, by=p.ORIGINAL)
_m.does("Điều 17: khoản 2", "Tìm chứng thư và thiết bị theo tên, thư, số hiệu.", at=s.CERTIFICATES, by=c.REGISTERS)
_m.configures("Điều 17: khoản 3", "Lệnh và lịch sao lưu trong hướng dẫn vận hành.", at=s.BACKUP_GUIDE, by=p.BACKUP)
_m.does("Điều 18: khoản 1", "Sở xem hồ sơ, chứng thư, thiết bị của toàn tỉnh.", at=s.CERTIFICATES, by=c.FOLLOWED)
_m.does(
    "Điều 18: khoản 2",
    "Sở ghi lớp tập huấn, cơ quan ghi người đã dự; nơi tập huấn là giá trị của quy chế.",
    at=(*s.TRAINING, *s.LEGAL),
    by=(*c.TRAINING, *p.LOCAL_VALUES),
)
_m.does(
    "Điều 18: khoản 3",
    "Sở ghi cuộc kiểm tra, yêu cầu, kết quả khắc phục; nơi kiểm tra là giá trị của quy chế.",
    at=(*s.INSPECTIONS, *s.LEGAL),
    by=(*c.INSPECTION, *p.LOCAL_VALUES),
)
_m.does(
    "Điều 18: khoản 4",
    "Báo cáo kỳ của tỉnh từ một nguồn số liệu; kế hoạch nhu cầu năm tiếp theo.",
    at=(*s.REPORTS, *s.PLANS),
    by=(*c.PERIODIC_REPORT, *c.PLAN),
)
_m.aside("Điều 19: khoản 1", "Tổ chức sử dụng chữ ký số trong công việc của cơ quan; hệ thống không làm thay.")
_m.does(
    "Điều 19: khoản 2",
    "Cơ quan được kiểm tra, cơ quan phối hợp được báo, xem kết quả, yêu cầu và việc khắc phục.",
    at=s.INSPECTIONS,
    by=c.TOLD_OF_INSPECTION,
)
_m.does("Điều 19: khoản 3", "Cơ quan gửi đề nghị, giao nhận và thu thiết bị trên hệ thống.", at=s.WORK, by=c.ISSUE)
_m.does("Điều 20", "Thuê bao báo khóa, xác nhận nhận thiết bị, xem chứng thư của mình.", at=s.LOCKED, by=c.LOCK_REPORT)
_m.does("Điều 21: khoản 1", "Văn thư nhận thiết bị của cơ quan theo quyết định, ký nhận.", at=s.GIVE, by=c.DECISION)
_m.blocks(
    "Điều 21: khoản 2",
    "Chỉ văn thư ký số của cơ quan; giao cho người khác dùng chỉ khi có văn bản cho phép, có thời hạn.",
    at=(*s.SEAL, *s.GIVE),
    by=(*p.OWN_SIGNATURE, *c.DECISION, *c.LENDING),
)
_m.does("Điều 21: khoản 3", "Kiểm tra chữ ký khi nhận; trả lại hoặc từ chối có lý do.", at=s.CHECKING, by=p.SUPPLEMENTS)
_m.does("Điều 21: khoản 4", "Nhật ký ghi ai ký, ai gửi; không sửa được.", at=s.CASE, by=c.LEDGER)
_m.aside("Điều 22: khoản 1", "Cài đặt phần mềm ký, hướng dẫn sử dụng là việc của người phụ trách.")
_m.does(
    "Điều 22: khoản 2", "Thiết bị của phần mềm, dịch vụ được nhận và bàn giao có ghi sổ.", at=s.GIVE, by=c.SYSTEM_DEVICE
)
_m.does("Điều 22: khoản 3", "Việc cần làm gom mọi đề nghị của cơ quan.", at=s.WORK, by=p.WORK_LIST)
_m.aside("Điều 22: khoản 4", "Tham mưu biện pháp an toàn tại cơ quan là việc của người phụ trách.")
_m.does("Điều 22: khoản 5", "Cơ quan ghi người của mình đã dự từng lớp tập huấn.", at=s.TRAINING, by=c.TRAINING)
_m.aside("Điều 23: khoản 1-2", "Tổ chức thực hiện và sửa đổi quy chế.")

ROWS = _m.all()
