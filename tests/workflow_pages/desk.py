"""Cases of first certificates where devices come in and go out, and how their pages are asked and filled in."""

import uuid
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from requests_workflow.models import Dossier, Request
from tests.cases.conftest import drive, issuing, opening, world
from tests.cases.issue_driver import IssueDriver, row

# The fixtures that the page tests take from here.
__all__ = ["drive", "issuing", "opening", "world"]


@pytest.fixture
def case(issuing: IssueDriver, monkeypatch: pytest.MonkeyPatch) -> Dossier:
    """Issued: two subscribers with an account, one without, one on a SIM; no device yet. Pages live on that day."""
    sim = row("thuebaosim", medium="sim_pki", sim_pki="Viettel")
    dossier = issuing.issue_sent("thuebaomoi", "thuebaocho", "nc_moi_dan_van", sim)
    dossier = issuing.certificates(issuing.answer(dossier, issued=(1, 2, 3, 4)), 1, 2, 3, 4)
    monkeypatch.setattr(timezone, "now", lambda: issuing.now)
    return dossier


@pytest.fixture
def here(issuing: IssueDriver, case: Dossier) -> Dossier:
    """The three devices are with the clerk."""
    return issuing.devices(case, 1, 2, 3)


def page_of(dossier: Dossier, name: str) -> str:
    return reverse(f"cases:{name}", args=[dossier.public_id])


def row_page(dossier: Dossier, position: int, name: str) -> str:
    return reverse(f"cases:{name}", args=[dossier.public_id, row_of(dossier, position).public_id])


def row_of(dossier: Dossier, position: int) -> Request:
    return dossier.requests.select_related("token", "certificate", "person").get(position=position)


def states(dossier: Dossier) -> list[str]:
    return list(dossier.requests.order_by("position").values_list("state", flat=True))


def body(response: Any) -> str:
    return str(response.content.decode())


def devices(dossier: Dossier, serials: dict[int, str], **more: Any) -> dict[str, Any]:
    """What the form of devices sends: a serial for the rows at these positions."""
    typed = {f"serial-{row_of(dossier, n).public_id}": serial for n, serial in serials.items()}
    at = timezone.localtime().strftime("%d/%m/%Y %H:%M")
    return {"form_key": str(uuid.uuid4()), "legal_at": at, **typed, **more}


def offers(dossier: Dossier, *positions: int, condition: str = "Nguyên vẹn") -> dict[str, str]:
    keys = [row_of(dossier, n).public_id for n in positions]
    ticks = {f"chon-{key}": "on" for key in keys} | {f"condition-{key}": condition for key in keys}
    return {"form_key": str(uuid.uuid4()), **ticks}
