"""Masks for personal data in lists and logs (Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15)."""

import re

# Twelve digits, wherever people typed them, are as good as an identity number (Luật Căn cước 26/2023/QH15, Điều 12).
_IDENTITY_NUMBER = re.compile(r"(?<![0-9])[0-9]{12}(?![0-9])")


def mask_identity_number(number: str) -> str:
    """ "012345678901" -> "0123••••••01"; shorter values are hidden whole."""
    if len(number) < 8:
        return "•" * len(number)
    return number[:4] + "•" * (len(number) - 6) + number[-2:]


def mask_identity_numbers(text: str) -> str:
    """The text with whatever may be an identity number masked: "UID=CCCD:012345678901" -> "UID=CCCD:0123••••••01"."""
    return _IDENTITY_NUMBER.sub(lambda found: mask_identity_number(found.group()), text)


def mask_phone(number: str) -> str:
    """ "0912345678" -> "•••••••678"."""
    return "•" * max(len(number) - 3, 0) + number[-3:]
