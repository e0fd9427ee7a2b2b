"""Plays the people of the demo through the services of the product, at past moments told by the work calendar."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from config.demo.case_papers import proof
from config.demo.identity import demo_id
from directory.models import Agency, User
from requests_workflow.domain.calendar import ONE_DAY, VIETNAM, WorkCalendar
from requests_workflow.models import Dossier
from requests_workflow.selectors.calendar import load_calendar
from requests_workflow.services.act_input import ActInput
from requests_workflow.services.documents import Incoming
from requests_workflow.services.draft_rows import RowInput
from requests_workflow.services.drafting import create_draft
from requests_workflow.services.perform import perform
from requests_workflow.services.signing_jobs import submit_test_signature
from signing.models import SigningJob
from signing.services.jobs import run_job
from tokens.models import LockReport, Token
from tokens.services.recovery import report_locked


class CaseFailed(Exception):
    """A case of the demo did not go as it must; the text says at which act."""


class Acting:
    """The people of the demo with one clock: `on` sets it, every act moves it by a few minutes."""

    def __init__(self, *, now: datetime) -> None:
        self.today = now.astimezone(VIETNAM).date()
        self.calendar = load_calendar()
        self.latest = latest_receipt_day(calendar=self.calendar, now=now)
        self.clock = now
        self.proof = proof()

    def working_day(self, *, before: date, count: int) -> date:
        """The `count`-th working day before the given one."""
        return working_day_before(calendar=self.calendar, day=before, count=count)

    def on(self, day: date, hour: int, minute: int = 0) -> datetime:
        """Sets the clock to a +07:00 time of that day."""
        self.clock = datetime.combine(day, time(hour, minute), VIETNAM)
        return self.clock

    def tick(self, minutes: int = 4) -> datetime:
        """Moves the clock on."""
        self.clock += timedelta(minutes=minutes)
        return self.clock

    def report(self, *, device: str, by: str, note: str) -> LockReport:
        """Somebody says that a device is locked."""
        return report_locked(token=token(device), by=user(by), at=self.tick(), note=note)

    def draft(self, *, agency: str, devices: Sequence[str], by: str, from_outside: bool = False) -> Dossier:
        """A draft about the devices of these slugs."""
        return create_draft(
            agency=Agency.objects.get(public_id=demo_id("agency", agency)),
            rows=[RowInput(token_serial=token(slug).serial_number) for slug in devices],
            by=user(by),
            now=self.tick(),
            entered_by_department=from_outside,
        )

    def act(self, dossier: Dossier, act: str, *, by: str, given: ActInput | None = None, row: int = 0) -> Dossier:
        """One act on the dossier, or on the row at that position."""
        perform(
            dossier_id=dossier.public_id,
            act=act,
            by=user(by),
            now=self.tick(),
            given=given,
            request_id=dossier.requests.get(position=row).public_id if row else None,
        )
        return self._after(dossier)

    def sign(self, dossier: Dossier, act: str, *, by: str, given: ActInput | None = None) -> Dossier:
        """Signs with the person's test key and has the signed file proved, as a worker would, in this process."""
        job = submit_test_signature(
            dossier_id=dossier.public_id, act=act, given=given or ActInput(), by=user(by), now=self.tick()
        )
        run_job(str(job.public_id), now=self.tick(1))
        signed = self._after(dossier)
        if signed.state == dossier.state:
            job.refresh_from_db()
            raise CaseFailed(f"{dossier.code}: {act} by {by}: {job.result}")
        return signed

    def sent(self, *, channel: str, code: str) -> ActInput:
        """What is written down when a paper was sent just now."""
        return ActInput(channel=channel, channel_code=code, legal_at=self.clock, files={"proof_file": self.proof})

    def receive(self, dossier: Dossier, *, by: str, incoming_number: str) -> Dossier:
        """The department takes the paper in, and its signatures are verified again."""
        given = ActInput(legal_at=self.clock, incoming_number=incoming_number, files={"proof_file": self.proof})
        received = self.act(dossier, "receive", by=by, given=given)
        self.verify_received()
        return received

    def verify_received(self) -> None:
        """Does the verification that a receipt has queued."""
        for job in SigningJob.objects.filter(state=SigningJob.State.QUEUED):
            run_job(str(job.public_id), now=self.tick(1))

    def files(self, **more: Incoming) -> dict[str, Incoming]:
        """The proof, and what else an act brings."""
        return {"proof_file": self.proof, **more}

    @staticmethod
    def _after(dossier: Dossier) -> Dossier:
        return Dossier.objects.select_related("managing_agency", "recipient").get(pk=dossier.pk)


def working_day_before(*, calendar: WorkCalendar, day: date, count: int) -> date:
    """The `count`-th working day before `day`."""
    while count:
        day -= ONE_DAY
        count -= calendar.is_working(day)
    return day


def latest_receipt_day(*, calendar: WorkCalendar, now: datetime) -> date:
    """The day whose receipts, with a term of one working day, are due at the next closing time after `now`."""
    today = now.astimezone(VIETNAM).date()
    if calendar.is_working(today) and now > calendar.closes_at(today):
        return today
    return working_day_before(calendar=calendar, day=today, count=1)


def user(username: str) -> User:
    """The account of a persona."""
    return User.objects.select_related("person").get(username=username)


def token(slug: str) -> Token:
    """The device written for this slug."""
    return Token.objects.get(public_id=demo_id("token", slug))
