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
        "subscriber_forms": "Biểu mẫu thuê bao gửi cơ quan",
        "extra_revocation_cases": "Trường hợp thu hồi khác",
        "excluded_body_kinds": "Cơ quan không thuộc đối tượng áp dụng",
        "contact_officers_min": "Mỗi cơ quan có ít nhất",
        "subscriber_manager": "Nơi được giao quản lý thuê bao",
        "organisation_token_decision": "Giao thiết bị của cơ quan phải có quyết định",
        "keeper_change_minutes": "Đổi người giữ thiết bị của cơ quan phải lập biên bản",
        "organisation_token_lending": "Giao thiết bị của cơ quan cho người khác dùng",
        "personal_token_lending": "Cho mượn thiết bị của cá nhân",
        "device_secrecy": "Độ mật khi quản lý thiết bị",
        "password_change_months": "Đổi mật khẩu thiết bị chậm nhất",
        "loss_told_to": "Mất thiết bị báo cho",
        "report_periods": "Kỳ báo cáo",
        "report_due_before": "Báo cáo năm gửi trước ngày",
        "training_by": "Nơi tổ chức tập huấn",
        "inspection_by": "Nơi kiểm tra việc quản lý, sử dụng",
        "yearly_plan_by": "Nơi lập kế hoạch, dự trù hằng năm",
        "signed_document_kinds": "Loại văn bản phải ký số",
        "paper_too_for": "Loại văn bản phát hành cả bản giấy",
        "printed_copy_warning": "Cảnh báo khi in: bản in không có giá trị pháp lý",
        "organisation_signature_place": "Vị trí chữ ký số của cơ quan",
        "attachments_sealed": "Ký số của cơ quan trên tài liệu kèm theo trước khi gửi",
        "backup_every_months": "Sao lưu văn bản đã ký số",
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
        "month": "tháng một lần",
        "person": "cán bộ đầu mối",
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
        "subscriber_manager": "Người quản lý thuê bao",
        "managing_body": "cơ quan quản lý trực tiếp",
        "top_body": "bộ, ngành, UBND cấp tỉnh",
        "home_affairs": "Sở Nội vụ",
        "finance": "Sở Tài chính",
        "district_finance_office": "Phòng Tài chính - Kế hoạch cấp huyện",
        "individual_issue": "cấp cho cá nhân, mẫu số",
        "organisation_issue": "cấp cho cơ quan, tổ chức, mẫu số",
        "system_issue": "cấp cho thiết bị, dịch vụ, phần mềm, mẫu số",
        "certificate_update": "gia hạn, thay đổi thông tin, mẫu số",
        "revocation_request": "thu hồi, mẫu số",
        "token_recovery": "khôi phục thiết bị, mẫu số",
        "device_rules_broken": "vi phạm quy định về quản lý thiết bị",
        "police": "công an",
        "army": "quân sự",
        "diplomacy": "ngoại giao",
        "with_written_permission": "chỉ khi người có thẩm quyền cho phép bằng văn bản",
        "half_year": "6 tháng",
        "year": "năm",
        "official_letter": "công văn",
        "invitation": "giấy mời, thư mời, giấy triệu tập họp",
        "periodic_report": "báo cáo tháng, quý, năm và theo yêu cầu",
        "for_information": "văn bản gửi để biết, để phối hợp, để báo cáo",
        "consultation": "công văn xin ý kiến góp ý",
        "announcement": "thông báo",
        "work_schedule": "lịch công tác",
        "legal_normative": "văn bản quy phạm pháp luật",
        "individual_decision": "quyết định hành chính cá biệt",
        "budget": "văn bản liên quan đến kinh phí, cấp phát ngân sách",
        "left_third": "trùm khoảng 1/3 chữ ký cá nhân về bên trái",
        "top_left": "góc trên bên trái trang đầu",
        "top_right": "góc trên bên phải trang đầu",
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
    """A profile value with its unit: "1 ngày làm việc", "Có", "Không quy định", "PKI Token: Sở được ủy quyền"."""
    if value is None:
        return "Không quy định"
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
