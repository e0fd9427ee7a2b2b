"""Who sees a dossier at which moment: the own body always, the receiver once it was sent, a subscriber the own rows."""

import pytest
from django.urls import reverse

from config.demo.personas import personas
from directory.selectors.roles import Actor, actor_for
from requests_workflow.models import Dossier
from requests_workflow.selectors.dossiers import may_see_identity, sees_whole_case, visible_documents, visible_to
from tests.cases.driver import Driver, device, token_of, user
from tests.world import client_of

SENDERS = {"vanphong", "daumoi", "chutich", "phochutich", "vanthu"}
PROVINCE = {"baocao", "kiemtra"}
DEPARTMENT = {"canboso", "canboso2", "giamdocso", "phogiamdocso", "vanthuso"}


@pytest.fixture(scope="module")
def opening():
    """Somebody of the commune is a row of it, and so is the seal that the văn thư keeps."""
    return lambda drive: drive.submitted([token_of("thuebao"), device("nc_bi_khoa")])


def actor(drive: Driver, name: str) -> Actor:
    return actor_for(user=user(name), now=drive.now)


def who(drive: Driver, dossier: Dossier) -> set[str]:
    names = [p.username for p in personas()]
    return {name for name in names if visible_to(actor(drive, name)).filter(pk=dossier.pk).exists()}


def test_before_it_is_sent_it_is_the_senders_own_affair(drive: Driver, case: Dossier):
    assert who(drive, case) == SENDERS | PROVINCE | {"thuebao"}
    sealed = drive.sealed(case)
    assert who(drive, sealed) == SENDERS | PROVINCE | {"thuebao"}


def test_once_sent_the_department_sees_it_and_the_other_province_never(drive: Driver, case: Dossier):
    dossier = drive.sent(sealed=drive.sealed(case))
    assert who(drive, dossier) == SENDERS | PROVINCE | DEPARTMENT | {"thuebao"}
    for name in DEPARTMENT:
        assert sees_whole_case(actor=actor(drive, name), dossier=dossier)


def test_the_departments_van_thu_sees_what_has_to_be_numbered_and_issued(drive: Driver, case: Dossier):
    dossier = drive.receive(drive.sent(sealed=drive.sealed(case)))
    dossier = drive.refusal_numbered(drive.refusal_proposed(dossier))
    vanthuso = actor(drive, "vanthuso")
    assert visible_to(vanthuso).get() == dossier
    assert visible_documents(actor=vanthuso, dossier=dossier).filter(kind="refusal_numbered").exists()


def test_the_check_list_is_shown_to_those_whom_it_opens_for(drive: Driver, case: Dossier):
    dossier = drive.receive(drive.sent(sealed=drive.sealed(case)))
    page, checks = (reverse(f"cases:{name}", args=[dossier.public_id]) for name in ("case", "checking"))
    for name, opens in (("canboso", True), ("vanphong", False), ("baocao", False)):
        browser = client_of(user(name))
        assert (checks in browser.get(page).content.decode()) is opens
        assert (browser.get(checks).status_code == 200) is opens


def test_a_subscriber_sees_the_case_but_not_the_papers_of_others(drive: Driver, case: Dossier):
    thuebao = actor(drive, "thuebao")
    assert visible_to(thuebao).get() == case
    assert not sees_whole_case(actor=thuebao, dossier=case)
    assert not visible_documents(actor=thuebao, dossier=case).exists()


def test_the_provider_sees_what_was_sent_to_it_alone(drive: Driver, case: Dossier):
    drive.sent(sealed=drive.sealed(case))
    provider = actor(drive, "cuc")
    assert not visible_to(provider).exists()
    hsm = drive.submitted([device("nc_hsm")])
    assert not visible_to(provider).exists()
    hsm = drive.sent(sealed=drive.sealed(hsm), channel="dichvucong")
    assert visible_to(provider).get() == hsm
    # A device that the province was not delegated is still a matter of its own bodies, and its department reads it.
    assert DEPARTMENT - {"vanthuso"} <= who(drive, hsm)
    assert "vanthuso" not in who(drive, hsm)


def test_identity_data_is_for_those_who_work_on_the_case(drive: Driver, case: Dossier):
    dossier = drive.sent(sealed=drive.sealed(case))
    assert all(may_see_identity(actor=actor(drive, name), dossier=dossier) for name in SENDERS | DEPARTMENT)
    for reader in PROVINCE:
        assert not may_see_identity(actor=actor(drive, reader), dossier=dossier)
        kinds = set(visible_documents(actor=actor(drive, reader), dossier=dossier).values_list("kind", flat=True))
        assert kinds == {"proof_sent"}


def test_a_case_of_the_second_province_is_seen_there_alone(drive: Driver):
    dossier = drive.draft(tokens=[device("vl_bi_khoa")], by="vl_vanphong", body="rach_dua")
    assert who(drive, dossier) == {"vl_vanphong", "vl_daumoi", "vl_chutich", "vl_vanthu"}


def test_a_membership_that_ended_shows_nothing_any_more(drive: Driver, case: Dossier):
    user("daumoi").memberships.update(valid_to=drive.now.date().replace(day=1))
    assert "daumoi" not in who(drive, case)


def test_a_keeper_of_a_seal_sees_the_case_of_that_seal(drive: Driver):
    """The văn thư of a body keeps its device; as a person, without any role, the case is still the keeper's."""
    seal = device("seal_na_cang")
    seal.state = "locked"
    seal.save(update_fields=["state"])
    dossier = drive.draft(tokens=[seal])
    user("vanthu").memberships.exclude(role="subscriber").delete()
    assert "vanthu" in who(drive, dossier)
    assert not sees_whole_case(actor=actor(drive, "vanthu"), dossier=dossier)
