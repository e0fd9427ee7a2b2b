"""Plays requests to the provider: the grid of Mẫu 01, the answers, certificate files and devices, Mẫu 07."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from config.demo.acting import Acting, user
from config.demo.identity import demo_id
from config.demo.updated_certificates import BACKDATED, updated_certificate_for
from directory.models import Agency, Person
from requests_workflow.models import Dossier, Request
from requests_workflow.services.act_input import ActInput, DeviceInput, RowResult
from requests_workflow.services.certificate_decisions import FileDecision, decide_files
from requests_workflow.services.certificate_files import receive_files, review
from requests_workflow.services.drafting import create_draft
from requests_workflow.services.individual_rows import IndividualRow, row_of_person
from requests_workflow.services.notices import create_notice, rows_without_notice
from signing.test_ca import TestCA, TestKey

INTACT = "Nguyên vẹn, còn niêm phong"
# Five years at most (NĐ 68/2024 Điều 9 khoản 2).
LONGEST_TERM = timedelta(days=5 * 365 - 1)


def person(slug: str) -> Person:
    """An official of the demo."""
    return Person.objects.select_related("agency").get(public_id=demo_id("person", slug))


def agency(slug: str) -> Agency:
    """A body of the demo."""
    return Agency.objects.get(public_id=demo_id("agency", slug))


def line(slug: str, *, body: str, medium: str = Request.Medium.TOKEN, **typed: str) -> IndividualRow:
    """A line of the grid as the clerk fills it in from the directory, with `typed` over it."""
    filled = row_of_person(person=person(slug), agency=agency(body))
    return IndividualRow(person_id=filled.person_id, medium=medium, cells={**filled.cells, **typed})


def certificate_for(*, ca: TestCA, row: Request, at: datetime) -> TestKey:
    """The certificate that the provider makes for the row at `at`, in force from an hour before."""
    if row.procedure == "certificate_update":
        return updated_certificate_for(ca=ca, row=row, at=at)
    return ca.issue(
        subject_cn=row.name,
        organisation=row.printed.get("workplace") or row.dossier.managing_agency.name,
        email=row.printed.get("official_email", ""),
        identity_number=row.printed.get("identity_number", ""),
        not_before=at - BACKDATED,
        not_after=at + LONGEST_TERM,
        kind="person" if row.procedure == "individual_issue" else "organisation",
    )


class IssueActing:
    """Acts on requests to the provider; the clock is that of `acting`."""

    def __init__(self, acting: Acting, *, ca: TestCA) -> None:
        self.acting = acting
        self.ca = ca

    def draft(self, *rows: IndividualRow, body: str, by: str) -> Dossier:
        """A draft Mẫu 01."""
        return create_draft(
            agency=agency(body), rows=rows, by=user(by), now=self.acting.tick(), procedure="individual_issue"
        )

    def letter(self, number: str) -> Mapping[str, object]:
        """What comes with every answer of the provider: its number, its date, when it came, and the paper."""
        return {
            "number": number,
            "document_date": self.acting.clock.date(),
            "legal_at": self.acting.clock,
            "files": self.acting.files(),
        }

    def received(self, dossier: Dossier, *, by: str) -> Dossier:
        """The clerk writes down that the provider has taken the dossier as a valid one."""
        given = ActInput(legal_at=self.acting.clock, files=self.acting.files())
        received = self.acting.act(dossier, "record_provider_receipt", by=by, given=given)
        self.acting.verify_received()
        return received

    def answer(
        self,
        dossier: Dossier,
        *,
        by: str,
        number: str,
        granted: Iterable[int] = (),
        refused: Mapping[int, str] | None = None,
        more: Mapping[int, str] | None = None,
    ) -> Dossier:
        """The provider's answer by the positions of the rows; `refused` gives each reason, `more` what is wanted."""
        word = next(iter(dossier.kind.outcomes))
        said = [(one, word, "") for one in granted]
        said += [(one, "refused", reason) for one, reason in (refused or {}).items()]
        said += [(one, "supplement", reason) for one, reason in (more or {}).items()]
        results = [
            RowResult(request_id=self._row(dossier, one).public_id, outcome=outcome, reason=reason)
            for one, outcome, reason in said
        ]
        given = ActInput(row_results=tuple(results), **self.letter(number))  # type: ignore[arg-type]  # see letter()
        return self.acting.act(dossier, "record_provider_answer", by=by, given=given)

    def certificates(self, dossier: Dossier, *positions: int, by: str) -> None:
        """The provider's files for these rows, uploaded together, matched and taken into the register."""
        rows, at = [self._row(dossier, one) for one in positions], self.acting.clock
        files = [(f"{row.position}.cer", certificate_for(ca=self.ca, row=row, at=at).der) for row in rows]
        batch = receive_files(dossier_id=dossier.public_id, files=files, by=user(by), now=self.acting.tick())
        keys = {str(row.public_id): row.public_id for row in rows}
        decisions = [
            FileDecision(file_id=one.file.public_id, request_id=keys[one.match.row_key or ""])
            for one in review(batch=batch, now=self.acting.clock)
            if one.match is not None
        ]
        decide_files(batch_id=batch.public_id, decisions=decisions, by=user(by), now=self.acting.tick())

    def devices(self, dossier: Dossier, *positions: int, by: str) -> Dossier:
        """A parcel with a device for each of these rows."""
        devices = tuple(
            DeviceInput(
                request_id=self._row(dossier, one).public_id,
                serial=made_up_serial(self._row(dossier, one)),
                model="eToken 5110",
                condition=INTACT,
            )
            for one in positions
        )
        given = ActInput(devices=devices, legal_at=self.acting.clock)
        return self.acting.act(dossier, "receive_devices", by=by, given=given)

    def handed_over_on_paper(self, dossier: Dossier, position: int, *, by: str) -> Dossier:
        """The signed minutes of a subscriber without an account."""
        given = ActInput(condition=INTACT, legal_at=self.acting.clock, files=self.acting.files())
        return self.acting.act(dossier, "record_paper_handover", by=by, row=position, given=given)

    def notice(self, dossier: Dossier, *, by: str) -> Dossier:
        """A draft Mẫu 07 for every row that was handed over."""
        fresh = Dossier.objects.select_related("managing_agency").get(pk=dossier.pk)
        rows = [row.public_id for row in rows_without_notice(fresh)]
        return create_notice(dossier=fresh, row_ids=rows, by=user(by), now=self.acting.tick())

    @staticmethod
    def _row(dossier: Dossier, position: int) -> Request:
        return dossier.requests.get(position=position)


def made_up_serial(row: Request) -> str:
    """The number on the device that comes for a row: always the same one, and no real device's."""
    return f"TEST-CAP-{row.public_id.hex[:8].upper()}"
