"""The words that transitions may use for inputs and effects; a procedure with another word does not import.

`services/perform` must have an implementation for each effect and a form must know each need.
"""

from types import MappingProxyType

# Input that an act must bring: code -> how screens and docs/quy-trinh call it.
NEEDS = MappingProxyType(
    {
        "reason": "lý do",
        "clause": "căn cứ (điều, khoản)",
        "signed_document": "văn bản đã ký số",
        "scan_file": "bản quét văn bản giấy",
        "proof_file": "tệp minh chứng",
        "supplement_file": "tài liệu bổ sung",
        "number_and_date": "số và ngày văn bản",
        "channel": "kênh gửi, nhận",
        "legal_time": "thời điểm gửi, nhận trên hệ thống quản lý văn bản",
        "officer": "cán bộ nhận xử lý",
        "answer_reference": "số hoặc mã và ngày của văn bản trả lời",
        "row_results": "kết quả của từng đề nghị",
        "devices": "số hiệu thiết bị của từng đề nghị",
        "condition": "tình trạng thiết bị",
        "copy_channel": "kênh và mã gửi bản sao",
        "custody_decision": "số, ngày quyết định giao giữ thiết bị",
        "installer": "người cài đặt",
        "keeper": "người giữ mới",
        "recovery_record": "nội dung khôi phục (cách thức, công cụ, người thực hiện, thời điểm, giao nhận)",
    }
)

# What follows from an act, in the same transaction: code -> meaning.
EFFECTS = MappingProxyType(
    {
        "render_document": "tạo bản PDF để duyệt và ký",
        "discard_document": "bỏ bản PDF và các chữ ký trên bản đó; bản gốc vẫn lưu",
        "fill_number": "ghi số, ngày vào bản PDF đã ký mà chữ ký vẫn hợp lệ",
        "discard_number": "bỏ số, ngày đã ghi; bản gốc vẫn lưu",
        "check_profile": "kiểm tra lại quy chế áp dụng tại thời điểm gửi",
        "pin_profile": "gắn quy chế áp dụng vào hồ sơ",
        "record_receipt": "ghi thời điểm tiếp nhận (lần đầu và hợp lệ)",
        "issue_receipt": "tạo giấy tiếp nhận",
        "render_supplement_notice": "tạo văn bản yêu cầu bổ sung",
        "render_refusal": "tạo văn bản từ chối",
        "discard_refusal": "bỏ dự thảo văn bản từ chối",
        "stop_clock": "dừng tính hạn",
        "accept_requests": "chấp nhận từng đề nghị trong hồ sơ",
        "refuse_requests": "từ chối từng đề nghị còn mở trong hồ sơ",
        "withdraw_requests": "rút từng đề nghị còn mở trong hồ sơ",
        "record_recovery": "ghi nội dung khôi phục và hai lần giao nhận nếu thiết bị đổi tay",
        "mark_token_working": "thiết bị hoạt động trở lại",
        "close_dossier_if_done": "kết thúc hồ sơ khi đề nghị cuối cùng đã xong",
        "reassign": "ghi cán bộ xử lý mới",
        "advance_dossier": "hồ sơ tự chuyển bước, tự kết thúc khi đủ điều kiện",
        "make_copies": "lập danh sách bản sao phải gửi và theo dõi",
        "record_copy_sent": "ghi nhận bản sao đã gửi",
        "acknowledge_copy": "ghi nhận bản sao đã đến",
        "record_arrival": "ghi thời điểm Sở nhận hồ sơ",
        "record_forwarding": "ghi thời điểm, kênh Sở chuyển Cục",
        "apply_row_results": "ghi kết quả của Cục cho từng đề nghị",
        "register_devices_at_department": "ghi thiết bị và người giữ tại Sở",
        "register_devices": "ghi thiết bị vào sổ và người giữ tại cơ quan",
        "change_keeper": "ghi người sẽ giữ thiết bị, báo người trước đó",
        "record_handover": "ghi giao nhận thiết bị cho thuê bao",
        "supplement_rows": "các đề nghị được bổ sung lại chờ Cục trả lời",
        "record_installation": "ghi lần cài chứng thư mới lên thiết bị đang có",
        "revoke_by_notice": "ghi chứng thư bị thu hồi theo thông báo, mở việc thu hồi thiết bị",
        "send_devices_back": "hoàn thành việc giao nộp thiết bị, kết thúc đề nghị thu hồi tương ứng",
        "take_devices_back": "ghi thiết bị đã về tổ chức cung cấp dịch vụ",
        "device_found": "ghi thiết bị đã tìm thấy, trở lại tình trạng trước khi báo thất lạc",
        "settle_lost_devices": "ghi thiết bị thất lạc, kết thúc đề nghị thu hồi tương ứng",
        "close_noticed_rows": "kết thúc các đề nghị đã thông báo bàn giao",
        "notify_officer": "báo cán bộ nhận xử lý",
        "notify_drafter": "báo người soạn thảo",
        "notify_next": "báo người giữ bước tiếp theo",
        "notify_agency": "báo cơ quan, tổ chức quản lý trực tiếp",
        "notify_subscriber": "báo thuê bao",
        "notify_recipient": "báo nơi tiếp nhận",
        "notify_provider": "báo tổ chức cung cấp dịch vụ",
        "notify_copy": "báo nơi nhận bản sao",
    }
)
