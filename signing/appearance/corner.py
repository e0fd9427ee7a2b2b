"""The agency's signature at the top right of page one: plain black text of ten points, no picture, no frame.

NĐ 30/2020 Phụ lục I on files that go with a document, scans and electronic copies; Lai Châu Điều 15 khoản 2, 4, 5.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from pyhanko.pdf_utils import layout
from pyhanko.pdf_utils.content import ResourceType
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.writer import BasePdfFileWriter
from pyhanko.stamp.base import BaseStamp, BaseStampStyle

from signing.appearance.tinos import ASCENT, DESCENT, tinos_for

SIZE = 10.0
STEP = 12.0
WIDEST = 235.0
"""Points that a line may take before it is broken between words; the size itself never changes."""

# How the text is turned inside its box, so that it stands upright on a page that is shown turned by that many degrees.
_TURNED = {0: b"1 0 0 1 0 0", 90: b"0 1 -1 0 %(w).2f 0", 180: b"-1 0 0 -1 %(w).2f %(h).2f", 270: b"0 -1 1 0 0 %(h).2f"}


@dataclass(frozen=True)
class CornerStyle(BaseStampStyle):
    """Lines of text, right-aligned from the top of the box; `turned` is the page's /Rotate."""

    lines: tuple[str, ...] = field(default=())
    turned: int = 0

    def create_stamp(
        self, writer: BasePdfFileWriter, box: layout.BoxConstraints, text_params: dict[str, Any]
    ) -> "CornerText":
        """Called by pyHanko with the size of the signature's box."""
        return CornerText(writer=writer, style=self, box=box)


class CornerText(BaseStamp):
    """The drawn lines."""

    style: CornerStyle

    def render(self) -> bytes:
        """The content stream of the appearance."""
        lines = wrapped(self.style.lines)
        font = tinos_for(lines)
        self.set_resource(category=ResourceType.FONT, name=pdf_name("/T"), value=font.embed(self._ensure_writer))
        size = {b"w": float(self.box.width), b"h": float(self.box.height)}
        across, high = (size[b"h"], size[b"w"]) if self.style.turned in (90, 270) else (size[b"w"], size[b"h"])
        out = [b"q 0 g " + _TURNED[self.style.turned] % size + b" cm"]
        baseline = high - SIZE * ASCENT
        for line in lines:
            left = max(across - font.width(line, SIZE), 0.0)
            out.append(b"BT /T %.2f Tf 1 0 0 1 %.2f %.2f Tm %s Tj ET" % (SIZE, left, baseline, font.encode(line)))
            baseline -= STEP
        out.append(b"Q")
        return b"\n".join(out)


def wrapped(lines: Sequence[str]) -> list[str]:
    """The lines, broken between words where one is wider than WIDEST."""
    font = tinos_for(lines)
    out: list[str] = []
    for line in lines:
        row = ""
        for word in line.split():
            longer = f"{row} {word}".strip()
            if row and font.width(longer, SIZE) > WIDEST:
                out.append(row)
                row = word
            else:
                row = longer
        out.append(row)
    return out


def room(lines: Sequence[str]) -> tuple[float, float]:
    """Width and height in points that the lines take."""
    broken = wrapped(lines)
    font = tinos_for(broken)
    width = max(font.width(line, SIZE) for line in broken)
    return width + 2, STEP * (len(broken) - 1) + SIZE * (ASCENT + DESCENT) + 1
