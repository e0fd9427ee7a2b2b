"""/can-cu-phap-ly/: what the product runs on, said in words."""

from dataclasses import fields

import pytest

from directory.domain.roles import Role
from requests_workflow.procedures.registry import KINDS
from requests_workflow.procedures.token_recovery import DOSSIER, REQUEST
from requests_workflow.regulations.instruments import INSTRUMENTS
from requests_workflow.regulations.profile import FormRef, Profile, Value
from requests_workflow.regulations.registry import BASES, OVERLAYS
from requests_workflow.views.legal_words import EVIDENCE, PARAMETERS, STATUSES, value_in_words
from tests import world


def all_profiles() -> list[Profile]:
    return [*BASES, *(overlay.over(base) for base in BASES for overlay in OVERLAYS.values())]


@pytest.mark.parametrize("profile", all_profiles(), ids=lambda profile: profile.code)
def test_every_value_of_every_profile_has_words(profile: Profile) -> None:
    for one in fields(profile):
        value = getattr(profile, one.name)
        if isinstance(value, (Value, FormRef)):
            assert PARAMETERS[one.name]
            assert EVIDENCE[value.evidence]
        if isinstance(value, Value):
            assert "_" not in value_in_words(value.value, value.unit), one.name


def test_every_status_of_an_instrument_has_words() -> None:
    assert {one.status for one in INSTRUMENTS.values()} <= set(STATUSES)
    assert {one.evidence for one in INSTRUMENTS.values()} <= set(EVIDENCE)


@pytest.mark.django_db
def test_a_commune_of_lai_chau_reads_its_own_rules() -> None:
    agency = world.make_agency("UBND xã Nà Cang", overlay="lai_chau_2025")
    client = world.client_of(world.make_user("Lò Mai", Role.CLERK, agency=agency))
    page = client.get("/can-cu-phap-ly/").content.decode()
    assert "1 ngày làm việc" in page
    assert "PKI Token: Sở được ủy quyền" in page
    assert "Điều 13 khoản 2 điểm b" in page
    assert "là dự thảo, chưa có số và ngày" in page
    for one in INSTRUMENTS.values():
        assert one.title in page
    acts = client.get("/can-cu-phap-ly/", {"thu-tuc": "token_recovery"}).content.decode()
    for procedure in (DOSSIER, REQUEST):
        for act in procedure.transitions:
            assert act.label in acts
            assert act.clause.cite() in acts
    for kind in KINDS.values():
        assert f"?thu-tuc={kind.code}#" in page


@pytest.mark.django_db
def test_a_body_without_local_rules_reads_the_national_ones() -> None:
    client = world.client_of(world.make_user("Lò Mai", Role.CLERK, agency=world.make_agency("UBND tỉnh khác")))
    page = client.get("/can-cu-phap-ly/?thu-tuc=token_recovery").content.decode()
    assert "Không giao cho nơi nào" in page
    assert "tại địa phương" not in page


@pytest.mark.django_db
def test_local_rules_that_ended_give_way_to_the_national_ones_with_a_notice() -> None:
    agency = world.make_agency("UBND huyện Tân Uyên", overlay="tan_uyen_2024")
    page = world.client_of(world.make_user("Lò Mai", Role.CLERK, agency=agency)).get("/can-cu-phap-ly/")
    assert "không có hiệu lực hôm nay" in page.content.decode()


@pytest.mark.django_db
def test_somebody_without_a_role_reads_the_national_rules() -> None:
    agency = world.make_agency("UBND xã")
    assert world.client_of(world.make_user("Không Vai", agency=agency)).get("/can-cu-phap-ly/").status_code == 200
