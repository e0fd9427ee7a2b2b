"""pyHanko's reader, without reading the list of an object stream anew for each object in it.

The original takes time with the square of the number of objects: a form of 200 rows, tagged, took half a minute.
"""

from io import BytesIO
from typing import Any

from pyhanko.pdf_utils import generic, misc
from pyhanko.pdf_utils.decode_limits import DecodePurpose
from pyhanko.pdf_utils.reader import PdfFileReader


class IndexedReader(PdfFileReader):
    """Reads the same as its parent; whatever is not plain and regular is left to the parent, with its errors."""

    def __init__(self, stream: Any, strict: bool = True) -> None:
        self._streams: dict[int, tuple[bytes, int, dict[int, tuple[int, int]]]] = {}
        super().__init__(stream, strict=strict)

    def _get_object_from_stream(self, idnum: int, stmnum: int, idx: int) -> Any:
        found = self._indexed(stmnum)
        if found is not None:
            data, first, places = found
            place = places.get(idnum)
            if place is not None and place[0] == idx:
                source = BytesIO(data)
                source.seek(first + place[1])
                try:
                    value = generic.read_object(source, generic.Reference(idnum, 0, self))
                except (misc.PdfReadError, misc.PdfStreamError):
                    return super()._get_object_from_stream(idnum, stmnum, idx)
                if not isinstance(value, generic.StreamObject | generic.IndirectObject):
                    return value
        return super()._get_object_from_stream(idnum, stmnum, idx)

    def _indexed(self, stmnum: int) -> tuple[bytes, int, dict[int, tuple[int, int]]] | None:
        """(decoded data, offset of the first object, {object number: (index, offset)}), or None if irregular."""
        if stmnum not in self._streams:
            stream = generic.Reference(stmnum, 0, self).get_object()
            if not isinstance(stream, generic.StreamObject) or stream["/Type"] != "/ObjStm":
                return None
            data = stream.read_data(DecodePurpose.OBJECT_STREAM)
            first, count = stream["/First"], stream["/N"]
            words = data[:first].split()
            if len(words) != 2 * count or not all(word.isdigit() for word in words):
                return None
            numbers = [int(word) for word in words]
            places: dict[int, tuple[int, int]] = {}
            for index, (number, offset) in enumerate(zip(numbers[::2], numbers[1::2], strict=True)):
                places.setdefault(number, (index, offset))
            self._streams[stmnum] = (data, first, places)
        return self._streams[stmnum]
