"""Where a letter went, as far as a log may show it."""

import re

_ADDRESS = re.compile(r"[^\s<>()\[\],;:'\"@]+@[^\s<>()\[\],;:'\"@]+")


def mask_addresses(text: str) -> str:
    """The text with every address in it masked: a mail server repeats whom it refuses."""
    return _ADDRESS.sub(lambda found: mask_address(found[0]), text)


def mask_address(address: str) -> str:
    """ "lothimai@nacang.gov.vn" -> "l•••i@nacang.gov.vn"; what is no address is hidden whole."""
    local, at, domain = address.rpartition("@")
    if not at or not local:
        return "•" * len(address)
    shown = f"{local[0]}•••{local[-1]}" if len(local) > 2 else "•••"
    return f"{shown}@{domain}"
