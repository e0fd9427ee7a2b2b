"""Bodies that take part in training and inspections beside the department: named, told, and shown what was written."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from directory.domain.roles import Role
from directory.models import Agency
from reporting.models import Inspection, TrainingCourse
from reporting.services.supervision import SupervisionRefused, add_course
from requests_workflow.models import Notification
from tests import world
from tests.reporting.test_supervision import INSPECTIONS, TODAY, TRAINING, Land, land, text_of
from tests.world import client_of

__all__ = ["land"]


@pytest.fixture
def home_affairs(land: Land) -> Agency:
    """Sở Nội vụ of the province, with its head and a clerk."""
    body = world.make_agency("Sở Nội vụ", parent=land.department.parent)
    land.others["home_head"] = world.make_user("Bùi Văn Nội", Role.AGENCY_LEADER, agency=body)
    return body


def told(kind: str) -> set[str]:
    return {one.recipient.get_full_name() for one in Notification.objects.filter(kind=kind).select_related("recipient")}


def test_the_body_inspected_and_those_that_took_part_are_told_and_see_it(land: Land, home_affairs: Agency) -> None:
    officer = client_of(land.officer)
    sent = {
        "co_quan": str(land.commune.public_id),
        "ngay": (TODAY - timedelta(days=3)).strftime("%d/%m/%Y"),
        "noi_dung": "Giao giữ thiết bị",
        "ket_qua": "Thiếu một biên bản.",
        "yeu_cau": "Lập biên bản.",
        "phoi_hop": [str(home_affairs.public_id)],
    }
    itself = officer.post(INSPECTIONS, sent | {"phoi_hop": [str(land.commune.public_id)]})
    assert "Cơ quan phối hợp là cơ quan khác" in itself.content.decode()
    elsewhere = land.others["stranger"].memberships.get().agency
    assert officer.post(INSPECTIONS, sent | {"phoi_hop": [str(elsewhere.public_id)]}).status_code == 422
    assert not Inspection.objects.exists()
    assert officer.post(INSPECTIONS, sent).status_code == 302
    one = Inspection.objects.get()
    assert list(one.partners.all()) == [home_affairs]
    assert told("inspection_recorded") == {"Vừ A Soạn", "Lò Văn Chủ", "Bùi Văn Nội"}
    url = f"{INSPECTIONS}?muc={one.public_id}"
    assert set(Notification.objects.values_list("url", flat=True)) == {url}
    head = client_of(land.others["home_head"])
    assert "Giao giữ thiết bị" in text_of(head, INSPECTIONS)
    assert "Sở Nội vụ" in text_of(client_of(land.clerk), url)
    assert client_of(land.others["neighbour"]).get(url).status_code == 404
    settled = {"ngay": TODAY.strftime("%d/%m/%Y"), "ket_qua": "Đã lập biên bản."}
    assert head.post(url, settled).status_code == 404
    assert officer.post(url, settled).status_code == 302
    assert told("inspection_settled") == told("inspection_recorded")
    for change in (one.partners.clear, lambda: one.partners.through.objects.update(agency=land.neighbour)):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()


def test_the_department_trains_together_with_the_department_of_home_affairs(land: Land, home_affairs: Agency) -> None:
    office = land.department.functions.get()
    sent = {
        "dia_ban": str(office.pk),
        "ngay": TODAY.strftime("%d/%m/%Y"),
        "noi_dung": "Ký số trên văn bản",
        "phoi_hop": [str(home_affairs.public_id)],
    }
    url = client_of(land.officer).post(TRAINING, sent)["Location"]
    course = TrainingCourse.objects.get()
    assert list(course.partners.all()) == [home_affairs]
    assert told("training_recorded") == {"Bùi Văn Nội"}
    shown = text_of(client_of(land.others["home_head"]), url)
    assert "Cơ quan phối hợp" in shown
    assert "Sở Nội vụ" in shown
    with pytest.raises(SupervisionRefused, match="cơ quan khác"):
        add_course(
            office=office,
            held_on=TODAY,
            subject="Khác",
            legal_ref="",
            partners=[land.department],
            by=land.officer,
            now=course.recorded_at,
        )
