"""A committee and a department with heads, deputies, units and văn thư; built in a second, without the demo."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import pytest

from directory.domain.roles import Role
from directory.models import Agency, Delegation, Membership, User
from directory.services.delegations import DelegationInput, record_delegation
from tests import world

# Thursday 19/11/2026, 09:00 in Vietnam.
NOW = datetime(2026, 11, 19, 2, 0, tzinfo=UTC)
TODAY = date(2026, 11, 19)


@dataclass
class Body:
    agency: Agency
    head: User
    deputy: User
    unit_head: User
    unit_deputy: User
    clerk: User
    registry: User


def leader(name: str, title: str, *, agency: Agency, is_head: bool = False) -> User:
    user = world.make_user(name, agency=agency)
    Membership.objects.create(
        user=user, agency=agency, role=Role.AGENCY_LEADER, title=title, is_head=is_head, valid_from=world.BEGINNING
    )
    return user


def body(name: str, kind: Agency.Kind, head_title: str, *, parent: Agency | None = None) -> Body:
    agency = world.make_agency(name, kind=kind, parent=parent)
    return Body(
        agency=agency,
        head=leader(f"Trưởng {name}", head_title, agency=agency, is_head=True),
        deputy=leader(f"Phó {name}", f"Phó {head_title}", agency=agency),
        unit_head=world.make_user(f"Chánh {name}", Role.UNIT_HEAD, agency=agency),
        unit_deputy=world.make_user(f"Phó Chánh {name}", Role.SUBSCRIBER, agency=agency),
        clerk=world.make_user(f"Soạn {name}", Role.CLERK, agency=agency),
        registry=world.make_user(f"Thư {name}", Role.REGISTRY_CLERK, agency=agency),
    )


@pytest.fixture
def committee(db: None) -> Body:
    return body("UBND tỉnh", Agency.Kind.PEOPLE_COMMITTEE, "Chủ tịch")


@pytest.fixture
def department(committee: Body) -> Body:
    return body("Sở Tài chính", Agency.Kind.DEPARTMENT, "Giám đốc", parent=committee.agency)


@pytest.fixture
def entrust() -> Callable[..., Delegation]:
    """Writes a decision of the body down, by its văn thư unless said otherwise."""

    def write(body: Body, kind: str, delegate: User, *, by: User | None = None, **values: Any) -> Delegation:
        ordinary: dict[str, Any] = {
            "delegate_title": "Chánh Văn phòng",
            "decision_number": "12/QĐ-STC",
            "decision_date": date(2026, 11, 2),
            "valid_from": date(2026, 11, 2),
            "valid_to": date(2026, 12, 31) if kind == "tuq" else None,
        }
        given = DelegationInput(agency=body.agency, kind=Delegation.Kind(kind), delegate=delegate, **ordinary | values)
        return record_delegation(given=given, by=by or body.registry, now=NOW)

    return write
