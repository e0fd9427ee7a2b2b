"""What a cell of each kind may hold: help for who types it, choices, and checks that the grid has not already."""

import ipaddress
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from directory.domain.names import fold
from directory.domain.provinces import PROVINCES
from requests_workflow.domain.individual_rows import CENTRALISED, SIM_PKI

# NĐ 68/2024 Điều 3: what bears a certificate beside people and organisations.
SYSTEM_KINDS = ("Thiết bị", "Dịch vụ", "Phần mềm")
# NĐ 68/2024 Điều 17.
REVOCATION_REASONS = (
    "Chứng thư hết hạn sử dụng",
    "Khóa bí mật bị lộ hoặc nghi bị lộ",
    "Thiết bị lưu khóa bí mật bị hỏng",
    "Thiết bị lưu khóa bí mật bị thất lạc",
    "Trường hợp mất an toàn khác",
    "Yêu cầu của cơ quan tiến hành tố tụng, cơ quan công an",
    "Yêu cầu của cơ quan, tổ chức quản lý trực tiếp",
    "Thay đổi vị trí công tác không còn phù hợp",
    "Nghỉ hưu, thôi việc, từ trần",
    "Cơ quan, tổ chức giải thể, chia tách, sáp nhập",
    "Thiết bị, dịch vụ, phần mềm ngừng hoạt động",
)
TICK = "x"
MOST_TEXT = 500
_TICKED = frozenset({"x", "co", "1", "true", "v", "✓", "✔", "yes"})
_NOT_TICKED = frozenset({"", "khong", "0", "false", "-", "no"})
_HOST = re.compile(r"(?=.{1,253}$)(?:\*\.)?(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}", re.IGNORECASE)


@dataclass(frozen=True)
class Kind:
    """`clean` gives the form's own spelling; `wrong` a Vietnamese sentence for a cleaned text that cannot be, or ""."""

    help: str
    width: int = 24
    choices: tuple[str, ...] = ()
    clean: Callable[[str], str] = str
    wrong: Callable[[str], str] = lambda _: ""


def chosen(text: str, choices: tuple[str, ...]) -> str:
    """The choice that the text means, whatever its marks and capitals; the text itself where it is none."""
    return text if not choices or text in choices else _folded(choices).get(fold(text), text)


@cache
def _folded(choices: tuple[str, ...]) -> dict[str, str]:
    return {fold(one): one for one in choices}


def clean_tick(text: str) -> str:
    """ "x" for what people tick with, "" for what says no; anything else stays to be refused."""
    folded = fold(text)
    return TICK if folded in _TICKED else "" if folded in _NOT_TICKED else text


def clean_tax_code(text: str) -> str:
    """ "5900123456" or "5900123456-001" (Luật Quản lý thuế)."""
    digits = re.sub(r"[\s.-]", "", text)
    return f"{digits[:10]}-{digits[10:]}" if re.fullmatch("[0-9]{13}", digits) else digits


def _wrong_tax_code(text: str) -> str:
    fits = re.fullmatch("[0-9]{10}(-[0-9]{3})?", text)
    return "" if fits else "Mã số thuế gồm 10 chữ số, hoặc 10 chữ số, dấu gạch và 3 chữ số."


def _wrong_budget_code(text: str) -> str:
    return "" if re.fullmatch("[0-9]{7}", text) else "Mã quan hệ ngân sách gồm đúng 7 chữ số."


def _wrong_tick(text: str) -> str:
    return "" if text in ("", TICK) else "Đánh dấu x, hoặc để trống."


def _wrong_network_name(text: str) -> str:
    for one in re.split(r"[\s,;]+", text):
        try:
            ipaddress.ip_address(one)
        except ValueError:
            if not _HOST.fullmatch(one):
                return "Nhập tên miền (ví dụ dichvucong.laichau.gov.vn) hoặc địa chỉ IP."
    return ""


def _wrong_text(text: str) -> str:
    return f"Rút gọn ô này: nhiều nhất {MOST_TEXT} ký tự." if len(text) > MOST_TEXT else ""


def _one_of(choices: tuple[str, ...], what: str) -> Callable[[str], str]:
    return lambda text: "" if text in choices else f"Chọn {what} trong danh sách của ô."


def _squeezed(text: str) -> str:
    return re.sub(r"[\s.-]", "", text)


KINDS = MappingProxyType(
    {
        "text": Kind("Nhập chữ, bảng mã Unicode.", 28, wrong=_wrong_text),
        "date": Kind("Ngày/tháng/năm, ví dụ 05/08/1985. Nhập dạng chữ.", 14),
        "id12": Kind("Đúng 12 chữ số, giữ số 0 ở đầu. Ô đã đặt dạng chữ.", 18),
        "phone": Kind("Số di động 10 chữ số, ví dụ 0912345678. Ô đã đặt dạng chữ.", 16),
        "email.gov": Kind("Thư điện tử công vụ do cơ quan nhà nước cấp; không dùng Gmail, Yahoo.", 32),
        "province": Kind("Chọn một trong 34 tỉnh, thành phố.", 24, choices=PROVINCES),
        "certificate_serial": Kind("Chữ số và chữ a–f, như in trên chứng thư. Ô đã đặt dạng chữ.", 28),
        "sim_pki": Kind(
            "Để trống khi dùng thiết bị lưu khóa. Chọn nhà mạng khi dùng SIM PKI (thêm /cs khi chuyển đổi số đang "
            "dùng), hoặc Ký số tập trung.",
            18,
            choices=(*SIM_PKI, CENTRALISED),
        ),
        "tax_code": Kind("10 chữ số, hoặc 10-3 chữ số.", 18, clean=clean_tax_code, wrong=_wrong_tax_code),
        "budget_code": Kind("7 chữ số.", 14, clean=_squeezed, wrong=_wrong_budget_code),
        "check": Kind("Đánh dấu x, hoặc để trống.", 12, choices=(TICK,), clean=clean_tick, wrong=_wrong_tick),
        "system_kind": Kind(
            "Chọn thiết bị, dịch vụ hoặc phần mềm.",
            14,
            choices=SYSTEM_KINDS,
            clean=lambda text: chosen(text, SYSTEM_KINDS),
            wrong=_one_of(SYSTEM_KINDS, "loại"),
        ),
        "revocation_reason": Kind(
            "Chọn lý do theo Điều 17 NĐ 68/2024.",
            40,
            choices=REVOCATION_REASONS,
            clean=lambda text: chosen(text, REVOCATION_REASONS),
            wrong=_one_of(REVOCATION_REASONS, "lý do"),
        ),
        "network_name": Kind("Tên miền hoặc địa chỉ IP, cách nhau bằng dấu phẩy.", 28, wrong=_wrong_network_name),
    }
)


def kind_named(name: str) -> Kind:
    """The kind of a column; one that is not known here is plain text."""
    return KINDS.get(name, KINDS["text"])
