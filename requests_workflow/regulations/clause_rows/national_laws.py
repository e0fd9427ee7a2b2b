"""What the product cites of NĐ 30/2020 and of the laws beside NĐ 68/2024: the cited clauses alone."""

from requests_workflow.regulations.clause_rows import case_proofs as c
from requests_workflow.regulations.clause_rows import places as s
from requests_workflow.regulations.clause_rows import proofs as p
from requests_workflow.regulations.clause_rows.row import Rows
from requests_workflow.regulations.instruments import CIVIL_CODE_2015, ND_30_2020, TT_41_2017

_m = Rows(ND_30_2020)
_m.does("Điều 5", "Văn bản điện tử ký số hợp lệ có giá trị như bản gốc giấy.", at=s.VERIFY, by=p.VERDICTS)
_m.does("Điều 10: khoản 2-3", "Soạn văn bản, sửa bản thảo đã trình.", at=s.DRAFT, by=p.REVIEWS)
_m.does("Điều 11: khoản 1", "Người có thẩm quyền duyệt trước khi ký.", at=s.CASE, by=p.REVIEWS)
_m.does("Điều 12: khoản 1-2", "Kiểm tra nội dung và thể thức trước khi trình ký.", at=s.CASE, by=p.REVIEWS)
_m.does("Điều 13: khoản 1", "Ký thay có dòng KT. trên văn bản.", at=s.DELEGATIONS, by=p.ACTING)
_m.does(
    "Điều 13: khoản 6", "Ký tay khi thiết bị của người ký bị khóa hoặc cơ quan chưa có chứng thư.", at=s.CASE, by=p.WET
)
_m.blocks("Điều 13: khoản 7", "Chữ ký số phải của đúng người ký ghi trên văn bản.", at=s.SIGN, by=p.OWN_SIGNATURE)
_m.does("Điều 15", "Số và ngày do văn thư cấp sau khi ký.", at=s.NUMBER, by=p.ORDER)
_m.configures("Điều 16", "Sổ văn bản giữ ở hệ thống quản lý văn bản hay ở đây.", at=s.LEGAL, by=p.OWN_REGISTER)
_m.does("Điều 17 khoản 1: điểm b", "Dấu ướt trên bản ký tay, có bản quét.", at=s.CASE, by=p.WET)
_m.does("Điều 17: khoản 2", "Ký số của cơ quan sau chữ ký cá nhân.", at=s.SEAL, by=p.ORDER)
_m.does(
    "Điều 18: khoản 1",
    "Lần gửi được ghi mã, giờ và minh chứng theo hệ thống quản lý văn bản.",
    at=s.SEND,
    by=p.LABEL_TIME,
)
_m.blocks("Điều 18: khoản 2", "Không đưa văn bản mật lên hệ thống.", at=s.DRAFT, by=p.SECRET)
_m.does("Điều 18: khoản 3", "Văn bản thay thế được ký và cấp số lại.", at=s.CASE, by=c.REPLACED)
_m.does("Điều 18: khoản 4", "Thu hồi văn bản đã gửi bằng việc rút hồ sơ.", at=s.CASE, by=c.WITHDRAWN)
_m.does("Điều 21", "Tiếp nhận văn bản đến, kiểm tra chữ ký.", at=s.RECEIVE, by=c.ENTERED)
_m.blocks(
    "Điều 21 khoản 2: điểm b", "Trả lại văn bản không toàn vẹn, có lý do và căn cứ.", at=s.SUPPLEMENT, by=p.SUPPLEMENTS
)
_m.does("Điều 21 khoản 2: điểm c", "Giấy biên nhận có hạn trả lời.", at=s.CASE, by=c.RECEIPT)
_m.does("Điều 22: khoản 3", "Số, ngày đến ghi theo sổ văn bản đến.", at=s.RECEIVE, by=p.LABEL_TIME)
_m.does(
    "Điều 25",
    "Sao y, sao lục, trích sao bản điện tử, ký số của cơ quan sao; cần đối chiếu nguyên văn.",
    at=s.ATTACHMENTS,
    by=p.ELECTRONIC_COPY,
)
_m.blocks(
    "Điều 32",
    "Thiết bị cơ quan giao theo văn bản cho phép và có biên bản; cần đối chiếu nguyên văn.",
    at=s.GIVE,
    by=(*c.DECISION, *c.MINUTES),
)
_m.does(
    "Phụ lục I phần I",
    "Thể thức, cỡ chữ, vị trí chữ ký và dấu; chữ ký của cơ quan trên tệp kèm theo, bản sao ở góc trên bên phải.",
    at=(*s.CHECK, *s.ATTACHMENTS),
    by=(*p.LAYOUT, *p.IMAGES, *p.SEAL_IMAGE, *p.CORNER),
)
_m.blocks(
    "Phụ lục I phần II",
    "Tệp phải là PDF 1.4 trở lên; cơ quan ký số lên bản quét ở góc trên bên phải trang đầu.",
    at=(*s.SIGN, *s.ATTACHMENTS),
    by=(*p.PDF_VERSION, *p.SCAN_SEALED),
)

_v = Rows(CIVIL_CODE_2015)
_v.does(
    "Điều 147", "Ngày nhận không tính; hạn rơi vào ngày nghỉ dời sang ngày làm việc.", at=s.CALENDAR, by=c.WORKING_DAYS
)

_t = Rows(TT_41_2017)
_t.configures(
    "Điều 3",
    "Chưa có danh mục văn bản phải ký số trong thông tư; theo quy chế địa phương.",
    at=s.LEGAL,
    by=p.ON_THE_PAGE,
)

ROWS = (*_m.all(), *_v.all(), *_t.all())
