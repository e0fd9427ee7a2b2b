"""Writing the registers of training, inspections and yearly plans; every change has its entry in the ledger."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction

from directory.domain.names import normalise
from directory.ledger.services import record
from directory.models import Agency, AgencyFunction, Person, User
from directory.selectors.roles import VIETNAM, actor_for
from reporting.models import Inspection, PlanItem, TrainingCourse, TrainingParticipant, YearlyPlan
from reporting.selectors.supervision import office_for, offices, people_of, plan_bodies, trained_by
from reporting.services.partners import may_join, tell_of_course, tell_of_inspection

# Whole VND; the ledger takes no number of twelve digits, which could be somebody's identity number.
MOST_COST = 99_999_999_999
NOT_YOURS = "Việc này của cán bộ Sở phụ trách địa bàn hoặc người soạn thảo, cán bộ đầu mối của cơ quan."

NO_PARTNER = "Cơ quan phối hợp là cơ quan khác của địa bàn, không phải cơ quan tổ chức hoặc cơ quan được kiểm tra."


class SupervisionRefused(Exception):
    """Nothing was written. `field` is an argument of the service, or "" for the whole; the text is Vietnamese."""

    def __init__(self, text: str, *, field: str = "") -> None:
        super().__init__(text)
        self.field = field


@dataclass(frozen=True, kw_only=True)
class InspectionInput:
    """An inspection as it is written down; `demands` empty: nothing to settle, and no `due_on`."""

    inspected: Agency
    held_on: date
    subject: str
    findings: str
    demands: str = ""
    due_on: date | None = None
    partners: Collection[Agency] = ()


def add_course(
    *,
    office: AgencyFunction,
    held_on: date,
    subject: str,
    legal_ref: str,
    by: User,
    now: datetime,
    partners: Collection[Agency] = (),
) -> TrainingCourse:
    """A course of the department for its territory (Vĩnh Long Điều 8 khoản 4, Lai Châu Điều 18 khoản 2).

    `partners` are bodies of the territory that hold it together with the department; they are told (Vĩnh Long Điều 11
    khoản 2). Raises SupervisionRefused for somebody else's office or body, and for the same course twice.
    """
    if office.pk not in {one.pk for one in offices(actor_for(user=by, now=now))} or office.territory is None:
        raise SupervisionRefused(NOT_YOURS)
    if not may_join(office=office, partners=partners, beside=[office.agency], now=now):
        raise SupervisionRefused(NO_PARTNER, field="partners")
    try:
        with transaction.atomic():
            course = TrainingCourse.objects.create(
                organiser=office.agency,
                territory=office.territory,
                held_on=held_on,
                subject=normalise(subject),
                legal_ref=normalise(legal_ref),
                recorded_by=by,
                recorded_at=now,
            )
            course.partners.set(partners)
            payload = {
                "organiser": course.organiser_id,
                "territory": course.territory_id,
                "held_on": held_on.isoformat(),
                "partners": sorted(one.pk for one in partners),
            }
            _record("training.recorded", course, payload, by=by, now=now)
            tell_of_course(course=course, by=by, now=now)
            return course
    except IntegrityError as error:
        raise _twice(error, "training_course_once", "Lớp này đã được ghi.", field="subject") from error


def add_participant(
    *,
    course: TrainingCourse,
    agency: Agency,
    person: Person | None,
    name: str,
    body: str,
    result: str,
    by: User,
    now: datetime,
) -> TrainingParticipant:
    """Somebody who took part: one of the agency's people, or a typed name and body; names stay as of that day.

    Raises SupervisionRefused before the day of the course, for a body or a person of others, without a name, and for
    the same participant twice.
    """
    actor = actor_for(user=by, now=now)
    if agency.pk not in {one.pk for one in trained_by(actor=actor, course=course)}:
        raise SupervisionRefused(NOT_YOURS)
    if course.held_on > actor.day:
        raise SupervisionRefused("Lớp chưa diễn ra. Ghi người đã dự từ ngày tổ chức.")
    if person is not None:
        if not people_of(agencies=[agency], on=actor.day).filter(pk=person.pk).exists():
            raise SupervisionRefused("Người này không công tác tại cơ quan.", field="person")
        name, body = person.full_name, person.agency.name
    name, body = normalise(name), normalise(body) or agency.name
    if not name:
        raise SupervisionRefused("Chọn người của cơ quan hoặc ghi họ và tên.", field="name")
    try:
        with transaction.atomic():
            one = TrainingParticipant.objects.create(
                course=course,
                agency=agency,
                person=person,
                name=name,
                body=body,
                result=normalise(result),
                recorded_by=by,
                recorded_at=now,
            )
            payload = {"participant": one.pk, "agency": agency.pk, "person": person.pk if person else None}
            _record("training.participant_recorded", course, payload, by=by, now=now)
            return one
    except IntegrityError as error:
        raise _twice(error, "training_participant_", "Người này đã có trong danh sách của lớp.") from error


def add_inspection(*, given: InspectionInput, by: User, now: datetime) -> Inspection:
    """An inspection that was held (Vĩnh Long Điều 8 khoản 6, Lai Châu Điều 18 khoản 3).

    The body inspected and those that took part are told (Lai Châu Điều 19 khoản 2, Vĩnh Long Điều 9 khoản 5).
    Raises SupervisionRefused for a body outside the officer's territory, dates that cannot be, a limit without a
    demand, and the same inspection twice.
    """
    actor = actor_for(user=by, now=now)
    office = office_for(actor=actor, agency=given.inspected)
    if office is None:
        raise SupervisionRefused(NOT_YOURS, field="inspected")
    if given.held_on > actor.day:
        raise SupervisionRefused("Ngày kiểm tra chưa đến. Ghi sau khi đã kiểm tra.", field="held_on")
    if given.due_on is not None and given.due_on < given.held_on:
        raise SupervisionRefused("Hạn khắc phục không thể trước ngày kiểm tra.", field="due_on")
    demands = _block(given.demands)
    if given.due_on is not None and not demands:
        raise SupervisionRefused("Ghi yêu cầu khắc phục, hoặc bỏ hạn.", field="demands")
    if not may_join(office=office, partners=given.partners, beside=[office.agency, given.inspected], now=now):
        raise SupervisionRefused(NO_PARTNER, field="partners")
    try:
        with transaction.atomic():
            inspection = Inspection.objects.create(
                inspecting=office.agency,
                inspected=given.inspected,
                held_on=given.held_on,
                subject=normalise(given.subject),
                findings=_block(given.findings),
                demands=demands,
                due_on=given.due_on,
                recorded_by=by,
                recorded_at=now,
            )
            inspection.partners.set(given.partners)
            payload = {
                "inspecting": office.agency_id,
                "inspected": given.inspected.pk,
                "held_on": given.held_on.isoformat(),
                "due_on": given.due_on.isoformat() if given.due_on else None,
                "partners": sorted(one.pk for one in given.partners),
            }
            _record("inspection.recorded", inspection, payload, by=by, now=now)
            tell_of_inspection(inspection=inspection, by=by, now=now)
            return inspection
    except IntegrityError as error:
        raise _twice(error, "inspection_once", "Cuộc kiểm tra này đã được ghi.", field="subject") from error


def settle_inspection(*, inspection: Inspection, on: date, note: str, by: User, now: datetime) -> Inspection:
    """The demands were met on that day; once.

    Raises SupervisionRefused for others than the inspecting department's officer, without demands, for what is
    settled already, a day before the inspection or in the future, and no words.
    """
    actor = actor_for(user=by, now=now)
    if inspection.inspecting_id not in {one.agency_id for one in offices(actor)}:
        raise SupervisionRefused(NOT_YOURS)
    if not _block(note):
        raise SupervisionRefused("Ghi kết quả khắc phục.", field="note")
    with transaction.atomic():
        held = Inspection.objects.select_for_update().get(pk=inspection.pk)
        if held.settled_on is not None:
            raise SupervisionRefused("Kết quả khắc phục đã được ghi.")
        if not held.demands:
            raise SupervisionRefused("Cuộc kiểm tra này không có yêu cầu khắc phục.")
        if not held.held_on <= on <= actor.day:
            raise SupervisionRefused("Ngày khắc phục từ ngày kiểm tra đến hôm nay.", field="on")
        held.settled_on, held.settled_note = on, _block(note)
        held.save(update_fields=["settled_on", "settled_note"])
        _record("inspection.settled", held, {"settled_on": on.isoformat()}, by=by, now=now)
        tell_of_inspection(inspection=held, by=by, now=now)
    return held


def add_plan_item(
    *, agency: Agency, year: int, kind: PlanItem.Kind, quantity: int, unit_cost: int, note: str, by: User, now: datetime
) -> PlanItem:
    """A line of the body's plan for this year or the next (`unit_cost` in whole VND); the first one opens the plan.

    Raises SupervisionRefused for a body of others, another year, amounts that cannot be, and the same line twice.
    """
    if str(agency.public_id) not in plan_bodies(actor=actor_for(user=by, now=now)):
        raise SupervisionRefused(NOT_YOURS, field="agency")
    if year not in open_years(now):
        raise SupervisionRefused("Chỉ lập kế hoạch của năm nay hoặc năm sau.", field="year")
    if quantity < 1 or not 0 <= unit_cost <= MOST_COST:
        raise SupervisionRefused("Số lượng từ 1; đơn giá không âm, không quá 11 chữ số.", field="quantity")
    try:
        with transaction.atomic():
            plan, _ = YearlyPlan.objects.get_or_create(
                agency=agency, year=year, defaults={"recorded_by": by, "recorded_at": now}
            )
            item = PlanItem.objects.create(
                plan=plan,
                kind=kind,
                quantity=quantity,
                unit_cost=unit_cost,
                note=normalise(note),
                recorded_by=by,
                recorded_at=now,
            )
            _record("plan.item_added", plan, _line(item), by=by, now=now)
            return item
    except IntegrityError as error:
        text = "Kế hoạch đã có dòng này. Muốn đổi số lượng thì bỏ dòng cũ rồi ghi lại."
        raise _twice(error, "plan_item_once", text, field="kind") from error


def remove_plan_item(*, item: PlanItem, by: User, now: datetime) -> None:
    """Takes a line out of a plan of this year or the next; what it said stays in the ledger.

    Raises SupervisionRefused for a body of others, a past year, and a line that is gone.
    """
    plan = item.plan
    if str(plan.agency.public_id) not in plan_bodies(actor=actor_for(user=by, now=now)):
        raise SupervisionRefused(NOT_YOURS)
    if plan.year not in open_years(now):
        raise SupervisionRefused("Kế hoạch của năm trước giữ nguyên, không sửa.")
    with transaction.atomic():
        held = PlanItem.objects.select_for_update().filter(pk=item.pk).first()
        if held is None:
            raise SupervisionRefused("Dòng này đã được bỏ. Tải lại trang.")
        _record("plan.item_removed", plan, _line(held), by=by, now=now)
        held.delete()


def open_years(now: datetime) -> tuple[int, int]:
    """This year and the next, in Vietnam: the years whose plans may be written."""
    year = now.astimezone(VIETNAM).year
    return year, year + 1


def _line(item: PlanItem) -> dict[str, object]:
    return {"item": item.pk, "kind": item.kind, "quantity": item.quantity, "unit_cost": item.unit_cost}


def _block(text: str) -> str:
    """Text of several lines, each in normal form."""
    return "\n".join(normalise(line) for line in text.splitlines()).strip()


def _record(
    action: str,
    row: TrainingCourse | Inspection | YearlyPlan,
    payload: Mapping[str, object],
    *,
    by: User,
    now: datetime,
) -> None:
    record(
        action=action,
        object_type=row._meta.model_name or "",
        object_id=str(row.public_id),
        by=by,
        at=now,
        payload=payload,
    )


def _twice(error: IntegrityError, constraint: str, text: str, *, field: str = "") -> Exception:
    """The refusal for a row that is there already; any other fault of the database as it is."""
    return SupervisionRefused(text, field=field) if constraint in str(error) else error
