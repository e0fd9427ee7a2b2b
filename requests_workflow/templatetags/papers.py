"""What the printed papers set by hand: centred lines, and numbers of documents that no line breaks."""

import re
from itertools import cycle

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from requests_workflow.documents.lines import balanced

register = template.Library()
# "68/2024/NĐ-CP", "128/UBND-VP": with the marks that stand on both sides of it.
_NUMBER = re.compile(r"(\(?\d+(?:/\d{4})?/[^\W\d_][\w&-]*[).,;:]*)")


@register.simple_tag
def centred(text: str, width_mm: float, size_pt: float, *, bold: bool = False) -> str:
    """Centred text of `size_pt` points in a box of `width_mm` that keeps its line breaks."""
    return "\n".join(balanced(text=text, width_mm=width_mm, size=size_pt, bold=bold))


@register.filter
def cited(text: str) -> SafeString:
    """Running text whose numbers of documents each stay on one line."""
    parts = (
        (format_html('<span class="whole">{}</span>', part) if number else part,)
        for number, part in zip(cycle((False, True)), _NUMBER.split(text))
    )
    return format_html_join("", "{}", parts)
