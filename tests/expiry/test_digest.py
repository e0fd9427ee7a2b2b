"""One digest a clerk and working day; each level once; nothing that is settled, foreign or already under way."""

import threading
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from certificates.domain.filing_window import Level
from certificates.models import Certificate, ExpiryReminder
from directory.domain.roles import Role
from directory.models import User
from requests_workflow.models import Notification, OutboxMessage
from requests_workflow.selectors.expiry_scope import DIGEST
from requests_workflow.services.expiry import MOST_LINES, plan_digests, send_digests
from requests_workflow.services.notify import tell
from tests import world
from tests.access.plans import recorded
from tests.expiry.conftest import MONDAY, WEDNESDAY, Office, morning


def levels_told(user: User) -> list[tuple[str, str]]:
    rows = ExpiryReminder.objects.filter(recipient=user).order_by("id")
    return list(rows.values_list("certificate__common_name", "level"))


def planned(day: date) -> dict[int, set[int]]:
    return {digest.recipient.pk: set(digest.levels) for digest in plan_digests(now=morning(day))}


def test_clerk_and_contact_officer_get_one_digest_with_everything_that_is_new(office: Office):
    office.certificate("Giàng A Dơ", days_to_file=13)
    office.certificate("Lý Thị Sa", days_to_file=88)
    office.certificate("Tẩn Văn Phú", days_to_file=91)
    assert send_digests(now=morning(MONDAY)) == 2
    for user in (office.clerk, office.contact):
        assert levels_told(user) == [("Giàng A Dơ", "d15"), ("Lý Thị Sa", "d90")]
        notice = Notification.objects.get(recipient=user)
        assert notice.kind == DIGEST
        assert notice.dossier is None
        assert notice.url == "/sap-het-han/"
    mail = OutboxMessage.objects.get(kind="email")
    assert mail.payload["to"] == "mai@nacang.example"
    assert mail.payload["subject"] == "Chứng thư sắp hết hạn (23/11/2026): 2 cần nộp hồ sơ"


def test_a_line_says_whose_which_until_when_and_what_the_law_leaves(office: Office):
    office.certificate("Giàng A Dơ", days_to_file=13, serial_number="5a00000000beef01")
    send_digests(now=morning(MONDAY))
    body = Notification.objects.get(recipient=office.clerk).body
    assert body.startswith(
        "Còn 6–15 ngày để nộp hồ sơ gia hạn (1):\n- Giàng A Dơ (số hiệu …00beef01), UBND xã Nà Cang:"
    )
    # 06/12/2026 is a Sunday.
    assert "hết hạn 05/01/2027, ngày cuối nộp hồ sơ gia hạn 06/12/2026 (là ngày nghỉ;" in body
    assert "ngày làm việc cuối cùng trước đó là 04/12/2026), còn 13 ngày để nộp" in body
    assert "Gia hạn theo Mẫu số 04; hồ sơ phải đến nơi tiếp nhận chậm nhất ngày 06/12/2026" in body
    assert "Căn cứ: Điều 13 Nghị định số 68/2024/NĐ-CP." in body


def test_no_personal_data_but_names_leaves_in_a_digest(office: Office):
    certificate = office.certificate("Giàng A Dơ", days_to_file=13, official_email="do@nacang.example")
    send_digests(now=morning(MONDAY))
    person = certificate.subscriber.person
    assert person is not None
    body = Notification.objects.get(recipient=office.clerk).body
    for secret in (person.identity_number, person.phone, certificate.official_email):
        assert secret
        assert secret not in body


def test_a_certificate_renewed_once_leads_to_a_new_one_at_every_level(office: Office):
    office.certificate("Giàng A Dơ", days_to_file=50, renewal_count=1)
    send_digests(now=morning(MONDAY))
    body = Notification.objects.get(recipient=office.clerk).body
    assert "không được gia hạn nữa: đề nghị cấp chứng thư mới theo Mẫu số 01" in body
    assert "Mẫu số 04" not in body
    assert "ngày cuối nộp hồ sơ gia hạn" not in body


def test_a_second_run_on_one_day_tells_nobody_even_of_a_new_certificate(office: Office):
    office.certificate("Giàng A Dơ", days_to_file=13)
    assert send_digests(now=morning(MONDAY)) == 2
    office.certificate("Lý Thị Sa", days_to_file=13)
    assert list(plan_digests(now=morning(MONDAY))) == []
    assert send_digests(now=morning(MONDAY) + timedelta(hours=3)) == 0
    assert send_digests(now=morning(WEDNESDAY)) == 2
    assert levels_told(office.clerk) == [("Giàng A Dơ", "d15"), ("Lý Thị Sa", "d15")]


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_send_one_digest_to_each_person(office: Office):
    office.certificate("Giàng A Dơ", days_to_file=13)
    sent: list[int] = []
    start = threading.Barrier(2)

    def work() -> None:
        try:
            start.wait(timeout=10)
            sent.append(send_digests(now=morning(MONDAY)))
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(sent) == 2
    assert sum(sent) == 2
    assert Notification.objects.count() == 2
    assert ExpiryReminder.objects.count() == 2


def test_each_level_is_told_once_on_the_way_to_the_end(office: Office):
    office.certificate("Giàng A Dơ", days_to_file=95)
    for offset in range(130):
        send_digests(now=morning(MONDAY + timedelta(days=offset)))
    assert [level for _, level in levels_told(office.clerk)] == [one.value for one in Level]


def test_a_week_without_workers_is_made_up_for_by_the_next_run(office: Office):
    office.certificate("Giàng A Dơ", days_to_file=16)
    send_digests(now=morning(MONDAY))
    # Level d15 was reached on the day after, d5 a week and a half later.
    assert send_digests(now=morning(MONDAY + timedelta(days=11))) == 2
    assert levels_told(office.clerk) == [("Giàng A Dơ", "d30"), ("Giàng A Dơ", "d5")]


def test_on_days_off_nobody_is_told_and_the_next_working_day_makes_up_for_it(office: Office):
    office.certificate("Giàng A Dơ", days_to_file=13)
    for day_off in (MONDAY - timedelta(days=2), MONDAY - timedelta(days=1)):
        assert list(plan_digests(now=morning(day_off))) == []
        assert send_digests(now=morning(day_off)) == 0
    assert send_digests(now=morning(MONDAY)) == 2


def test_before_days_off_the_last_call_comes_on_the_last_working_day(office: Office):
    """From Friday one looks at a filing day on Sunday; Monday would be too late."""
    friday = MONDAY + timedelta(days=4)
    office.certificate("Giàng A Dơ", days_to_file=2, day=friday)
    assert send_digests(now=morning(friday - timedelta(days=1))) == 2
    assert send_digests(now=morning(friday)) == 2
    assert [level for _, level in levels_told(office.clerk)] == ["d5", "d1"]
    body = Notification.objects.filter(recipient=office.clerk).latest("id").body
    assert body.startswith("Còn không quá 1 ngày, hoặc hôm nay là ngày làm việc cuối cùng, để nộp hồ sơ gia hạn (1):")
    assert "29/11/2026 (là ngày nghỉ; ngày làm việc cuối cùng trước đó là 27/11/2026), còn 2 ngày để nộp" in body
    assert send_digests(now=morning(friday + timedelta(days=3))) == 2
    assert [level for _, level in levels_told(office.clerk)] == ["d5", "d1", "past"]


def test_a_new_clerk_hears_the_present_levels_once(office: Office):
    office.certificate("Giàng A Dơ", days_to_file=13)
    send_digests(now=morning(MONDAY))
    new = world.make_user("Chảo Mới", Role.CLERK, agency=office.commune)
    assert planned(WEDNESDAY).keys() == {new.pk}
    assert send_digests(now=morning(WEDNESDAY)) == 1
    assert levels_told(new) == [("Giàng A Dơ", "d15")]
    assert send_digests(now=morning(WEDNESDAY + timedelta(days=1))) == 0


def test_who_has_left_or_holds_another_role_is_not_told(office: Office):
    office.certificate("Giàng A Dơ", days_to_file=13)
    office.clerk.memberships.update(valid_to=MONDAY - timedelta(days=1))
    User.objects.filter(pk=office.contact.pk).update(is_active=False)
    world.make_user("Chủ Tịch", Role.AGENCY_LEADER, agency=office.commune)
    assert send_digests(now=morning(MONDAY)) == 0
    assert not Notification.objects.exists()


def test_clerks_hear_of_their_own_body_alone(office: Office):
    other = world.make_agency("UBND xã khác", parent=office.province)
    above = world.make_user("Người Soạn Tỉnh", Role.CLERK, agency=office.province)
    office.certificate("Giàng A Dơ", days_to_file=13)
    office.certificate("Người Xã Khác", days_to_file=13, agency=other)
    assert planned(MONDAY).keys() == {office.clerk.pk, office.contact.pk}
    office.certificate("Người Của Tỉnh", days_to_file=13, agency=office.province)
    send_digests(now=morning(MONDAY))
    assert levels_told(above) == [("Người Của Tỉnh", "d15")]
    assert levels_told(office.clerk) == [("Giàng A Dơ", "d15")]


def test_a_body_without_a_seal_is_the_concern_of_the_body_above(office: Office):
    division = world.make_agency("Phòng không dấu", parent=office.commune, can_submit=False)
    deeper = world.make_agency("Tổ không dấu", parent=division, can_submit=False)
    certificate = office.certificate("Giàng A Dơ", days_to_file=13, agency=deeper)
    above = world.make_user("Người Soạn Tỉnh", Role.CLERK, agency=office.province)
    plan = planned(MONDAY)
    assert plan == {office.clerk.pk: {certificate.pk}, office.contact.pk: {certificate.pk}}
    assert above.pk not in plan


def settle(certificate: Certificate, office: Office, how: str, ask: Callable[..., Any]) -> None:
    if how == "successor":
        office.certificate("Giàng A Dơ", days_to_file=900, predecessor=certificate)
    elif how == "revoked":
        Certificate.objects.filter(pk=certificate.pk).update(status="revoked", revoked_at=timezone.now())
    elif how == "superseded":
        Certificate.objects.filter(pk=certificate.pk).update(status="superseded")
    else:
        ask(certificate)


@pytest.mark.parametrize("how", ["successor", "revoked", "superseded", "open request"])
def test_what_is_settled_or_under_way_is_not_told(office: Office, asks_for_successor: Callable[..., Any], how: str):
    certificate = office.certificate("Giàng A Dơ", days_to_file=13)
    assert planned(MONDAY)
    settle(certificate, office, how, asks_for_successor)
    assert planned(MONDAY) == {}
    assert send_digests(now=morning(MONDAY)) == 0


@pytest.mark.parametrize("ended", [{"state": "refused"}, {"closed": True}])
def test_after_a_request_that_came_to_nothing_the_reminders_go_on(
    office: Office, asks_for_successor: Callable[..., Any], ended: dict[str, Any]
):
    certificate = office.certificate("Giàng A Dơ", days_to_file=13)
    if "state" in ended:
        dossier = world.make_dossier(office.commune, by=office.clerk)
        world.make_request(dossier, state="refused", predecessor=certificate)
    else:
        asks_for_successor(certificate, state="withdrawn", closed_at=timezone.now())
    assert planned(MONDAY)[office.clerk.pk] == {certificate.pk}


def test_what_expired_long_ago_is_history(office: Office):
    recent = office.certificate("Vừa Hết Hạn", days_to_file=-30 - 90)
    office.certificate("Hết Hạn Lâu", days_to_file=-30 - 91)
    assert planned(MONDAY)[office.clerk.pk] == {recent.pk}


def test_the_most_urgent_stands_first_and_a_long_digest_says_what_it_leaves_out(office: Office):
    for number in range(MOST_LINES + 5):
        office.certificate(f"Người {number:03d}", days_to_file=80)
    office.certificate("Gấp Nhất", days_to_file=1)
    office.certificate("Đã Muộn", days_to_file=-3)
    digest = next(plan_digests(now=morning(MONDAY)))
    assert len(digest.levels) == MOST_LINES + 7
    assert digest.title.endswith(f": {MOST_LINES + 6} cần nộp hồ sơ, 1 đã quá ngày nộp hồ sơ gia hạn")
    assert len(digest.lines) == MOST_LINES
    assert digest.body.splitlines()[1].startswith("- Gấp Nhất")
    assert "Còn 7 chứng thư khác không ghi ở đây." in digest.body


def test_the_scan_asks_the_same_number_of_questions_for_many_certificates(office: Office):
    office.certificate("Người", days_to_file=13)

    def plan() -> int:
        return len(recorded(lambda: list(plan_digests(now=morning(MONDAY)))))

    few = plan()
    for number in range(60):
        office.certificate(f"Người {number}", days_to_file=number)
    assert plan() == few


def test_a_plan_writes_nothing(office: Office):
    office.certificate("Giàng A Dơ", days_to_file=13)
    asked = recorded(lambda: list(plan_digests(now=morning(MONDAY))))
    assert [sql for sql, _ in asked if not sql.lstrip().startswith(("SELECT", "DECLARE", "FETCH"))] == []


def test_reminders_are_only_added(office: Office):
    office.certificate("Giàng A Dơ", days_to_file=13)
    send_digests(now=morning(MONDAY))
    for change in (
        lambda: ExpiryReminder.objects.update(level="d1"),
        lambda: ExpiryReminder.objects.all().delete(),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()
    row = ExpiryReminder.objects.first()
    assert row is not None
    row.pk = None
    with pytest.raises(IntegrityError, match="expiry_reminder_told_once"), transaction.atomic():
        row.save(force_insert=True)


def test_a_notice_without_dossier_and_address_is_a_mistake(office: Office):
    with pytest.raises(ValueError, match="address"):
        tell(users=[office.clerk], kind="x", dossier=None, title="x", body="x", event="x", now=timezone.now())
