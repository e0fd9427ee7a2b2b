"""Why a certificate is in no digest of a day, or who is told of it: every rule in order, each with its answer."""

from datetime import date, datetime

from certificates.domain.filing_window import filing_window
from certificates.domain.validity import VIETNAM
from certificates.models import Certificate, ExpiryReminder
from directory.models import Agency
from directory.selectors.roles import holders_of
from requests_workflow.domain.expiry import day_off_note, digest_level
from requests_workflow.selectors.calendar import load_calendar
from requests_workflow.selectors.expiry import open_requests, rule_of, with_bodies
from requests_workflow.selectors.expiry_scope import REMINDED, all_bodies, had_digest, in_charge


def certificates_with(serial: str) -> list[Certificate]:
    """Certificates of that serial number, of every issuer; spaces, colons and capitals do not matter."""
    plain = serial.replace(":", "").replace(" ", "").lower()
    return list(with_bodies(Certificate.objects.filter(serial_number__in={plain, plain.upper(), serial.strip()})))


def reasons(*, certificate: Certificate, now: datetime) -> list[str]:
    """Vietnamese sentences for the digest of the +07:00 day of `now`; the last one says what comes of it."""
    day = now.astimezone(VIETNAM).date()
    calendar = load_calendar()
    said = _of_the_certificate(certificate, day=day)
    stopped = bool(said)
    if not calendar.is_working(day):
        said.append(f"Ngày {day:%d/%m/%Y}: {calendar.explain(day)}; ngày nghỉ không gửi bản nhắc.")
        stopped = True
    rule = rule_of(certificate, day=day)
    window = filing_window(not_after=certificate.not_after, min_days_left=rule.value)
    note = day_off_note(window=window, calendar=calendar)
    said.append(
        f"Hết hạn ngày {window.expires_on:%d/%m/%Y}; ngày cuối nộp hồ sơ gia hạn {window.last_filing_day:%d/%m/%Y}"
        f"{f' ({note})' if note else ''}, vì phải còn ít nhất {rule.value} ngày ({rule.clause.cite()})."
    )
    at_level = digest_level(day=day, window=window, calendar=calendar)
    if at_level is None:
        said.append(f"Còn {window.days_to_file(day=day)} ngày để nộp: chưa đến mức nhắc đầu tiên.")
        stopped = True
    else:
        said.append(f"Mức ngày {day:%d/%m/%Y}: {ExpiryReminder.AtLevel(at_level.value).label}.")
    if stopped or at_level is None:
        return [*said, f"Kết quả: ngày {day:%d/%m/%Y} không nhắc ai."]
    return said + _of_the_people(certificate, day=day, at_level=at_level.value)


def _of_the_certificate(certificate: Certificate, *, day: date) -> list[str]:
    said: list[str] = []
    if certificate.status != Certificate.Status.ACTIVE:
        said.append(f"Trạng thái: {certificate.get_status_display()}; chỉ nhắc chứng thư đang hoạt động.")
    successor = Certificate.objects.filter(predecessor=certificate).values_list("serial_number", flat=True).first()
    if successor:
        said.append(f"Đã có chứng thư sau, số hiệu {successor}.")
    row = open_requests([certificate.pk]).get(certificate.pk)
    if row is not None:
        said.append(f"Đang có hồ sơ {row.dossier.code} đề nghị cấp chứng thư thay thế.")
    return said


def _of_the_people(certificate: Certificate, *, day: date, at_level: str) -> list[str]:
    bodies = all_bodies()
    ids = in_charge(bodies[certificate.managing_agency_id], bodies=bodies)
    told = dict(
        ExpiryReminder.objects.filter(certificate=certificate, level=at_level).values_list("recipient_id", "digest_day")
    )
    said: list[str] = []
    waiting: list[int] = []
    for agency in Agency.objects.filter(pk__in=ids):
        people = {m.user_id: m.user for m in holders_of(agency=agency, roles=REMINDED, on=day)}
        if not people:
            said.append(f"{agency.name}: không có người soạn thảo hoặc cán bộ đầu mối.")
        for pk, user in people.items():
            when = f"đã được nhắc mức này ngày {told[pk]:%d/%m/%Y}" if pk in told else "chưa được nhắc mức này"
            said.append(f"{agency.name}: {user.get_full_name()} {when}.")
            waiting += [pk] if pk not in told else []
    later = had_digest(waiting, day=day)
    if later:
        said.append(f"{len(later)} người đã nhận bản nhắc ngày {day:%d/%m/%Y}; mỗi ngày một bản, nên được nhắc sau.")
    if len(waiting) > len(later):
        return [*said, f"Kết quả: nhắc {len(waiting) - len(later)} người trong bản nhắc ngày {day:%d/%m/%Y}."]
    return [*said, f"Kết quả: ngày {day:%d/%m/%Y} không nhắc ai."]
