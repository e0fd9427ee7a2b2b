"""The cover sheet of what is sent on paper: from whom, to whom, and what has to be in the envelope."""

from dataclasses import dataclass

from django.template.loader import render_to_string

from requests_workflow.documents.page import cleaned
from requests_workflow.documents.pdf import html_to_pdf


@dataclass(frozen=True, kw_only=True)
class EnvelopeItem:
    """One thing in the envelope and how many of it ("01 bản", "03 thiết bị"); `serials` are kept in one piece each."""

    what: str
    count: str
    note: str = ""
    serials: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class EnvelopeCover:
    """`sender` and `recipient` are (name, address) pairs; `reference` names the letter."""

    code: str
    reference: str
    sender: tuple[str, str]
    recipient: tuple[str, str]
    items: tuple[EnvelopeItem, ...]

    def __post_init__(self) -> None:
        if not self.items:
            raise ValueError("an envelope holds at least the letter")


def render_envelope(cover: EnvelopeCover) -> bytes:
    """Render the cover sheet as PDF/A-3u; raises UnprintableText."""
    return html_to_pdf(render_to_string("documents/envelope.html", {"cover": cleaned(cover)}))
