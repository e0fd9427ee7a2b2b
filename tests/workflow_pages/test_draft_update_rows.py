"""Rows of a draft of Mẫu 04 while others work on it too: two windows, another dossier, more certificates, hundreds."""

import re

import pytest

from certificates.models import Certificate
from directory.domain.roles import Role
from requests_workflow.services.form_rows import FormRow
from tests import world
from tests.access.plans import recorded
from tests.workflow_pages.test_draft_update import START, Office, box, cell, office, soan, summary_of, text_of

__all__ = ["office"]

pytestmark = pytest.mark.django_db


def test_two_tabs_and_a_second_dossier_lose_nothing(office: Office):
    certificate, other = office.certificate("Lò Văn An"), office.certificate("Vàng Thị Bé")
    dossier = office.draft(FormRow(certificate_id=certificate.public_id, cells={"renew": "x"}))
    change = {"change": "x", "change_code": "workplace", "new_information": "UBND xã Bản Mới"}
    stale = office.typed(dossier, (certificate, change), save_only="1")
    office.client.post(soan(dossier), office.typed(dossier, (certificate, {"renew": "x"}), save_only="1"))
    response = office.client.post(soan(dossier), stale)
    assert response.status_code == 422
    assert cell(text_of(response), "rows-0-new_information") == "UBND xã Bản Mới"
    version = re.search(r'name="version" value="(\d+)"', text_of(response))
    assert version is not None
    assert office.client.post(soan(dossier), stale | {"version": version[1]}).status_code == 302
    assert dossier.requests.get().printed["old_information"] == office.commune.name
    # Asked for in another dossier meanwhile: said at its line, with that dossier.
    elsewhere = office.draft(FormRow(certificate_id=other.public_id, cells={"renew": "x"}))
    rows = [(certificate, change), (other, {"renew": "x"}), (certificate, change)]
    response = office.client.post(soan(dossier), office.typed(dossier, *rows, save_only="1"))
    assert response.status_code == 422
    assert elsewhere.code in summary_of(response)
    stranger = world.make_certificate(world.make_subscriber(world.make_agency("UBND xã khác")))
    response = office.client.post(soan(dossier), office.typed(dossier, (stranger, {"renew": "x"}), save_only="1"))
    assert "không còn trong sổ của cơ quan" in summary_of(response)
    assert dossier.requests.get().predecessor == certificate


def test_more_certificates_join_a_saved_draft_and_a_line_is_taken_out_by_its_box(office: Office):
    first, second = office.certificate("Lò Văn An"), office.certificate("Vàng Thị Bé")
    dossier = office.draft(FormRow(certificate_id=first.public_id, cells={"renew": "x"}))
    more = office.client.post(soan(dossier), office.typed(dossier, (first, {"renew": "x"}), choose_more="1"))
    page = text_of(office.client.get(more["Location"]))
    assert box("gia-han", second) in page
    assert first.serial_number not in page
    stale = office.typed(dossier, (first, {"renew": "x"}), save_only="1")
    for _ in range(2):
        office.chosen({"gia-han": [str(second.public_id)]}, url=more["Location"])
    assert [row.predecessor for row in dossier.requests.all()] == [first, second]
    # A grid that was opened before does not write over it.
    assert office.client.post(soan(dossier), stale).status_code == 422
    assert "Vàng Thị Bé" in text_of(office.client.get(soan(dossier)))
    rows = [(first, {"renew": "x", "drop": "1"}), (second, {"renew": "x"})]
    office.client.post(soan(dossier), office.typed(dossier, *rows, save_only="1"))
    assert [row.predecessor for row in dossier.requests.all()] == [second]
    reader = world.make_user("Văn Thư", Role.REGISTRY_CLERK, agency=office.commune)
    for url in (more["Location"], soan(dossier), START):
        assert world.client_of(reader).get(url).status_code == 404


def test_hundreds_of_certificates_take_as_many_queries_as_two(office: Office):
    def round_trip(count: int) -> tuple[int, int, int, int]:
        all_of_them = list(Certificate.objects.filter(managing_agency=office.commune).order_by("pk")[:count])
        dossier = office.draft()
        data = office.typed(dossier, *((one, {"renew": "x"}) for one in all_of_them), save_only="1")
        saving = recorded(lambda: office.client.post(soan(dossier), data))
        showing = recorded(lambda: office.client.get(soan(dossier)))
        assert dossier.requests.count() == count
        ticks = {"gia-han": [str(one.public_id) for one in all_of_them], "tim": "1"}
        choosing = recorded(lambda: office.chosen(ticks))
        checking = recorded(lambda: office.client.get(f"/ho-so/{dossier.public_id}/kiem-tra/"))
        dossier.requests.all().delete()
        return len(saving), len(showing), len(choosing), len(checking)

    for number in range(60):
        office.certificate(f"Lò Văn {number}")
    round_trip(2)
    assert round_trip(60) == round_trip(2)
