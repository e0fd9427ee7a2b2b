"""A province joins with one overlay module: registered, it is chosen by date and code like the others."""

from datetime import date

import pytest

from directory.models import Agency
from requests_workflow.regulations.profile import DELEGATED_DEPARTMENT, PROVIDER
from requests_workflow.regulations.registry import (
    OVERLAYS,
    NoProfile,
    profile_by_code,
    profile_for,
    profile_for_new_dossier,
    profile_for_old_case,
)
from requests_workflow.services.errors import Refused
from tests.cases.conftest import drive, issuing, opening, world  # noqa: F401  the demo, driven
from tests.cases.driver import agency, device, user
from tests.cases.issue_driver import IssueDriver, row
from tests.legal.example_province import OVERLAY
from tests.world import client_of

TODAY = date(2026, 11, 20)


@pytest.fixture(autouse=True)
def registered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(OVERLAYS, OVERLAY.code, OVERLAY)


def test_one_module_is_enough_for_a_province() -> None:
    profile = profile_for_new_dossier(overlay="example_2026", on=TODAY)
    national = profile_for(overlay=None, on=TODAY)
    assert profile.code == "national_2024+example_2026"
    assert profile.title == "Nghị định số 68/2024/NĐ-CP; Quy chế tỉnh Ví Dụ năm 2026"
    assert profile.recovery_recipient("hsm") == DELEGATED_DEPARTMENT
    assert profile.recovery_recipient("sim_pki") == PROVIDER
    assert profile.channels_for(PROVIDER) == ("dichvucong",)
    assert profile.report_due_on(2026) == date(2026, 12, 1)
    # What the module does not name is the national value.
    changed = {"email_domains", "recovery_recipients", "channels", "report_due_before"}
    about_itself = {"code", "title", "valid_from", "local_clauses"}
    for name in profile.parameters() - changed - about_itself:
        assert getattr(profile, name) == getattr(national, name), name


def test_its_rules_begin_on_their_day_and_are_found_by_the_pinned_code() -> None:
    with pytest.raises(NoProfile):
        profile_for(overlay="example_2026", on=date(2026, 2, 28))
    old = profile_for_old_case(received_on=date(2026, 2, 28), overlay="example_2026")
    assert old.code == "national_2024"
    assert profile_by_code("national_2024+example_2026").valid_from == date(2026, 3, 1)


def test_its_bodies_work_by_it_from_the_draft_on(issuing: IssueDriver) -> None:  # noqa: F811
    Agency.objects.filter(pk=agency("na_cang").pk).update(overlay="example_2026")
    # Mẫu 01 for somebody whose address is another province's.
    draft = issuing.issue_draft(row("thuebaomoi", official_email="moi@laichau.gov.vn"))
    assert draft.overlay == "example_2026"
    with pytest.raises(Refused) as caught:
        issuing.step(draft, "submit_to_leader", by="vanphong")
    (refusal,) = caught.value.refusals
    assert (refusal.code, refusal.clause and refusal.clause.locator) == (
        "email_not_allowed",
        "Điều 5 khoản 1 điểm b",
    )
    # Mẫu 06 for a kind of device that elsewhere the provider recovers.
    assert issuing.draft(tokens=[device("nc_hsm")]).recipient_function == DELEGATED_DEPARTMENT
    page = client_of(user("vanphong")).get("/can-cu-phap-ly/").content.decode()
    assert "Quy chế tỉnh Ví Dụ năm 2026" in page
    assert "vidu.gov.vn" in page
