"""The guidance of the district of Tân Uyên, August 2024: the one local text that walks through the forms 01-09."""

from requests_workflow.regulations import tan_uyen_2024
from requests_workflow.regulations.clause_rows import case_proofs as c
from requests_workflow.regulations.clause_rows import places as s
from requests_workflow.regulations.clause_rows import proofs as p
from requests_workflow.regulations.clause_rows.row import Rows
from requests_workflow.regulations.instruments import TAN_UYEN_2024

_m = Rows(TAN_UYEN_2024, superseded=tan_uyen_2024.OVERLAY.superseded)

_m.aside("Căn cứ", "Công văn của UBND tỉnh và của Sở, chỉ biết số và ngày.")
_m.does(
    "mục 1: điểm a",
    "Cơ quan có tư cách pháp nhân, con dấu riêng gửi Cục qua cổng hoặc trục liên thông; bản sao cho Sở và phòng.",
    at=(*s.SEND, *s.LEGAL),
    by=(*c.CAN_SUBMIT, *p.CHANNELS, *p.COPIES),
)
_m.does(
    "mục 1: điểm b",
    "Đề nghị khôi phục gửi Sở qua hệ thống quản lý văn bản.",
    at=s.SEND,
    by=(*p.RECOVERY_ROUTE, *p.CHANNELS),
)
_m.does("mục 2", "Địa chỉ của Cục là dữ liệu của cơ quan, đổi được.", at=s.ADMINISTRATION, by=p.BODIES_SHOWN)
_m.does("mục 3 điểm a: cho cá nhân", "Mẫu số 01 gửi Cục.", at=("/ho-so/moi/cap-moi/",), by=(*c.ISSUE, *c.ISSUE_FORM))
_m.does("mục 3 điểm a: cho cơ quan, tổ chức", "Mẫu số 02 gửi Cục.", at=s.START_ORGANISATION, by=c.ORGANISATION)
_m.does("mục 3 điểm a: cho thiết bị, dịch vụ, phần mềm", "Mẫu số 03 gửi Cục.", at=s.START_SYSTEM, by=c.SYSTEM)
_m.does(
    "mục 3 điểm a: tiếp nhận, bàn giao",
    "Nhận thiết bị, bàn giao, rồi được nhắc gửi Mẫu số 07 ngay.",
    at=(*s.RECEIVE_DEVICES, *s.HANDOVER, *s.NOTICE),
    by=(*c.HANDED_OVER, *c.NOTICE_URGENCY),
)
_m.does("mục 3: điểm b", "Cấp lại như cấp lần đầu, ghi số hiệu chứng thư cũ.", at=s.START, by=c.OLD_SERIAL)
_m.blocks(
    "mục 4: gạch đầu dòng 1",
    "Chỉ gia hạn một lần, khi còn ít nhất 30 ngày; nếu không, chỉ đường cấp mới.",
    at=s.EXPIRING,
    by=(*c.RENEWAL_WINDOW, *c.RENEWAL_ONCE, *c.NEW_AFTER_RENEWAL, *c.UPDATE),
)
_m.does("mục 4: gạch đầu dòng 2", "Mẫu số 04 gửi Cục.", at=s.START_UPDATE, by=c.UPDATE)
_m.does(
    "mục 4: gạch đầu dòng 3",
    "Tệp .cer mới vào sổ; ghi ai cài lên thiết bị, ngày nào.",
    at=s.CERTIFICATE_FILES,
    by=c.INSTALLED,
)
_m.blocks(
    "mục 5: đoạn 1", "Còn ít nhất 30 ngày; chứng thư mới phải giữ ngày hết hạn cũ.", at=s.START_UPDATE, by=c.CHANGE
)
_m.does("mục 5: gạch đầu dòng 1", "Mẫu số 04 gửi Cục.", at=s.START_UPDATE, by=c.CHANGE)
_m.does(
    "mục 5: gạch đầu dòng 2",
    "Tệp .cer mới vào sổ; ghi ai cài lên thiết bị, ngày nào.",
    at=s.CERTIFICATE_FILES,
    by=c.INSTALLED,
)
_m.does("mục 6: đoạn 1", "Lý do thu hồi chọn theo Điều 17.", at=s.START_REVOCATION, by=c.REVOCATION)
_m.does("mục 6: Mẫu số 05", "Mẫu số 05 gửi Cục.", at=s.START_REVOCATION, by=c.REVOCATION)
_m.does("mục 6: bàn giao lại", "Hết hạn hoặc thu hồi mở việc thu thiết bị.", at=s.RETURNS, by=(*c.RETURN, *c.AT_EXPIRY))
_m.does(
    "mục 6: 05 ngày làm việc", "05 ngày làm việc từ khi nhận thông báo thu hồi; Mẫu số 08.", at=s.RETURNS, by=c.RETURN
)
_m.does("mục 6: thất lạc", "Báo mất mở Mẫu số 09 và Mẫu số 05 cùng lúc.", at=s.DEVICE, by=c.LOSS)
_m.does("mục 8: đoạn 1", "Thuê bao báo thiết bị bị khóa.", at=s.LOCKED, by=c.LOCK_REPORT)
_m.does("mục 8: đoạn 2", "Mẫu số 06 gửi Sở.", at=s.START_RECOVERY, by=(*c.RECOVERY, *c.RECOVERY_FORM))
_m.does("mục 8: đoạn 3", "Hạn 01 ngày làm việc từ khi nhận hợp lệ; báo kết quả.", at=s.CASE, by=c.RECOVERY_CLOCK)
_m.blocks("mục 8: đoạn 4", "Từ chối phải bằng văn bản nêu lý do.", at=s.CHECKING, by=c.REFUSAL)
_m.does("Lưu ý", "Nhận từ 15/8/2024 dùng biểu mẫu mới, trước đó là biểu mẫu cũ.", at=s.OLD_CASES, by=p.REGIME_BY_DATE)
_m.aside("Đầu mối hướng dẫn", "Số điện thoại của đầu mối hướng dẫn; cấp huyện kết thúc từ 01/7/2025.")

ROWS = _m.all()
