"""Fills named text fields of a form in an incremental update, so that signatures made before stay valid.

Law: the văn thư adds number and date after the leader signed (law.md Y8). WeasyPrint gives the fields no appearance,
so it is drawn here in Tinos at the field's own size; /V alone would show in some viewers and not in others.
"""

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.content import RawContent, ResourceType
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.layout import BoxConstraints
from pyhanko.pdf_utils.misc import PdfError

from signing.appearance.tinos import ASCENT, DESCENT, TinosSubset, tinos_for
from signing.errors import FieldMissing, SigningError
from signing.pdf_objects import entry
from signing.verification.reader import IndexedReader

FONT_SIZE = re.compile(r"/(\S+)\s+([\d.]+)\s+Tf")
DEFAULT_SIZE = 13.0
SMALLEST = 6.0


def fill_fields(*, data: bytes, values: dict[str, str]) -> bytes:
    """Set value and appearance of the named text fields and return the longer file.

    The text keeps the field's font size and style and shrinks only when it would be cut off.

    :raises FieldMissing: one or more names have no text field.
    :raises SigningError: the file cannot be read, or Tinos lacks a character.
    """
    try:
        writer = IncrementalPdfFileWriter.from_reader(IndexedReader(BytesIO(data)))
        form = writer.root["/AcroForm"] if "/AcroForm" in writer.root else generic.DictionaryObject()
        found = {name: field for name, field in _text_fields(form) if name in values}
        missing = sorted(values.keys() - found.keys())
        if missing:
            raise FieldMissing(names=missing)
        fonts: dict[tuple[bool, bool], tuple[TinosSubset, generic.IndirectObject]] = {}
        for name, field in found.items():
            _fill(
                writer=writer, form=form, field=field, text=values[name], all_texts=list(values.values()), fonts=fonts
            )
        form[pdf_name("/NeedAppearances")] = generic.BooleanObject(False)
        writer.update_container(form)
        out = BytesIO()
        writer.write(out)
    except PdfError as error:
        raise SigningError("Không đọc được tệp PDF để điền số và ngày.") from error
    return out.getvalue()


def text_field_names(*, data: bytes) -> list[str]:
    """Names of all text fields of a form, in file order (empty without a form)."""
    root = IncrementalPdfFileWriter.from_reader(IndexedReader(BytesIO(data))).root
    return [name for name, _ in _text_fields(root["/AcroForm"])] if "/AcroForm" in root else []


def _text_fields(form: Any) -> Iterator[tuple[str, Any]]:
    for reference in entry(form, "/Fields", ()):
        field = reference.get_object()
        if entry(field, "/FT") == "/Tx" and "/T" in field and "/Kids" not in field:
            yield str(field["/T"]), field


def _fill(
    *,
    writer: IncrementalPdfFileWriter,
    form: Any,
    field: Any,
    text: str,
    all_texts: list[str],
    fonts: dict[tuple[bool, bool], tuple[TinosSubset, generic.IndirectObject]],
) -> None:
    left, bottom, right, top = (float(n) for n in field["/Rect"])
    width, height = abs(right - left), abs(top - bottom)
    style, size = _style(form, field)
    if style not in fonts:
        subset = tinos_for(all_texts, bold=style[0], italic=style[1])
        fonts[style] = (subset, subset.embed(writer))
    font, reference = fonts[style]
    natural = font.width(text, size)
    if natural > width:
        size = max(SMALLEST, size * width / natural)
    start = {1: (width - font.width(text, size)) / 2, 2: width - font.width(text, size)}.get(
        _quadding(form, field), 0.0
    )
    baseline = (height - size * (ASCENT + DESCENT)) / 2 + size * DESCENT
    content = RawContent(
        b"/Tx BMC q BT 0 0 0 rg /T %.2f Tf 1 0 0 1 %.2f %.2f Tm %s Tj ET Q EMC"
        % (size, max(start, 0.0), baseline, font.encode(text)),
        box=BoxConstraints(width=width, height=height),
    )
    content.set_resource(category=ResourceType.FONT, name=pdf_name("/T"), value=reference)
    appearance = writer.add_object(content.as_form_xobject())
    field[pdf_name("/V")] = generic.pdf_string(text)
    field[pdf_name("/AP")] = generic.DictionaryObject({pdf_name("/N"): appearance})
    writer.update_container(field)


def _quadding(form: Any, field: Any) -> int:
    return int(entry(field, "/Q", entry(form, "/Q", 0)))


def _style(form: Any, field: Any) -> tuple[tuple[bool, bool], float]:
    """((bold, italic), size in points) that the field's default appearance asks for."""
    match = FONT_SIZE.search(str(entry(field, "/DA", entry(form, "/DA", ""))))
    if match is None:
        return (False, False), DEFAULT_SIZE
    try:
        base = str(form["/DR"]["/Font"]["/" + match[1]]["/BaseFont"])
    except KeyError:
        base = ""
    return ("Bold" in base, "Italic" in base), float(match[2]) or DEFAULT_SIZE
