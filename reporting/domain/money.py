"""Amounts in whole VND, as Vietnamese papers write them."""

import re

_WRITTEN = re.compile(r"[0-9]{1,3}(\.[0-9]{3})+|[0-9]+")


def in_dong(amount: int) -> str:
    """ "1.250.000 đồng" for 1250000."""
    return f"{amount:,} đồng".replace(",", ".")


def read_dong(text: str) -> int:
    """The amount of "1.250.000 đồng", "1.250.000" or "1250000"; ValueError for anything else."""
    digits = text.strip().removesuffix("đồng").strip()
    if not _WRITTEN.fullmatch(digits):
        raise ValueError(text)
    return int(digits.replace(".", ""))
