"""The sentences of Mẫu số 01-05 and of the minutes (Nghị định 68/2024/NĐ-CP), in the decree's own words."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

# The decree with its day and subject, as the first citation in a document gives it (NĐ 30/2020 Phụ lục I).
DECREE = "Nghị định số 68/2024/NĐ-CP ngày 25 tháng 6 năm 2024 của Chính phủ quy định về chữ ký số chuyên dùng công vụ"
_CERTIFICATE = "chứng thư chữ ký số chuyên dùng công vụ"
_TAKES_DELIVERY = "Người tiếp nhận chứng thư chữ ký số, thiết bị lưu khóa bí mật"


@dataclass(frozen=True, kw_only=True)
class RequestWording:
    """What sets one văn bản đề nghị apart from another.

    `articles` are those of the decree that "Căn cứ …" names; `request_title` completes "đề nghị …" and "V/v đề nghị …".
    `contact_title` heads section 1 and `count_label` section 2; `list_sentence` stands for a table that is in the
    annex, which `annex_title` heads. An answer to the request uses `request_act` ("chấp nhận …"), `item_noun` (the
    things counted, in full) and `item_unit` (after the number).
    """

    articles: str
    request_title: str
    contact_title: str
    list_sentence: str
    annex_title: str
    request_act: str
    item_noun: str
    item_unit: str = "chứng thư"
    count_label: str = "Số lượng"

    @property
    def subject(self) -> str:
        """The trích yếu."""
        return f"V/v đề nghị {self.request_title}"

    @property
    def legal_basis(self) -> str:
        """Articles and decree, to complete "Căn cứ …"."""
        return f"{self.articles} {DECREE}"


def _issue(*, articles: str, whom: str, annex_title: str) -> RequestWording:
    return RequestWording(
        articles=articles,
        request_title=f"cấp {_CERTIFICATE} cho {whom}",
        contact_title=_TAKES_DELIVERY,
        list_sentence="Danh sách và thông tin đề nghị cấp chứng thư chữ ký số tại Phụ lục kèm theo.",
        annex_title=annex_title,
        request_act="cấp chứng thư chữ ký số",
        item_noun="chứng thư chữ ký số đề nghị cấp",
    )


INDIVIDUAL_ISSUE = _issue(
    articles="Điều 10, Điều 11",
    whom="cá nhân",
    annex_title="DANH SÁCH CÁ NHÂN ĐỀ NGHỊ CẤP CHỨNG THƯ CHỮ KÝ SỐ CHUYÊN DÙNG CÔNG VỤ",
)
ORGANISATION_ISSUE = _issue(
    articles="khoản 2 Điều 10, Điều 11",
    whom="cơ quan, tổ chức",
    annex_title="DANH SÁCH CƠ QUAN, TỔ CHỨC ĐỀ NGHỊ CẤP CHỨNG THƯ CHỮ KÝ SỐ CHUYÊN DÙNG CÔNG VỤ",
)
SYSTEM_ISSUE = _issue(
    articles="khoản 3 Điều 10, Điều 11",
    whom="thiết bị, dịch vụ, phần mềm",
    annex_title="DANH SÁCH THIẾT BỊ, DỊCH VỤ, PHẦN MỀM ĐỀ NGHỊ CẤP CHỨNG THƯ CHỮ KÝ SỐ CHUYÊN DÙNG CÔNG VỤ",
)
CERTIFICATE_UPDATE = RequestWording(
    articles="Điều 13, Điều 14, Điều 15, Điều 16",
    request_title=f"gia hạn, thay đổi nội dung thông tin {_CERTIFICATE}",
    contact_title="Người tiếp nhận chứng thư chữ ký số",
    list_sentence="Danh sách chứng thư chữ ký số và dịch vụ yêu cầu tại Phụ lục kèm theo.",
    annex_title="DANH SÁCH CHỨNG THƯ CHỮ KÝ SỐ CHUYÊN DÙNG CÔNG VỤ ĐỀ NGHỊ GIA HẠN, THAY ĐỔI NỘI DUNG THÔNG TIN",
    request_act="gia hạn, thay đổi nội dung thông tin chứng thư chữ ký số",
    item_noun="chứng thư chữ ký số đề nghị gia hạn, thay đổi nội dung thông tin",
)
REVOCATION = RequestWording(
    articles="Điều 17, Điều 18, Điều 19",
    request_title=f"thu hồi {_CERTIFICATE}",
    contact_title="Đầu mối phối hợp thu hồi thiết bị lưu khóa bí mật",
    list_sentence="Danh sách chứng thư chữ ký số đề nghị thu hồi và lý do thu hồi tại Phụ lục kèm theo.",
    annex_title="DANH SÁCH CHỨNG THƯ CHỮ KÝ SỐ CHUYÊN DÙNG CÔNG VỤ ĐỀ NGHỊ THU HỒI",
    request_act="thu hồi chứng thư chữ ký số",
    item_noun="chứng thư chữ ký số đề nghị thu hồi",
)
REQUESTS: Mapping[str, RequestWording] = MappingProxyType(
    {
        "01": INDIVIDUAL_ISSUE,
        "02": ORGANISATION_ISSUE,
        "03": SYSTEM_ISSUE,
        "04": CERTIFICATE_UPDATE,
        "05": REVOCATION,
    }
)

RETURN_BASIS = f"Điều 20 {DECREE}"
# Below the word "BIÊN BẢN".
RETURN_SUBJECT = "Giao, nhận thiết bị lưu khóa bí mật"
LOSS_SUBJECT = "Xác nhận thất lạc thiết bị lưu khóa bí mật"
KEEPER_CHANGE_SUBJECT = "Bàn giao thiết bị lưu khóa bí mật khi thay đổi người quản lý"


def founding_remark(*, name: str, reference: str) -> str:
    """Return the line that names the paper on which a body rests (Điều 10 khoản 2)."""
    return f"Quyết định thành lập hoặc văn bản xác nhận của cấp trên trực tiếp của {name}: {reference}."


def reissue_remark(*, name: str, serial: str) -> str:
    """Return the line that names the certificate which the new one follows (Điều 21)."""
    return f"Đề nghị cấp lại cho {name}; số hiệu chứng thư chữ ký số cũ: {serial}."
