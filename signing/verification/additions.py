"""What an uploaded file adds to the bytes that were handed out for signing."""

from typing import Any

from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import DiffResult, ModificationLevel

from signing.pdf_objects import entry
from signing.verification.appearance_diff import TooComplex, View, visible_change
from signing.verification.policy import FIRST_SIGNATURE
from signing.verification.report import Changes

OTHER = "Tệp tải lên có thay đổi khác ngoài việc thêm chữ ký."


def changes_since(*, reader: PdfFileReader, base_length: int) -> Changes:  # noqa: PLR0911
    """Compare the file with its own first `base_length` bytes.

    Lawful additions are signature fields and evidence; `changed_fields` names every form field that was filled. Without
    this, a valid signature over the whole file would also cover a page that its signer replaced.
    """
    if not reader.strict:
        return Changes(False, False, reason="Cấu trúc tệp tải lên có lỗi.")
    try:
        revisions = reader.xrefs.total_revisions
        within = [
            number
            for number in range(revisions)
            if reader.xrefs.get_xref_container_info(number).end_location <= base_length
        ]
        if not within or within != list(range(len(within))) or len(within) == revisions:
            return Changes(bool(within), len(within) == revisions, reason="" if within else OTHER)
        base = len(within) - 1
        result = FIRST_SIGNATURE.review_file(reader, base)
        if not isinstance(result, DiffResult) or result.modification_level > ModificationLevel.FORM_FILLING:
            return Changes(True, False, reason=OTHER)
        old, new = reader.get_historical_resolver(base), reader.get_historical_resolver(revisions - 1)
        before, after = View(old), View(new)
        seen = visible_change(old=before, new=after)
        if seen:
            return Changes(True, False, reason=seen)
        filled = _filled(before, after, result.changed_form_fields)
    except (TooComplex, RecursionError):
        return Changes(True, False, reason="Tệp quá phức tạp để so sánh với bản đã phát hành.")
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001  the reader raises a dozen types on malformed later revisions
        return Changes(False, False, reason=OTHER)
    return Changes(True, True, changed_fields=tuple(sorted(filled)))


def _filled(before: View, after: View, names: set[str]) -> set[str]:
    """Fields that existed before, are not signature fields, and now hold or show something else.

    pyHanko also names fields that a tagged file reaches through a structure element that was written again.
    """
    found = set()
    for name in names:
        kind, old = _field(before.resolver, name)
        _, new = _field(after.resolver, name)
        if kind not in ("/Sig", None) and _looks(before, old) != _looks(after, new):
            found.add(name)
    return found


def _looks(view: View, field: Any) -> bytes:
    """Digest of the field and everything below it, but for what ties it to pages and structure."""
    return view.digest(field) if field is not None else b""


def _field(resolver: Any, name: str) -> tuple[str | None, Any]:
    """(type, dictionary) of the field of that full name; (None, None) where there is none."""
    root = resolver.root
    fields = root["/AcroForm"]["/Fields"] if "/AcroForm" in root else []
    kind: str | None = None
    match = None
    for part in name.split("."):
        match = next((f.get_object() for f in fields if entry(f.get_object(), "/T") == part), None)
        if match is None:
            return None, None
        kind = entry(match, "/FT", kind)
        fields = entry(match, "/Kids", [])
    return kind, match
