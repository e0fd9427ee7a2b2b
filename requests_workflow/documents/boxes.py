"""Where signatures and seal go on a document that this package made, read back from the file itself.

The renderer writes each place as two named destinations `/XYZ x y 0` (ISO 32000-1, 12.3.2.2) in the name tree /Dests:
its upper left corner under the place's name, its lower right corner under the name plus "-end". The names are
"sig-person" (personal signature, centred between title and printed name), "sig-seal" (seal of true size, its right edge
at one third of the personal signature; Nghị định 30/2020/NĐ-CP, Phụ lục I), and on minutes with several signatories
"sig-person-2", "sig-person-3" and so on, also in the cells of a list that its receivers sign.
"""

import re
import zlib
from typing import NamedTuple

SIGNATURE_PREFIX = "sig-"
END_SUFFIX = "-end"
_MOST_BYTES = 64 * 1024 * 1024  # of inflated objects; our longest documents stay under 5 MB
_OBJECT_STREAM = re.compile(rb"/Type\s*/ObjStm.{0,200}?stream\r?\n", re.DOTALL)
_KIDS = re.compile(rb"/Type\s*/Pages\s*/Kids\s*\[([0-9R ]*)\]")
_NUMBER = rb"(-?[0-9]+(?:\.[0-9]+)?)"
_CORNER = re.compile(rb"\((sig-[a-z0-9-]+)\) \[([0-9]+) 0 R /XYZ " + _NUMBER + b" " + _NUMBER + rb" 0\]")


class Box(NamedTuple):
    """A rectangle in points from the lower left corner of a page; `page` counts from 0."""

    page: int
    x1: float
    y1: float
    x2: float
    y2: float


class NotOurDocument(ValueError):
    """The file has no places for signatures as this package writes them."""


def signature_boxes(pdf: bytes) -> dict[str, Box]:
    """Return the places for signatures by name, from the first revision of the file.

    Reads only what this package wrote (later revisions, e.g. signatures, may follow and are not looked at).
    Raises NotOurDocument for any other file.
    """
    start = _OBJECT_STREAM.search(pdf)
    if start is None:
        raise NotOurDocument("no object stream")
    try:
        objects = zlib.decompressobj().decompress(pdf[start.end() :], _MOST_BYTES)
    except zlib.error as error:
        raise NotOurDocument("damaged object stream") from error
    kids = _KIDS.search(objects)
    corners = {name.decode("ascii"): (int(page), float(x), float(y)) for name, page, x, y in _CORNER.findall(objects)}
    if kids is None or not corners:
        raise NotOurDocument("no signature places")
    pages = {int(number): index for index, number in enumerate(kids[1].split()[::3])}
    boxes = {}
    for name, (page, left, top) in corners.items():
        if name.endswith(END_SUFFIX):
            continue
        end_page, right, bottom = corners.get(name + END_SUFFIX, (None, 0.0, 0.0))
        if page not in pages or end_page != page:
            raise NotOurDocument("signature place without its end or on no page")
        boxes[name] = Box(pages[page], left, bottom, right, top)
    return boxes
