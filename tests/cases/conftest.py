"""A loaded demo and the people in it; a fixed working day for what does not need the real clock."""

import hashlib
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from config.demo.identity import demo_id
from config.demo.load import load_demo
from directory.models import Agency, User
from requests_workflow.models import Dossier
from requests_workflow.services.act_input import ActInput
from requests_workflow.services.documents import Incoming
from requests_workflow.services.drafting import DraftInput, RowInput, create_draft, update_draft
from requests_workflow.services.papers import leader_memberships
from requests_workflow.services.perform import perform
from requests_workflow.services.signing_jobs import submit_test_signature
from signing.models import SigningJob
from signing.services.jobs import run_job
from tokens.models import Token

# Thursday 19/11/2026, 09:00 in Vietnam: an ordinary working day.
NOW = datetime(2026, 11, 19, 2, 0, tzinfo=UTC)
PROOF = Incoming(data=b"%PDF-1.4\n% proof\n%%EOF\n", name="minh-chung.pdf")


@pytest.fixture
def now() -> datetime:
    return NOW


@pytest.fixture
def demo(db: None, media_folder: Path, now: datetime) -> None:
    load_demo(now=now)


def user(name: str) -> User:
    return User.objects.select_related("person").get(username=name)


def agency(slug: str) -> Agency:
    return Agency.objects.get(public_id=demo_id("agency", slug))


def token_of(username: str) -> Token:
    """The device of an official."""
    return Token.objects.get(subscriber__person__account__username=username)


@pytest.fixture
def drive(demo: None, now: datetime) -> "Driver":
    return Driver(now)


class Driver:
    """Drives a case through the services as its people would; time moves a minute with each act."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def tick(self, minutes: int = 1) -> datetime:
        self.now += timedelta(minutes=minutes)
        return self.now

    def draft(
        self,
        *,
        tokens: list[Token],
        by: str = "vanphong",
        body: str = "na_cang",
        signer: str | None = None,
        wet: bool = False,
    ) -> Dossier:
        clerk = user(by)
        rows = [RowInput(token_serial=t.serial_number) for t in tokens]
        dossier = create_draft(agency=agency(body), rows=rows, by=clerk, now=self.tick())
        if signer is not None or wet:
            leaders = leader_memberships(agency=dossier.managing_agency, on=self.now.date())
            chosen = next(m for m in leaders if signer is None or m.user.username == signer)
            dossier = update_draft(
                dossier_id=dossier.public_id,
                draft=DraftInput(coordinator=clerk.person, signer=chosen, wet_signature=wet),
                rows=rows,
                by=clerk,
                now=self.tick(),
                expected_version=dossier.version,
            )
        return dossier

    def act(self, dossier: Dossier, act: str, *, by: str, row: int | None = None, **given: object) -> Dossier:
        request_id = None
        if row is not None:
            request_id = dossier.requests.get(position=row).public_id
        perform(
            dossier_id=dossier.public_id,
            act=act,
            by=user(by),
            now=self.tick(),
            given=ActInput(**given),  # type: ignore[arg-type]
            request_id=request_id,
        )
        return Dossier.objects.get(pk=dossier.pk)

    def sign(self, dossier: Dossier, act: str, *, by: str, **given: object) -> SigningJob:
        """A worker signs with the person's test key and proves the file; in this process."""
        job = submit_test_signature(
            dossier_id=dossier.public_id,
            act=act,
            given=ActInput(**given),  # type: ignore[arg-type]
            by=user(by),
            now=self.tick(),
        )
        run_job(str(job.public_id), now=self.tick())
        job.refresh_from_db()
        return job

    def sent(self, tokens: list[Token] | None = None) -> Dossier:
        """A dossier on its way to the department."""
        dossier = self.draft(tokens=tokens or [token_of("thuebao")])
        dossier = self.act(dossier, "submit_to_leader", by="vanphong")
        self.sign(dossier, "sign", by="chutich")
        dossier = self.act(dossier, "assign_number", by="vanthu", number="128", document_date=date(2026, 11, 19))
        self.sign(dossier, "seal", by="vanthu")
        return self.act(
            dossier,
            "send",
            by="vanthu",
            channel="qlvb",
            channel_code="QLVB-2026-128",
            legal_at=self.now,
            files={"proof_file": PROOF},
        )

    def received(self, tokens: list[Token] | None = None) -> Dossier:
        """A dossier at the department, its signatures verified again."""
        dossier = self.sent(tokens)
        dossier = self.act(
            dossier, "receive", by="canboso", legal_at=self.tick(), incoming_number="456", files={"proof_file": PROOF}
        )
        for job in SigningJob.objects.filter(state="queued"):
            run_job(str(job.public_id), now=self.tick())
        return Dossier.objects.get(pk=dossier.pk)


def digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


Drive = Callable[..., Dossier]
