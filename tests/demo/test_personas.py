"""Every role can be tried by somebody, and everybody can sign in."""

from io import StringIO

import pytest
from django.contrib.auth import authenticate
from django.contrib.auth.hashers import identify_hasher
from django.core.management import call_command

from certificates.models import Certificate
from config.demo.identity import DEMO_PASSWORD
from config.demo.personas import personas
from directory.domain.roles import Role
from directory.models import Agency, Membership, Person, User
from directory.selectors.roles import actor_for, body_with_function
from tokens.models import Custody, Token


def test_every_role_has_a_persona_with_a_hint():
    everybody = personas()
    assert {role for one in everybody for role in one.roles} == set(Role)
    assert all(one.task_hint and one.label and one.agency for one in everybody)
    assert len({one.username for one in everybody}) == len(everybody)


def test_every_persona_has_the_roles_that_the_switcher_names(demo_rows, now):
    everybody = personas()
    assert User.objects.count() == len(everybody)
    for one in everybody:
        user = User.objects.get(username=one.username)
        actor = actor_for(user=user, now=now)
        assert actor.roles == set(one.roles), one.username
        assert {held.agency.short_name for held in actor.memberships} == {one.agency}
        assert user.is_active
        assert not user.is_staff
        assert not user.is_superuser


def test_every_persona_signs_in_with_the_common_password(demo_rows, rf):
    hashes = set(User.objects.values_list("password", flat=True))
    assert {identify_hasher(stored).algorithm for stored in hashes} == {"argon2"}
    for username in ("thuebao", "vl_vanthuso"):
        assert authenticate(rf.post("/dang-nhap/"), username=username, password=DEMO_PASSWORD), username
    assert authenticate(rf.post("/dang-nhap/"), username="thuebao", password="dung-thu") is None
    assert len(hashes) == 1, "whoever signs in with one signs in with all"


def test_whoever_has_a_certificate_is_a_subscriber(demo_rows):
    holders = set(
        Certificate.objects.filter(subscriber__person__account__isnull=False).values_list(
            "subscriber__person__account__username", flat=True
        )
    )
    subscribers = set(Membership.objects.filter(role=Role.SUBSCRIBER).values_list("user__username", flat=True))
    assert subscribers - holders == {"thuebaomoi", "thuebaosim", "thuebaocho"}, "who waits for a first one"
    assert holders <= subscribers
    assert {"thuebao", "chutich", "giamdocso", "stc_giamdoc", "vl_chutich"} <= holders


def test_leaders_have_titles_and_each_sealed_agency_one_head(demo_rows):
    leaders = Membership.objects.filter(role__in=[Role.AGENCY_LEADER, Role.DEPARTMENT_LEADER])
    assert all(held.title and held.title == held.title.upper() for held in leaders)
    for username, title, head in (
        ("chutich", "CHỦ TỊCH", True),
        ("phochutich", "PHÓ CHỦ TỊCH", False),
        ("giamdocso", "GIÁM ĐỐC", True),
        ("phogiamdocso", "PHÓ GIÁM ĐỐC", False),
    ):
        held = Membership.objects.get(user__username=username, role=Role.AGENCY_LEADER)
        assert (held.title, held.is_head) == (title, head)
    for role in (Role.AGENCY_LEADER, Role.DEPARTMENT_LEADER):
        for agency in Agency.objects.filter(memberships__role=role).distinct():
            assert agency.memberships.filter(role=role, is_head=True).count() == 1


@pytest.mark.parametrize("username", ["vanthu", "stc_vanthu", "vanthuso", "vl_vanthu", "vl_vanthuso"])
def test_the_registry_clerk_keeps_the_seal_by_a_written_decision(demo_rows, username):
    held = Membership.objects.get(user__username=username, role=Role.REGISTRY_CLERK)
    custody = Custody.objects.get(token__subscriber__kind="organisation", holder_person=held.user.person)
    assert custody.until is None
    assert custody.token.certificate is not None
    assert custody.token.certificate.common_name == held.agency.name
    assert (custody.decision_number, custody.decision_date) == (held.decision_number, held.decision_date)
    assert custody.decision_number
    assert custody.token.state == Token.State.IN_USE


@pytest.mark.parametrize(
    ("commune", "department"),
    [
        ("xã Nà Cang", "Sở Khoa học và Công nghệ tỉnh Lai Châu"),
        ("xã Rạch Dừa", "Sở Khoa học và Công nghệ tỉnh Vĩnh Long"),
        ("phường Hoa Tiên", None),
    ],
)
def test_functions_lead_each_commune_to_its_own_provinces_department(demo_rows, now, commune, department):
    agency = Agency.objects.get(name=f"Ủy ban nhân dân {commune} (giả định)")
    found = body_with_function(function="delegated_department", agency=agency, on=now.date())
    assert (found and found.name) == department


def test_functions_lead_everybody_to_one_provider(demo_rows, now):
    for agency in Agency.objects.all():
        found = body_with_function(function="provider", agency=agency, on=now.date())
        assert found is not None
        assert found.exchange_code == "G11.07.05"


def test_people_are_fictional_and_their_numbers_are_nobodys(demo_rows):
    everybody = list(Person.objects.all())
    assert all(one.is_fictional for one in everybody)
    assert all(one.identity_number.startswith("099") and len(one.identity_number) == 12 for one in everybody)
    assert all(one.phone.startswith("0300") and len(one.phone) == 10 for one in everybody)
    real = [one.official_email for one in everybody if not one.official_email.endswith(".example")]
    assert all(email.startswith("gia.dinh.") and email.endswith("@vinhlong.gov.vn") for email in real)
    assert not Person.objects.filter(official_email__in=real, account__isnull=False).exists(), "nobody is written to"
    assert len({one.identity_number for one in everybody}) == len({one.phone for one in everybody}) == len(everybody)


def test_demo_accounts_prints_every_account_and_the_password(settings):
    out = StringIO()
    call_command("demo_accounts", stdout=out)
    lines = out.getvalue().splitlines()
    for one in personas():
        line = next(line for line in lines if line.startswith(f"{one.username} "))
        assert one.agency in line
        assert all(role.label in line for role in one.roles)
    assert lines[-1] == f"Mật khẩu chung: {DEMO_PASSWORD}"
