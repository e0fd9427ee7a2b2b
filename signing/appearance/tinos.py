"""Tinos, subset to the characters in use and embedded as a Type0 font (ISO 32000-1 §9.7).

Widths are scaled from Tinos' 2048 units per em to the 1000 that PDF counts in; leaving that out prints text twice as
wide (the pitfall of pyHanko's own text stamps).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from importlib.resources import files
from io import BytesIO

from fontTools import subset
from fontTools.ttLib import TTFont
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.writer import BasePdfFileWriter

from signing.errors import SigningError

ASCENT, DESCENT = 0.891, 0.216
"""Tinos' ascender and descender as parts of the font size (both positive)."""


@dataclass(frozen=True)
class TinosSubset:
    """A subset of one Tinos face. Texts are encoded as two-byte glyph numbers (Identity-H)."""

    name: str
    data: bytes
    glyphs: dict[str, int]
    widths: dict[int, float]
    bounding_box: tuple[float, float, float, float]
    italic: bool
    bold: bool

    def width(self, text: str, size: float) -> float:
        """Width of one line in points."""
        return sum(self.widths[self.glyphs[c]] for c in text) * size / 1000

    def encode(self, text: str) -> bytes:
        """The operand of Tj."""
        return b"<" + b"".join(b"%04X" % self.glyphs[c] for c in text) + b">"

    def embed(self, writer: BasePdfFileWriter) -> generic.IndirectObject:
        """Add the font to the writer and return a reference to its font dictionary."""
        file_ref = writer.add_object(_stream(self.data, {"/Length1": generic.NumberObject(len(self.data))}))
        descriptor = writer.add_object(
            _dictionary(
                {
                    "/Type": pdf_name("/FontDescriptor"),
                    "/FontName": pdf_name("/" + self.name),
                    "/Flags": generic.NumberObject(4 | (64 if self.italic else 0)),
                    "/FontBBox": generic.ArrayObject(generic.FloatObject(round(v, 1)) for v in self.bounding_box),
                    "/ItalicAngle": generic.NumberObject(-16 if self.italic else 0),
                    "/Ascent": generic.NumberObject(round(ASCENT * 1000)),
                    "/Descent": generic.NumberObject(-round(DESCENT * 1000)),
                    "/CapHeight": generic.NumberObject(662),
                    "/StemV": generic.NumberObject(140 if self.bold else 80),
                    "/FontFile2": file_ref,
                }
            )
        )
        cid_font = writer.add_object(
            _dictionary(
                {
                    "/Type": pdf_name("/Font"),
                    "/Subtype": pdf_name("/CIDFontType2"),
                    "/BaseFont": pdf_name("/" + self.name),
                    "/CIDSystemInfo": _dictionary(
                        {
                            "/Registry": generic.pdf_string("Adobe"),
                            "/Ordering": generic.pdf_string("Identity"),
                            "/Supplement": generic.NumberObject(0),
                        }
                    ),
                    "/FontDescriptor": descriptor,
                    "/CIDToGIDMap": pdf_name("/Identity"),
                    "/W": self._width_array(),
                }
            )
        )
        return writer.add_object(
            _dictionary(
                {
                    "/Type": pdf_name("/Font"),
                    "/Subtype": pdf_name("/Type0"),
                    "/BaseFont": pdf_name("/" + self.name),
                    "/Encoding": pdf_name("/Identity-H"),
                    "/DescendantFonts": generic.ArrayObject([cid_font]),
                    "/ToUnicode": writer.add_object(_stream(self._to_unicode(), {})),
                }
            )
        )

    def _width_array(self) -> generic.ArrayObject:
        array = generic.ArrayObject()
        for glyph, width in sorted(self.widths.items()):
            array.append(generic.NumberObject(glyph))
            array.append(generic.ArrayObject([generic.FloatObject(round(width, 2))]))
        return array

    def _to_unicode(self) -> bytes:
        rows = [f"<{g:04X}> <{c.encode('utf-16-be').hex().upper()}>" for c, g in sorted(self.glyphs.items())]
        blocks = [rows[i : i + 100] for i in range(0, len(rows), 100)]
        body = "\n".join(f"{len(b)} beginbfchar\n" + "\n".join(b) + "\nendbfchar" for b in blocks)
        return (
            "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
            "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
            "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
            "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n"
            f"{body}\nendcmap\nCMapName currentdict /CMap defineresource pop\nend\nend"
        ).encode("ascii")


def tinos_for(texts: Iterable[str], *, bold: bool = False, italic: bool = False) -> TinosSubset:
    """A subset that covers all characters of the texts.

    :raises SigningError: a character that Tinos lacks.
    """
    return _subset("".join(sorted(set("".join(texts)) | {" "})), bold, italic)


@lru_cache(maxsize=256)
def _subset(characters: str, bold: bool, italic: bool) -> TinosSubset:
    face = {(False, False): "Regular", (True, False): "Bold", (False, True): "Italic", (True, True): "BoldItalic"}
    source = files("pdfboss_fonts") / "fonts" / f"Tinos-{face[bold, italic]}.ttf"
    font = TTFont(BytesIO(source.read_bytes()), lazy=True)
    missing = [c for c in characters if ord(c) not in font.getBestCmap()]
    if missing:
        raise SigningError(f"Phông chữ Tinos không có ký tự: {' '.join(missing)}")
    options = subset.Options(
        layout_features=[],
        hinting=False,
        notdef_outline=True,
        name_IDs=[],
        drop_tables=["DSIG", "GSUB", "GPOS", "GDEF", "Debg"],
    )
    job = subset.Subsetter(options)
    job.populate(text=characters)
    job.subset(font)
    out = BytesIO()
    font.save(out)
    data = out.getvalue()
    font = TTFont(BytesIO(data))
    scale = 1000 / font["head"].unitsPerEm
    glyphs = {chr(code): font.getGlyphID(name) for code, name in font.getBestCmap().items() if chr(code) in characters}
    widths = {font.getGlyphID(name): advance * scale for name, (advance, _) in font["hmtx"].metrics.items()}
    head = font["head"]
    tag = "".join(chr(65 + b % 26) for b in sha256(data).digest()[:6])
    return TinosSubset(
        name=f"{tag}+Tinos-{face[bold, italic]}",
        data=data,
        glyphs=glyphs,
        widths=widths,
        bounding_box=(head.xMin * scale, head.yMin * scale, head.xMax * scale, head.yMax * scale),
        italic=italic,
        bold=bold,
    )


def _dictionary(entries: dict[str, generic.PdfObject]) -> generic.DictionaryObject:
    return generic.DictionaryObject({pdf_name(key): value for key, value in entries.items()})


def _stream(data: bytes, entries: dict[str, generic.PdfObject]) -> generic.StreamObject:
    stream = generic.StreamObject(dict_data=dict(_dictionary(entries)), stream_data=data)
    stream.compress()
    return stream
