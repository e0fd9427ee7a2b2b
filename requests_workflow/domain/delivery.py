"""Where a letter went, as far as a log may show it."""


def mask_address(address: str) -> str:
    """ "lothimai@nacang.gov.vn" -> "l•••i@nacang.gov.vn"; what is no address is hidden whole."""
    local, at, domain = address.rpartition("@")
    if not at or not local:
        return "•" * len(address)
    shown = f"{local[0]}•••{local[-1]}" if len(local) > 2 else "•••"
    return f"{shown}@{domain}"
