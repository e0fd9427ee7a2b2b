"""Where text breaks that a typist would not leave to the margin: centred titles, serial numbers, addresses.

Widths are measured in Tinos; a hair is kept free, so that a line which fits here fits on the page.
"""

import re
from collections.abc import Iterable
from functools import partial

from requests_workflow.documents.fonts import text_width

_POINTS_PER_MM = 72 / 25.4
_HAIR_MM = 0.3
_MOST_PARTS = 8
_HEX_GROUP = 2  # a byte of a serial number is not torn apart
_SHORT = 0.45  # of the longest line: a last line below that looks forgotten
# Words of two syllables that a title does not break.
_TOGETHER = frozenset(
    """bí mật|bàn giao|bảo mật|cá nhân|chính phủ|chính quyền|chuyên dùng|chuyển đổi|chứng thư|chứng thực|chức vụ|
    công nghệ|công tác|công vụ|cơ quan|cơ yếu|danh sách|di động|dịch vụ|điện thoại|điện tử|định danh|đề nghị|
    giáo dục|giám đốc|gia hạn|hành chính|hạ tầng|hệ thống|hiệu lực|hoàn thành|hội đồng|khoa học|khôi phục|khu vực|
    ngân sách|nhân dân|nội dung|phần mềm|phụ trách|phục vụ|quan hệ|quản lý|quản trị|sở hữu|sử dụng|thành phố|
    thay đổi|thất lạc|thiết bị|thông báo|thông tin|thời điểm|thu hồi|thuê bao|thủ tục|tiếp nhận|tình trạng|tổ chức|
    trực thuộc|trung tâm|truyền thông|tỉnh ủy|ủy ban|văn phòng|xác nhận|yêu cầu""".replace("\n    ", "").split("|")
)


def balanced(*, text: str, width_mm: float, size: float, bold: bool = False) -> tuple[str, ...]:
    """Return centred text line by line: as few as the width holds, and about equally long where the last is short.

    Words of two syllables stay together where a line can hold them. Text with a syllable longer than the line is left
    in one, to be broken on the page.
    """
    measure = partial(text_width, size=size, bold=bold)
    limit = (width_mm - _HAIR_MM) * _POINTS_PER_MM
    syllables = text.split()
    if not syllables or measure(text=" ".join(syllables)) <= limit or max(measure(text=s) for s in syllables) > limit:
        return (" ".join(syllables),)
    words = _words(syllables)
    widths = [measure(text=word) for word in words]
    if max(widths) > limit:
        words, widths = syllables, [measure(text=syllable) for syllable in syllables]
    blank = measure(text=" ")
    ends = _filled(widths, blank, limit)
    if sum(widths[ends[-2] :]) < _SHORT * max(sum(widths[a:b]) for a, b in zip((0, *ends), ends, strict=False)):
        count, low, high = len(ends), max(widths), limit
        while high - low > 1:
            middle = (low + high) / 2
            low, high = (low, middle) if len(_filled(widths, blank, middle)) == count else (middle, high)
        ends = _filled(widths, blank, high)
    return tuple(" ".join(words[start:end]) for start, end in zip((0, *ends), ends, strict=False))


def _words(syllables: list[str]) -> list[str]:
    words: list[str] = []
    for syllable in syllables:
        if words and f"{words[-1]} {syllable}".lower().rstrip(",;.") in _TOGETHER:
            words[-1] += f" {syllable}"
        else:
            words.append(syllable)
    return words


def _filled(widths: list[float], blank: float, limit: float) -> list[int]:
    """Fill line after line and return the index after the last word of each."""
    ends, used = [], 0.0
    for index, width in enumerate(widths):
        if index and used + blank + width > limit:
            ends.append(index)
            used = width
        else:
            used += width + (blank if index else 0.0)
    return [*ends, len(widths)]


def millimetres(text: str, size: float) -> float:
    """Return the width of a text in upright Tinos."""
    return text_width(text=text, size=size) / _POINTS_PER_MM


def parted(serial: str, parts: int) -> tuple[str, ...]:
    """Return a serial number in about equal parts: behind its hyphens, or else between the bytes.

    A number with fewer hyphens than that is cut evenly wherever its parts end.
    """
    groups = re.findall(r"[^-]+-*|-+", serial)
    if parts <= 1:
        return (serial,)
    if len(groups) >= parts:
        return _evenly(groups, parts)
    step = -(-len(serial) // parts)
    step += -step % _HEX_GROUP
    return tuple(serial[start : start + step] for start in range(0, len(serial), step))


def _evenly(groups: list[str], parts: int) -> tuple[str, ...]:
    """Join neighbours into `parts` pieces whose longest is as short as can be."""
    longest = min(
        size for size in range(max(map(len, groups)), sum(map(len, groups)) + 1) if len(_packed(groups, size)) <= parts
    )
    return tuple(_packed(groups, longest))


def _packed(groups: Iterable[str], longest: float) -> list[str]:
    pieces: list[str] = []
    for group in groups:
        if pieces and len(pieces[-1]) + len(group) <= longest:
            pieces[-1] += group
        else:
            pieces.append(group)
    return pieces


def fitting(serial: str, width_mm: float, size: float) -> tuple[str, ...]:
    """Return the serial number in the fewest parts that each fit the width; in one, to be broken, where none do."""
    for parts in range(1, _MOST_PARTS + 1):
        pieces = parted(serial, parts)
        if max(millimetres(piece, size) for piece in pieces) <= width_mm:
            return pieces
    return (serial,)


def address_lines(address: str, width_mm: float, size: float) -> tuple[str, ...]:
    """Return an e-mail address or host name in lines that begin at "@" or ".", as full as the width holds."""
    if millimetres(address, size) <= width_mm:
        return (address,)
    local, at, domain = address.partition("@")
    lines: list[str] = []
    for part in (local, at + domain) if at else (local,):
        line = ""
        for label in re.findall(r"[.@]?[^.@]+|[.@]", part):
            if line and millimetres(line + label, size) > width_mm:
                lines.append(line)
                line = ""
            line += label
        lines.append(line)
    return tuple(lines)
