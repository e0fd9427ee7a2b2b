"""What a cell of each kind may hold: help for who types it, choices, and what the rules of the grid do not say."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from directory.domain.names import fold
from directory.domain.provinces import PROVINCES
from requests_workflow.domain.form_rows import SYSTEM_KINDS
from requests_workflow.domain.individual_rows import CENTRALISED, SIM_PKI
from requests_workflow.domain.information_changes import CHANGES
from requests_workflow.domain.revocation_reasons import REASONS

REVOCATION_REASONS = tuple(one.label for one in REASONS.values())
INFORMATION_CHANGES = tuple(one.label for one in CHANGES.values())
TICK = "x"
_TICKED = frozenset({"x", "co", "1", "true", "v", "✓", "✔", "yes"})
_NOT_TICKED = frozenset({"", "khong", "0", "false", "-", "no"})


@dataclass(frozen=True)
class Kind:
    """`clean` makes of the text what the grid's rules take; `wrong` is a sentence for a text that cannot be, or ""."""

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


def _wrong_identity_number(text: str) -> str:
    return "" if re.fullmatch("[0-9]{12}", text) else "Số định danh cá nhân gồm đúng 12 chữ số."


def _wrong_change(text: str) -> str:
    return "" if text in INFORMATION_CHANGES else "Chọn nội dung thay đổi trong danh sách của ô."


def _squeezed(text: str) -> str:
    return re.sub(r"[\s.-]", "", text)


KINDS = MappingProxyType(
    {
        "text": Kind("Nhập chữ, bảng mã Unicode.", 28),
        "date": Kind("Ngày/tháng/năm, ví dụ 05/08/1985. Nhập dạng chữ.", 14),
        "id12": Kind(
            "Đúng 12 chữ số, giữ số 0 ở đầu. Ô đã đặt dạng chữ.", 18, clean=_squeezed, wrong=_wrong_identity_number
        ),
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
        "tax_code": Kind("10 chữ số, hoặc 10-3 chữ số.", 18, clean=clean_tax_code),
        "budget_code": Kind("7 chữ số.", 14, clean=_squeezed),
        "check": Kind("Đánh dấu x, hoặc để trống.", 12, choices=(TICK,), clean=clean_tick),
        "system_kind": Kind(
            "Chọn thiết bị, dịch vụ hoặc phần mềm.",
            14,
            choices=SYSTEM_KINDS,
            clean=lambda text: chosen(text, SYSTEM_KINDS),
        ),
        "revocation_reason": Kind(
            "Chọn lý do theo Điều 17 NĐ 68/2024.",
            40,
            choices=REVOCATION_REASONS,
            clean=lambda text: chosen(text, REVOCATION_REASONS),
        ),
        "information_change": Kind(
            "Chọn khi đánh dấu Thay đổi thông tin.",
            32,
            choices=INFORMATION_CHANGES,
            clean=lambda text: chosen(text, INFORMATION_CHANGES),
            wrong=_wrong_change,
        ),
        "network_name": Kind("Tên miền hoặc địa chỉ IP, cách nhau bằng dấu phẩy.", 28),
    }
)


def kind_named(name: str) -> Kind:
    """The kind of a column; one that is not known here is plain text."""
    return KINDS.get(name, KINDS["text"])
