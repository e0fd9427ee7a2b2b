"""The case page says first what happens next, who does it, and by when."""

import pytest
from django.utils import timezone

from requests_workflow.models import Dossier
from requests_workflow.procedures.registry import KINDS
from requests_workflow.views.next_move import PROVIDER_MOVES, ROW_MOVES, row_moves, waits_for
from requests_workflow.views.presenting import act_url, in_order
from tests.cases.driver import user
from tests.cases.issue_driver import IssueDriver
from tests.workflow_pages.desk import (  # noqa: F401  the demo, driven
    body,
    case,
    drive,
    here,
    issuing,
    opening,
    page_of,
    world,
)
from tests.world import client_of


def panel(dossier: Dossier, *, who: str = "vanphong") -> str:
    page = body(client_of(user(who)).get(page_of(dossier, "case")))
    return page.split('aria-labelledby="buoc-tiep-theo">')[1].split("</section>")[0]


def test_a_sent_case_waits_for_the_provider_until_its_term_ends(
    issuing: IssueDriver,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
):
    monkeypatch.setattr(timezone, "now", lambda: issuing.now)
    dossier = issuing.issue_sent("thuebaomoi", "thuebaocho")
    said = panel(dossier)
    assert "<strong>Tiếp nhận hồ sơ</strong> – Cục Chứng thực số và Bảo mật thông tin" in said
    assert "Hạn tính từ lúc hồ sơ được nhận hợp lệ." in said
    assert "người soạn thảo hoặc văn thư của cơ quan gửi ghi nhận trên trang này" in said
    received = panel(issuing.provider_received(dossier))
    assert "<strong>Giải quyết và trả lời</strong>" in received
    assert "ngày làm việc" in received
    assert "Điều 11 khoản 2" in received


def test_one_way_to_withdraw_stands_above_and_the_rows_own_in_its_row(
    issuing: IssueDriver,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
):
    monkeypatch.setattr(timezone, "now", lambda: issuing.now)
    dossier = issuing.issue_sent("thuebaomoi")
    page = body(client_of(user("vanphong")).get(page_of(dossier, "case")))
    assert page.count("/viec/withdraw/") == 1
    assert page.count(f'href="{act_url(dossier=dossier, act="withdraw_row", row=dossier.requests.get())}"') == 1


def test_an_answered_case_names_the_moves_of_its_rows_the_first_first(here: Dossier):  # noqa: F811
    said = panel(here)
    assert "<strong>Bàn giao thiết bị</strong>" in said
    assert "(3 người)" in said
    assert here.managing_agency.name in said
    # Rows that stand differently are counted by state.
    assert "Cơ quan đã nhận thiết bị" in said
    assert "Ghi nhận" not in said


def test_one_act_alone_looks_like_the_main_one_and_what_ends_the_case_comes_last():
    acts = [
        {"label": "Rút đề nghị này", "tone": "danger", "allowed": True},
        {"label": "Chưa làm được", "tone": "", "allowed": False},
        {"label": "Ghi nhận tiếp nhận", "tone": "", "allowed": True},
        {"label": "Ghi nhận kết quả", "tone": "", "allowed": True},
    ]
    ordered = [(act["label"], act["tone"]) for act in in_order(acts)]
    assert ordered == [
        ("Chưa làm được", "secondary"),
        ("Ghi nhận tiếp nhận", ""),
        ("Ghi nhận kết quả", "secondary"),
        ("Rút đề nghị này", "danger"),
    ]


def test_what_is_done_first_is_said_first():
    moves = row_moves(["handed_over", "issued", "handed_over", "closed"], sender="UBND xã")
    assert [(move["what"], move["who"], move["count"]) for move in moves] == [
        ("Nhận thiết bị", "UBND xã", 1),
        ("Lập, ký, gửi Mẫu số 07", "UBND xã", 2),
    ]


def test_every_state_in_which_somebody_waits_has_a_move_in_words():
    for kind in KINDS.values():
        steps = kind.next_steps
        assert steps.at_provider.keys() <= PROVIDER_MOVES.keys() | {"sent"}
        for table in (steps.at_agency, steps.at_department):
            assert table.keys() <= steps.actions.keys(), kind.code
    of_rows = {state for kind in KINDS.values() for state in kind.request.states if state not in kind.request.final}
    assert of_rows - ROW_MOVES.keys() == {"pending", "accepted", "sent"}


def test_a_row_waits_first_for_its_certificate_and_without_a_device_for_its_subscriber():
    assert waits_for(state="issued", medium="token", has_file=False) == "file"
    assert waits_for(state="issued", medium="token", has_file=True) == "issued"
    assert waits_for(state="issued", medium="sim_pki", has_file=True) == "activation"
    assert waits_for(state="handed_over", medium="token", has_file=True) == "handed_over"
