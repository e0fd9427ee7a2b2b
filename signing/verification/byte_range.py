"""The ByteRange of a signature against the bytes of the file (ISO 32000-1 §12.8.1).

Everything but the /Contents token itself must be signed, from the first byte on. This alone stops wrapped, relocated
and null byte ranges.
"""

import re
from typing import Any

HEX = re.compile(rb"<[0-9A-Fa-f]*>")


def byte_range_problem(*, data: bytes, byte_range: Any, contents: bytes) -> str | None:
    """A Vietnamese sentence that says what is wrong, or None.

    `byte_range` is what the file holds (any object), `contents` the /Contents string as the PDF reader understood it.
    """
    numbers = _numbers(byte_range)
    if numbers is None:
        return "Phạm vi ký (ByteRange) không có hoặc không phải bốn số nguyên."
    start, first, second, length = numbers
    end = second + length
    if start != 0 or first <= 0 or second <= first or length < 0 or end > len(data):
        return "Phạm vi ký (ByteRange) không bắt đầu từ đầu tệp hoặc vượt ra ngoài tệp."
    gap = data[first:second]
    if not HEX.fullmatch(gap):
        return "Khoảng trống trong phạm vi ký chứa dữ liệu khác ngoài giá trị chữ ký."
    if not data[:first].rstrip(b" \t\r\n\0\f").endswith(b"/Contents"):
        return "Khoảng trống trong phạm vi ký không phải là giá trị chữ ký."
    digits = gap[1:-1]
    if bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode()) != contents:
        return "Giá trị chữ ký trong tệp không trùng với giá trị mà phạm vi ký chừa ra."
    return None


def signed_end(byte_range: Any) -> int:
    """Number of the byte after the signed part; 0 when the range is malformed."""
    numbers = _numbers(byte_range)
    return numbers[2] + numbers[3] if numbers else 0


def _numbers(byte_range: Any) -> tuple[int, int, int, int] | None:
    try:
        values = [byte_range[i] for i in range(len(byte_range))]
    except (TypeError, KeyError):
        return None
    if len(values) != 4 or not all(isinstance(v, int) and not isinstance(v, bool) for v in values):
        return None
    a, b, c, d = (int(v) for v in values)
    return a, b, c, d
