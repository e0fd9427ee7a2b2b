"""Tinos, the metric twin of Times New Roman, from the wheel pdfboss-fonts: where it is and what it can print.

Form fields get a cut-down copy of the letters that a văn thư types, since a PDF embeds the font of a field whole.
"""

import base64
import io
import string
import unicodedata
from functools import cache
from importlib.resources import files
from pathlib import Path

FACES = {
    ("normal", "normal"): "Tinos-Regular.ttf",
    ("bold", "normal"): "Tinos-Bold.ttf",
    ("normal", "italic"): "Tinos-Italic.ttf",
    ("bold", "italic"): "Tinos-BoldItalic.ttf",
}
FIELD_FAMILY = "Tinos Field"
_FIELD_LETTERS = string.ascii_letters + string.digits + " -/.,;:()_+Đđ"
_INVISIBLE = {"Cc", "Cf", "Cs", "Co", "Cn"}


class UnprintableText(ValueError):
    """The text holds characters that Tinos has no glyph for; `characters` lists them in order of their code."""

    def __init__(self, characters: list[str]) -> None:
        self.characters = characters
        shown = ", ".join(f"{character} (U+{ord(character):04X})" for character in characters[:10])
        super().__init__(f"Văn bản có ký tự không in được: {shown}. Hãy thay bằng chữ tiếng Việt rồi thử lại.")


def face_path(name: str) -> Path:
    """Return the file of one face of Tinos; raises FileNotFoundError when the wheel does not carry it."""
    path = Path(str(files("pdfboss_fonts") / "fonts" / name))
    if not path.is_file():
        raise FileNotFoundError(path)
    return path


def printable(text: str) -> str:
    """Return the text in NFC without control and format characters; line breaks and tabs become spaces.

    Raises UnprintableText when a character is left that Tinos lacks.
    """
    spaced = "".join(" " if character in "\n\r\t\v\f\u2028\u2029" else character for character in text)
    visible = "".join(c for c in unicodedata.normalize("NFC", spaced) if unicodedata.category(c) not in _INVISIBLE)
    if missing := sorted(set(visible) - _coverage()):
        raise UnprintableText(missing)
    return visible


def text_width(*, text: str, size: float, bold: bool = False) -> float:
    """Return the width in points of a text in upright Tinos of `size` points, without kerning."""
    advances = _advances("bold" if bold else "normal")
    return sum(advances.get(character, 1.0) for character in text) * size


def font_face_css() -> str:
    """Return the @font-face rules of Tinos (file URLs) and of the cut-down family for form fields (data URLs)."""
    rules = [_rule("Tinos", weight, style, face_path(name).as_uri()) for (weight, style), name in FACES.items()]
    for (weight, style), name in FACES.items():
        if weight == "normal":
            data = base64.b64encode(_field_subset(name)).decode("ascii")
            rules.append(_rule(FIELD_FAMILY, weight, style, f"data:font/ttf;base64,{data}"))
    return "\n".join(rules)


def _rule(family: str, weight: str, style: str, url: str) -> str:
    return f'@font-face {{ font-family: "{family}"; font-weight: {weight}; font-style: {style}; src: url("{url}"); }}'


@cache
def _coverage() -> frozenset[str]:
    from fontTools.ttLib import TTFont

    letters: set[int] | None = None
    for name in FACES.values():
        with TTFont(face_path(name), lazy=True) as font:
            mapped = set(font.getBestCmap())
        letters = mapped if letters is None else letters & mapped
    return frozenset(map(chr, letters or ()))


@cache
def _advances(weight: str) -> dict[str, float]:
    """Width of each character in ems."""
    from fontTools.ttLib import TTFont

    with TTFont(face_path(FACES[weight, "normal"]), lazy=True) as font:
        em, metrics = font["head"].unitsPerEm, font["hmtx"].metrics
        return {chr(code): metrics[name][0] / em for code, name in font.getBestCmap().items()}


def _field_subset(name: str) -> bytes:
    from fontTools import subset
    from fontTools.ttLib import TTFont

    options = subset.Options(hinting=False, layout_features=[], drop_tables=["DSIG", "GPOS", "GSUB", "GDEF", "Debg"])
    with TTFont(face_path(name), lazy=True, recalcTimestamp=False) as font:
        cutter = subset.Subsetter(options)
        cutter.populate(text=_FIELD_LETTERS)
        cutter.subset(font)
        target = io.BytesIO()
        font.save(target)
    return target.getvalue()
