"""Bodies, certificates and devices of the demo stand in telling states, and every row is a valid one."""

from datetime import date

import pytest
from django.apps import apps

from certificates.models import Certificate
from directory.models import Agency
from directory.selectors.roles import name_on
from requests_workflow.models import CalendarDay
from requests_workflow.selectors.calendar import load_calendar
from tokens.models import Custody, Token

Kind = Token.Kind


@pytest.mark.parametrize("app", ["directory", "certificates", "tokens"])
def test_every_row_passes_the_validation_of_its_model(demo_rows, app):
    for model in apps.get_app_config(app).get_models():
        for row in model._default_manager.all():
            row.full_clean(exclude=["path", "folded_name", "sort_name"])


def test_paths_follow_the_tree(demo_rows):
    for agency in Agency.objects.select_related("parent"):
        above = agency.parent.path if agency.parent else ""
        assert agency.path == f"{above}{agency.pk:06d}."
        assert agency.folded_name


def test_the_department_was_called_otherwise_before_march_2025(demo_rows):
    department = Agency.objects.get(exchange_code="H35.6")
    assert name_on(agency=department, day=date(2025, 2, 28)) == "Sở Thông tin và Truyền thông tỉnh Lai Châu"
    assert name_on(agency=department, day=date(2025, 3, 1)) == "Sở Khoa học và Công nghệ tỉnh Lai Châu"
    assert department.phone == "02133.791.558"
    assert department.parent is not None
    assert department.parent.exchange_code == "H35"


@pytest.mark.parametrize(
    ("gone", "successors"),
    [
        ("Ủy ban nhân dân huyện Tân Uyên", 2),
        ("Ủy ban nhân dân thành phố Ninh Bình", 1),
        ("Ủy ban nhân dân tỉnh Ninh Thuận", 1),
        ("Sở Khoa học và Công nghệ tỉnh Ninh Thuận", 1),
    ],
)
def test_bodies_that_ended_name_their_successors(demo_rows, gone, successors):
    agency = Agency.objects.get(name=gone)
    assert agency.valid_to == date(2025, 6, 30)
    rows = list(agency.successions.select_related("successor"))
    assert len(rows) == successors
    assert all(row.effective_on == date(2025, 7, 1) and row.successor.exists_on(row.effective_on) for row in rows)


def test_communes_are_marked_fictional_in_their_names(demo_rows):
    invented = Agency.objects.filter(is_fictional=True)
    assert invented.count() == 5
    assert all("(giả định)" in agency.name for agency in invented)
    real = Agency.objects.filter(is_fictional=False, name__contains=" xã ")
    assert not real.exists()


def test_one_agency_has_all_steps_one_has_none_and_one_cannot_submit(demo_rows):
    finance = Agency.objects.get(name="Sở Tài chính tỉnh Lai Châu")
    assert (finance.unit_head_step, finance.format_check_step) == (True, True)
    na_cang = Agency.objects.get(name="Ủy ban nhân dân xã Nà Cang (giả định)")
    assert (na_cang.unit_head_step, na_cang.format_check_step, na_cang.can_submit) == (False, False, True)
    assert [division.can_submit for division in na_cang.children.all()] == [False]
    overlays = dict(Agency.objects.order_by().values_list("province", "overlay").distinct())
    assert overlays["Lai Châu"] == "lai_chau_2025"
    assert overlays["Vĩnh Long"] == "vinh_long_2020"
    assert {overlays[name] for name in overlays if name not in ("Lai Châu", "Vĩnh Long")} == {""}


@pytest.mark.parametrize("days", [120, 75, 52, 44, 34, 31, 30, 29])
def test_certificates_are_near_their_end(demo_rows, now, days):
    assert [one for one in Certificate.objects.in_force(at=now) if one.days_left(at=now) == days]


def test_terms_are_lawful(demo_rows):
    for one in Certificate.objects.filter(predecessor__isnull=True):
        assert (one.not_after - one.not_before).days <= 5 * 365, one
    renewed = Certificate.objects.get(predecessor__isnull=False)
    predecessor = Certificate.objects.get(successor=renewed)
    assert (renewed.not_after - predecessor.not_after).days <= 3 * 365
    assert predecessor.days_left(at=renewed.not_before) >= 30


def test_certificates_are_revoked_expired_and_renewed_once(demo_rows, now):
    everybody = Certificate.objects.filter(status="revoked")
    assert everybody.count() == 2
    for revoked in everybody:
        assert [change.status for change in revoked.status_changes.all()] == ["active", "revoked"]
        assert revoked.revoked_at is not None
        assert list(revoked.status_changes.values_list("at", flat=True))[1:] == [revoked.revoked_at]
        assert revoked.revoked_at < now
    assert [one for one in Certificate.objects.filter(status="active") if one.days_left(at=now) < 0]
    renewed = Certificate.objects.get(predecessor__isnull=False)
    predecessor = Certificate.objects.get(successor=renewed)
    assert (renewed.renewal_count, predecessor.status) == (1, "superseded")
    assert renewed.public_key_digest == predecessor.public_key_digest
    assert renewed.is_in_force(at=now)
    assert Certificate.objects.values("public_key_digest").distinct().count() == Certificate.objects.count() - 1


def test_the_history_of_every_certificate_ends_in_its_state(demo_rows):
    for one in Certificate.objects.all():
        assert list(one.status_changes.values_list("status", flat=True))[-1] == one.status, one


def test_every_state_of_a_device_occurs(demo_rows):
    assert set(Token.objects.values_list("state", flat=True)) == set(Token.State.values)


def test_the_main_commune_has_locked_devices_of_every_interesting_sort(demo_rows, now):
    na_cang = Agency.objects.get(name="Ủy ban nhân dân xã Nà Cang (giả định)")
    locked = Token.objects.filter(managing_agency=na_cang, state=Token.State.LOCKED).select_related(
        "certificate", "subscriber__agency"
    )
    assert len([one for one in locked if one.kind == Kind.PKI_TOKEN]) >= 6
    assert {one.kind for one in locked} == {Kind.PKI_TOKEN, Kind.HSM, Kind.SIM_PKI}
    assert locked.filter(certificate__not_after__lt=now).count() == 1
    elsewhere = {one.subscriber.agency.short_name for one in locked if one.subscriber} - {na_cang.short_name}
    assert elsewhere == {"UBND xã Bản Lướt (giả định)", "Phòng Kinh tế xã Nà Cang (giả định)"}
    assert locked.filter(subscriber__person__account__username="thuebao").exists()


def test_every_device_that_is_not_lost_has_one_holder(demo_rows, now):
    for token in Token.objects.all():
        open_rows = Custody.objects.filter(token=token, until__isnull=True).count()
        assert open_rows == (0 if token.state == Token.State.LOST else 1), token
    assert not Custody.objects.filter(since__gt=now).exists()
    assert all("TEST" in serial for serial in Token.objects.values_list("serial_number", flat=True))


def test_the_calendar_comes_from_rows(demo_rows):
    calendar = load_calendar()
    assert CalendarDay.objects.count() == len(calendar.days)
    assert not calendar.is_working(date(2026, 1, 2))
    assert calendar.is_working(date(2026, 1, 10))
    assert calendar.hours(date(2026, 1, 10))
