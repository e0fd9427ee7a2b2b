"""Text typed with a TCVN3 (ABC) keyboard and font: Windows shows it as Latin letters; told apart and converted.

TCVN 5712:1993, table VN3: one byte a letter, read as Latin-1 by whoever has no such font ("NguyÔn V¨n ¸nh").
"""

import re
import unicodedata

_BYTES = (
    "A1Ă A2Â A3Ê A4Ô A5Ơ A6Ư A7Đ A8ă A9â AAê ABô ACơ ADư AEđ "
    "B5à B6ả B7ã B8á B9ạ BBằ BCẳ BDẵ BEắ C6ặ C7ầ C8ẩ C9ẫ CAấ CBậ "
    "CCè CEẻ CFẽ D0é D1ẹ D2ề D3ể D4ễ D5ế D6ệ D7ì D8ỉ DCĩ DDí DEị "
    "DFò E1ỏ E2õ E3ó E4ọ E5ồ E6ổ E7ỗ E8ố E9ộ EAờ EBở ECỡ EDớ EEợ "
    "EFù F1ủ F2ũ F3ú F4ụ F5ừ F6ử F7ữ F8ứ F9ự FAỳ FBỷ FCỹ FDý FEỵ"
)
LETTERS = {int(pair[:2], 16): unicodedata.normalize("NFC", pair[2:]) for pair in _BYTES.split()}
# Latin-1 characters that no Vietnamese word has, and that stand for a letter here.
_STRANGE = "".join(chr(code) for code in LETTERS if chr(code) not in "ÂÊÔÀÁÃÈÉÌÍÒÓÕÙÚÝàáâãèéêìíòóôõùúý")
_SIGN = re.compile(f"[{re.escape(_STRANGE)}]")
# "NguyÔn": a capital with a mark behind a small letter.
_CAPITAL_INSIDE = re.compile("[a-z][ÂÊÔÀÁÃÈÉÌÍÒÓÕÙÚÝ]")
# A sign with a letter on either side; marks of quotation and of property stand at the edge of a word.
_INSIDE = re.compile(f"[^\\W\\d_][{re.escape(_STRANGE)}][^\\W\\d_]")
# Vietnamese letters that Latin-1 has not: text with one of them is Unicode already.
_UNICODE = re.compile("[ăđĐĂơƠưƯ\u0128\u0129\u0168\u0169\u1ea0-\u1ef9]")


def is_unicode(text: str) -> bool:
    """Whether the text has a letter that only Unicode Vietnamese has."""
    return _UNICODE.search(unicodedata.normalize("NFC", text)) is not None


def is_tcvn3(text: str) -> bool:
    """Whether the text cannot be read as Vietnamese, and can as TCVN3."""
    plain = unicodedata.normalize("NFC", text)
    # A soft hyphen alone is an invisible sign of a word processor; a middle dot and "°" stand between words.
    signs = [one for one in _SIGN.findall(plain) if one not in "\u00ad·®"]
    return not is_unicode(plain) and bool(signs or _CAPITAL_INSIDE.search(plain))


def from_tcvn3(text: str) -> str:
    """The text in Unicode, NFC; characters outside the table stay."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).translate(LETTERS))


def is_mixed(text: str) -> bool:
    """Whether a word has letters of both: Unicode Vietnamese, and a sign that only TCVN3 puts inside a word."""
    plain = unicodedata.normalize("NFC", text)
    return is_unicode(plain) and any(_INSIDE.search(word) for word in plain.split())
