"""Vietnamese text as data: normal form, folding for search, and the key by which names sort."""

import unicodedata

# Letters of other languages that look like Đ and come out of old fonts and code pages; Vietnamese has none of them.
LOOKS_LIKE_D = str.maketrans({"\u00d0": "Đ", "\u0189": "Đ", "\u00f0": "đ", "\u0256": "đ"})


def normalise(text: str) -> str:
    """NFC with single spaces and one letter Đ; what people type from different keyboards compares equal afterwards."""
    return " ".join(unicodedata.normalize("NFC", text).translate(LOOKS_LIKE_D).split())


def fold(text: str) -> str:
    """Lower case without marks, for accent-insensitive search: "Nguyễn Đức" -> "nguyen duc".

    đ/Đ are letters of their own in Unicode (no decomposition), so they are folded by hand.
    """
    plain = normalise(text).replace("đ", "d").replace("Đ", "D")
    return "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c)).lower()


def sort_key(full_name: str) -> str:
    """People sort by given name, which is the last word; the whole folded name breaks ties."""
    folded = fold(full_name)
    return f"{folded.rpartition(' ')[2]} {folded}"
