"""The first page after sign-in: what is done next about each case, parts of a long page, and what a subscriber has."""

from datetime import timedelta

from django.urls import reverse

from requests_workflow.models import Dossier
from tests.cases.driver import user
from tests.cases.issue_driver import IssueDriver
from tests.workflow_pages.desk import (  # noqa: F401  the demo, driven
    body,
    case,
    drive,
    here,
    issuing,
    opening,
    world,
)
from tests.world import client_of

PAGE = reverse("cases:worklist")


def line_of(dossier: Dossier, *, who: str = "vanphong") -> str:
    page = body(client_of(user(who)).get(PAGE)).split('<h2 id="ho-so">')[1]
    return page.split(f">{dossier.code}</a></th>")[1].split("</tr>")[0]


def test_an_answered_case_shows_what_is_done_first_about_its_rows(issuing: IssueDriver, here: Dossier):  # noqa: F811
    line = line_of(here)
    assert "Bàn giao thiết bị" in line
    # The clerk works for one body, and is told of no other.
    assert here.managing_agency.name not in line
    for position, person in ((1, "thuebaomoi"), (2, "thuebaocho")):
        issuing.confirmed(issuing.offered(here, position), position, by=person)
    assert "Bàn giao thiết bị" in line_of(here)
    issuing.handed_over_on_paper(here, 3)
    # The first of what is left to the subscriber on the SIM is no act of the clerk's.
    assert "Lập, ký, gửi Mẫu số 07" in line_of(here)


def test_a_long_page_leads_to_its_parts_and_a_subscriber_sees_certificate_and_device(here: Dossier):  # noqa: F811
    page = body(client_of(user("vanphong")).get(PAGE))
    assert '<a href="#ho-so">' in page
    assert "Của riêng bạn:" in page
    own = body(client_of(user("thuebao")).get(PAGE)).split('<h2 id="cua-toi">')[1]
    assert "Lò Thị Dung" in own
    assert "TEST-PKI-000001" in own
    assert "Bị khóa" in own


def test_a_leader_reads_how_many_cases_are_open_and_late_and_each_count_opens_its_list(
    issuing: IssueDriver,  # noqa: F811
    here: Dossier,  # noqa: F811
):
    waiting = issuing.provider_received(issuing.issue_sent("nc_cu_het_han"))
    Dossier.objects.filter(pk=waiting.pk).update(due_at=issuing.now - timedelta(days=1))
    leader = client_of(user("chutich"))
    page = body(leader.get(PAGE)).split('id="tinh-hinh"')[1].split("</section>")[0]
    counts = [int(part.split("</strong>")[0]) for part in page.split("<strong>")[1:]]
    lists = [part.split('"')[0] for part in page.split('href="')[1:]]
    for count, address in zip(counts, lists, strict=True):
        assert body(leader.get(address)).count('<th scope="row"') == count
    assert counts[2] >= 1
    assert waiting.code in body(leader.get(lists[2]))
    assert 'id="tinh-hinh"' not in body(client_of(user("vanphong")).get(PAGE))
