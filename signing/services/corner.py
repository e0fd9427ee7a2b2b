"""Prepares a PDF for the agency's signature at the top right of page one, and finds whether it was set there.

What is handed out carries an empty signature field with the text that is known beforehand; the signing time is drawn by
whoever signs, since only then it is known (signing software draws the whole text anew inside the field).
"""

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from typing import Any

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.layout import BoxConstraints
from pyhanko.sign import fields as pdf_fields

from signing.appearance.corner import CornerStyle, room
from signing.errors import SigningError
from signing.pdf_objects import entry
from signing.verification.reader import IndexedReader
from signing.verification.wording import iso

FIELD = "ChuKyCoQuan"
RIGHT, TOP, GAP = 42.5, 17.0, 8.0
"""Points from the right edge (15 mm, the margin of NĐ 30/2020), from the top edge, and between two such signatures."""
SAMPLE_TIME = "Thời gian ký: 2026-12-28T08:08:08+07:00"
UNREADABLE = (
    "Không chuẩn bị được tệp để ký: tệp PDF hỏng hoặc có mật khẩu. Lưu lại thành PDF thường rồi tải lên lần nữa."
)
type Box = tuple[float, float, float, float]


def time_line(at: datetime) -> str:
    """The line with the signing time: ISO 8601 with the zone of Việt Nam."""
    return f"Thời gian ký: {iso(at)}"


def prepare_corner(*, data: bytes, lines: Sequence[str]) -> bytes:
    """The file with an empty signature field at the top right of page one that shows `lines`.

    It is an incremental update that adds a signature field alone, so that signatures already there stay valid. A file
    that bears such a signature gets the next one beside it.

    :raises SigningError: the file cannot be read, or Tinos lacks a character.
    """
    try:
        writer = IncrementalPdfFileWriter.from_reader(IndexedReader(BytesIO(data)))
        page = _Page(writer.find_page_for_modification(0)[0].get_object())
        box = page.corner(room([*lines, SAMPLE_TIME]))
        name = _free_name(writer.root)
        spec = pdf_fields.SigFieldSpec(name, on_page=0, box=box, readable_field_name="Chữ ký số của cơ quan")  # type: ignore[arg-type]
        pdf_fields.append_signature_field(writer, spec)
        annotation = page.widget(name)
        if annotation is None:
            raise SigningError(UNREADABLE)
        size = BoxConstraints(width=box[2] - box[0], height=box[3] - box[1])
        stamp = CornerStyle(lines=tuple(lines), turned=page.turned).create_stamp(writer, size, {})
        drawn = writer.add_object(stamp.as_form_xobject())
        annotation[pdf_name("/AP")] = generic.DictionaryObject({pdf_name("/N"): drawn})
        writer.update_container(annotation)
        out = BytesIO()
        writer.write(out)
    except (SigningError, MemoryError):
        raise
    except Exception as error:  # the reader raises a dozen types on malformed files
        raise SigningError(UNREADABLE) from error
    return out.getvalue()


def corner_field(*, data: bytes) -> tuple[str, int]:
    """(name of the empty field that `prepare_corner` added last, /Rotate of page one).

    :raises SigningError: there is none.
    """
    page = _first_page(data)
    names = [str(one["/T"]) for one in page.widgets() if "/T" in one and "/V" not in one]
    found = [name for name in names if name.startswith(FIELD)]
    if not found:
        raise SigningError("Tệp không có ô chữ ký ở góc trên bên phải trang đầu.")
    return found[-1], page.turned


def stands_in_corner(*, base: bytes, data: bytes, field: str) -> bool:
    """Whether the signature stands in the field that `base` had ready for it, or in one of its own that shows on page
    one, within the right half and the upper quarter.

    Meant for a file whose signatures were found good; one that cannot be read has no such signature.
    """
    try:
        ready, _ = corner_field(data=base)
        page = _first_page(data)
        widget = page.widget(field)
        if widget is None or "/V" not in widget:
            return False
        if field == ready:
            return True
        left, bottom, right, top = page.seen(_rectangle(widget))
    except (SigningError, KeyError, IndexError, TypeError, ValueError):
        return False
    width, height = page.size
    shows = right - left >= 1 and top - bottom >= 1
    return shows and (left + right) / 2 >= width / 2 and (bottom + top) / 2 >= height * 3 / 4


def _first_page(data: bytes) -> "_Page":
    try:
        writer = IncrementalPdfFileWriter.from_reader(IndexedReader(BytesIO(data)))
        return _Page(writer.find_page_for_modification(0)[0].get_object())
    except MemoryError:
        raise
    except Exception as error:  # the reader raises a dozen types on malformed files
        raise SigningError(UNREADABLE) from error


def _free_name(root: Any) -> str:
    form = entry(root, "/AcroForm")
    fields = entry(form, "/Fields", ()) if form is not None else ()
    taken = {str(one.get_object()["/T"]) for one in fields if "/T" in one.get_object()}
    return next(name for name in (FIELD, *(f"{FIELD}{n}" for n in range(2, len(taken) + 3))) if name not in taken)


def _rectangle(annotation: Any) -> Box:
    a, b, c, d = (float(n) for n in annotation["/Rect"])
    return min(a, c), min(b, d), max(a, c), max(b, d)


class _Page:
    """Page one as a reader sees it: turned upright, its lower left corner at (0, 0)."""

    def __init__(self, page: Any) -> None:
        self._page = page
        box = self._inherited("/CropBox") or self._inherited("/MediaBox")
        a, b, c, d = (float(n) for n in box)
        self._box: Box = (min(a, c), min(b, d), max(a, c), max(b, d))
        self.turned = int(self._inherited("/Rotate") or 0) % 360
        if self.turned % 90:
            raise SigningError(UNREADABLE)

    @property
    def size(self) -> tuple[float, float]:
        """Width and height as seen, in points."""
        wide, high = self._box[2] - self._box[0], self._box[3] - self._box[1]
        return (high, wide) if self.turned in (90, 270) else (wide, high)

    def corner(self, wanted: tuple[float, float]) -> Box:
        """The place for a box of that width and height, in the file's own coordinates."""
        width, height = self.size
        right, top = width - RIGHT, height - TOP
        for taken in sorted(self._beside(top, wanted[1]), reverse=True):
            # One that is there already: the next stands to its left, while there is room.
            if taken[0] < right and taken[2] > right - wanted[0] and taken[0] - GAP - wanted[0] > 0:
                right = taken[0] - GAP
        left = max(right - wanted[0], 4.0)
        return self._placed((left, top - wanted[1], left + wanted[0], top))

    def _beside(self, top: float, high: float) -> list[Box]:
        """Signature boxes that lie at the height of the corner, as seen."""
        boxes = [self.seen(_rectangle(one)) for one in self.widgets() if entry(one, "/FT") == "/Sig"]
        return [box for box in boxes if box[3] > top - high and box[1] < top and box[2] - box[0] >= 1]

    def widgets(self) -> list[Any]:
        """Form fields that show on this page, in file order."""
        annotations = [one.get_object() for one in entry(self._page, "/Annots", ())]
        return [one for one in annotations if entry(one, "/Subtype") == "/Widget"]

    def widget(self, name: str) -> Any:
        """The form field of that full name on this page, or None."""
        return next((one for one in self.widgets() if _full_name(one) == name), None)

    def seen(self, box: Box) -> Box:
        """A box of the file, as it is seen."""
        x0, y0, x1, y1 = self._box
        left, bottom, right, top = box
        match self.turned:
            case 90:
                return bottom - y0, x1 - right, top - y0, x1 - left
            case 180:
                return x1 - right, y1 - top, x1 - left, y1 - bottom
            case 270:
                return y1 - top, left - x0, y1 - bottom, right - x0
            case _:
                return left - x0, bottom - y0, right - x0, top - y0

    def _placed(self, box: Box) -> Box:
        """A seen box, in the file's own coordinates."""
        x0, y0, x1, y1 = self._box
        left, bottom, right, top = box
        match self.turned:
            case 90:
                return x1 - top, y0 + left, x1 - bottom, y0 + right
            case 180:
                return x1 - right, y1 - top, x1 - left, y1 - bottom
            case 270:
                return x0 + bottom, y1 - right, x0 + top, y1 - left
            case _:
                return x0 + left, y0 + bottom, x0 + right, y0 + top

    def _inherited(self, key: str) -> Any:
        node, steps = self._page, 0
        while key not in node:
            if "/Parent" not in node or steps > 64:
                return None
            node, steps = node["/Parent"], steps + 1
        return node[key]


def _full_name(widget: Any) -> str:
    parts: list[str] = []
    node, steps = widget, 0
    while node is not None and steps <= 32:
        if "/T" in node:
            parts.append(str(node["/T"]))
        node, steps = entry(node, "/Parent"), steps + 1
    return ".".join(reversed(parts))
