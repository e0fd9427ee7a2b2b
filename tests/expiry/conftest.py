"""A commune with a clerk, a contact officer and certificates that end on chosen days."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest

from certificates.domain.validity import VIETNAM
from certificates.models import Certificate
from directory.domain.roles import Role
from directory.models import Agency, User
from tests import world

# A Monday on which the offices work.
MONDAY = date(2026, 11, 23)
# The next one after it: Tuesday 24/11/2026 is Ngày Văn hóa Việt Nam.
WEDNESDAY = date(2026, 11, 25)


def morning(day: date) -> datetime:
    return datetime.combine(day, time(8, 0), VIETNAM)


@dataclass
class Office:
    province: Agency
    commune: Agency
    clerk: User
    contact: User

    def certificate(
        self, name: str, *, days_to_file: int, agency: Agency | None = None, day: date = MONDAY, **values: Any
    ) -> Certificate:
        """A certificate whose last filing day is that many days after `day` (30 days must be left)."""
        body = agency or self.commune
        ends = datetime.combine(day + timedelta(days=days_to_file + 30), time(12, 0), VIETNAM)
        return world.make_certificate(
            world.make_subscriber(world.make_person(name, agency=body)),
            **{"not_after": ends, "not_before": ends - timedelta(days=1826)} | values,
        )


@pytest.fixture
def office(db: None) -> Office:
    province = world.make_agency("UBND tỉnh")
    commune = world.make_agency("UBND xã Nà Cang", parent=province)
    clerk = world.make_user("Lò Thị Mai", Role.CLERK, agency=commune)
    User.objects.filter(pk=clerk.pk).update(email="mai@nacang.example")
    clerk.refresh_from_db()
    contact = world.make_user("Vàng A Páo", Role.CONTACT_OFFICER, agency=commune)
    return Office(province=province, commune=commune, clerk=clerk, contact=contact)


@pytest.fixture
def asks_for_successor(office: Office) -> Callable[..., Any]:
    """Puts an open row that names the certificate as the one before."""

    def ask(certificate: Certificate, **values: Any) -> Any:
        sent = {"sent_at": datetime.now(UTC), "channel": "qlvb"}
        dossier = world.make_dossier(office.commune, by=office.clerk, **{**sent, **values})
        return world.make_request(dossier, predecessor=certificate)

    return ask
