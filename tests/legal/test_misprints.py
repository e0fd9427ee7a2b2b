"""What the sources print wrong is told where the product shows its legal basis."""

import pytest
from django.utils.html import escape

from directory.domain.roles import Role
from requests_workflow.regulations.clause_lists import CLAUSES
from requests_workflow.regulations.instruments import ND_68_2024
from requests_workflow.regulations.misprints import MISPRINTS
from requests_workflow.regulations.registry import BASES
from tests import world


@pytest.mark.django_db
def test_every_misprint_is_told_on_the_page() -> None:
    agency = world.make_agency("UBND phường", overlay="vinh_long_2020")
    client = world.client_of(world.make_user("Lò Mai", Role.CLERK, agency=agency))
    page = client.get("/can-cu-phap-ly/").content.decode()
    assert len(MISPRINTS) >= 10
    for one in MISPRINTS:
        for words in (one.clause.cite(), one.printed, one.right):
            assert escape(words) in page
    # The same page: the local text comes first, what a later decree took over is named, old regimes are listed.
    assert "Quyết định số 35/2020/QĐ-UBND (59)" in page
    assert "Điều 7: nay theo Điều 31 Nghị định số 68/2024/NĐ-CP" in page
    for base in BASES[:-1]:
        assert base.title in page
    filtered = client.get("/can-cu-phap-ly/", {"van-ban": ND_68_2024, "tac-dung": "not_for_software"}).content.decode()
    assert "Chữ ký số cho hộ chiếu và căn cước: ngoài phạm vi." in filtered
    assert f"Nghị định số 68/2024/NĐ-CP ({len(CLAUSES[ND_68_2024])})" not in filtered
