"""Drives requests for first certificates (Mẫu 01) and notices of hand-over (Mẫu 07) as their people would."""

from collections.abc import Callable, Iterable, Sequence
from datetime import timedelta
from typing import Any

from config.demo.identity import demo_id
from directory.ledger.models import LedgerEntry
from directory.models import Person
from requests_workflow.domain.calendar import VIETNAM
from requests_workflow.models import CertificateBatch, Dossier, Request
from requests_workflow.services.act_input import DeviceInput, RowResult
from requests_workflow.services.certificate_decisions import FileDecision, decide_files
from requests_workflow.services.certificate_files import receive_files, review
from requests_workflow.services.drafting import DraftInput, create_draft, update_draft
from requests_workflow.services.individual_rows import IndividualRow, row_of_person
from requests_workflow.services.notices import create_notice, rows_without_notice
from requests_workflow.services.papers import leader_memberships
from signing.test_ca import TestKey
from signing.test_ca.opening import open_test_ca
from tests.cases.driver import PROOF, SCAN, TODAY, Driver, agency, user

WHY_NOT = "Thông tin định danh không khớp cơ sở dữ liệu quốc gia về dân cư."
SUPPLEMENT_WANTED = "Đề nghị bổ sung quyết định bổ nhiệm của người được đề nghị."
INTACT = "Nguyên vẹn, còn niêm phong"
FIVE_YEARS = timedelta(days=5 * 365 - 1)


# Who does what at each body: the clerk, the văn thư, the leader who signs.
PEOPLE = {"na_cang": ("vanphong", "vanthu", "chutich"), "rach_dua": ("vl_vanphong", "vl_vanthu", "vl_chutich")}


def opening_of(drive_to: Callable[["IssueDriver"], Dossier]) -> Callable[[Driver], Dossier]:
    """What a module's fixture `opening` returns: the case driven once, and the clock where it stopped."""

    def opened(drive: Driver) -> Dossier:
        issuing = IssueDriver(drive.now)
        case = drive_to(issuing)
        drive.now = issuing.now
        return case

    return opened


def person(slug: str) -> Person:
    """An official of the demo."""
    return Person.objects.select_related("agency").get(public_id=demo_id("person", slug))


def row(slug: str, *, medium: str = "token", body: str = "na_cang", **cells: str) -> IndividualRow:
    """A grid line pre-filled from the directory; `cells` are typed over it."""
    filled = row_of_person(person=person(slug), agency=agency(body))
    return IndividualRow(person_id=filled.person_id, medium=medium, cells={**filled.cells, **cells})


class IssueDriver(Driver):
    """Every method returns the dossier as the database has it, unless it says otherwise; rows go by their position."""

    def issue_draft(
        self,
        *rows: IndividualRow | str,
        body: str = "na_cang",
        by: str | None = None,
        wet: bool = False,
    ) -> Dossier:
        """A draft Mẫu 01; a row given as a slug is that official's, on a device."""
        clerk = user(by or PEOPLE[body][0])
        lines = [row(one, body=body) if isinstance(one, str) else one for one in rows]
        dossier = create_draft(agency=agency(body), rows=lines, by=clerk, now=self.tick(), procedure="individual_issue")
        return self.issue_redraft(dossier, *lines, by=clerk.username, wet=True) if wet else dossier

    def issue_redraft(self, dossier: Dossier, *rows: IndividualRow, by: str = "vanphong", wet: bool = False) -> Dossier:
        """The grid saved again with these rows, to be signed by the head."""
        leaders = leader_memberships(agency=dossier.managing_agency, on=self.now.date())
        update_draft(
            dossier_id=dossier.public_id,
            draft=DraftInput(coordinator=user(by).person, signer=leaders[0], wet_signature=wet),
            rows=rows,
            by=user(by),
            now=self.tick(),
            expected_version=dossier.version,
        )
        return self.fresh(dossier)

    def issue_sealed(self, *rows: IndividualRow | str, body: str = "na_cang", number: str = "128") -> Dossier:
        """Drafted, submitted, signed, numbered and sealed."""
        return self.make_official(self.issue_draft(*rows, body=body), body=body, number=number)

    def make_official(self, dossier: Dossier, *, body: str = "na_cang", number: str = "128") -> Dossier:
        """A draft (of Mẫu 01 or 07) submitted, signed, numbered and sealed."""
        clerk, registry, leader = PEOPLE[body]
        self.act(dossier, "submit_to_leader", by=clerk)
        self.sign(dossier, "sign", by=leader)
        self.act(dossier, "assign_number", by=registry, number=number, document_date=TODAY)
        self.sign(dossier, "seal", by=registry)
        return self.fresh(dossier)

    def issue_sent(self, *rows: IndividualRow | str, body: str = "na_cang", number: str = "128") -> Dossier:
        """Sent to the provider, or to the department where the body's rules say so."""
        return self.dispatch(self.issue_sealed(*rows, body=body, number=number), body=body)

    def dispatch(self, dossier: Dossier, *, body: str = "na_cang") -> Dossier:
        """Sends a sealed document."""
        channel = "dichvucong" if dossier.recipient_function == "provider" else "qlvb"
        return self.act(dossier, "send", by=PEOPLE[body][1], **self.sending(channel))

    def sending(self, channel: str = "dichvucong") -> dict[str, Any]:
        """What every sending brings: channel, its code, time and proof."""
        return {
            "channel": channel,
            "channel_code": "G11-2026-777",
            "legal_at": self.now,
            "files": {"proof_file": PROOF},
        }

    def letter(self, number: str = "905/CTSBMTT") -> dict[str, Any]:
        """What every answer of the provider brings: its number or code, time and proof."""
        day = self.now.astimezone(VIETNAM).date()
        return {"number": number, "document_date": day, "legal_at": self.now, "files": {"proof_file": PROOF}}

    def department_receives(self, dossier: Dossier, *, by: str = "vl_canboso") -> Dossier:
        """The department as receiving point takes it in."""
        return self.act(
            dossier,
            "receive_at_department",
            by=by,
            legal_at=self.now,
            incoming_number="88",
            files={"proof_file": PROOF},
        )

    def forwarded(self, dossier: Dossier, *, by: str = "vl_canboso") -> Dossier:
        """The department sends it on to the provider."""
        return self.act(dossier, "forward", by=by, **self.sending())

    def copy_sent(self, dossier: Dossier, *, by: str = "vanthu") -> Dossier:
        return self.act(dossier, "record_copy_sent", by=by, channel="qlvb", channel_code="QLVB-9", legal_at=self.now)

    def copy_acknowledged(self, dossier: Dossier, *, by: str = "canboso") -> Dossier:
        return self.act(dossier, "acknowledge_copy", by=by, legal_at=self.now, incoming_number="901")

    def provider_received(self, dossier: Dossier, *, by: str = "vanphong") -> Dossier:
        """Somebody writes down that the provider has a valid dossier."""
        given: dict[str, Any] = {"legal_at": self.now, "number": "TN-2026-88", "files": {"proof_file": PROOF}}
        self.act(dossier, "record_provider_receipt", by=by, **given)
        self.work()
        return self.fresh(dossier)

    def supplement_asked(self, dossier: Dossier, *, by: str = "vanphong") -> Dossier:
        return self.act(
            dossier, "record_provider_supplement_request", by=by, reason=SUPPLEMENT_WANTED, **self.letter("811/CTSBMTT")
        )

    def supplemented(self, dossier: Dossier, *, by: str = "vanthu") -> Dossier:
        sending = self.sending()
        files = {"proof_file": PROOF, "supplement_file": SCAN}
        return self.act(dossier, "supply_supplement", by=by, **{**sending, "files": files})

    def answer(
        self,
        dossier: Dossier,
        *,
        issued: Iterable[int] = (),
        refused: Iterable[int] = (),
        by: str = "vanphong",
        version: int | None = None,
    ) -> Dossier:
        """The provider's answer for the rows at these positions."""
        results = [self.result(dossier, position, "issued") for position in issued]
        results += [self.result(dossier, position, "refused", WHY_NOT) for position in refused]
        self.step(
            dossier, "record_provider_answer", by=by, version=version, row_results=tuple(results), **self.letter()
        )
        return self.fresh(dossier)

    def result(self, dossier: Dossier, position: int, outcome: str, reason: str = "") -> RowResult:
        return RowResult(request_id=self.row(dossier, position).public_id, outcome=outcome, reason=reason)

    def row(self, dossier: Dossier, position: int) -> Request:
        """The row as the database has it."""
        return dossier.requests.select_related("person", "subscriber", "certificate", "token").get(position=position)

    def states(self, dossier: Dossier) -> list[str]:
        """The states of the rows, in their order."""
        return list(dossier.requests.order_by("position").values_list("state", flat=True))

    def key_for(self, one: Request, **changes: Any) -> TestKey:
        """A certificate of the test CA as the provider would make it for the row; `changes` are of TestCA.issue."""
        printed = one.printed
        return open_test_ca().issue(
            **{
                "subject_cn": one.name,
                "organisation": printed.get("workplace") or one.name,
                "email": printed["official_email"],
                "identity_number": printed.get("identity_number", ""),
                "not_before": self.now - timedelta(hours=1),
                "not_after": self.now + FIVE_YEARS,
                **changes,
            }
        )

    def upload_certificates(
        self, dossier: Dossier, *, files: Sequence[tuple[str, bytes]], by: str = "vanphong"
    ) -> CertificateBatch:
        return receive_files(dossier_id=dossier.public_id, files=files, by=user(by), now=self.tick())

    def certificates(self, dossier: Dossier, *positions: int, by: str = "vanphong") -> Dossier:
        """Files of the provider for these rows, uploaded and registered as they match."""
        rows = [self.row(dossier, position) for position in positions]
        files = [(f"{one.position}.cer", self.key_for(one).der) for one in rows]
        batch = self.upload_certificates(dossier, files=files, by=by)
        self.take_matches(batch, by=by)
        return self.fresh(dossier)

    def take_matches(self, batch: CertificateBatch, *, by: str = "vanphong") -> None:
        """Decides every file as it was matched; one that matches nothing is set aside."""
        keys = {str(one.public_id): one.public_id for one in batch.dossier.requests.all()}
        decisions = [
            FileDecision(
                file_id=one.file.public_id,
                request_id=keys[one.match.row_key] if one.match and one.match.row_key else None,
                warnings_seen=True,
            )
            for one in review(batch=batch, now=self.now)
        ]
        decide_files(batch_id=batch.public_id, decisions=decisions, by=user(by), now=self.tick())

    def parcel(self, dossier: Dossier, *positions: int) -> dict[str, Any]:
        """A parcel with one device for each of these rows, as their labels say."""
        devices = tuple(
            DeviceInput(
                request_id=self.row(dossier, position).public_id,
                serial=f"TEST-{dossier.pk}-{position}",
                model="eToken 5110",
                condition=INTACT,
            )
            for position in positions
        )
        return {"devices": devices, "legal_at": self.now}

    def devices_at_department(self, dossier: Dossier, *positions: int, by: str = "vl_canboso") -> Dossier:
        return self.act(dossier, "receive_devices_at_department", by=by, **self.parcel(dossier, *positions))

    def devices(self, dossier: Dossier, *positions: int, by: str = "vanphong") -> Dossier:
        """The agency takes the devices in."""
        return self.act(dossier, "receive_devices", by=by, **self.parcel(dossier, *positions))

    def offered(self, dossier: Dossier, position: int, *, by: str = "vanphong") -> Dossier:
        return self.act(dossier, "offer_handover", by=by, row=position, condition=INTACT)

    def confirmed(self, dossier: Dossier, position: int, *, by: str) -> Dossier:
        """The subscriber confirms on screen."""
        return self.act(dossier, "confirm_receipt", by=by, row=position)

    def handed_over_on_paper(self, dossier: Dossier, position: int, *, by: str = "vanphong") -> Dossier:
        """The signed minutes of a subscriber without an account."""
        return self.act(
            dossier,
            "record_paper_handover",
            by=by,
            row=position,
            condition=INTACT,
            legal_at=self.now,
            files={"proof_file": PROOF},
        )

    def notice(self, dossier: Dossier, *positions: int, by: str = "vanphong") -> Dossier:
        """A draft Mẫu 07 for these rows; without positions, for every row that no notice names."""
        rows = rows_without_notice(dossier)
        chosen = [one.public_id for one in (rows.filter(position__in=positions) if positions else rows)]
        return create_notice(dossier=self.fresh(dossier), row_ids=chosen, by=user(by), now=self.tick())

    def notice_sent(self, dossier: Dossier, *positions: int, body: str = "na_cang", number: str = "140") -> Dossier:
        """A Mẫu 07 drafted, signed, numbered, sealed and sent; returns the notice."""
        notice = self.notice(dossier, *positions, by=PEOPLE[body][0])
        return self.dispatch(self.make_official(notice, body=body, number=number), body=body)


def steps_told(dossier: Dossier) -> list[int]:
    """Ids of the dossier's steps that the ledger names, in order, each as often as it is named."""
    written = set(dossier.steps.values_list("pk", flat=True))
    named: list[int] = []
    for payload in LedgerEntry.objects.values_list("payload", flat=True):
        named += [payload["step"]] if "step" in payload else payload.get("steps", [])
    return sorted(one for one in named if one in written)
