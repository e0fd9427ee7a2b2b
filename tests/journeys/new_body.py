"""A body of the demo's province that was founded lately: it has people and a stamp, and no certificate at all."""

from datetime import date

from directory.domain.roles import Role
from directory.models import Agency, Membership, User
from tests.cases.driver import agency
from tests.journeys.issue_moves import Office
from tests.world import make_agency, make_person

NAME = "Trạm Y tế xã Nà Cang (giả định)"
MAIL = "tramyte.nacang@laichau.gov.vn"
OFFICE = Office(clerk="tyt_vanphong", leader="tyt_truongtram", registry="tyt_vanthu")
PEOPLE = {
    OFFICE.clerk: ("Lò Văn Inh", "Viên chức hành chính", Role.CLERK),
    OFFICE.leader: ("Mùa Thị Chư", "Trưởng trạm", Role.AGENCY_LEADER),
    OFFICE.registry: ("Sìn Thị Pà", "Văn thư", Role.REGISTRY_CLERK),
}


def found_body() -> Agency:
    """Writes the body and its three people; their names as users are those of OFFICE."""
    province = agency("lai_chau")
    body = make_agency(
        NAME,
        parent=province,
        kind=Agency.Kind.PUBLIC_SERVICE_UNIT,
        short_name=NAME,
        abbreviation="TYT",
        province="Lai Châu",
        place="Nà Cang",
        address="Trung tâm xã Nà Cang (giả định), tỉnh Lai Châu",
        official_email=MAIL,
        overlay=province.overlay,
        is_fictional=True,
    )
    for username, (full_name, position, role) in PEOPLE.items():
        person = make_person(
            full_name,
            agency=body,
            position=position,
            official_email=f"{username.replace('_', '.')}@laichau.gov.vn",
            identity_issued_on=date(2021, 5, 1),
            identity_issued_by="Bộ Công an",
        )
        leads = role is Role.AGENCY_LEADER
        Membership.objects.create(
            user=User.objects.create(username=username, person=person, password="!"),
            agency=body,
            role=role.value,
            title="TRƯỞNG TRẠM" if leads else "",
            is_head=leads,
            valid_from=date(2025, 7, 1),
        )
    return body
