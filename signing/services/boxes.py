"""Where the visible signatures go: named destinations that the document's renderer left in the PDF.

The renderer marks a place with an element whose id is `sig-person` or `sig-seal` (and is linked to, so that WeasyPrint
writes it as a named destination). Its top left corner is the place's top left corner. An element with the id plus
`-end` marks the lower right corner; without one the usual size is taken.
"""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader

from signing.errors import SigningError
from signing.pdf_objects import entry
from signing.services.sign import Place

MM = 72 / 25.4
USUAL_SIZE = {"sig-person": (60 * MM, 22 * MM), "sig-seal": (36 * MM, 36 * MM)}
"""Width and height in points; 36 mm is the round seal of a people's committee."""


def signature_boxes(data: bytes) -> dict[str, Place]:
    """Places by name (`sig-person`, `sig-seal`), as far as the file marks them.

    :raises SigningError: the file cannot be read.
    """
    try:
        reader = PdfFileReader(BytesIO(data))
        marks = dict(_destinations(reader))
    except (PdfError, KeyError, TypeError, ValueError) as error:
        raise SigningError("Không đọc được vị trí chữ ký trong tệp PDF.") from error
    places: dict[str, Place] = {}
    for name, (width, height) in USUAL_SIZE.items():
        if name not in marks:
            continue
        page, left, top = marks[name]
        end = marks.get(f"{name}-end")
        right, bottom = (end[1], end[2]) if end and end[0] == page else (left + width, top - height)
        places[name] = (page, left, bottom, right, top)
    return places


def _destinations(reader: PdfFileReader) -> Iterator[tuple[str, tuple[int, float, float]]]:
    pages = _page_numbers(reader.root["/Pages"])
    names = entry(reader.root, "/Names")
    tree = entry(names, "/Dests") if names else None
    if tree is None:
        return
    nodes = [tree]
    while nodes:
        node = nodes.pop()
        nodes += [kid.get_object() for kid in entry(node, "/Kids", ())]
        flat = list(entry(node, "/Names", ()))
        for name, target in zip(flat[::2], flat[1::2], strict=True):
            array = target.get_object()
            if array[1] == "/XYZ":
                number = pages[array.raw_get(0).reference.idnum]
                yield str(name), (number, float(array[2]), float(array[3]))


def _page_numbers(tree: Any) -> dict[int, int]:
    numbers: dict[int, int] = {}

    def walk(node: Any) -> None:
        for kid in node["/Kids"]:
            page = kid.get_object()
            if "/Kids" in page:
                walk(page)
            else:
                numbers[kid.reference.idnum] = len(numbers)

    walk(tree)
    return numbers
