"""The file format of the papers of a first certificate, and the places to sign in."""

import hashlib
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pikepdf
import pytest

from requests_workflow.documents import render_issuing
from requests_workflow.documents.boxes import NotOurDocument, signature_boxes
from tests.documents import issuing_samples as issuing
from tests.documents.reading import field_names, headed_wrongly, opened, unlike_pdf_a

FIELDS = ["so_van_ban", "ngay_van_ban", "thang_van_ban", "nam_van_ban"]
MADE: dict[str, Callable[[], bytes]] = {
    "form_01": lambda: render_issuing.render_issue_form(issuing.issue_form(3)),
    "form_07": lambda: render_issuing.render_handover_notice(issuing.handover_notice(3)),
    "minutes": lambda: render_issuing.render_handover_minutes(issuing.blank_minutes(1)),
    "list": lambda: render_issuing.render_handover_minutes(issuing.blank_minutes(3)),
    "record": lambda: render_issuing.render_handover_minutes(issuing.confirmed_minutes(3)),
}


@pytest.fixture(scope="module", params=MADE)
def made(request) -> tuple[str, bytes]:
    return request.param, MADE[request.param]()


def test_every_paper_is_pdf_a_3u_and_tagged(made):
    pdf = opened(made[1])
    assert unlike_pdf_a(made[1]) == []
    assert headed_wrongly(made[1]) == []
    assert pdf.Root.MarkInfo.Marked
    assert str(pdf.Root.Lang) == "vi-VN"
    kinds = {str(item.S) for item in pdf.objects if isinstance(item, pikepdf.Dictionary) and "/S" in item}
    assert {"/Table", "/TH", "/TD", "/P"} <= kinds


def test_every_font_is_tinos_and_embedded(made):
    pdf = opened(made[1])
    fonts = [x for x in pdf.objects if isinstance(x, pikepdf.Dictionary) and x.get("/Type") == "/Font"]
    assert fonts
    assert all("+Tinos" in str(font.BaseFont) for font in fonts)


def test_same_data_gives_the_same_bytes_also_from_several_threads(made):
    name, pdf = made
    with ThreadPoolExecutor(2) as pool:
        assert set(pool.map(lambda _: MADE[name](), range(2))) == {pdf}


def test_a_new_process_makes_the_same_bytes():
    program = (
        "import hashlib, django; django.setup(); from tests.documents.test_issuing_pdf import MADE;"
        "print(*(hashlib.sha256(make()).hexdigest() for make in MADE.values()))"
    )
    fresh = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True, text=True)
    assert fresh.stdout.splitlines()[-1].split() == [hashlib.sha256(make()).hexdigest() for make in MADE.values()]


@pytest.mark.parametrize("name", ["form_01", "form_07"])
def test_a_letter_has_fields_for_number_and_date_and_places_on_its_first_page(name):
    pdf = MADE[name]()
    assert field_names(pdf) == FIELDS
    places = signature_boxes(pdf)
    assert set(places) == {"sig-person", "sig-seal"}
    assert {box.page for box in places.values()} == {0}
    assert places["sig-person"].y1 > 0


def test_giver_and_receiver_sign_side_by_side():
    places = signature_boxes(MADE["minutes"]())
    assert set(places) == {"sig-person", "sig-person-2"}
    assert places["sig-person"].x2 < places["sig-person-2"].x1
    assert field_names(MADE["minutes"]()) == FIELDS[1:]


def test_each_receiver_of_a_list_has_a_place_in_his_row():
    places = signature_boxes(render_issuing.render_handover_minutes(issuing.blank_minutes(200)))
    assert set(places) == {"sig-person"} | {f"sig-person-{number}" for number in range(2, 202)}
    rows = [places[f"sig-person-{number}"] for number in range(2, 202)]
    assert places["sig-person"].page == 0
    assert rows == sorted(rows, key=lambda box: (box.page, -box.y1))
    assert all(box.page > 0 and box.x2 - box.x1 > 110 and box.y2 - box.y1 > 30 for box in rows)
    assert max(box.x2 for box in rows) < (297 - 15) * 72 / 25.4


def test_who_confirmed_on_screen_has_no_place_to_sign():
    receivers = (issuing.confirmed(1), issuing.receiver(2))
    mixed = render_issuing.render_handover_minutes(issuing.blank_minutes(receivers=receivers))
    assert set(signature_boxes(mixed)) == {"sig-person", "sig-person-3"}
    with pytest.raises(NotOurDocument):
        signature_boxes(MADE["record"]())
