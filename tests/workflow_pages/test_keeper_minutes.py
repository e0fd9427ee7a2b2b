"""Minutes of the change of keeper, printed from the hand-over on record."""

from datetime import timedelta
from io import BytesIO

from django.urls import reverse

from tests.cases.conftest import drive, opening, world  # noqa: F401  the demo, driven
from tests.cases.driver import TODAY, Driver, agency, device, user
from tests.documents.reading import text_of
from tests.world import client_of
from tokens.selectors.register import present_custody
from tokens.services import custody


def test_the_minutes_name_both_keepers_the_decision_and_the_device(drive: Driver):  # noqa: F811
    token, keeper = device("seal_na_cang"), user("vanthu").person
    before = present_custody(token)
    assert keeper is not None
    assert before is not None
    page = reverse("cases:keeper_minutes", args=[token.public_id])
    if before.holder_person_id == keeper.pk:
        custody.move(
            token=token,
            to_person=None,
            to_agency=agency("na_cang"),
            given_by_person=keeper,
            given_by_agency=agency("na_cang"),
            at=drive.now - timedelta(hours=2),
            condition="Nguyên vẹn",
            reason="Nhận lại",
            case_ref="",
            by=user("vanphong"),
            confirmed_by="",
        )
        assert client_of(user("vanphong")).get(page).status_code == 404
    custody.move(
        token=token,
        to_person=keeper,
        to_agency=agency("na_cang"),
        given_by_person=user("vanphong").person,
        given_by_agency=agency("na_cang"),
        at=drive.now - timedelta(hours=1),
        condition="Nguyên vẹn",
        reason="Đổi người giữ",
        case_ref="",
        by=user("vanphong"),
        confirmed_by="",
        decision_number="12/QĐ-UBND",
        decision_date=TODAY,
    )
    answer = client_of(user("vanphong")).get(page)
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    text = text_of(BytesIO(answer.content).getvalue())
    for said in ("12/QĐ-UBND", keeper.full_name, "Nguyên vẹn", "mật khẩu"):
        assert said in text
    for stranger in ("thuebaomoi", "vl_vanphong", "cuc", "canboso"):
        assert client_of(user(stranger)).get(page).status_code == 404
