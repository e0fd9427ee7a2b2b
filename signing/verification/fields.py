"""Finds the signature fields of a file one by one, so that one bad field does not hide the others."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pyhanko.pdf_utils import generic

MOST_FIELDS = 20_000
DEEPEST = 32


@dataclass(frozen=True)
class FoundField:
    """A filled signature field; `value` is its signature dictionary, or None when it cannot be read."""

    name: str
    field: Any
    value: Any


def signature_fields(root: Any) -> Iterator[FoundField]:
    """All filled signature fields below the catalog's /AcroForm.

    :raises ValueError: the form is too large, turns in circles or cannot be read.
    """
    form = _get(root, "/AcroForm")
    fields = _get(form, "/Fields")
    if not isinstance(fields, generic.ArrayObject):
        if "/AcroForm" in root and (not isinstance(form, generic.DictionaryObject) or "/Fields" in form):
            raise ValueError("unreadable form")
        return
    stack = [(fields, i, "", None, 0) for i in reversed(range(len(fields)))]
    seen = 0
    while stack:
        array, index, prefix, kind, depth = stack.pop()
        seen += 1
        if seen > MOST_FIELDS or depth > DEEPEST:
            raise ValueError("form too large or circular")
        try:
            field = array[index]
        except MemoryError:
            raise
        except Exception:  # noqa: BLE001, S112  whatever a hostile reference makes the reader raise
            continue
        if not isinstance(field, generic.DictionaryObject):
            continue
        name = ".".join(p for p in (prefix, _text(_get(field, "/T"))) if p)
        kind = _get(field, "/FT") or kind
        kids = _get(field, "/Kids")
        if isinstance(kids, generic.ArrayObject) and "/V" not in field:
            stack += [(kids, i, name, kind, depth + 1) for i in reversed(range(len(kids)))]
        elif kind == "/Sig" and "/V" in field:
            value = _get(field, "/V")
            if isinstance(value, generic.NullObject):
                continue
            yield FoundField(name, field, value if isinstance(value, generic.DictionaryObject) else None)


def _get(holder: Any, key: str) -> Any:
    if not isinstance(holder, generic.DictionaryObject):
        return None
    try:
        return holder[key]
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001  missing, dangling or malformed all mean: not there
        return None


def _text(value: Any) -> str:
    return str(value) if isinstance(value, generic.TextStringObject | generic.ByteStringObject | str) else ""
