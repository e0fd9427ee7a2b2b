"""The two sides below minutes: a place to sign in, or that somebody confirmed on screen and when."""

from datetime import datetime

from requests_workflow.documents.wording import time_in_words


def side_of(*, role: str, name: str, confirmed_at: datetime | None, number: int) -> dict[str, str]:
    """Return role, name and place ("sig-person", "sig-person-2" …) or confirmation of the signatory `number`."""
    place = "sig-person" if number == 1 else f"sig-person-{number}"
    return {
        "role": role,
        "name": name,
        "place": "" if confirmed_at else place,
        "confirmed": confirmation(confirmed_at) if confirmed_at else "",
    }


def confirmation(moment: datetime) -> str:
    """Return the words for a confirmation given on screen; raises ValueError for a naive time."""
    return f"Đã xác nhận trên hệ thống lúc {time_in_words(moment)}"
