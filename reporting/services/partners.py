"""Bodies that take part in a course or an inspection beside the department: who may be named, and who is told."""

from collections.abc import Collection, Iterable
from datetime import datetime

from directory.domain.roles import Role
from directory.models import Agency, AgencyFunction, User
from directory.selectors.roles import VIETNAM
from reporting.models import Inspection, TrainingCourse
from reporting.selectors.supervision import supervised_bodies
from requests_workflow.services.notify import tell, users_with

TOLD = frozenset({Role.AGENCY_LEADER, Role.CONTACT_OFFICER, Role.CLERK})


def may_join(*, office: AgencyFunction, partners: Collection[Agency], beside: Iterable[Agency], now: datetime) -> bool:
    """Whether all are bodies of the office's territory, and none of them has its own part already (`beside`)."""
    bodies = supervised_bodies(found=[office], on=now.astimezone(VIETNAM).date())
    known = set(bodies.filter(pk__in=[one.pk for one in partners]).values_list("pk", flat=True))
    return {one.pk for one in partners} == known - {one.pk for one in beside}


def tell_of_course(*, course: TrainingCourse, by: User, now: datetime) -> None:
    """The bodies that hold the course together with the department (Vĩnh Long Điều 11 khoản 2)."""
    _tell(
        bodies=course.partners.all(),
        words=f"{course.organiser.name} ghi cơ quan bạn phối hợp lớp tập huấn: {course.subject}",
        kind="training_recorded",
        url=f"/bao-cao/tap-huan/?muc={course.public_id}",
        by=by,
        now=now,
    )


def tell_of_inspection(*, inspection: Inspection, by: User, now: datetime) -> None:
    """The body inspected and those that took part (Lai Châu Điều 19 khoản 2, Vĩnh Long Điều 9 khoản 5)."""
    settled = inspection.settled_on is not None
    what = "ghi kết quả khắc phục sau kiểm tra" if settled else f"ghi cuộc kiểm tra tại {inspection.inspected.name}"
    _tell(
        bodies=[inspection.inspected, *inspection.partners.all()],
        words=f"{inspection.inspecting.name} {what}: {inspection.subject}",
        kind="inspection_settled" if settled else "inspection_recorded",
        url=f"/bao-cao/kiem-tra/?muc={inspection.public_id}",
        by=by,
        now=now,
    )


def _tell(*, bodies: Iterable[Agency], words: str, kind: str, url: str, by: User, now: datetime) -> None:
    users = {user.pk: user for body in bodies for user in users_with(agency=body, roles=TOLD, now=now)}
    users.pop(by.pk, None)
    tell(users=users.values(), kind=kind, dossier=None, title=words, body=f"{words}.", event=url, now=now, url=url)
