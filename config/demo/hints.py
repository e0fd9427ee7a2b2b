"""What a persona can try, as one sentence of the persona switcher."""

LOCK_HINT = "Thiết bị đang bị khóa: báo khóa, rồi xác nhận đã đặt mật khẩu mới khi Sở khôi phục xong."
DRAFT_HINT = (
    "Soạn văn bản theo cả chín Mẫu (cấp mới, gia hạn, thu hồi, khôi phục, bàn giao, giao nộp thiết bị); trình ký, rút, "
    "sửa hồ sơ."
)
CONTACT_HINT = (
    "Cán bộ đầu mối: soạn đề nghị, nhận và bàn giao thiết bị, theo dõi thiết bị phải giao nộp và chứng thư sắp hết hạn."
)
SEAL_HINT = "Cấp số, ngày, ký số của cơ quan, gửi văn bản; giữ thiết bị của cơ quan."
SIGN_HINT = "Xem, ký số đề nghị hoặc trả lại người soạn thảo kèm ý kiến."
DEPUTY_HINT = "Ký thay (KT.) khi thiết bị của người đứng đầu bị khóa."
DESK_HINT = "Tiếp nhận, kiểm tra hồ sơ Mẫu 06; chấp nhận, yêu cầu bổ sung hoặc dự thảo từ chối; ghi kết quả khôi phục."
