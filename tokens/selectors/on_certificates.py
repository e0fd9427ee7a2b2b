"""The devices that a certificate is and was on, for the certificate's page (certificates.selectors.links)."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.db.models import Q
from django.urls import reverse

from certificates.selectors.links import CERTIFICATE_DEVICE_LINKS, Link
from directory.selectors.roles import Actor
from tokens.models import Installation, Token
from tokens.selectors.register import visible_to

NAME = "tokens"
VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")


def register() -> None:
    """Called at start-up; the register of certificates never calls up."""
    CERTIFICATE_DEVICE_LINKS.register(NAME, devices_of)


def devices_of(actor: Actor, certificate_id: int) -> list[Link]:
    """The device it is on now, then those it was on; a link where the reader may open it."""
    since = dict(Installation.objects.filter(certificate_id=certificate_id).values_list("token_id", "installed_at"))
    tokens = list(Token.objects.filter(Q(certificate_id=certificate_id) | Q(pk__in=list(since))).order_by("-pk"))
    if not tokens:
        return []
    opens = set(visible_to(actor).filter(pk__in=[token.pk for token in tokens]).values_list("pk", flat=True))
    tokens.sort(key=lambda token: token.certificate_id != certificate_id)
    return [
        Link(
            label="Đang nằm trên" if token.certificate_id == certificate_id else "Đã từng nằm trên",
            title=token.serial_number,
            url=reverse("tokens:detail", args=[token.public_id]) if token.pk in opens else "",
            note=_note(token, since.get(token.pk)),
        )
        for token in tokens
    ]


def _note(token: Token, installed_at: datetime | None) -> str:
    words = f"{token.get_kind_display()}; {token.get_state_display().lower()}"
    return f"{words}; cài ngày {installed_at.astimezone(VIETNAM):%d/%m/%Y}" if installed_at else words
