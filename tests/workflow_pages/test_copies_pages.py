"""/ho-so/<id>/ban-sao/: each copy with its own proof, those that are late, and a body without accounts."""

import uuid
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from directory.ledger.models import LedgerEntry
from directory.selectors.roles import actor_for
from requests_workflow.domain.calendar import VIETNAM
from requests_workflow.domain.copies import standing_of_copy
from requests_workflow.models import Document, Dossier, DossierCopy, Step
from requests_workflow.selectors.calendar import load_calendar
from requests_workflow.selectors.facts import profile_of
from requests_workflow.selectors.worklist import waiting_for
from requests_workflow.services.copies import record_copy_arrival
from requests_workflow.services.errors import WorkflowError, known
from requests_workflow.services.issue_papers import issue_form
from requests_workflow.services.request_papers import request_form
from tests.cases.conftest import drive, issuing, world  # noqa: F401  the demo, driven
from tests.cases.driver import PROOF, Driver, agency, user
from tests.cases.issue_driver import IssueDriver
from tests.world import client_of, make_agency


@pytest.fixture(scope="module")
def opening() -> Any:
    def open_case(driver: Driver) -> Dossier:
        """Sent; the copies of the department and of a body without accounts have not left."""
        acting = IssueDriver(driver.now)
        case = acting.issue_sent("nc_moi_dan_van")
        office = make_agency("Phòng Văn hóa và Thông tin Tân Uyên", parent=agency("lai_chau"))
        DossierCopy.objects.create(dossier=case, agency=office, function="district_culture_office")
        driver.now = acting.now
        return case

    return open_case


@pytest.fixture
def case(world: Any, issuing: IssueDriver, monkeypatch: pytest.MonkeyPatch) -> Dossier:  # noqa: F811
    monkeypatch.setattr(timezone, "now", lambda: issuing.now)
    return Dossier.objects.get(pk=world.case_id)


def body(response: Any) -> str:
    return str(response.content.decode())


def page_of(case: Dossier, copy: DossierCopy | None = None) -> str:
    return f"/ho-so/{case.public_id}/ban-sao/" + (f"{copy.public_id}/" if copy else "")


def copy_of(case: Dossier, function: str) -> DossierCopy:
    return case.copies.get(function=function)


def sending(case: Dossier, *, at: datetime, channel: str = "qlvb") -> dict[str, str]:
    return {
        "version": str(Dossier.objects.get(pk=case.pk).version),
        "form_key": str(uuid.uuid4()),
        "channel": channel,
        "channel_code": "H35.99-77",
        "legal_at": f"{at.astimezone(VIETNAM):%d/%m/%Y %H:%M}",
    }


def receiving(*, at: datetime, data: bytes = PROOF.data, key: str = "") -> dict[str, Any]:
    return {
        "form_key": key or str(uuid.uuid4()),
        "legal_at": f"{at.astimezone(VIETNAM):%d/%m/%Y %H:%M}",
        "incoming_number": "45",
        "proof_file": SimpleUploadedFile("so-giao-nhan.pdf", data),
    }


def late_copies(name: str, *, now: datetime) -> list[tuple[str, bool]]:
    waiting = waiting_for(actor_for(user=user(name), now=now), now=now)
    return [(one.standing.code, one.standing.is_late) for one in waiting.copies]


def test_each_copy_leaves_by_itself_and_arrives_by_its_own_proof(case: Dossier, issuing: IssueDriver):  # noqa: F811
    department, office = copy_of(case, "delegated_department"), copy_of(case, "district_culture_office")
    clerk = client_of(user("vanphong"))
    page = body(clerk.get(page_of(case)))
    assert all(text in page for text in ("Bản chính", department.agency.name, office.agency.name))
    assert page.count("Chưa ghi nhận gửi") == 2
    assert page_of(case) in body(clerk.get(f"/ho-so/{case.public_id}/"))
    # The one that was chosen leaves, not the one whose turn it would be; paper is open towards a body not here.
    assert clerk.post(page_of(case, office), sending(case, at=issuing.now, channel="paper")).status_code == 302
    department.refresh_from_db()
    office.refresh_from_db()
    assert (department.sent_at, office.channel, office.channel_code) == (None, "paper", "H35.99-77")
    refused = clerk.post(page_of(case, department), sending(case, at=issuing.now, channel="paper"))
    assert refused.status_code == 422
    assert clerk.post(page_of(case, department), sending(case, at=issuing.now)).status_code == 302
    issuing.tick(30)
    # The department has accounts: it says so itself, nobody for it.
    assert clerk.get(page_of(case, department))["Location"] == page_of(case)
    acknowledging = f"/ho-so/{case.public_id}/viec/acknowledge_copy/"
    assert acknowledging in body(client_of(user("canboso")).get(page_of(case)))
    issuing.act(case, "acknowledge_copy", by="canboso", legal_at=issuing.now, incoming_number="912")
    # The other's arrival is written down by the sender with the paper that proves it, once.
    assert "Giấy tờ chứng minh đã nhận" in body(clerk.get(page_of(case, office)))
    for wrong in (
        receiving(at=issuing.now - timedelta(days=1)),
        receiving(at=issuing.now + timedelta(days=1)),
        receiving(at=issuing.now, data=b"MZ no picture"),
        {**receiving(at=issuing.now), "proof_file": ""},
    ):
        assert clerk.post(page_of(case, office), wrong).status_code == 422
    before, key = Dossier.objects.get(pk=case.pk).version, str(uuid.uuid4())
    for _ in range(2):
        assert clerk.post(page_of(case, office), receiving(at=issuing.now, key=key)).status_code == 302
    office.refresh_from_db()
    step = Step.objects.get(dossier=case, transition="record_copy_receipt")
    assert (office.incoming_number, step.legal_at, step.role) == ("45", office.received_at, "clerk")
    assert step.source == step.target == Dossier.objects.get(pk=case.pk).state
    assert Dossier.objects.get(pk=case.pk).version == before + 1
    assert Document.objects.get(dossier=case, title__startswith="Minh chứng bản sao").kind == "proof_received"
    assert LedgerEntry.objects.filter(action="individual_issue.record_copy_receipt").count() == 1
    done = body(clerk.get(page_of(case)))
    assert done.count("Đã đến") >= 2
    assert "số đến 912" in done
    assert late_copies("vanphong", now=issuing.now) == []


def test_after_the_end_of_a_case_the_sender_writes_down_what_is_missing(case: Dossier, issuing: IssueDriver):  # noqa: F811
    department, office = copy_of(case, "delegated_department"), copy_of(case, "district_culture_office")
    clerk = client_of(user("vanphong"))
    assert clerk.post(page_of(case, office), sending(case, at=issuing.now)).status_code == 302
    issuing.tick(30)
    case = issuing.act(case, "withdraw", by="vanphong", reason="Cán bộ chuyển công tác trước khi cấp.")
    assert case.closed_at is not None
    # The end of the case takes nothing off the sender's list.
    assert late_copies("vanphong", now=issuing.now) == [("to_send", False)]
    page = body(clerk.get(page_of(case)))
    whole = body(clerk.get(f"/ho-so/{case.public_id}/"))
    assert "Không còn việc nào phải làm" not in whole
    assert f'<a href="{page_of(case)}">Ghi nhận đã gửi bản sao cho {department.agency.name}</a>' in whole
    assert page_of(case, department) in page
    assert page_of(case, office) in page
    early = sending(case, at=known(case.sent_at) - timedelta(hours=1))
    for wrong in (early, sending(case, at=issuing.now + timedelta(days=1))):
        assert clerk.post(page_of(case, department), wrong).status_code == 422
    for copy in (department, office):
        if copy == department:
            assert clerk.post(page_of(case, copy), sending(case, at=issuing.now)).status_code == 302
        assert "Hồ sơ đã kết thúc nên người gửi ghi nhận" in body(clerk.get(page_of(case, copy)))
        assert clerk.post(page_of(case, copy), receiving(at=issuing.now)).status_code == 302
        copy.refresh_from_db()
        assert (copy.channel_code, copy.incoming_number) == ("H35.99-77", "45")
    # In their order, each with its own time, and the case stays where it ended.
    steps = case.steps.filter(transition__startswith="record_copy_").order_by("id")
    assert [step.transition for step in steps] == [
        "record_copy_sent",
        "record_copy_sending",
        "record_copy_receipt",
        "record_copy_receipt",
    ]
    assert {step.target for step in list(steps)[1:]} == {"withdrawn"}
    assert LedgerEntry.objects.filter(action="individual_issue.record_copy_sending").count() == 1
    assert clerk.get(page_of(case, office)).status_code == 302


def test_after_the_end_of_a_case_the_department_registers_its_copy_once(
    case: Dossier,
    issuing: IssueDriver,  # noqa: F811
):
    department = copy_of(case, "delegated_department")
    clerk, officer = client_of(user("vanphong")), client_of(user("canboso"))
    case.copies.exclude(pk=department.pk).delete()
    # Nothing to register before it has left.
    assert officer.get(page_of(case, department)).status_code == 404
    assert clerk.post(page_of(case, department), sending(case, at=issuing.now)).status_code == 302
    assert officer.get(page_of(case, department)).status_code == 404
    case = issuing.act(case, "withdraw", by="vanphong", reason="Cán bộ chuyển công tác trước khi cấp.")
    issuing.tick(30)
    # It stays on the work list of the department, with the way to its page, and the case does not say that all is done.
    assert case in waiting_for(actor_for(user=user("canboso"), now=issuing.now), now=issuing.now).dossiers
    assert f'href="{page_of(case)}"' in body(officer.get("/"))
    assert "Ghi nhận đã nhận bản sao</a>" in body(officer.get(f"/ho-so/{case.public_id}/"))
    assert page_of(case, department) in body(officer.get(page_of(case)))
    asked = body(officer.get(page_of(case, department)))
    assert "Số văn bản đến" in asked
    assert "Giấy tờ chứng minh" not in asked
    early = {**receiving(at=issuing.now - timedelta(days=1)), "proof_file": ""}
    assert officer.post(page_of(case, department), early).status_code == 422
    given = {**receiving(at=issuing.now), "proof_file": ""}
    for _ in range(2):
        assert officer.post(page_of(case, department), given).status_code == 302
    department.refresh_from_db()
    step = case.steps.get(transition="record_copy_arrival")
    assert (department.incoming_number, step.legal_at, step.role) == (
        "45",
        department.received_at,
        "department_officer",
    )
    assert step.source == step.target == "withdrawn"
    assert LedgerEntry.objects.filter(action="individual_issue.record_copy_arrival").count() == 1
    # The service itself refuses who is not of that body, and a second arrival; the same press again changes nothing.
    again: dict[str, Any] = {"copy_id": department.public_id, "now": issuing.now, "received_at": issuing.now}
    for name in ("vanphong", "canboso"):
        with pytest.raises(WorkflowError):
            record_copy_arrival(**again, by=user(name), incoming_number="46", form_key=uuid.uuid4())
    key = uuid.UUID(given["form_key"])
    assert record_copy_arrival(**again, by=user("canboso"), incoming_number="46", form_key=key).incoming_number == "45"
    assert case not in waiting_for(actor_for(user=user("canboso"), now=issuing.now), now=issuing.now).dossiers
    assert "Không còn việc nào phải làm" in body(officer.get(f"/ho-so/{case.public_id}/"))


def test_the_paper_names_who_gets_a_copy_beside_the_provider(case: Dossier, issuing: IssueDriver):  # noqa: F811
    department = copy_of(case, "delegated_department").agency.name
    profile = profile_of(case)
    own = issue_form(dossier=case, profile=profile, now=issuing.now).document
    assert own.copies_to == ("Như trên", department, "Lưu: VT")
    for procedure in ("certificate_update", "revocation"):
        case.procedure = procedure
        other = request_form(dossier=case, profile=profile, now=issuing.now).document
        assert other.copies_to == ("Như trên", department, "Lưu: VT")


def test_a_copy_that_waits_too_long_is_a_task_of_the_sender(case: Dossier, issuing: IssueDriver):  # noqa: F811
    now, clerk = issuing.now, client_of(user("vanphong"))
    assert late_copies("vanphong", now=now) == [("to_send", False)] * 2
    assert late_copies("vanthu", now=now) == [("to_send", False)] * 2
    assert late_copies("canboso", now=now) == []
    assert "Bản sao phải theo dõi" in body(clerk.get("/"))
    assert late_copies("vanphong", now=now + timedelta(days=6)) == [("to_send", True)] * 2
    for function in ("delegated_department", "district_culture_office"):
        clerk.post(page_of(case, copy_of(case, function)), sending(case, at=issuing.tick()))
    assert late_copies("vanphong", now=issuing.now) == []
    assert late_copies("vanphong", now=issuing.now + timedelta(days=6)) == [("under_way", True)] * 2


def test_a_weekend_makes_no_copy_late(case: Dossier):
    calendar = load_calendar()
    friday = datetime(2026, 12, 4, 16, 0, tzinfo=VIETNAM)
    said = [
        standing_of_copy(
            document_sent_at=friday,
            copy_sent_at=sent,
            received_at=None,
            now=datetime(2026, 12, day, 10, 0, tzinfo=VIETNAM),
            calendar=calendar,
        ).is_late
        for sent, day in ((None, 7), (None, 8), (friday, 8), (friday, 9))
    ]
    assert said == [False, True, False, True]


def test_only_the_sender_writes_down_and_a_case_without_copies_has_no_page(case: Dossier, issuing: IssueDriver):  # noqa: F811
    office = copy_of(case, "district_culture_office")
    for name, status in (("vanthu", 200), ("chutich", 404), ("canboso", 404), ("vl_vanphong", 404), ("thuebao", 404)):
        person: Client = client_of(user(name))
        assert person.get(page_of(case, office)).status_code == status
    assert client_of(user("kiemtra")).get(page_of(case)).status_code == 200
    assert client_of(user("vl_vanphong")).get(page_of(case)).status_code == 404
    DossierCopy.objects.filter(dossier=case).delete()
    assert client_of(user("vanphong")).get(page_of(case)).status_code == 404
