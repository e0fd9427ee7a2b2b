"""The Vietnamese sentence of each refusal: what stands in the way, then what to do next."""

from types import MappingProxyType

TEXTS = MappingProxyType(
    {
        # The engine's own refusals.
        "wrong_state": (
            "Không thực hiện được “{act}” khi hồ sơ ở trạng thái “{state}”. Tải lại trang để xem các việc làm được lúc"
            " này."
        ),
        "wrong_role": "“{act}” là việc của: {roles}. Chuyển hồ sơ cho người có vai trò đó.",
        "not_applicable": "“{act}” chỉ dùng khi {when}. Chọn việc khác trong danh sách.",
        "missing_input": "Còn thiếu: {need}. Bổ sung rồi thực hiện lại.",
        "reason_too_short": "Lý do quá ngắn. Viết ít nhất {least} ký tự để người nhận hiểu phải làm gì.",
        # The document asking for recovery.
        "no_rows": "Hồ sơ chưa có dòng nào trong danh sách. Thêm ít nhất một dòng rồi trình lại.",
        "rows_incomplete": "Có dòng còn thiếu hoặc ghi chưa đúng thông tin của Mẫu số {form}. Sửa các ô được đánh dấu.",
        "agency_cannot_submit": (
            "Cơ quan này chưa được ghi nhận có tư cách pháp nhân và con dấu riêng. Gửi đề nghị qua cơ quan, tổ chức "
            "quản lý trực tiếp."
        ),
        "agency_excluded": (
            "Cơ quan thuộc ngành công an, quân sự hoặc ngoại giao không thuộc đối tượng áp dụng của quy chế này. Gửi "
            "đề nghị theo đường của ngành mình."
        ),
        "secret_document": (
            "Văn bản được đánh dấu mật. Không đưa văn bản mật lên hệ thống; xử lý theo quy định về bảo vệ bí mật nhà "
            "nước."
        ),
        "mixed_recipients": (
            "Các thiết bị trong hồ sơ thuộc hai nơi tiếp nhận khác nhau. Tách thành hai hồ sơ theo loại thiết bị."
        ),
        "signer_not_chosen": "Chưa chọn người ký văn bản. Chọn lãnh đạo ký rồi trình lại.",
        "drafter_signs": "Người soạn thảo không được tự ký văn bản của mình. Chọn người ký khác.",
        "checker_is_drafter": "Người soạn thảo không được tự kiểm tra bản thảo của mình. Chuyển người khác kiểm tra.",
        "signer_token_in_rows": (
            "Thiết bị của người ký nằm trong hồ sơ này nên người ký không ký số được. Chọn cấp phó ký thay (KT.) hoặc "
            "chọn hình thức ký tay."
        ),
        "rows_invalid": "Còn {count} ô ghi chưa đúng: {lines}. Sửa các ô đó rồi trình lại.",
        "email_not_allowed": (
            "Địa chỉ {emails} không phải thư điện tử công vụ được chấp nhận. Dùng địa chỉ do cơ quan nhà nước cấp."
        ),
        # Signing and sealing.
        "not_chosen_signer": (
            "Văn bản này được trình người khác ký. Người được chọn ký, hoặc trả lại người soạn thảo để đổi người ký."
        ),
        "delegation_ended": (
            "Việc giao ký, ủy quyền ký của người được chọn đã hết hạn, đã chấm dứt hoặc không gồm thủ tục này. Chọn "
            "người ký khác; nếu đã trình thì trả lại người soạn thảo để chọn."
        ),
        "certificate_not_in_force": (
            "Không có chứng thư chữ ký số còn hiệu lực của người ký. Kiểm tra chứng thư, hoặc trả lại để chọn người ký"
            " khác."
        ),
        "signer_token_locked": (
            "Thiết bị lưu khóa bí mật của người ký đang bị khóa. Cấp phó ký thay (KT.), hoặc ký tay và nộp bản quét."
        ),
        "seal_token_locked": (
            "Thiết bị lưu khóa bí mật của cơ quan đang bị khóa nên chưa ký số của cơ quan được. Đóng dấu trên bản giấy"
            " và nộp bản quét."
        ),
        "wet_seal_not_needed": (
            "Thiết bị của cơ quan vẫn dùng được và văn bản đã ký số. Ký số của cơ quan thay cho đóng dấu bản giấy."
        ),
        "attachments_unsound": (
            "{count} tài liệu kèm theo hỏng hoặc có chữ ký số không hợp lệ, chưa kiểm tra được, nên cơ quan không ký "
            "tiếp được. Thay bằng bản gốc hoặc bản quét."
        ),
        "attachments_unsealed": (
            "Còn {count} tài liệu kèm theo chưa có chữ ký số của cơ quan. Văn thư ký từng tệp ở trang Tài liệu kèm "
            "theo của hồ sơ rồi gửi."
        ),
        # Receipt and decision.
        "own_token": "Hồ sơ có thiết bị do chính người thực hiện giữ. Chuyển người khác xử lý.",
        "decider_is_drafter": (
            "Người soạn thảo văn bản đề nghị không được quyết định về đề nghị đó. Chuyển cán bộ khác xử lý."
        ),
        "checks_open": (
            "Còn {count} mục kiểm tra chưa đạt: {lines}. Bỏ qua từng mục kèm lý do, hoặc yêu cầu bổ sung, hoặc đề xuất"
            " từ chối."
        ),
        "row_recovered": (
            "Đã có thiết bị được khôi phục nên không từ chối hoặc rút cả hồ sơ được nữa. Xử lý tiếp từng thiết bị còn "
            "lại."
        ),
        "proposer_signs_refusal": "Người đề xuất từ chối không được ký văn bản từ chối. Lãnh đạo khác ký.",
        "rows_open": "Còn {count} dòng chưa xong. Hồ sơ tự kết thúc khi dòng cuối cùng xong.",
        # First certificates: the provider's answer, devices and hand-over.
        "row_answered": (
            "Cục đã cấp hoặc từ chối ít nhất một đề nghị nên không áp dụng cho cả hồ sơ được nữa. Xử lý từng đề nghị "
            "còn lại."
        ),
        "rows_unanswered": "Cục chưa trả lời {count} đề nghị. Hồ sơ chuyển bước khi mọi đề nghị có kết quả.",
        "subscriber_left": (
            "Người nhận thiết bị đã thôi công tác tại cơ quan nên không bàn giao được. Thiết bị của cơ quan, hệ thống: "
            "chọn “Đổi người giữ thiết bị”. Thiết bị của cá nhân: chọn “Không bàn giao nữa” và đề nghị thu hồi chứng "
            "thư."
        ),
        "giver_is_receiver": (
            "Bạn là người nhận thiết bị này nên không tự bàn giao cho mình được. Người khác của cơ quan bàn giao."
        ),
        "not_the_receiver": (
            "Chỉ thuê bao có tên trong đề nghị xác nhận được việc nhận thiết bị hoặc chứng thư. Nhắc người đó đăng "
            "nhập và xác nhận."
        ),
        "certificate_not_registered": (
            "Chứng thư của đề nghị này chưa có trong sổ. Nhập tệp chứng thư của Cục trước rồi thực hiện lại."
        ),
        "notice_without_certificate": (
            "Chưa có chứng thư trong sổ của: {names}. Nhập tệp chứng thư của Cục trước khi gửi Mẫu số 07."
        ),
        "notice_not_handed_over": (
            "Sổ không còn ghi thiết bị đang do người nhận giữ: {names}. Bỏ các dòng đó khỏi thông báo."
        ),
        "keeper_missing": (
            "Chưa ghi người sẽ giữ thiết bị của: {names}. Chọn người giữ (văn thư hoặc người vận hành) ở từng dòng."
        ),
        "keeper_not_registry": (
            "Người giữ thiết bị không phải văn thư của cơ quan: {names}. Chọn văn thư ở từng dòng, hoặc ghi nhận vai "
            "trò văn thư cho người đó trước."
        ),
        "establishment_missing": (
            "Chưa ghi quyết định thành lập hoặc văn bản xác nhận của cơ quan cấp trên trực tiếp của: {names}. Ghi số, "
            "ngày văn bản ở từng dòng."
        ),
        # Renewal and change of information.
        "certificate_ended": (
            "Chứng thư không còn hiệu lực: {names}. Bỏ các dòng đó; đề nghị cấp mới (Mẫu số 01, 02 hoặc 03) và ghi số "
            "hiệu chứng thư cũ."
        ),
        "renewal_used": (
            "Chứng thư đã gia hạn một lần nên không gia hạn nữa: {names}. Đề nghị cấp mới (Mẫu số 01, 02 hoặc 03) và "
            "ghi số hiệu chứng thư cũ."
        ),
        "renewal_too_late": (
            "Chứng thư còn dưới {days} ngày hiệu lực nên không gia hạn được: {names}. Đề nghị cấp mới (Mẫu số 01, 02 "
            "hoặc 03) và ghi số hiệu chứng thư cũ."
        ),
        "change_too_late": (
            "Chứng thư còn dưới {days} ngày hiệu lực nên không thay đổi thông tin được: {names}. Đề nghị cấp mới (Mẫu "
            "số 01, 02 hoặc 03) và ghi số hiệu chứng thư cũ."
        ),
        "received_too_late": (
            "Ngày Cục nhận, chứng thư không còn đủ thời hạn để gia hạn hoặc thay đổi thông tin: {names}. Kiểm tra lại "
            "ngày nhận; nếu đúng thì ghi nhận trả lời của Cục và đề nghị cấp mới (Mẫu số 01, 02 hoặc 03)."
        ),
        "position_changed": (
            "Thay đổi chức vụ không phải là thay đổi thông tin chứng thư: {names}. Nếu chứng thư không còn phù hợp thì "
            "đề nghị thu hồi (Mẫu số 05) và cấp mới (Mẫu số 01); nếu còn phù hợp thì không phải làm gì."
        ),
        "identity_changed": (
            "Thay đổi họ tên, số định danh không có trong các trường hợp thay đổi thông tin: {names}. Hỏi Cục Chứng "
            "thực số và Bảo mật thông tin; thông thường là thu hồi (Mẫu số 05) và cấp mới (Mẫu số 01)."
        ),
        "change_not_listed": (
            "Nội dung thay đổi không thuộc các trường hợp được thay đổi của loại thuê bao này: {names}. Chọn đúng nội "
            "dung thay đổi, hoặc đề nghị thu hồi và cấp mới."
        ),
        # Revocation, return and loss.
        "revoked_before": "Chứng thư đã bị thu hồi trước đó: {names}. Bỏ các dòng đó khỏi danh sách.",
        "revocation_reason_unfit": (
            "Lý do thu hồi không dùng cho loại thuê bao này: {names}. Chọn lại lý do theo Điều 17 ở từng dòng."
        ),
        "revocation_by_notice": (
            "Hồ sơ này ghi nhận một thông báo thu hồi nên không trình ký. Chọn “Ghi nhận thông báo thu hồi”."
        ),
        "device_settled": (
            "Thiết bị không còn phải giao nộp: {names}. Bỏ các dòng đó khỏi biên bản; tải lại trang để xem."
        ),
        "device_lost": (
            "Thiết bị đã báo thất lạc nên không giao nộp được: {names}. Lập biên bản xác nhận thất lạc (Mẫu số 09); "
            "nếu đã tìm thấy thì bỏ biên bản đó với lý do đã tìm thấy thiết bị."
        ),
        "device_returned": "Thiết bị đã giao nộp nên không thể thất lạc: {names}. Bỏ các dòng đó khỏi biên bản.",
        # After recovery.
        "not_the_subscriber": (
            "Chỉ thuê bao hoặc người đang giữ thiết bị xác nhận được việc đặt mật khẩu mới. Nhắc người đó đăng nhập và"
            " xác nhận."
        ),
    }
)


def refusal_text(code: str, params: tuple[tuple[str, str], ...]) -> str:
    """The sentence of `code` with `params` filled in. Raises LookupError for an unknown code or a missing word."""
    return TEXTS[code].format_map(dict(params))
