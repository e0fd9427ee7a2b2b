"""Drives a case through the services as its people would; time moves a minute with each act."""

import uuid
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from config.demo.identity import demo_id
from directory.models import Agency, User
from requests_workflow.models import Dossier, Step
from requests_workflow.services.act_input import ActInput, HandoverInput, RecoveryInput
from requests_workflow.services.documents import Incoming, latest, read
from requests_workflow.services.draft_rows import RowInput
from requests_workflow.services.drafting import DraftInput, create_draft, update_draft
from requests_workflow.services.errors import Refused
from requests_workflow.services.overriding import override_check
from requests_workflow.services.papers import leader_memberships
from requests_workflow.services.perform import perform
from requests_workflow.services.signing_jobs import submit_signed, submit_test_signature
from signing.models import SigningJob
from signing.services.jobs import run_job
from tests.documents.reading import text_of
from tokens.models import Token

# Thursday 19/11/2026, 09:00 in Vietnam: an ordinary working day.
NOW = datetime(2026, 11, 19, 2, 0, tzinfo=UTC)
TODAY = date(2026, 11, 19)
PROOF = Incoming(data=b"%PDF-1.4\n% proof\n%%EOF\n", name="minh-chung.pdf")
SCAN = Incoming(data=b"\x89PNG\r\n\x1a\n" + b"scan" * 8, name="ban-quet.png")
REASON = "Văn bản thiếu trang thứ hai, đề nghị bổ sung."
SEEN = "Đã đối chiếu bản giấy có dấu mực tại bộ phận tiếp nhận."
CLAUSE = "Điều 13 khoản 2 điểm b Quy chế"


def user(name: str) -> User:
    return User.objects.select_related("person").get(username=name)


def agency(slug: str) -> Agency:
    return Agency.objects.get(public_id=demo_id("agency", slug))


def token_of(username: str) -> Token:
    """The device of an official with an account."""
    return Token.objects.get(subscriber__person__account__username=username)


def device(slug: str) -> Token:
    """A device of the demo by the slug of its official, seal ("seal_na_cang") or service."""
    return Token.objects.get(public_id=demo_id("token", slug))


class Driver:
    """Every method returns the dossier as the database has it, unless it says otherwise."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def tick(self, minutes: int = 1) -> datetime:
        self.now += timedelta(minutes=minutes)
        return self.now

    def fresh(self, dossier: Dossier) -> Dossier:
        return Dossier.objects.get(pk=dossier.pk)

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

    def redraft(self, dossier: Dossier, *, tokens: list[Token], by: str = "vanphong") -> Dossier:
        """The grid saved again with these devices; the signer stays."""
        signer = dossier.signer.memberships.get(role="agency_leader") if dossier.signer else None
        return update_draft(
            dossier_id=dossier.public_id,
            draft=DraftInput(coordinator=dossier.coordinator, signer=signer),
            rows=[RowInput(token_serial=t.serial_number) for t in tokens],
            by=user(by),
            now=self.tick(),
            expected_version=dossier.version,
        )

    def step(
        self,
        dossier: Dossier,
        act: str,
        *,
        by: str,
        row: int | None = None,
        form_key: uuid.UUID | None = None,
        version: int | None = None,
        **given: Any,
    ) -> Step:
        """Performs the act, on row number `row` if given; returns the step."""
        request_id = dossier.requests.get(position=row).public_id if row is not None else None
        return perform(
            dossier_id=dossier.public_id,
            act=act,
            by=user(by),
            now=self.tick(),
            given=ActInput(**given),
            request_id=request_id,
            form_key=form_key,
            expected_version=version,
        )

    def act(self, dossier: Dossier, act: str, *, by: str, row: int | None = None, **given: Any) -> Dossier:
        self.step(dossier, act, by=by, row=row, **given)
        return self.fresh(dossier)

    def refused(self, dossier: Dossier, act: str, *, by: str, row: int | None = None, **given: Any) -> set[str]:
        """Codes of the reasons why the act is refused; the case stays where it was."""
        before = self.fresh(dossier)
        with pytest.raises(Refused) as caught:
            self.step(dossier, act, by=by, row=row, **given)
        after = self.fresh(dossier)
        assert (after.state, after.version) == (before.state, before.version)
        assert all(len(r.text) > 20 for r in caught.value.refusals)
        return {r.code for r in caught.value.refusals}

    def sign(self, dossier: Dossier, act: str, *, by: str, **given: Any) -> SigningJob:
        """A worker signs with the person's test key and proves the file; in this process. Returns the job."""
        job = submit_test_signature(
            dossier_id=dossier.public_id,
            act=act,
            given=ActInput(**given),
            by=user(by),
            now=self.tick(),
        )
        run_job(str(job.public_id), now=self.tick())
        job.refresh_from_db()
        assert not refusal_sentences(job), refusal_sentences(job)
        return job

    def upload(self, dossier: Dossier, act: str, *, by: str, data: bytes, **given: Any) -> SigningJob:
        """Somebody uploads a file that was signed elsewhere; the proof runs in this process. Returns the job."""
        job = submit_signed(
            dossier_id=dossier.public_id,
            act=act,
            upload=Incoming(data=data, name="da-ky.pdf"),
            given=ActInput(**given),
            by=user(by),
            now=self.tick(),
        )
        run_job(str(job.public_id), now=self.tick())
        job.refresh_from_db()
        return job

    def work(self) -> None:
        """The workers do what is queued; in this process."""
        for job in SigningJob.objects.filter(state="queued"):
            run_job(str(job.public_id), now=self.tick())

    def submitted(self, tokens: list[Token] | None = None) -> Dossier:
        """Before the head of the commune."""
        return self.act(self.draft(tokens=tokens or [token_of("thuebao")]), "submit_to_leader", by="vanphong")

    def sealed(self, dossier: Dossier, *, signer: str = "chutich") -> Dossier:
        """Signed, numbered and sealed by digital signatures."""
        self.sign(dossier, "sign", by=signer)
        dossier = self.act(dossier, "assign_number", by="vanthu", number="128", document_date=TODAY)
        self.sign(dossier, "seal", by="vanthu")
        return self.fresh(dossier)

    def sent(
        self, tokens: list[Token] | None = None, *, sealed: Dossier | None = None, channel: str = "qlvb"
    ) -> Dossier:
        """On its way to the department (or the provider)."""
        dossier = sealed or self.sealed(self.submitted(tokens))
        return self.act(
            dossier,
            "send",
            by="vanthu",
            channel=channel,
            channel_code="QLVB-2026-128",
            legal_at=self.now,
            files={"proof_file": PROOF},
        )

    def receive(self, dossier: Dossier, *, by: str = "canboso", at: datetime | None = None) -> Dossier:
        """Received by the department, its signatures verified again."""
        self.act(
            dossier,
            "receive",
            by=by,
            legal_at=at or self.tick(),
            incoming_number="456",
            files={"proof_file": PROOF},
        )
        self.work()
        return self.fresh(dossier)

    def received(self, tokens: list[Token] | None = None) -> Dossier:
        return self.receive(self.sent(tokens))

    def accepted(self, tokens: list[Token] | None = None) -> Dossier:
        return self.act(self.received(tokens), "accept", by="canboso")

    def override(self, dossier: Dossier, *codes: str, by: str = "canboso") -> Dossier:
        """The officer accepts check lines that do not pass, with a reason."""
        for code in codes:
            override_check(dossier_id=dossier.public_id, code=code, reason=SEEN, by=user(by), now=self.tick())
        return self.fresh(dossier)

    def recovery(self, *, by: str = "canboso", handover: HandoverInput | None = None) -> RecoveryInput:
        """A recovery performed just now by that official."""
        operator = user(by).person
        assert operator is not None
        return RecoveryInput(
            way="remote", tool="VGCAUnlockTokenSetup", operator=operator, performed_at=self.now, handover=handover
        )

    def recover(self, dossier: Dossier, *, row: int = 1, by: str = "canboso") -> Dossier:
        return self.act(dossier, "record_recovery", by=by, row=row, recovery=self.recovery(by=by))

    def refusal_proposed(self, dossier: Dossier, *, by: str = "canboso") -> Dossier:
        return self.act(dossier, "propose_refusal", by=by, reason=REASON, clause=CLAUSE)

    def refusal_numbered(self, dossier: Dossier, *, signer: str = "giamdocso") -> Dossier:
        """Signed by the department's leader and numbered."""
        self.sign(dossier, "sign_refusal", by=signer)
        return self.act(dossier, "assign_refusal_number", by="vanthuso", number="77", document_date=TODAY)

    def refused_in_writing(self, dossier: Dossier) -> Dossier:
        """The whole way of a refusal."""
        dossier = self.refusal_numbered(self.refusal_proposed(dossier))
        self.sign(dossier, "issue_refusal", by="vanthuso", **self.posted())
        return self.fresh(dossier)

    def posted(self) -> dict[str, Any]:
        """What every sending outside the product brings."""
        return {
            "channel": "qlvb",
            "channel_code": "QLVB-77",
            "legal_at": self.now,
            "files": {"proof_file": PROOF},
        }

    def paper(self, dossier: Dossier, kind: str) -> bytes:
        """The newest filed document of that kind."""
        document = latest(dossier=dossier, kinds=(kind,))
        assert document is not None
        return read(document)

    def text(self, dossier: Dossier, kind: str) -> str:
        """What a reader sees on that document, in one line."""
        return text_of(self.paper(dossier, kind))

    def travel(self, dossier: Dossier) -> list[str]:
        """The states through which the dossier went."""
        return list(dossier.steps.filter(request=None).order_by("id").values_list("target", flat=True))


def refusal_sentences(job: SigningJob) -> str:
    """What the page says of a job whose file was not taken."""
    assert job.result is not None
    texts = [r["text"] for r in job.result["refusals"]] + job.result.get("workflow_refusals", [])
    return " ".join(texts)
