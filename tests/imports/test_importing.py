"""From the upload to the drafts: nothing before it is asked for, all or nothing, and the same file changes nothing."""

import io
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.db import connection
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from directory.domain.roles import Role
from directory.ledger.models import LedgerEntry
from directory.models import Agency, User
from requests_workflow.models import Dossier, Import, Notification, OutboxMessage, Request
from requests_workflow.services import import_runs, outbox
from requests_workflow.services.errors import WorkflowError
from requests_workflow.services.import_reports import noted_rows
from requests_workflow.services.imports import KEPT, check_again, order_drafts, purge_files, receive
from requests_workflow.tasks import SENDERS
from tests import world
from tests.access.plans import recorded
from tests.imports.sheets import filled, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def now() -> datetime:
    return timezone.now()


@pytest.fixture
def commune() -> Agency:
    province = world.make_agency("UBND tỉnh")
    department = world.make_agency("Sở KH&CN", parent=province)
    world.delegate(department, territory=province)
    return world.make_agency("UBND xã Nà Cang", parent=province)


@pytest.fixture
def clerk(commune: Agency) -> User:
    return world.make_user("Người Soạn", Role.CLERK, agency=commune)


def uploaded(data: bytes, *, by: User, now: datetime, procedure: str = "individual_issue") -> Import:
    agency = by.memberships.get().agency
    one, new = receive(procedure=procedure, agency=agency, data=data, file_name="C:\\ds.xlsx", by=by, now=now)
    assert new
    return one


def ignore(payload: dict[str, Any]) -> None:
    """Letters are of no interest here."""


def worked(one: Import, *, now: datetime) -> Import:
    """What a worker does when the outbox has sent the import to it."""
    senders: dict[str, outbox.Sender] = dict.fromkeys(SENDERS, ignore)

    def run(payload: dict[str, Any]) -> None:
        import_runs.run_import(payload["import"], now=now)

    senders[OutboxMessage.Kind.IMPORT] = run
    outbox.dispatch(senders=senders, now=now)
    one.refresh_from_db()
    return one


def actions(one: Import) -> list[str]:
    rows = LedgerEntry.objects.filter(object_type="import", object_id=str(one.public_id)).order_by("id")
    return [row.action for row in rows]


def counted() -> tuple[int, int]:
    return Dossier.objects.count(), Request.objects.count()


def test_a_sound_list_becomes_drafts_of_five_hundred_when_it_is_asked_for(clerk: User, now: datetime):
    data = filled("individual_issue", [person(n) for n in range(620)])
    one = worked(uploaded(data, by=clerk, now=now), now=now)
    assert (one.state, one.rows_total, one.rows_good, one.rows_done) == ("checked", 620, 620, 620)
    assert counted() == (0, 0)
    assert one.file_name == "ds.xlsx"
    order_drafts(import_id=one.public_id, mode="all", by=clerk, now=now)
    # A second press finds the first, a colleague's too.
    colleague = world.make_user("Đồng Nghiệp", Role.CONTACT_OFFICER, agency=one.managing_agency)
    assert order_drafts(import_id=one.public_id, mode="all", by=colleague, now=now).asked_by == clerk
    assert OutboxMessage.objects.filter(kind="import").count() == 2
    one = worked(one, now=now + timedelta(seconds=9))
    assert one.state == "created"
    assert [dossier.requests.count() for dossier in one.dossiers.order_by("id")] == [500, 120]
    first = Request.objects.filter(dossier=one.dossiers.order_by("id")[0]).order_by("position")[0]
    assert first.printed["identity_number"] == "012185000000"
    assert actions(one) == ["import.uploaded", "import.checked", "import.ordered", "import.created"]
    assert Notification.objects.filter(recipient=clerk, url=f"/nhap-excel/{one.public_id}/").count() == 2
    # The same bytes again show the earlier import; so does another run of the same message.
    again, new = receive(
        procedure="individual_issue", agency=one.managing_agency, data=data, file_name="x.xlsx", by=clerk, now=now
    )
    assert (again, new) == (one, False)
    assert import_runs.run_import(str(one.public_id), now=now) is False
    with pytest.raises(WorkflowError, match="Đã lập hồ sơ từ tệp này"):
        check_again(import_id=one.public_id, by=clerk, now=now)
    assert counted() == (2, 620)
    connection.check_constraints()


def test_rows_that_the_registers_speak_against_are_told_and_may_be_left_out(
    clerk: User, commune: Agency, now: datetime
):
    own = [world.make_token(f"NC-{n}", agency=commune) for n in range(4)]
    world.make_token("LA-1", agency=world.make_agency("Xã khác"))
    world.make_request(world.make_dossier(commune, by=clerk), token=own[1])
    serials = ["NC-0", "nc-1", "LA-1", "KHONG-CO", "NC-2", "NC-2", "", "NC-3"]
    rows: list[dict[str, Any]] = [{"token_serial": serial, "certificate_name": "Tên"} for serial in serials]
    one = worked(uploaded(filled("token_recovery", rows), by=clerk, now=now, procedure="token_recovery"), now=now)
    assert (one.state, one.rows_total, one.rows_good) == ("checked", 8, 3)
    said = {row.number: row.notes[0][2] for row in noted_rows(one.report)}
    assert "đang có hồ sơ" in said[5]
    assert said[6].startswith("Thiết bị LA-1 không thuộc cơ quan này")
    assert said[7].startswith("Không có thiết bị số hiệu KHONG-CO")
    assert said[9] == "Trùng với dòng 8. Xóa một trong hai dòng."
    assert "Nhập số hiệu thiết bị" in said[10]
    before = counted()
    with pytest.raises(WorkflowError, match="Còn 5 dòng lỗi"):
        order_drafts(import_id=one.public_id, mode="all", by=clerk, now=now)
    order_drafts(import_id=one.public_id, mode="valid", by=clerk, now=now)
    one = worked(one, now=now)
    assert one.state == "created"
    dossier = one.dossiers.get()
    assert [row.printed["token_serial"] for row in dossier.requests.order_by("position")] == ["NC-0", "NC-2", "NC-3"]
    assert counted() == (before[0] + 1, before[1] + 3)


def test_what_changes_between_the_dry_run_and_the_drafts_stops_all_of_them(clerk: User, now: datetime):
    both = worked(uploaded(filled("individual_issue", [person(7), person(8)]), by=clerk, now=now), now=now)
    one = worked(uploaded(filled("individual_issue", [person(8)]), by=clerk, now=now), now=now)
    order_drafts(import_id=one.public_id, mode="all", by=clerk, now=now)
    one = worked(one, now=now)
    before = counted()
    # What was found good is good no longer: neither way makes a draft of what nobody has seen.
    order_drafts(import_id=both.public_id, mode="all", by=clerk, now=now)
    both = worked(both, now=now)
    assert (both.state, both.rows_good, both.problem) == ("checked", 1, import_runs.NOT_ALL)
    one.dossiers.get().requests.all().delete()
    order_drafts(import_id=both.public_id, mode="valid", by=clerk, now=now)
    both = worked(both, now=now)
    assert (both.state, both.rows_good, both.problem) == ("checked", 2, import_runs.CHANGED)
    assert counted() == (before[0], 0)
    # Who may draft no longer when the worker comes has nothing drafted.
    order_drafts(import_id=both.public_id, mode="all", by=clerk, now=now)
    clerk.memberships.update(valid_to=now.date() - timedelta(days=2))
    both = worked(both, now=now)
    assert both.state == "checked"
    assert "không có vai trò soạn thảo" in both.problem
    assert counted() == (before[0], 0)


def test_a_lost_worker_is_replaced_and_the_slow_one_writes_nothing(clerk: User, now: datetime):
    one = uploaded(filled("individual_issue", [person(1)]), by=clerk, now=now)
    claimed = import_runs._claim(str(one.public_id), now)
    assert claimed is not None
    assert import_runs.stale_imports(now=now + timedelta(minutes=1)) == []
    assert import_runs.run_import(str(one.public_id), now=now + timedelta(minutes=1)) is False
    later = now + import_runs.LEASE + timedelta(seconds=1)
    assert import_runs.stale_imports(now=later) == [str(one.public_id)]
    assert import_runs.run_import(str(one.public_id), now=later)
    assert import_runs._finish(claimed, import_runs._Outcome("failed", "late"), later) is False
    one.refresh_from_db()
    assert (one.state, one.rows_good) == ("checked", 1)
    # A broker that lost its messages: what was ordered and never begun is found too.
    order_drafts(import_id=one.public_id, mode="all", by=clerk, now=later)
    assert import_runs.stale_imports(now=later + timedelta(minutes=2)) == [str(one.public_id)]
    Import.objects.filter(pk=one.pk).update(attempts=import_runs.MOST_ATTEMPTS)
    import_runs.run_import(str(one.public_id), now=later)
    one.refresh_from_db()
    assert (one.state, counted()) == ("failed", (0, 0))


def test_a_dry_run_that_is_refused_ends_with_the_reason(clerk: User, now: datetime, monkeypatch: pytest.MonkeyPatch):
    one = uploaded(filled("individual_issue", [person(1)]), by=clerk, now=now)

    def refuse(*args: object, **values: object) -> None:
        raise WorkflowError("Danh bạ đang được sắp xếp lại.")

    with monkeypatch.context() as patched:
        patched.setattr(import_runs, "compare_with_registers", refuse)
        one = worked(one, now=now)
    assert (one.state, one.problem) == ("failed", "Danh bạ đang được sắp xếp lại.")
    check_again(import_id=one.public_id, by=clerk, now=now)
    one = worked(one, now=now + timedelta(seconds=9))
    assert (one.state, one.rows_good, one.problem) == ("checked", 1, "")
    order_drafts(import_id=one.public_id, mode="all", by=clerk, now=now)
    with monkeypatch.context() as patched:
        patched.setattr(import_runs, "compare_with_registers", refuse)
        one = worked(one, now=now + timedelta(seconds=18))
    assert (one.state, one.rows_good, counted()) == ("checked", 1, (0, 0))


def test_files_go_after_thirty_days_and_the_same_file_may_come_back(clerk: User, now: datetime):
    data = filled("individual_issue", [person(1)])
    one = worked(uploaded(data, by=clerk, now=now), now=now)
    name = one.storage_name
    assert purge_files(now=now + KEPT - timedelta(hours=1)) == 0
    assert purge_files(now=now + KEPT + timedelta(hours=1)) == 1
    one.refresh_from_db()
    assert one.storage_name == ""
    with pytest.raises(WorkflowError, match="đã được xóa"):
        order_drafts(import_id=one.public_id, mode="all", by=clerk, now=now)
    receive(procedure="individual_issue", agency=one.managing_agency, data=data, file_name="x", by=clerk, now=now)
    one = worked(one, now=now)
    assert (one.state, one.storage_name != name) == ("checked", True)
    default_storage.delete(one.storage_name)
    check_again(import_id=one.public_id, by=clerk, now=now)
    assert worked(one, now=now).problem == import_runs.FILE_LOST


def test_the_page_counts_errors_apart_from_what_needs_a_look_and_names_the_rows(clerk: User, now: datetime):
    odd = person(2, full_name="Lò Thị Xa", official_email="xa@hoinongdan.org")
    browser = world.client_of(clerk)

    def page_of(one: Import) -> str:
        return " ".join(browser.get(reverse("cases:import", args=[one.public_id])).content.decode().split())

    one = worked(uploaded(filled("individual_issue", [person(1), odd]), by=clerk, now=now), now=now)
    page = page_of(one)
    assert "Cả 2 dòng đều nhập được; 1 dòng nên xem lại trước khi nhập." in page
    assert "0 dòng có lỗi; 1 dòng nên xem lại, vẫn nhập được; 1 dòng không có gì phải xem." in page
    assert "Tải tệp có ghi chú chỗ nên xem lại (.xlsx)" in page
    assert "ghi lỗi" not in page
    assert "5 – Lò Thị Xa" in page
    # Whose rows they were is not kept longer than the file.
    purge_files(now=now + KEPT + timedelta(hours=1))
    one.refresh_from_db()
    assert "Lò Thị Xa" not in str(one.report) + page_of(one)
    bad = filled("individual_issue", [person(1), odd, person(3, official_email="x@gmail.com")])
    page = page_of(worked(uploaded(bad, by=clerk, now=now), now=now))
    assert "1 dòng có lỗi; 1 dòng nên xem lại, vẫn nhập được; 1 dòng không có gì phải xem." in page
    assert "Tải tệp có ghi lỗi (.xlsx)" in page


def test_every_form_is_drafted_from_its_list(clerk: User, commune: Agency, now: datetime):
    keeper = world.make_person("Người Giữ", agency=commune)
    first, second = (world.make_certificate(world.make_subscriber(keeper)) for _ in range(2))
    office = {"province": "Lai Châu", "official_email": "nacang@laichau.gov.vn"}
    lists: dict[str, list[dict[str, Any]]] = {
        "organisation_issue": [
            {"organisation_name": "UBND xã", "address": "Bản A", "keeper": keeper.identity_number} | office,
            {"organisation_name": "HĐND xã", "address": "Bản A", "keeper": "012345678901"} | office,
        ],
        "system_issue": [
            {"system_name": "Cổng", "system_kind": "Phần mềm", "managing_body": "UBND xã", "purpose": "Ký"} | office
        ],
        "certificate_update": [
            {"certificate_serial": first.serial_number, "renew": "x"},
            {"certificate_serial": second.serial_number, "change": "x"},
            {"certificate_serial": "abcdef", "renew": "x"},
        ],
        "revocation": [{"certificate_serial": first.serial_number, "reason": "Nghỉ hưu"}],
    }
    good = {"organisation_issue": 1, "system_issue": 1, "certificate_update": 1, "revocation": 1}
    for procedure, rows in lists.items():
        one = worked(uploaded(filled(procedure, rows), by=clerk, now=now, procedure=procedure), now=now)
        assert (one.state, one.rows_good) == ("checked", good[procedure]), (procedure, one.problem, one.report)
        order_drafts(import_id=one.public_id, mode="valid", by=clerk, now=now)
        one = worked(one, now=now)
        assert one.state == "created", one.problem
        assert one.dossiers.get().procedure == procedure
    kept = Request.objects.get(procedure="organisation_issue")
    assert kept.person == keeper
    assert Request.objects.get(procedure="revocation").printed["reason_code"] == "retired"
    connection.check_constraints()


def test_the_pages_show_progress_result_and_error_file_and_mask_the_list(clerk: User, commune: Agency):
    browser = world.client_of(clerk)
    listed = reverse("cases:imports")
    data = io.BytesIO(
        filled("individual_issue", [person(1), person(2, phone="12"), person(3, birth_date="05/08/1940")])
    )
    data.name = "danh sách.xlsx"
    fields = {"thu_tuc": "individual_issue", "co_quan": str(commune.pk), "tep": data}
    answer = browser.post(listed, fields)
    one = Import.objects.get()
    url = reverse("cases:import", args=[one.public_id])
    assert (answer.status_code, answer["Location"]) == (302, url)
    text = browser.get(url).content.decode()
    assert "Đang chờ đến lượt" in text
    assert '<meta http-equiv="refresh"' in text
    worked(one, now=timezone.now())
    text = browser.get(url).content.decode()
    assert "2 dòng hợp lệ, 1 dòng có lỗi trong 3 dòng." in text
    assert "K5 – Số điện thoại di động" in text
    assert "012185" not in text
    assert browser.get(url, headers={"HX-Request": "true"})["HX-Refresh"] == "true"
    errors = browser.get(reverse("cases:import_errors", args=[one.public_id]))
    sheet = load_workbook(io.BytesIO(errors.content))["Danh sách"]
    assert "Nhập số di động 10 chữ số" in sheet.cell(row=5, column=sheet.max_column).value
    assert "import.errors_downloaded" in actions(one)
    assert browser.post(url, {"cach_nhap": "all"}).status_code == 422
    assert browser.post(url, {"cach_nhap": "valid"}).status_code == 302
    worked(one, now=timezone.now())
    assert one.dossiers.get().code in browser.get(url).content.decode()
    assert "012185" not in browser.get(listed).content.decode()
    few = len(recorded(lambda: browser.get(listed)))
    for number in range(20):
        uploaded(filled("individual_issue", [person(100 + number)]), by=clerk, now=timezone.now())
    assert len(recorded(lambda: browser.get(listed))) == few
    for content, words in ((b"a,b\n", "không phải .xlsx"), (b"", "Tệp trống")):
        refused = browser.post(listed, fields | {"tep": io.BytesIO(content)})
        assert refused.status_code == 422
        assert words in refused.content.decode()
    assert Import.objects.count() == 21
    stranger = world.client_of(world.make_user("Xã Khác", Role.CLERK, agency=world.make_agency("Xã khác")))
    assert {stranger.get(page).status_code for page in (url, reverse("cases:import_errors", args=[one.public_id]))} == {
        404
    }
    foreign = stranger.post(listed, fields | {"tep": io.BytesIO(b"PK")})
    assert foreign.status_code == 422


def test_a_dry_run_asks_the_registers_chunk_by_chunk_and_never_row_by_row(clerk: User, now: datetime):
    few = uploaded(filled("individual_issue", [person(n) for n in range(5)]), by=clerk, now=now)
    many = uploaded(filled("individual_issue", [person(n) for n in range(400)]), by=clerk, now=now)

    def queries(one: Import) -> int:
        return len(recorded(lambda: import_runs.run_import(str(one.public_id), now=now)))

    # One report of progress more.
    assert queries(many) <= queries(few) + 2
