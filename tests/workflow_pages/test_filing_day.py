"""The last day on which a renewal may be filed: on the work list, on the case page, and where it is signed and sent."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from requests_workflow.models import Dossier
from requests_workflow.services.form_rows import FormRow
from tests import world
from tests.access.plans import recorded
from tests.workflow_pages.test_draft_update import Office, office, soan, text_of  # noqa: F401

pytestmark = pytest.mark.django_db


def test_a_renewal_says_until_when_it_may_be_filed_and_stands_by_that_day_on_the_work_list(
    office: Office,  # noqa: F811
):
    leader = world.client_of(office.leader.user)

    def asked(days_left: int) -> Dossier:
        certificate = office.certificate(f"Còn {days_left}", days_left=days_left)
        dossier = office.draft(FormRow(certificate_id=certificate.public_id, cells={"renew": "x"}))
        sent = office.client.post(soan(dossier), office.typed(dossier, (certificate, {"renew": "x"})))
        dossier.refresh_from_db()
        office.client.post(sent["Location"], {"version": str(dossier.version)})
        dossier.refresh_from_db()
        assert dossier.state == "leader_review"
        return dossier

    def queries() -> int:
        leader.get("/")
        return len(recorded(lambda: leader.get("/")))

    later = asked(60)
    few = queries()
    due = asked(30)
    middle = asked(35)
    assert queries() == few
    today = timezone.localdate()
    page = text_of(leader.get("/"))
    lines = [page.index(f">{one.code}</a></th>") for one in (due, middle, later)]
    assert lines == sorted(lines)
    line = page[lines[0] : lines[1]]
    assert "Hôm nay là ngày cuối để nộp" in line
    assert f"{today:%d/%m/%Y}" in line
    assert "Còn 30 ngày để nộp" in page
    assert "chưa tính hạn" not in page
    sign = reverse("cases:sign", args=[due.public_id, "sign"])
    back = reverse("cases:act", args=[due.public_id, "return_to_drafter"])
    for url in (f"/ho-so/{due.public_id}/", sign, back):
        shown = text_of(leader.get(url))
        for words in ("Hôm nay là ngày cuối để nộp", f"nộp chậm nhất {today:%d/%m/%Y}", "Điều 13"):
            assert words in shown, url
    # Once it has left, the day is past caring.
    Dossier.objects.filter(pk=due.pk).update(sent_at=datetime.now(UTC), channel="qlvb")
    assert "nộp chậm nhất" not in text_of(leader.get(f"/ho-so/{due.public_id}/"))
