"""The section of the work list and /sap-het-han/: one's own bodies, most urgent first, at a constant price."""

from collections.abc import Callable
from datetime import datetime, time, timedelta
from typing import Any

import pytest
from django.template.loader import render_to_string
from django.utils import timezone

from certificates.domain.filing_window import Level
from certificates.domain.validity import VIETNAM
from certificates.models import Certificate
from directory.domain.roles import Role
from directory.models import Subscriber, User
from directory.selectors.roles import actor_for
from requests_workflow.selectors.expiry import expiring_for, own_expiring
from tests import world
from tests.access.plans import recorded
from tests.expiry.conftest import MONDAY, Office, morning

URL = "/sap-het-han/"


def names(user: User, *, limit: int = 5) -> list[str]:
    found = expiring_for(actor=actor_for(user=user, now=morning(MONDAY)), now=morning(MONDAY), limit=limit)
    assert found is not None
    return [line.certificate.common_name for line in found.lines]


@pytest.fixture
def today() -> Any:
    return timezone.now().astimezone(VIETNAM).date()


def test_what_can_still_be_filed_in_time_stands_before_what_is_too_late(office: Office):
    for name, days in (("Còn 80", 80), ("Hết", -40), ("Muộn", -5), ("Còn 2", 2), ("Chưa", 95), ("Còn 0", 0)):
        office.certificate(name, days_to_file=days)
    assert names(office.clerk) == ["Còn 0", "Còn 2", "Còn 80", "Muộn", "Hết"]
    assert names(office.clerk, limit=2) == ["Còn 0", "Còn 2"]
    actor = actor_for(user=office.contact, now=morning(MONDAY))
    found = expiring_for(actor=actor, now=morning(MONDAY), limit=1)
    assert found is not None
    assert (found.to_file, found.past, found.expired, found.total) == (3, 1, 1, 5)


def test_who_drafts_nothing_has_no_such_section(office: Office):
    leader = world.make_user("Chủ Tịch", Role.AGENCY_LEADER, agency=office.commune)
    now = morning(MONDAY)
    assert expiring_for(actor=actor_for(user=leader, now=now), now=now, limit=5) is None


def test_the_list_and_the_digest_mean_the_same_bodies(office: Office):
    division = world.make_agency("Phòng không dấu", parent=office.commune, can_submit=False)
    below = world.make_agency("Trường có dấu", parent=division)
    sealless_below = world.make_agency("Tổ của trường", parent=below, can_submit=False)
    for number, agency in enumerate((office.province, office.commune, division, below, sealless_below)):
        office.certificate(f"Của {agency.name}", days_to_file=number, agency=agency)
    assert names(office.clerk) == ["Của UBND xã Nà Cang", "Của Phòng không dấu"]
    school = world.make_user("Người Soạn Trường", Role.CLERK, agency=below)
    assert names(school) == ["Của Trường có dấu", "Của Tổ của trường"]


def test_a_certificate_under_way_says_so_instead_of_what_to_do(office: Office, asks_for_successor: Callable[..., Any]):
    row = asks_for_successor(office.certificate("Giàng A Dơ", days_to_file=13))
    now = morning(MONDAY)
    actor = actor_for(user=office.clerk, now=now)
    found = expiring_for(actor=actor, now=now, limit=5)
    html = render_to_string("requests_workflow/_expiring.html", {"expiring": found})
    assert "Đang có hồ sơ" in html
    assert row.dossier.code in html
    assert "Mẫu số 04" not in html


def test_the_partial_shows_nothing_where_there_is_nothing(office: Office):
    now = morning(MONDAY)
    actor = actor_for(user=office.clerk, now=now)
    context: dict[str, Any] = {"expiring": expiring_for(actor=actor, now=now, limit=5), "own_expiring": []}
    assert render_to_string("requests_workflow/_expiring.html", context).strip() == ""


def test_a_subscriber_reads_a_line_on_the_own_certificate_alone(office: Office):
    certificate = office.certificate("Giàng A Dơ", days_to_file=13)
    office.certificate("Người Khác", days_to_file=13)
    person = certificate.subscriber.person
    assert person is not None
    user = world.make_user("Giàng A Dơ", Role.SUBSCRIBER, agency=office.commune, person=person)
    now = morning(MONDAY)
    lines = own_expiring(actor=actor_for(user=user, now=now), now=now)
    assert [line.certificate.pk for line in lines] == [certificate.pk]
    html = render_to_string("requests_workflow/_expiring.html", {"own_expiring": lines})
    assert "còn 13 ngày để nộp" in html
    assert "Cơ quan quản lý trực tiếp của bạn gửi văn bản đề nghị" in html
    later = now - timedelta(days=100)
    assert own_expiring(actor=actor_for(user=user, now=later), now=later) == []
    # A clerk's own certificate counts only where the clerk is a subscriber too.
    assert own_expiring(actor=actor_for(user=office.clerk, now=now), now=now) == []


def test_every_page_is_reached_forth_and_back_and_nothing_comes_twice(office: Office, today: Any):
    same = datetime.combine(today + timedelta(days=60), time(12, 0), VIETNAM)
    for number in range(60):
        # Many end at one instant, as those of one delivery do.
        ends = same + timedelta(days=number // 40)
        office.certificate(f"Người {number:02d}", days_to_file=0, not_after=ends)
    client = world.client_of(office.clerk)
    page = client.get(URL).context["page"]
    assert "trong 60" in page.summary
    pages = [[one.pk for one in page.items]]
    while page.next_url:
        page = client.get(URL + page.next_url).context["page"]
        pages.append([one.pk for one in page.items])
    seen = [pk for one in pages for pk in one]
    assert [len(one) for one in pages] == [25, 25, 10]
    assert seen == list(Certificate.objects.order_by("not_after", "id").values_list("pk", flat=True))
    back = client.get(URL + page.previous_url).context["page"]
    assert [one.pk for one in back.items] == pages[1]
    first = client.get(URL + back.previous_url).context["page"]
    assert [one.pk for one in first.items] == pages[0]
    assert first.previous_url == ""


def test_the_filter_shows_one_level_and_nonsense_shows_all(office: Office, today: Any):
    for name, days in (("Còn 80", 80), ("Còn 13", 13), ("Muộn", -5)):
        office.certificate(name, days_to_file=days, day=today)
    client = world.client_of(office.clerk)

    def shown(query: str) -> list[str]:
        return [line.certificate.common_name for line in client.get(f"{URL}{query}").context["lines"]]

    assert shown("") == ["Muộn", "Còn 13", "Còn 80"]
    assert shown(f"?muc={Level.D15.value}") == ["Còn 13"]
    assert shown("?muc=con_nop") == ["Còn 13", "Còn 80"]
    assert shown(f"?muc={Level.EXPIRED.value}") == []
    assert "Không có chứng thư nào ở mức này" in client.get(f"{URL}?muc=expired").content.decode()
    assert shown("?muc=khong-co") == shown("?sau=khong-co") == shown("?truoc=9-9-9") == ["Muộn", "Còn 13", "Còn 80"]


def test_the_pages_cost_the_same_for_many(office: Office, today: Any):
    def cost() -> tuple[int, int]:
        client = world.client_of(office.clerk)
        client.get(URL)
        now = timezone.now()
        actor = actor_for(user=office.clerk, now=now)
        return (
            len(recorded(lambda: client.get(URL))),
            len(recorded(lambda: expiring_for(actor=actor, now=now, limit=5))),
        )

    for days in (80, -5, -40):
        office.certificate(f"Người {days}", days_to_file=days, day=today)
    page, section = cost()
    for number in range(100):
        office.certificate(f"Người {number}", days_to_file=90 - number, day=today)
    many_page, many_section = cost()
    assert many_page == page
    # With enough of the most urgent, the later groups are not asked for their lines.
    assert many_section <= section <= 8


def test_a_device_and_an_organisation_are_listed_with_their_own_form(office: Office, today: Any):
    seal = world.make_subscriber(office.commune)
    assert seal.kind == Subscriber.Kind.ORGANISATION
    world.make_certificate(seal, days_left=10)
    assert "Mẫu số 02" in world.client_of(office.clerk).get(URL).content.decode()
