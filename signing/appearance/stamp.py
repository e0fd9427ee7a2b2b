"""The visible part of a signature: a framed text, blue for a person, red for a body's seal (NĐ 30/2020 Phụ lục I).

Pictures of real seals are never shipped. A signature without a box has no visible part.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from pyhanko.pdf_utils import layout
from pyhanko.pdf_utils.content import ResourceType
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.writer import BasePdfFileWriter
from pyhanko.stamp.base import BaseStamp, BaseStampStyle

from signing.appearance.tinos import ASCENT, DESCENT, tinos_for

BLUE = (0.04, 0.2, 0.62)
RED = (0.78, 0.06, 0.1)
LARGEST, SMALLEST = 10.0, 4.0
LEADING = 1.18
PADDING = 3.0


@dataclass(frozen=True)
class TextFrameStyle(BaseStampStyle):
    """Lines of text centred in a thin frame of the same colour."""

    lines: tuple[str, ...] = field(default=())
    colour: tuple[float, float, float] = BLUE

    def create_stamp(
        self, writer: BasePdfFileWriter, box: layout.BoxConstraints, text_params: dict[str, Any]
    ) -> "TextFrame":
        """Called by pyHanko with the size of the signature's box."""
        return TextFrame(writer=writer, style=self, box=box)


class TextFrame(BaseStamp):
    """The drawn frame. Its text shrinks until it fits, so that nothing is cut off."""

    style: TextFrameStyle

    def render(self) -> bytes:
        """The content stream of the appearance."""
        font = tinos_for(self.style.lines)
        self.set_resource(category=ResourceType.FONT, name=pdf_name("/T"), value=font.embed(self._ensure_writer))
        width, height = float(self.box.width), float(self.box.height)
        lines, size = fit(
            lines=self.style.lines,
            width_of=lambda text: font.width(text, 1),
            room=(width - 2 * PADDING, height - 2 * PADDING),
        )
        red, green, blue = self.style.colour
        out = [
            b"q %.3f %.3f %.3f RG %.3f %.3f %.3f rg 0.8 w" % (red, green, blue, red, green, blue),
            b"0.4 0.4 %.2f %.2f re S" % (width - 0.8, height - 0.8),
        ]
        step = size * LEADING
        block = step * (len(lines) - 1) + size * (ASCENT + DESCENT)
        baseline = (height + block) / 2 - size * ASCENT
        for line in lines:
            left = (width - font.width(line, size)) / 2
            out.append(b"BT /T %.2f Tf 1 0 0 1 %.2f %.2f Tm %s Tj ET" % (size, left, baseline, font.encode(line)))
            baseline -= step
        out.append(b"Q")
        return b"\n".join(out)


def fit(
    *, lines: Sequence[str], width_of: Callable[[str], float], room: tuple[float, float]
) -> tuple[list[str], float]:
    """The lines, broken between words where needed, and the largest size (points, 4 to 10) at which they fit.

    `width_of` gives a text's width at size 1, `room` the width and height in points.
    """
    size = LARGEST
    while size > SMALLEST:
        broken = [part for line in lines for part in _wrap(line, width_of, room[0] / size)]
        high = len(broken) * LEADING * size <= room[1]
        if high and all(width_of(part) * size <= room[0] for part in broken):
            return broken, size
        size -= 0.5
    return [part for line in lines for part in _wrap(line, width_of, room[0] / SMALLEST)], SMALLEST


def _wrap(line: str, width_of: Callable[[str], float], room: float) -> list[str]:
    out: list[str] = []
    for word in line.split(" "):
        if out and width_of(f"{out[-1]} {word}") <= room:
            out[-1] = f"{out[-1]} {word}"
        else:
            out.append(word)
    return out
