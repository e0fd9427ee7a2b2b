"""Everybody is looked at once a working day: what comes later is told at once and waits for the next morning."""

from datetime import datetime, timedelta

from directory.models import User
from requests_workflow.models import Notification
from requests_workflow.selectors.why_not_told import why_of_dossier
from requests_workflow.services.digests import send_morning_digests
from tests import world
from tests.notifications.test_telling_once import FRIDAY_730, SATURDAY, THURSDAY, clerk, letters, say

__all__ = ["clerk"]


def test_what_comes_after_the_mornings_look_is_told_at_once_and_waits_for_the_next_morning(clerk: User):
    assert clerk.person is not None
    dossier = world.make_dossier(clerk.person.agency, by=clerk, state="closed", closed_at=THURSDAY)

    def why(now: datetime) -> str:
        return " ".join(line for one in why_of_dossier(dossier=dossier, now=now) for line in one.lines)

    nine, monday = FRIDAY_730 + timedelta(hours=1, minutes=30), FRIDAY_730 + timedelta(days=3)
    assert "Hôm nay chưa lập: từ 07:30" in why(FRIDAY_730 - timedelta(hours=1))
    assert send_morning_digests(now=FRIDAY_730) == 0
    assert [say(clerk, "1", now=nine), say(clerk, "2", now=nine)] == [1, 1]
    # The first has its letter; neither makes a digest in the middle of the day.
    assert letters() == ["Tin 1"]
    for minutes in (1, 60, 300):
        assert send_morning_digests(now=nine + timedelta(minutes=minutes)) == 0
    assert "Hôm nay đã lập lúc 07:30" in why(nine)
    assert "ngày làm việc sau (07:30 23/11/2026)" in why(nine)
    assert "Hôm nay là ngày nghỉ nên không lập; bản sau: 07:30 23/11/2026" in why(SATURDAY)
    # What was held in the night before the look is in it too.
    early = monday - timedelta(hours=2)
    assert [say(clerk, "3", now=early), say(clerk, "4", now=early)] == [1, 1]
    assert send_morning_digests(now=monday) == 1
    body = Notification.objects.get(kind="morning_digest").body
    assert [number for number in "1234" if f"Tin {number}" in body] == ["2", "4"]
