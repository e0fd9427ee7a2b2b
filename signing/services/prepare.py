"""Makes a freshly rendered, tagged form ready to be signed first and filled afterwards."""

from io import BytesIO
from typing import Any

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError

from signing.errors import SigningError
from signing.pdf_objects import entry
from signing.verification.reader import IndexedReader


def prepare_form(data: bytes) -> bytes:
    """Return the form so that filling it later does not look like tampering.

    A tagged PDF also reaches a field through its structure tree. WeasyPrint writes that link as an array of one object
    reference; pyHanko's difference analysis knows the plain reference alone and calls a field filled after the first
    signature an unexplained change. Both mean the same (ISO 32000-1 §14.7.4.3). Call this once, before any signature;
    files without such fields come back unchanged.

    :raises SigningError: the file cannot be read.
    """
    try:
        writer = IncrementalPdfFileWriter.from_reader(IndexedReader(BytesIO(data)))
        tree = entry(writer.root, "/StructTreeRoot")
        changed = _simplify(writer, tree) if tree is not None else 0
        if not changed:
            return data
        out = BytesIO()
        writer.write(out)
    except (PdfError, KeyError, RecursionError) as error:
        raise SigningError("Không đọc được tệp PDF để chuẩn bị trường điền.") from error
    return out.getvalue()


def _simplify(writer: IncrementalPdfFileWriter, tree: Any) -> int:
    changed = 0
    stack = [tree]
    seen: dict[int, Any] = {}  # by identity; the values keep the objects, and so their identities, alive
    while stack:
        element = stack.pop()
        if not isinstance(element, generic.DictionaryObject) or id(element) in seen or "/K" not in element:
            continue
        seen[id(element)] = element
        kids = element["/K"]
        if not isinstance(kids, generic.ArrayObject):
            stack.append(kids)
        elif len(kids) == 1 and _refers_to_widget(kids[0]):
            element[pdf_name("/K")] = kids[0]
            writer.update_container(element)
            changed += 1
        else:
            stack += [kids[i] for i in range(len(kids))]
    return changed


def _refers_to_widget(kid: Any) -> bool:
    if not isinstance(kid, generic.DictionaryObject) or entry(kid, "/Type") != "/OBJR":
        return False
    return bool(entry(kid["/Obj"], "/Subtype") == "/Widget")
