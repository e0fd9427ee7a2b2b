"""What the papers of a case are called: the symbol behind the number, and the line in the list of documents."""

import pytest

from directory.models import Agency
from requests_workflow.models import Document, Dossier
from requests_workflow.services.documents import title_of
from requests_workflow.services.papers import named_symbol, symbol_of

COMMUNE = Agency(abbreviation="UBND-VP")


@pytest.mark.parametrize(
    ("procedure", "symbol", "title"),
    [
        ("token_recovery", "UBND-VP", "Văn bản đề nghị đã ký"),
        ("handover_notice", "UBND-VP", "Thông báo bàn giao đã ký"),
        ("device_return", "BB-UBND", "Biên bản giao, nhận đã ký"),
        ("device_loss", "BB-UBND", "Biên bản xác nhận thất lạc đã ký"),
    ],
)
def test_a_letter_bears_body_and_unit_and_minutes_their_kind_and_body(procedure, symbol, title):
    dossier = Dossier(procedure=procedure, managing_agency=COMMUNE)
    assert symbol_of(dossier) == symbol
    assert title_of(dossier=dossier, kind=Document.Kind.FORM_SIGNED) == title


def test_a_body_without_a_short_name_leaves_the_kind_alone():
    assert named_symbol("BC", COMMUNE) == "BC-UBND"
    assert named_symbol("BC", Agency(abbreviation="")) == "BC"
