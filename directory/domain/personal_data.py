"""Masks for personal data in lists and logs (Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15)."""


def mask_identity_number(number: str) -> str:
    """ "012345678901" -> "0123••••••01"; shorter values are hidden whole."""
    if len(number) < 8:
        return "•" * len(number)
    return number[:4] + "•" * (len(number) - 6) + number[-2:]


def mask_phone(number: str) -> str:
    """ "0912345678" -> "•••••••678"."""
    return "•" * max(len(number) - 3, 0) + number[-3:]
