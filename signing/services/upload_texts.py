"""What a person is told whose signed file was refused: what is wrong and what to do next."""

AGAIN = "Hãy tải lại tệp từ hồ sơ, ký đúng tệp đó (không in lại, không lưu lại bằng phần mềm khác) rồi tải lên."

TEXTS = {
    "not_pdf": "Tệp tải lên không phải là PDF. Hãy chọn tệp PDF mà bạn vừa ký.",
    "old_pdf_version": "Tệp là PDF {version}; văn bản ký số phải từ PDF 1.4 trở lên. " + AGAIN,
    "not_prefix": ("Tệp tải lên không phải là văn bản của hồ sơ này, hoặc đã bị lưu lại sau khi tải về. " + AGAIN),
    "no_new_signature": (
        "Tệp tải lên chưa có chữ ký mới. Hãy ký số tệp đã tải về bằng thiết bị của bạn, lưu lại và tải lên tệp đã ký."
    ),
    "too_many_signatures": "Tệp tải lên có {count} chữ ký mới, chỉ được có một. " + AGAIN,
    "broken_signature": "Chữ ký mới trên tệp không toàn vẹn: {reason} " + AGAIN,
    "wrong_signer": (
        "Tệp được ký bằng chứng thư số của {found}, cần chứng thư số của {expected}. Hãy cắm đúng thiết "
        "bị, ký lại tệp gốc của hồ sơ và tải lên."
    ),
    "revoked": (
        "{reason} Không dùng chứng thư này để ký được nữa; hãy ký bằng chứng thư khác đang có hiệu lực "
        "hoặc liên hệ đơn vị quản lý chứng thư số."
    ),
    "certificate_expired": "{reason} Hãy gia hạn chứng thư số, hoặc để người được ủy quyền ký thay.",
    "certificate_unfit": "{reason} Hãy ký lại bằng chứng thư số đang có hiệu lực và được cấp để ký số.",
    "not_trusted": (
        "Không xác minh được chứng thư số do CA chuyên dùng công vụ cấp: {reason} Hãy ký bằng chứng thư số "
        "chuyên dùng công vụ, hoặc báo quản trị viên cập nhật danh sách CA."
    ),
    "status_unknown": (
        "{reason} Tệp của bạn chưa bị từ chối vì sai; hãy thử lại sau ít phút, hoặc báo quản trị viên cập "
        "nhật danh sách thu hồi."
    ),
    "time_unfit": "{reason} Hãy kiểm tra đồng hồ của máy ký, ký lại và tải lên.",
    "changed_content": ("Ngoài chữ ký, tệp tải lên còn có thay đổi khác so với văn bản của hồ sơ. {reason} " + AGAIN),
    "changed_fields": (
        "Khi ký, các ô sau đã bị điền hoặc sửa: {fields}. Số và ngày do văn thư điền trong hồ sơ. " + AGAIN
    ),
    "earlier_broken": "Việc ký đã làm hỏng chữ ký trước của {signer}. " + AGAIN,
    "earlier_unknown": "Chưa kiểm tra được chữ ký trước của {signer}: {reason} Hãy thử lại sau ít phút.",
    "wrong_place": (
        "Chữ ký của cơ quan phải hiện ở góc trên bên phải trang đầu. Hãy tải lại tệp, ký vào ô đã đặt sẵn ở góc đó "
        "(chỉ hiện thông tin, không hiện hình ảnh) rồi tải lên."
    ),
    "not_checked": "{reason} " + AGAIN,
    "gave_up": ("Việc kiểm tra bị dừng nhiều lần nên chưa có kết quả. Hãy tải tệp lên lần nữa hoặc báo quản trị viên."),
    "missing_file": "Không còn tìm thấy tệp đã tải lên. Hãy tải tệp đã ký lên lần nữa.",
    "cannot_sign": "Không ký được bằng khóa thử nghiệm: {reason}",
}


def refusal_text(code: str, **values: str) -> str:
    """The sentence for a code, with its values filled in (missing values stay empty)."""
    return " ".join(TEXTS[code].format_map(_Blank(values)).split())


class _Blank(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return ""
