"""Who sees a request for first certificates, and what of it: its body, the department once sent, its own people."""

import pytest

from config.demo.personas import personas
from directory.selectors.roles import Actor, actor_for
from requests_workflow.models import Dossier
from requests_workflow.selectors.dossiers import (
    may_see_identity,
    own_rows,
    sees_whole_case,
    visible_documents,
    visible_to,
)
from requests_workflow.selectors.worklist import waiting_for
from tests.cases.driver import user
from tests.cases.issue_driver import IssueDriver, opening_of, row
from tests.world import client_of

SENDERS = {"vanphong", "daumoi", "chutich", "phochutich", "vanthu"}
PROVINCE = {"baocao", "kiemtra"}
DEPARTMENT = {"canboso", "canboso2", "giamdocso", "phogiamdocso"}
OWN = {"thuebaomoi", "thuebaosim"}


@pytest.fixture(scope="module")
def opening():
    """Sealed: two people with accounts and one without."""
    sim = {"medium": "sim_pki", "sim_pki": "Viettel"}
    return opening_of(lambda drive: drive.issue_sealed("thuebaomoi", row("thuebaosim", **sim), "nc_moi_dan_van"))


def actor(issuing: IssueDriver, name: str) -> Actor:
    return actor_for(user=user(name), now=issuing.now)


def who(issuing: IssueDriver, case: Dossier) -> set[str]:
    names = [one.username for one in personas()]
    return {name for name in names if visible_to(actor(issuing, name)).filter(pk=case.pk).exists()}


def test_before_it_is_sent_it_is_the_senders_own_affair(issuing, case):
    assert who(issuing, case) == SENDERS | PROVINCE


def test_once_sent_department_provider_and_its_people_see_it_and_the_other_province_never(issuing, case):
    case = issuing.dispatch(case)
    assert who(issuing, case) == SENDERS | PROVINCE | OWN | DEPARTMENT | {"cuc"}


def test_a_subscriber_sees_the_own_row_and_no_paper(issuing, case):
    case = issuing.dispatch(case)
    one = actor(issuing, "thuebaomoi")
    assert [found.position for found in own_rows(one).filter(dossier=case)] == [1]
    assert not sees_whole_case(actor=one, dossier=case)
    assert not visible_documents(actor=one, dossier=case).exists()


def test_the_page_of_a_subscriber_says_nothing_about_the_others(issuing, case):
    case = issuing.answer(issuing.dispatch(case), issued=(1, 2), refused=(3,))
    case = issuing.certificates(case, 1, 2)
    page = client_of(user("thuebaomoi")).get(f"/ho-so/{case.public_id}/")
    assert page.status_code == 200
    text = page.content.decode()
    assert "Vàng Thị Mai" in text
    others = [issuing.row(case, position) for position in (2, 3)]
    for other in others:
        for secret in ("full_name", "identity_number", "phone", "official_email", "birth_date"):
            assert other.printed[secret] not in text, secret
    assert others[0].certificate is not None
    assert others[0].certificate.serial_number not in text


def test_strangers_get_no_hint_that_there_is_anything(issuing, case):
    case = issuing.dispatch(case)
    for stranger in ("thuebao", "thuebaocho", "vl_vanphong", "vl_canboso", "stc_vanphong", "quantri"):
        assert client_of(user(stranger)).get(f"/ho-so/{case.public_id}/").status_code == 404, stranger


def test_identity_data_is_for_those_who_work_on_the_case(issuing, case):
    case = issuing.copy_sent(issuing.dispatch(case))
    for name in SENDERS | DEPARTMENT | {"cuc"}:
        assert may_see_identity(actor=actor(issuing, name), dossier=case), name
    for name in PROVINCE | OWN:
        assert not may_see_identity(actor=actor(issuing, name), dossier=case), name


def test_the_notice_is_seen_like_its_dossier_and_by_no_stranger(issuing, case):
    case = issuing.answer(issuing.dispatch(case), issued=(1,), refused=(2, 3))
    case = issuing.confirmed(issuing.offered(issuing.devices(issuing.certificates(case, 1), 1), 1), 1, by="thuebaomoi")
    notice = issuing.notice_sent(case)
    seen = who(issuing, notice)
    assert SENDERS | {"cuc"} | DEPARTMENT <= seen
    assert not {"thuebaosim", "thuebaocho", "vl_canboso", "vl_vanphong", "stc_vanphong"} & seen


def test_the_work_lists_name_whoever_has_the_next_move(issuing, case):
    def waits(name: str) -> bool:
        found = waiting_for(actor(issuing, name), now=issuing.now)
        return any(one.pk == case.pk for one in found.dossiers)

    assert waits("vanthu")
    case = issuing.dispatch(case)
    assert waits("vanphong")
    assert waits("cuc")
    assert not waits("canboso")
    assert not waits("vl_canboso")
    case = issuing.answer(case, refused=(1, 2, 3))
    assert case.state == "closed"
    assert not any(waits(name) for name in ("vanphong", "vanthu", "cuc", "daumoi"))
