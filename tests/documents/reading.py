"""Reads produced PDFs with poppler's tools and qpdf, independently of the libraries that made them."""

import html
import re
import subprocess
import unicodedata
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import pikepdf

MILLIMETRE = 72 / 25.4


@dataclass(frozen=True)
class Word:
    text: str
    page: int
    left: float
    top: float
    right: float
    bottom: float


def text_of(pdf: bytes, page: int | None = None) -> str:
    """The text in reading order, NFC, with all white space as single blanks."""
    return " ".join(raw_text(pdf, page).split())


def raw_text(pdf: bytes, page: int | None = None) -> str:
    pages = [] if page is None else ["-f", str(page), "-l", str(page)]
    return unicodedata.normalize("NFC", _run(["pdftotext", *pages, "-enc", "UTF-8", "-", "-"], pdf))


def words_of(pdf: bytes) -> list[Word]:
    found = []
    for number, page in enumerate(_run(["pdftotext", "-bbox", "-", "-"], pdf).split("<page ")[1:]):
        for match in re.finditer(r'<word xMin="(.*?)" yMin="(.*?)" xMax="(.*?)" yMax="(.*?)">(.*?)</word>', page):
            corners = [float(corner) for corner in match.groups()[:4]]
            found.append(Word(unicodedata.normalize("NFC", html.unescape(match[5])), number, *corners))
    return found


def line_styles(pdf: bytes, folder: Path) -> dict[str, tuple[int, bool, bool]]:
    """Size in points, bold and italic by line of text."""
    path = folder / "styles.pdf"
    path.write_bytes(pdf)
    xml = _run(["pdftohtml", "-xml", "-i", "-stdout", "-zoom", "1", str(path)], b"")
    sizes = {m[1]: int(m[2]) for m in re.finditer(r'<fontspec id="(\d+)" size="(\d+)"', xml)}
    styles = {}
    for font, inner in re.findall(r'<text [^>]*font="(\d+)">(.*?)</text>', xml):
        line = unicodedata.normalize("NFC", html.unescape(re.sub(r"<.*?>", "", inner))).strip()
        styles[line] = (sizes[font], "<b>" in inner, "<i>" in inner)
    return styles


def opened(pdf: bytes) -> pikepdf.Pdf:
    return pikepdf.open(BytesIO(pdf))


def headed_wrongly(pdf: bytes) -> list[object]:
    """Head cells without a scope, and cells that name heads which no ID tree could find."""
    kept = opened(pdf)
    found: list[object] = []
    for item in kept.objects:
        if not isinstance(item, pikepdf.Dictionary) or item.get("/S") not in ("/TH", "/TD"):
            continue
        scope = item.get("/A", pikepdf.Dictionary()).get("/Scope")
        expected = {"/TH": ("/Column", "/Row"), "/TD": (None,)}[str(item.S)]
        if scope not in expected or "/ID" in item or "/Headers" in item.get("/A", pikepdf.Dictionary()):
            found.append((str(item.S), scope))
    return found


def unlike_pdf_a(pdf: bytes) -> list[str]:
    """What breaks PDF/A-3u in the newest revision, as far as structure shows (ISO 19005-3, 6.2.3, 6.2.11, 6.6.4)."""
    file = opened(pdf)
    found = [f"syntax: {problem}" for problem in file.check_pdf_syntax()]
    with file.open_metadata() as metadata:
        if (metadata.get("pdfaid:part"), metadata.get("pdfaid:conformance")) != ("3", "U"):
            found.append("no PDF/A-3u in the metadata")
        if not metadata.get("dc:title"):
            found.append("no title")
    intents = list(file.Root.get("/OutputIntents", pikepdf.Array()))
    if [str(intent.S) for intent in intents] != ["/GTS_PDFA1"] or "/DestOutputProfile" not in intents[0]:
        found.append("no output intent")
    for item in file.objects:
        if not isinstance(item, pikepdf.Dictionary) or item.get("/Type") != "/Font":
            continue
        if item.get("/Subtype") == "/Type0" and "/ToUnicode" not in item:
            found.append(f"{item.BaseFont}: no Unicode values")
        if "/DescendantFonts" not in item and "/FontFile2" not in item.get("/FontDescriptor", pikepdf.Dictionary()):
            found.append(f"{item.BaseFont}: not embedded")
    return found


def field_names(pdf: bytes) -> list[str]:
    file = opened(pdf)
    form = file.Root.get("/AcroForm")
    return [str(field.T) for field in form.Fields] if form is not None else []


def sizes(pdf: bytes) -> list[tuple[int, int]]:
    """Width and height of each page in whole points."""
    return [(round(float(page.mediabox[2])), round(float(page.mediabox[3]))) for page in opened(pdf).pages]


def outside(pdf: bytes) -> list[object]:
    """Words beyond the margins of their page: 30 mm left, 15 mm right, 20 mm at the head (but its number) and foot."""
    paper = [(float(page.mediabox[2]), float(page.mediabox[3])) for page in opened(pdf).pages]
    found: list[object] = []
    for word in words_of(pdf):
        width, height = paper[word.page]
        number = word.text.isdigit() and word.top < 20 * MILLIMETRE
        if (
            word.left < 30 * MILLIMETRE - 1
            or word.right > width - 15 * MILLIMETRE + 1
            or word.bottom > height - 20 * MILLIMETRE + 1
            or (word.top < 20 * MILLIMETRE - 1 and not number)
        ):
            found.append(word)
    return found


def _run(command: list[str], data: bytes) -> str:
    return subprocess.run(command, input=data, capture_output=True, check=True).stdout.decode("utf-8")
