"""Why nobody, or somebody, was told of a case: every rule with its answer, in Vietnamese.

Everything here is computed from the same tables that the senders use; nothing is guessed from a log file.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from directory.domain.roles import Role
from directory.models import Agency, Membership, User
from directory.selectors.roles import held_for
from requests_workflow.domain.calendar import VIETNAM, WorkCalendar
from requests_workflow.domain.escalation import WHOLE, Reached, level_label, level_reached, share_used
from requests_workflow.models import DeadlineRecord, DeliveryAttempt, Dossier, Notification, Suspension
from requests_workflow.regulations.profile import DELEGATED_DEPARTMENT
from requests_workflow.selectors.calendar import load_calendar
from requests_workflow.selectors.escalations import Audience, WatchedTerm, term_of, term_of_return
from requests_workflow.selectors.morning_look import look_in_words
from tokens.models import DeviceReturn

MOST_NOTICES = 60
MOST_DUTIES = 20
# Tries of one letter that are written out, the last ones.
MOST_TRIES = 3
HELD = "không gửi thư riêng vì đã có thư cùng loại trong ngày"


@dataclass(frozen=True)
class Answer:
    """One question and what is to be said to it."""

    title: str
    lines: tuple[str, ...]


def why_of_dossier(*, dossier: Dossier, now: datetime) -> list[Answer]:
    """Who has the next move, what the clock says at which level to whom, and what became of each notice."""
    calendar = load_calendar()
    duties = DeviceReturn.objects.filter(case_ref=dossier.code).order_by("pk")[:MOST_DUTIES]
    return [
        today_answer(calendar, now=now),
        Answer("Ai đang có việc", tuple(_next_move(dossier, now=now))),
        Answer("Báo hạn", tuple(_clock(dossier, calendar=calendar, now=now))),
        *returns_answer(duties, calendar=calendar, now=now),
        Answer("Bản tổng hợp buổi sáng", look_in_words(now=now, calendar=calendar)),
        Answer("Thông báo đã có", tuple(_notices(dossier)) or ("Chưa có thông báo nào về hồ sơ này.",)),
    ]


def today_answer(calendar: WorkCalendar, *, now: datetime) -> Answer:
    """Whether anybody is told at all today."""
    return Answer("Hôm nay", (_today(calendar, now=now),))


def returns_answer(duties: QuerySet[DeviceReturn], *, calendar: WorkCalendar, now: datetime) -> list[Answer]:
    """Who hears when of devices that have to go back; nothing where none has to."""
    lines: list[str] = []
    for duty in duties.select_related("token", "managing_agency"):
        name = f"Thiết bị {duty.token.serial_number}"
        if duty.settled_at is not None:
            lines.append(f"{name}: đã xong lúc {_moment(duty.settled_at)}, không báo hạn nữa.")
            continue
        lines += (f"{name}: {line}" for line in _term(term_of_return(duty), calendar=calendar, now=now))
    return [Answer("Báo hạn giao nộp thiết bị", tuple(lines))] if lines else []


def _today(calendar: WorkCalendar, *, now: datetime) -> str:
    day = now.astimezone(VIETNAM).date()
    words = f"Ngày {day:%d/%m/%Y}: {calendar.explain(day)}"
    if calendar.is_working(day):
        return f"{words}; hệ thống có báo."
    return f"{words}; ngày nghỉ không báo hạn và không gửi bản tổng hợp."


def _next_move(dossier: Dossier, *, now: datetime) -> Iterable[str]:
    if dossier.closed_at is not None:
        yield f"Hồ sơ đã kết thúc lúc {_moment(dossier.closed_at)}: không ai được báo thêm."
        return
    state = dossier.kind.dossier.label(dossier.state)
    yield f"Trạng thái: {state}."
    if dossier.state == "leader_review":
        signer = dossier.signer
        yield _person(signer) if signer else "Chưa chọn người ký nên không báo ai."
        return
    steps = dossier.kind.next_steps
    there = steps.at_department if dossier.recipient_function == DELEGATED_DEPARTMENT else steps.at_provider
    places = (
        (dossier.managing_agency, steps.at_agency.get(dossier.state, frozenset())),
        (dossier.recipient, there.get(dossier.state, frozenset())),
    )
    asked = [(body, roles) for body, roles in places if roles]
    if not asked:
        yield "Trạng thái này không chờ việc của vai trò nào trong hệ thống."
    for body, roles in asked:
        yield from _holders(body, roles, now=now)


def _clock(dossier: Dossier, *, calendar: WorkCalendar, now: datetime) -> Iterable[str]:
    record = (
        DeadlineRecord.objects.filter(dossier=dossier, superseded_at__isnull=True)
        .select_related("dossier__recipient", "dossier__managing_agency", "dossier__officer")
        .order_by("-id")
        .first()
    )
    if dossier.answered_at is not None:
        yield f"Đã giải quyết xong lúc {_moment(dossier.answered_at)}: không báo hạn nữa."
        return
    if record is None or dossier.closed_at is not None:
        pause = Suspension.objects.filter(dossier=dossier, until__isnull=True).first()
        if pause is not None:
            yield f"Tạm dừng tính hạn từ {_moment(pause.since)} để chờ bổ sung: không báo hạn."
        elif dossier.closed_at is None:
            yield "Chưa nhận hồ sơ hợp lệ nên chưa tính hạn, chưa báo hạn."
        else:
            yield "Hồ sơ đã kết thúc: không báo hạn."
        return
    yield from _term(term_of(record), calendar=calendar, now=now)


def _term(term: WatchedTerm, *, calendar: WorkCalendar, now: datetime) -> Iterable[str]:
    used = share_used(term=term, now=now, calendar=calendar)
    reached = level_reached(term=term, now=now, calendar=calendar, levels=term.levels)
    yield f"Tính từ {_moment(term.starts_at)} đến {_moment(term.due_at)}: đã qua {used} % thời gian làm việc."
    if term.only_over:
        yield "Hạn của Cục: chỉ báo cơ quan quản lý trực tiếp khi Cục đã quá hạn."
    audience = Audience(now=now)
    for place, share in enumerate(term.levels):
        if term.only_over and share != WHOLE:
            continue
        yield from _level(term, Reached(share, place), reached=reached, audience=audience, now=now)


def _level(
    term: WatchedTerm, at_level: Reached, *, reached: Reached | None, audience: Audience, now: datetime
) -> Iterable[str]:
    name = level_label(at_level.share)
    people = audience.of(term, at_level)
    kind = term.kind_at(at_level)
    keys = {f"{kind}:term:{term.key}:{user.pk}": user for user in people}
    told = {one.dedupe_key: one for one in Notification.objects.filter(dedupe_key__in=keys)}
    for key, notice in told.items():
        yield f"{name}: {keys[key].get_full_name()} được báo lúc {_moment(notice.created_at)}."
    rest = [user for key, user in keys.items() if key not in told]
    if reached is None or reached.place < at_level.place:
        names = ", ".join(user.get_full_name() for user in rest) or "không có ai"
        yield f"{name}: chưa đến mức này; khi đến sẽ báo: {names}."
    elif reached.place > at_level.place and rest:
        yield f"{name}: đã qua mức này, báo ở mức “{level_label(reached.share)}” thay cho mức này."
    elif rest:
        yield f"{name}: sẽ báo trong 5 phút của ngày làm việc: {', '.join(u.get_full_name() for u in rest)}."
    groups = term.roles_at(at_level)
    # Where somebody hears, only whom this level adds is looked at: there may be nobody to add.
    for roles in groups[at_level.place :] if people else groups:
        if not audience.holders(term.agency, roles):
            yield from (f"{name}: {line}" for line in _holders(term.agency, roles, now=now))


def _holders(agency: Agency | None, roles: frozenset[Role], *, now: datetime) -> Iterable[str]:
    """Everybody who holds one of the roles that day, and why the account is told or not."""
    if agency is None:
        yield "Chưa xác định nơi tiếp nhận nên không báo ai."
        return
    held = (
        Membership.objects.in_force(on=now.astimezone(VIETNAM).date())
        .filter(held_for(agencies=[agency], roles=roles))
        .select_related("user__person")
        .order_by("-is_head", "id")
    )
    users = {one.user_id: one.user for one in held}
    if not users:
        words = ", ".join(sorted(role.label.lower() for role in roles))
        yield f"{agency.name}: không có ai giữ vai trò {words} nên không báo được ai."
    for user in users.values():
        yield f"{agency.name}: {_person(user)}"


def _person(user: User) -> str:
    if not user.is_active:
        return f"{user.get_full_name()}: tài khoản đã ngừng hoạt động nên không được báo."
    if not user.email:
        return f"{user.get_full_name()}: tài khoản không có thư điện tử, chỉ báo trong hệ thống."
    return f"{user.get_full_name()}: báo trong hệ thống và bằng thư điện tử."


def _notices(dossier: Dossier) -> Iterable[str]:
    found = Notification.objects.filter(dossier=dossier).select_related("recipient__person")
    for notice in found.prefetch_related("deliveries__message").order_by("-id")[:MOST_NOTICES]:
        said = [f"{_moment(notice.created_at)}, {notice.recipient.get_full_name()}: {notice.title}"]
        said += letter_words(notice)
        if notice.settled_at is not None:
            said.append(f"việc đã xong lúc {_moment(notice.settled_at)}")
        elif notice.read_at is not None:
            said.append(f"đã đọc lúc {_moment(notice.read_at)}")
        else:
            said.append("chưa đọc")
        yield "; ".join(said) + "."


def letter_words(notice: Notification) -> list[str]:
    """What became of the letter of a notice (with deliveries and their messages); nothing of one from long ago."""
    if notice.mail == Notification.Mail.NO_ADDRESS:
        return ["không gửi thư vì tài khoản không có địa chỉ"]
    if notice.mail == Notification.Mail.HELD:
        if notice.digested_at is not None:
            return [HELD, f"đã vào bản tổng hợp {_moment(notice.digested_at)}"]
        return [HELD, "chờ bản tổng hợp 07:30 ngày làm việc sau"]
    deliveries = list(notice.deliveries.all())
    tries = [
        f"{one.get_channel_display().lower()} đến {one.address} lúc {_moment(one.started_at)}: "
        f"{one.get_result_display().lower()}"
        + (" (có thể trùng thư trước)" if one.may_repeat else "")
        + (f" ({one.error})" if one.error else "")
        for one in deliveries[-MOST_TRIES:]
    ]
    if len(deliveries) > MOST_TRIES:
        tries.insert(0, f"{len(deliveries) - MOST_TRIES} lần gửi trước không được")
    if not tries:
        return ["thư đang chờ gửi"] if notice.mail == Notification.Mail.QUEUED else []
    if deliveries[-1].result == DeliveryAttempt.Result.FAILED:
        tries.append("không gửi lại nữa" if deliveries[-1].message.done_at else "sẽ gửi lại")
    return tries


def _moment(at: datetime) -> str:
    return f"{at.astimezone(VIETNAM):%H:%M %d/%m/%Y}"
