"""/uy-quyen/ in the browser's terms, the draft that offers the delegate, and the case of another body's delegate."""

from collections.abc import Callable
from typing import Any

from django.utils import timezone

from directory.models import Delegation
from directory.selectors.roles import actor_for
from requests_workflow.selectors.dossiers import may_see_identity, sees_whole_case, visible_to
from tests import world
from tests.delegation.conftest import Body

Entrust = Callable[..., Delegation]


def decision(body: Body, **values: Any) -> dict[str, Any]:
    today = f"{timezone.localdate():%d/%m/%Y}"
    return {
        "hinh_thuc": "tuq",
        "nguoi": str(body.unit_head.pk),
        "chuc_danh": "Chánh Văn phòng",
        "so": "40/QĐ-STC",
        "ngay": today,
        "tu": today,
        "den": today,
    } | values


def test_a_decision_is_written_down_offered_and_ended(department: Body) -> None:
    registry = world.client_of(department.registry)
    endless = registry.post("/uy-quyen/moi/", decision(department, den=""))
    assert endless.status_code == 422
    assert "giới hạn thời gian" in endless.content.decode()
    assert registry.post("/uy-quyen/moi/", decision(department)).status_code == 302
    page = registry.get("/uy-quyen/").content.decode()
    assert "Quyết định số 40/QĐ-STC" in page
    assert "Đang hiệu lực" in page
    # Somebody who would sign by it does not write it down: not even offered.
    deputy = world.client_of(department.deputy)
    kt = decision(department, hinh_thuc="kt", nguoi=str(department.deputy.pk), chuc_danh="Phó Giám đốc")
    assert deputy.post("/uy-quyen/moi/", kt).status_code == 422
    # The draft offers the delegate with the decision.
    dossier = world.make_dossier(department.agency, by=department.clerk)
    draft = world.client_of(department.clerk).get(f"/ho-so/{dossier.public_id}/soan/").content.decode()
    today = f"{timezone.localdate():%d/%m/%Y}"
    assert f"Chánh Văn phòng (TUQ. theo Quyết định số 40/QĐ-STC ngày {today}, đến hết ngày {today})" in draft
    # Ended early, with a reason.
    one = Delegation.objects.get()
    assert registry.post("/uy-quyen/", {"uy_quyen": str(one.public_id), "ly_do": ""}).status_code == 422
    ending = {"uy_quyen": str(one.public_id), "ly_do": "Quyết định 41/QĐ-STC bãi bỏ"}
    assert registry.post("/uy-quyen/", ending).status_code == 302
    page = registry.get("/uy-quyen/").content.decode()
    assert "Lý do: Quyết định 41/QĐ-STC bãi bỏ" in page
    assert "Chưa giao ký cho ai" in page
    assert registry.post("/uy-quyen/", ending).status_code == 409


def test_another_body_neither_sees_nor_ends_it(department: Body, committee: Body, entrust: Entrust) -> None:
    one = entrust(department, "tl", department.unit_head)
    stranger = world.client_of(committee.registry)
    assert "12/QĐ-STC" not in stranger.get("/uy-quyen/").content.decode()
    ending = {"uy_quyen": str(one.public_id), "ly_do": "Quyết định 41/QĐ-STC bãi bỏ"}
    assert stranger.post("/uy-quyen/", ending).status_code == 409
    one.refresh_from_db()
    assert one.revoked_at is None


def test_the_head_of_another_body_reads_the_case_entrusted_and_no_other(
    department: Body, committee: Body, entrust: Entrust
) -> None:
    one = entrust(committee, "tuq", department.head, delegate_title="Giám đốc Sở Tài chính")
    mine = world.make_dossier(
        committee.agency, by=committee.clerk, state="leader_review", signer=department.head, signer_delegation=one
    )
    other = world.make_dossier(committee.agency, by=committee.clerk, state="leader_review", signer=committee.head)
    actor = actor_for(user=department.head, now=timezone.now())
    assert list(visible_to(actor)) == [mine]
    assert sees_whole_case(actor=actor, dossier=mine)
    assert may_see_identity(actor=actor, dossier=mine)
    assert not sees_whole_case(actor=actor, dossier=other)
    client = world.client_of(department.head)
    assert one.words in client.get(f"/ho-so/{mine.public_id}/").content.decode()
    assert client.get(f"/ho-so/{other.public_id}/").status_code == 404
    # A committee's other leaders have not lost sight of it.
    assert mine in visible_to(actor_for(user=committee.deputy, now=timezone.now()))
