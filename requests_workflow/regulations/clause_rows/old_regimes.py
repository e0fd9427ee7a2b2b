"""NĐ 130/2018, TT 185/2019 and TT 08/2016: what the bases of old cases rest on, known in fragments."""

from requests_workflow.regulations.clause_rows import places as s
from requests_workflow.regulations.clause_rows import proofs as p
from requests_workflow.regulations.clause_rows.row import Rows
from requests_workflow.regulations.instruments import ND_130_2018, TT_08_2016, TT_185_2019

_VALUE = "Giá trị của hồ sơ cũ, hiện trên trang với mức độ xác nhận."
_d = Rows(ND_130_2018)
_d.configures("Điều 59\nĐiều 61\nĐiều 62\nĐiều 64\nĐiều 66", _VALUE, at=s.LEGAL, by=p.OLD_VALUES)
_d.configures("Điều 63: khoản 1", "Gia hạn một lần, còn ít nhất 60 ngày.", at=s.OLD_CASES, by=p.OLD_REGIME)
_d.configures("Điều 68\nĐiều 70", _VALUE, at=s.LEGAL, by=p.OLD_VALUES)
_d.configures("Điều 71", "Thu thiết bị tính từ ngày thu hồi.", at=s.OLD_CASES, by=p.OLD_REGIME)
_d.configures("Điều 71 khoản 3: điểm a", "05 ngày làm việc từ ngày thu hồi chứng thư.", at=s.OLD_CASES, by=p.OLD_REGIME)
_d.configures("Điều 73\nĐiều 73 khoản 1 điểm c\nĐiều 74\nĐiều 75\nĐiều 76", _VALUE, at=s.LEGAL, by=p.OLD_VALUES)

_c = Rows(TT_185_2019)
_c.configures("Điều 7", "Quốc phòng, công an, ngoại giao đi qua cơ quan cơ yếu của ngành.", at=s.LEGAL, by=p.OLD_VALUES)
_c.configures("Điều 8\nĐiều 9\nĐiều 10\nĐiều 11", "Số mẫu của hồ sơ cũ.", at=s.OLD_CASES, by=p.OLD_REGIME)
_c.configures("Điều 12", "Nhiệm vụ ủy quyền cho Sở.", at=s.LEGAL, by=p.OLD_VALUES)

_o = Rows(TT_08_2016)
_o.configures("Điều 13\nĐiều 16\nĐiều 17", _VALUE, at=s.LEGAL, by=p.OLD_VALUES)
_o.configures("Điều 18 khoản 1: điểm b", "Đề nghị thu hồi theo Mẫu số 09.", at=s.OLD_CASES, by=p.OLD_FORMS)
_o.configures(
    "Điều 18 khoản 1: điểm đ", "Vi phạm quy định về thiết bị cũng là lý do thu hồi.", at=s.OLD_CASES, by=p.OLD_FORMS
)
_o.configures("Điều 19: khoản 1", "Chứng thư hết hạn do Cục tự thu hồi và thông báo.", at=s.LEGAL, by=p.OLD_VALUES)
_o.configures("Điều 20\nĐiều 21\nĐiều 24\nĐiều 25", _VALUE, at=s.LEGAL, by=p.OLD_VALUES)
_o.configures("Điều 28", "Người quản lý thuê bao.", at=s.LEGAL, by=(*p.OLD_VALUES, *p.OLD_LAYOUT))

ROWS = (*_d.all(), *_c.all(), *_o.all())
