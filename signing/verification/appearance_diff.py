"""A second opinion on later revisions, beside pyHanko's difference analysis: did what a reader sees change?

Compared are each page's content, resources and boxes, annotations other than form fields, the places of all form
fields, and the appearance of signature fields that were signed (/Rect and /AP can be changed after signing unnoticed
elsewhere).
"""

from hashlib import sha256
from typing import Any

from pyhanko.pdf_utils import generic

from signing.pdf_objects import entry

MOST_NODES = 400_000
MOST_PAGES = 5_000
PAGE_KEYS = ("/Contents", "/Resources", "/MediaBox", "/CropBox", "/Rotate", "/UserUnit")
INHERITED = ("/Resources", "/MediaBox", "/CropBox", "/Rotate")
SKIPPED = frozenset({"/Parent", "/P", "/StructParent", "/StructParents", "/Length"})


class TooComplex(Exception):
    """The file has more objects or pages than are compared."""


class View:
    """What a reader sees at one revision (a pyHanko historical resolver)."""

    def __init__(self, resolver: Any) -> None:
        self.resolver = resolver
        self._memo: dict[tuple[int, int], bytes] = {}
        self._open: set[tuple[int, int]] = set()
        self._nodes = 0

    def pages(self) -> list[bytes]:
        """One digest for each page, in order.

        :raises TooComplex: too many pages or objects, or a page tree that turns in circles.
        """
        out: list[bytes] = []
        stack: list[tuple[Any, dict[str, Any]]] = [(self.resolver.root.raw_get("/Pages"), {})]
        steps = 0
        while stack:
            raw, inherited = stack.pop()
            steps += 1
            if steps > 2 * MOST_PAGES:
                raise TooComplex
            node = raw.get_object()
            here = {**inherited, **{k: node.raw_get(k) for k in INHERITED if k in node}}
            if "/Kids" in node:
                kids = node["/Kids"]
                stack += [(kids.raw_get(i), here) for i in reversed(range(len(kids)))]
                continue
            page = {**here, **{k: node.raw_get(k) for k in PAGE_KEYS if k in node}}
            parts = [key.encode() + self.digest(value) for key, value in sorted(page.items())]
            out.append(sha256(b"".join(parts + self._annotations(node))).digest())
        return out

    def widgets(self) -> dict[str, tuple[bytes, bytes | None]]:
        """By field name: digest of the places of its widgets, and for signed fields the digest of their looks."""
        root = self.resolver.root
        form = entry(root, "/AcroForm")
        out: dict[str, tuple[bytes, bytes | None]] = {}
        fields = form["/Fields"] if form is not None and "/Fields" in form else []
        stack: list[tuple[Any, str, Any, int]] = [(field, "", None, 0) for field in fields]
        while stack:
            raw, prefix, kind, depth = stack.pop()
            if depth > 32 or len(out) > 20_000:
                raise TooComplex
            field = raw.get_object()
            name = f"{prefix}.{field['/T']}" if "/T" in field else prefix
            kind = entry(field, "/FT", kind)
            kids = list(field["/Kids"]) if "/Kids" in field else []
            if kids and "/V" not in field:
                stack += [(kid, name, kind, depth + 1) for kid in kids]
                continue
            parts = [field, *(kid.get_object() for kid in kids)]
            place = b"".join(self._entries(p, ("/Rect", "/MK", "/BS", "/Border")) for p in parts)
            signed = kind == "/Sig" and "/V" in field
            looks = b"".join(self._entries(p, ("/AP", "/AS", "/F")) for p in parts) if signed else None
            out[name] = (sha256(place).digest(), looks and sha256(looks).digest())
        return out

    def digest(self, value: Any) -> bytes:
        """A digest of an object with everything below it."""
        self._nodes += 1
        if self._nodes > MOST_NODES:
            raise TooComplex
        if isinstance(value, generic.IndirectObject):
            key = (value.idnum, value.generation)
            if key in self._open:
                return b"circle"
            if key not in self._memo:
                self._open.add(key)
                self._memo[key] = self.digest(value.get_object())
                self._open.discard(key)
            return self._memo[key]
        body = b""
        if isinstance(value, generic.StreamObject):
            body = b"stream" + sha256(value.encoded_data).digest()
        if isinstance(value, generic.DictionaryObject):
            entries = sorted((k, value.raw_get(k)) for k in value if k not in SKIPPED)
            return sha256(body + b"<<" + b"".join(k.encode() + self.digest(v) for k, v in entries)).digest()
        if isinstance(value, generic.ArrayObject):
            return sha256(b"[" + b"".join(self.digest(value.raw_get(i)) for i in range(len(value)))).digest()
        return sha256(f"{type(value).__name__}:{value!r}".encode(errors="backslashreplace")).digest()

    def _annotations(self, page: Any) -> list[bytes]:
        annotations = entry(page, "/Annots", [])
        others = [annotations.raw_get(i) for i in range(len(annotations))] if annotations else []
        return [self.digest(a) for a in others if entry(a.get_object(), "/Subtype") != "/Widget"]

    def _entries(self, part: Any, keys: tuple[str, ...]) -> bytes:
        return b"".join(k.encode() + self.digest(part.raw_get(k)) for k in keys if k in part)


def visible_change(*, old: View, new: View) -> str | None:
    """A Vietnamese sentence that says what a reader sees differently, or None.

    :raises TooComplex: the file is too large to compare.
    """
    if old.pages() != new.pages():
        return "Nội dung trang đã bị thay đổi sau khi ký."
    before, after = old.widgets(), new.widgets()
    for name, (place, looks) in before.items():
        if name not in after:
            return f"Trường “{name}” đã bị xóa sau khi ký."
        if after[name][0] != place:
            return f"Vị trí của trường “{name}” đã bị thay đổi sau khi ký."
        if looks is not None and after[name][1] != looks:
            return f"Hình hiển thị của chữ ký “{name}” đã bị thay đổi sau khi ký."
    return None
