"""Why nobody, or somebody, was told of a certificate: reminders of its end, their letters, a device to give back."""

from collections.abc import Iterable
from datetime import datetime

from certificates.models import Certificate, ExpiryReminder
from requests_workflow.models import Notification
from requests_workflow.selectors.calendar import load_calendar
from requests_workflow.selectors.expiry_reasons import reasons
from requests_workflow.selectors.expiry_scope import DIGEST
from requests_workflow.selectors.why_not_told import Answer, letter_words, returns_answer, today_answer
from tokens.models import DeviceReturn

MOST_REMINDERS = 30


def why_of_certificate(*, certificate: Certificate, now: datetime) -> list[Answer]:
    """The rules of the expiry digest (selectors.expiry_reasons), what became of each reminder, and who hears of a
    device that has to go back."""
    calendar = load_calendar()
    reminders = tuple(_reminders(certificate)) or ("Chưa nhắc ai về chứng thư này.",)
    return [
        today_answer(calendar, now=now),
        Answer("Nhắc hết hạn", tuple(reasons(certificate=certificate, now=now))),
        Answer("Những lần đã nhắc", reminders),
        *returns_answer(DeviceReturn.objects.filter(certificate=certificate), calendar=calendar, now=now),
    ]


def _reminders(certificate: Certificate) -> Iterable[str]:
    found = ExpiryReminder.objects.filter(certificate=certificate).select_related("recipient__person").order_by("-id")
    told = {f"{DIGEST}:{one.digest_day}:{one.recipient_id}": one for one in reversed(found[:MOST_REMINDERS])}
    notices = Notification.objects.filter(dedupe_key__in=told).prefetch_related("deliveries__message")
    letters = {notice.dedupe_key: letter_words(notice) for notice in notices}
    for key, one in told.items():
        said = [f"{one.digest_day:%d/%m/%Y}, {one.recipient.get_full_name()}: {one.get_level_display().lower()}"]
        yield "; ".join([*said, *letters.get(key, [])]) + "."
