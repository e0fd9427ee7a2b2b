"""HTML of our own templates to PDF/A-3u, tagged, in Tinos, with the form fields and places that signing needs.

Font configuration and style sheet are made once per process; one lock guards them, as Pango's font maps are not
safe in several threads. The input never names a URL: everything but the fonts of the style sheet is refused.
"""

import atexit
import os
import threading
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from django.template.loader import render_to_string

from requests_workflow.documents.boxes import END_SUFFIX, SIGNATURE_PREFIX
from requests_workflow.documents.fonts import font_face_css
from requests_workflow.documents.tagging import mark_heads

_POINTS_PER_PIXEL = 0.75  # CSS fixes 96 px to the inch, PDF 72 points
_PROFILE = "shared-srgb"  # becomes a PDF name: no blanks
_CENTRED, _RIGHT = 1, 2  # /Q of a text field, ISO 32000-1, table 222
_QUADDING = {"so_van_ban": _RIGHT, "ngay_van_ban": _CENTRED, "thang_van_ban": _CENTRED, "nam_van_ban": _CENTRED}


@dataclass
class _Profile:
    """The sRGB profile as the file holds it.

    WeasyPrint's own class writes it through lcms, whose bytes change once its name is read, and leaves its file open.
    """

    content: bytes
    name: str = "sRGB IEC61966-2.1"
    components: tuple[str, ...] = ("r", "g", "b")
    pdf_reference: Any = None


class _Styles:
    """What all renderings share: fonts, style sheet, colour profile, a fetcher that refuses; loaded at first use."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.fonts: Any = None
        self.sheet: Any = None
        self.profile: Any = None
        self.refusing: Any = None

    def load(self) -> None:
        """Load once per process; the caller holds the lock."""
        if self.sheet is not None:
            return
        import weasyprint
        from weasyprint.text.fonts import FontConfiguration
        from weasyprint.urls import URLFetcher

        self.profile = _Profile(content=(files(weasyprint) / "pdf" / "sRGB2014.icc").read_bytes())
        self.fonts = FontConfiguration()
        text = font_face_css() + render_to_string("documents/print.css")
        fetcher = URLFetcher(allowed_protocols=("file", "data"))
        # One for all pages: each new one reads the system's certificate authorities for connections never made.
        self.refusing = URLFetcher(allowed_protocols=())
        self.sheet = weasyprint.CSS(string=text, font_config=self.fonts, url_fetcher=fetcher)

    def close(self) -> None:
        """Free Pango's font map while the libraries are still loaded; at interpreter shutdown it would crash."""
        self.fonts = self.sheet = self.profile = self.refusing = None

    def forget_parent(self) -> None:
        """Start anew in a forked child, and keep it from deleting the parent's font folder."""
        self.lock = threading.Lock()
        if self.fonts is not None:
            self.fonts._folder = None
        self.close()


_styles = _Styles()
atexit.register(_styles.close)
os.register_at_fork(after_in_child=_styles.forget_parent)


def forget_styles() -> None:
    """Drop fonts and style sheet, so that the next page loads them anew (after a change of print.css)."""
    with _styles.lock:
        _styles.close()


def html_to_pdf(html: str) -> bytes:
    """Return the PDF/A-3u bytes (PDF 1.7, tagged) of an HTML page that uses the print style sheet.

    Each element whose id starts with "sig-" becomes two named destinations, at its upper left and lower right corner.
    Text fields come out without NeedAppearances and with an empty appearance (ISO 19005-3, 6.3.3 and 6.4.1).
    """
    from weasyprint import HTML

    with _styles.lock:
        _styles.load()
        page = HTML(string=html, url_fetcher=_styles.refusing)
        document = page.render(
            stylesheets=[_styles.sheet],
            font_config=_styles.fonts,
            color_profiles={_PROFILE: _styles.profile},
            pdf_forms=True,
        )
        return bytes(
            document.write_pdf(
                finisher=_finish, pdf_variant="pdf/a-3u", pdf_tags=True, pdf_forms=True, output_intent=_PROFILE
            )
        )


def _finish(document: Any, pdf: Any) -> None:
    _write_places(document, pdf)
    _complete_fields(pdf)
    mark_heads(pdf)


def _write_places(document: Any, pdf: Any) -> None:
    import pydyf  # type: ignore[import-untyped]

    corners = {}
    for reference, page in zip(pdf.page_references, document.pages, strict=True):
        for name, (left, top, right, bottom) in page.anchors.items():
            if name.startswith(SIGNATURE_PREFIX):
                for corner, x, y in ((name, left, top), (name + END_SUFFIX, right, bottom)):
                    place = [round(at * _POINTS_PER_PIXEL, 2) for at in (x, page.height - y)]
                    corners[corner] = pydyf.Array([reference, "/XYZ", *place, 0])
    if not corners:
        return
    tree = pydyf.Array()
    for name in sorted(corners):
        tree.extend((pydyf.String(name), corners[name]))
    pdf.catalog["Names"]["Dests"] = pydyf.Dictionary({"Names": tree})


def _complete_fields(pdf: Any) -> None:
    import pydyf

    form = pdf.catalog.get("AcroForm")
    if form is None:
        return
    form.pop("NeedAppearances", None)
    for field in [item for item in pdf.objects if isinstance(item, dict) and item.get("FT") == "/Tx"]:
        left, top, right, bottom = field["Rect"]
        field["Rect"] = pydyf.Array([left, min(top, bottom), right, max(top, bottom)])
        field["DA"] = pydyf.String(_plain_appearance(field["DA"].string))
        field["Q"] = _QUADDING[field["T"].string]
        size = pydyf.Array([0, 0, round(right - left, 3), round(abs(top - bottom), 3)])
        empty = pydyf.Stream([], {"Type": "/XObject", "Subtype": "/Form", "BBox": size, "Resources": "<<>>"})
        pdf.add_object(empty)
        field["AP"] = pydyf.Dictionary({"N": empty.reference})


def _plain_appearance(given: bytes | str) -> str:
    """Keep font and size of a default appearance, in black, without the operators that it may not hold."""
    words = (given.decode("ascii") if isinstance(given, bytes) else given).split()
    at = words.index("Tf")
    return f"{words[at - 2]} {float(words[at - 1]):g} Tf 0 g"
