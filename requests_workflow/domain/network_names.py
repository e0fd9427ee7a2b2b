"""Names by which a system is reached: domain names (RFC 1035, RFC 5890) and addresses (RFC 4291), a comma between two.

The column is the product's own until the official Mẫu 03 is in hand: a name without a dot is pointed out, not refused.
"""

import ipaddress
import re

_LABEL = re.compile(r"_?[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?")
LONGEST = 253
MALFORMED = "Nhập tên miền (ví dụ dichvucong.laichau.gov.vn) hoặc địa chỉ IP; nhiều tên cách nhau bằng dấu phẩy."
ADDRESS_OF_PAGE = "Chỉ ghi tên miền hoặc địa chỉ IP, không ghi “https://”, cổng và đường dẫn."
WITHOUT_DOT = "Tên không có dấu chấm: kiểm tra có phải tên miền đầy đủ không."


def clean_network_names(text: str) -> str:
    """In lower case, ", " between two: "A.vn;b.vn" -> "a.vn, b.vn"; what cannot be read stays as typed."""
    return ", ".join(part.strip().lower() for part in re.split(r"[,;\n]", text) if part.strip())


def network_name_problem(text: str) -> str:
    """Why one of the names (as cleaned) cannot be, as a sentence; "" where all can."""
    for name in text.split(", "):
        if "/" in name or re.fullmatch(r"[^:]+:[0-9]+", name):
            return ADDRESS_OF_PAGE
        if not (_is_address(name) or _is_domain(name)):
            return MALFORMED
    return ""


def network_name_warning(text: str) -> str:
    """What deserves a second look in names that can be, as a sentence; "" where nothing does."""
    if not text or network_name_problem(text):
        return ""
    return WITHOUT_DOT if any("." not in name and ":" not in name for name in text.split(", ")) else ""


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


def _is_domain(name: str) -> bool:
    """A name of labels, "*" for the first of them; one with marks counts as it is looked up."""
    try:
        ascii_name = name.removeprefix("*.").encode("idna").decode("ascii")
    except UnicodeError:
        return False
    labels = ascii_name.split(".")
    # The last label of a name is never a number (RFC 3696 section 2): "300.1.2.3" is an address that cannot be.
    named = not labels[-1].isdecimal()
    return named and len(ascii_name) <= LONGEST and all(_LABEL.fullmatch(label) for label in labels)
