"""Words for the values of a regulation profile on /can-cu-phap-ly/; a test holds them to the profile's parameters."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from requests_workflow.regulations.profile import CHANNELS, DELEGATED_DEPARTMENT, PROVIDER

PARAMETERS = MappingProxyType(
    {
        "recovery_deadline": "Thời hạn khôi phục thiết bị",
        "recovery_deadline_starts": "Thời hạn tính từ",
        "recovery_recipients": "Nơi khôi phục theo loại thiết bị (loại khác: tổ chức cung cấp dịch vụ)",
        "recovery_form": "Biểu mẫu đề nghị khôi phục",
        "issue_deadline": "Thời hạn cấp chứng thư (của tổ chức cung cấp dịch vụ)",
        "issue_route": "Nơi nhận đề nghị cấp chứng thư",
        "individual_issue_form": "Biểu mẫu đề nghị cấp cho cá nhân",
        "handover_notice_form": "Biểu mẫu thông báo bàn giao thiết bị",
        "handover_notice_levels": "Nhắc gửi thông báo bàn giao sau",
        "organisation_issue_form": "Biểu mẫu đề nghị cấp cho cơ quan, tổ chức",
        "system_issue_form": "Biểu mẫu đề nghị cấp cho thiết bị, dịch vụ, phần mềm",
        "update_form": "Biểu mẫu đề nghị gia hạn, thay đổi thông tin",
        "update_deadline": "Thời hạn gia hạn, thay đổi thông tin (của tổ chức cung cấp dịch vụ)",
        "change_min_days_left": "Thay đổi thông tin khi chứng thư còn ít nhất",
        "renewal_limit": "Số lần gia hạn nhiều nhất",
        "filing_window_counts": "Thời hạn còn lại tính đến",
        "new_term_max_years": "Thời hạn chứng thư cấp mới nhiều nhất",
        "renewal_max_years": "Thời gian gia hạn nhiều nhất",
        "revocation_form": "Biểu mẫu đề nghị thu hồi",
        "revocation_deadline": "Thời hạn thu hồi (của tổ chức cung cấp dịch vụ)",
        "return_form": "Biên bản giao, nhận thiết bị",
        "loss_form": "Biên bản xác nhận thất lạc thiết bị",
        "device_return_deadline": "Thời hạn giao nộp thiết bị",
        "device_return_starts": "Thời hạn giao nộp thiết bị tính từ",
        "device_return_starts_at_expiry": "Thời hạn giao nộp thiết bị của chứng thư hết hạn tính từ",
        "email_domains": "Tên miền thư điện tử bắt buộc",
        "usual_email_suffixes": "Hậu tố thư điện tử công vụ thường gặp (hậu tố khác: cảnh báo)",
        "denied_email_domains": "Hộp thư miễn phí không được dùng",
        "renewal_min_days_left": "Gia hạn khi chứng thư còn ít nhất",
        "channels": "Kênh gửi theo nơi nhận",
        "receipt_after_hours": "Văn bản đến ngoài giờ làm việc",
        "number_before_sign": "Cấp số trước khi ký",
        "product_keeps_register": "Sổ văn bản giữ trên hệ thống này",
        "copies": "Nơi nhận bản sao",
        "nearly_due_working_hours": "Báo sắp đến hạn trước",
        "escalation_levels": "Báo cán bộ xử lý, lãnh đạo đơn vị, lãnh đạo cơ quan khi đã qua",
        "wet_signature_allowed": "Cho phép ký tay khi thiết bị của người ký bị khóa",
        "secret_documents_allowed": "Nhận văn bản có nội dung bí mật nhà nước",
        "min_pdf_version": "Phiên bản PDF thấp nhất",
        "reason_min_length": "Độ dài lý do ít nhất",
    }
)
_UNITS = MappingProxyType(
    {
        "working_day": "ngày làm việc",
        "working_hour": "giờ làm việc",
        "percent": "phần trăm thời hạn",
        "character": "ký tự",
        "day": "ngày",
        "year": "năm",
        "time": "lần",
    }
)
_WORDS = MappingProxyType(
    {
        "receipt": "ngày tổ chức cung cấp dịch vụ nhận hồ sơ",
        "sending": "ngày cơ quan gửi hồ sơ",
        "notice_receipt": "ngày nhận thông báo thu hồi",
        "revocation": "ngày thu hồi chứng thư",
        "expiry": "ngày chứng thư hết hạn",
        "valid_receipt": "khi nhận được hồ sơ hợp lệ",
        "same_day": "tính theo ngày ghi trên hệ thống quản lý văn bản",
        "next_office_opening": "tính vào ngày làm việc kế tiếp",
        DELEGATED_DEPARTMENT: "Sở được ủy quyền",
        PROVIDER: "tổ chức cung cấp dịch vụ chứng thực",
        "district_culture_office": "Phòng Văn hóa và Thông tin cấp huyện",
        "pki_token": "PKI Token",
        "hsm": "HSM",
        "sim_pki": "SIM PKI",
        **CHANNELS,
    }
)
EVIDENCE = MappingProxyType(
    {
        "V": "Đã đọc nguyên văn",
        "R": "Theo bản ghi lại đã công bố",
        "S": "Theo quy chế của địa phương",
        "I": "Suy ra, cần xác nhận",
        "M": "Chưa có nguyên văn, cần đối chiếu",
        "P": "Quy tắc của hệ thống, không phải quy định pháp luật",
        "NF": "Chưa tìm thấy quy định, cần xác nhận",
    }
)
STATUSES = MappingProxyType(
    {
        "in_force": ("Còn hiệu lực", "success"),
        "draft": ("Dự thảo", "warning"),
        "expired": ("Hết hiệu lực", "neutral"),
        "replaced": ("Đã được thay thế", "neutral"),
        "internal": ("Quy tắc nội bộ", "info"),
    }
)
# Evidence of these kinds has to be confirmed by the customer.
TO_CONFIRM = frozenset({"I", "M", "NF"})


def value_in_words(value: Any, unit: str) -> str:
    """A profile value with its unit: "1 ngày làm việc", "Có", "PKI Token: Sở được ủy quyền"."""
    if isinstance(value, bool):
        return "Có" if value else "Không"
    if isinstance(value, Mapping):
        pairs = (f"{_word(key)}: {value_in_words(item, '')}" for key, item in value.items())
        return "; ".join(pairs) or "Không giao cho nơi nào"
    if isinstance(value, tuple):
        items = ", ".join(_word(item) for item in value)
        return f"{items} {_UNITS.get(unit, '')}".strip() if items else "Không có"
    return f"{_word(value)} {_UNITS.get(unit, '')}".strip()


def _word(value: Any) -> str:
    return _WORDS.get(value, str(value)) if isinstance(value, str) else str(value)
