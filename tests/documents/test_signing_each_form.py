"""Each of the nine forms: PDF/A-3u, tagged, the same bytes again, and valid when signed, numbered and sealed."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pikepdf
import pytest

from requests_workflow.documents import render, render_issuing, render_minutes
from requests_workflow.documents.boxes import signature_boxes
from requests_workflow.documents.render_requests import render_request_form
from signing.services.fields import fill_fields
from signing.services.prepare import prepare_form
from signing.services.sign import sign_pdf
from signing.test_ca import TestCA
from signing.verification.inspect import inspect_pdf
from signing.verification.trust import TrustStore
from tests.documents import issuing_samples, minutes_samples, request_samples, samples
from tests.documents.reading import field_names, headed_wrongly, opened, outside, unlike_pdf_a

FIELDS = ["so_van_ban", "ngay_van_ban", "thang_van_ban", "nam_van_ban"]
MADE: dict[str, Callable[[], bytes]] = {
    "01": lambda: render_issuing.render_issue_form(issuing_samples.issue_form(1)),
    "02": lambda: render_request_form(request_samples.request_form("02")),
    "03": lambda: render_request_form(request_samples.request_form("03")),
    "04": lambda: render_request_form(request_samples.request_form("04")),
    "05": lambda: render_request_form(request_samples.request_form("05")),
    "06": lambda: render.render_recovery_form(samples.recovery_form(1)),
    "07": lambda: render_issuing.render_handover_notice(issuing_samples.handover_notice(1)),
    "08": lambda: render_minutes.render_device_return(minutes_samples.device_return(1)),
    "09": lambda: render_minutes.render_loss(minutes_samples.device_loss(1)),
}


@pytest.fixture(scope="module")
def authority() -> tuple[TestCA, datetime]:
    now = datetime.now(UTC).replace(microsecond=0)
    return TestCA.create(now=now), now


@pytest.mark.parametrize("mau", MADE)
def test_signature_number_and_seal_in_the_order_of_the_law_stay_valid(mau, authority):
    ca, now = authority
    span: Any = {"not_before": now - timedelta(days=30), "not_after": now + timedelta(days=30)}
    leader = ca.issue(subject_cn="Lò Thị Giả Định", organisation=samples.COMMUNE, **span)
    seal = ca.issue(subject_cn=samples.COMMUNE, organisation=samples.COMMUNE, kind="organisation", **span)
    made = MADE[mau]()
    assert made == MADE[mau]()
    assert outside(made) == []
    assert field_names(made) == FIELDS

    pdf = opened(made)
    assert unlike_pdf_a(made) == []
    assert headed_wrongly(made) == []
    assert str(pdf.Root.Lang) == "vi-VN"
    kinds = {str(item.S) for item in pdf.objects if isinstance(item, pikepdf.Dictionary) and "/S" in item}
    assert {"/Table", "/TH", "/TD", "/P"} <= kinds
    assert pdf.Root.MarkInfo.Marked

    data = prepare_form(made)
    boxes = signature_boxes(data)
    expected = {"sig-person", "sig-seal"} | ({"sig-person-2"} if mau in ("08", "09") else set())
    assert set(boxes) == expected
    places = {name: (box.page, box.x1, box.y1, box.x2, box.y2) for name, box in boxes.items()}
    options: Any = {"reason": None, "stamp_lines": ["TEST"], "at": now}
    data = sign_pdf(data=data, key=leader, field_name="nguoi", box=places["sig-person"], **options)
    data = fill_fields(data=data, values=dict(zip(FIELDS, ("128", "19", "11", "2026"), strict=True)))
    data = sign_pdf(data=data, key=seal, field_name="dau", box=places["sig-seal"], seal=True, **options)
    assert unlike_pdf_a(data) == []
    assert headed_wrongly(data) == []
    trust = TrustStore(roots=(ca.root_der,), intermediates=(ca.sub_der,), crls=ca.current_crls(now))
    report = inspect_pdf(data=data, name="x.pdf", trust=trust, at=None, now=now)
    assert report.verdict == "valid"
    assert [signature.modification for signature in report.signatures] == ["form", "none"]
