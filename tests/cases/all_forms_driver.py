"""Drives Mẫu 02–05, 08 and 09 as their people would."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import Any

from certificates.models import Certificate
from requests_workflow.models import Dossier, Request
from requests_workflow.services.drafting import DraftInput, create_draft, update_draft
from requests_workflow.services.form_rows import FormRow
from requests_workflow.services.papers import leader_memberships
from signing.test_ca import TestKey
from signing.test_ca.opening import open_test_ca
from tests.cases.driver import Driver, agency, user
from tests.cases.issue_driver import PEOPLE, WHY_NOT, IssueDriver

MORE_WANTED = "Đề nghị bổ sung quyết định đổi tên cơ quan."
RENEWED_BY = timedelta(days=3 * 365)


def opening_with(drive_to: Callable[["AllFormsDriver"], Dossier]) -> Callable[[Driver], Dossier]:
    """What a module's fixture `opening` returns: the case driven once, and the clock where it stopped."""

    def opened(drive: Driver) -> Dossier:
        forms = AllFormsDriver(drive.now)
        case = drive_to(forms)
        drive.now = forms.now
        return case

    return opened


class AllFormsDriver(IssueDriver):
    """Every method returns the dossier as the database has it, unless it says otherwise."""

    def form_draft(
        self,
        procedure: str,
        *rows: FormRow,
        body: str = "na_cang",
        wet: bool = False,
        initiator: str = Dossier.Initiator.AGENCY,
    ) -> Dossier:
        """A draft of the procedure with these rows, its contact person and signer chosen."""
        clerk = user(PEOPLE[body][0])
        dossier = create_draft(
            agency=agency(body), rows=rows, by=clerk, now=self.tick(), procedure=procedure, initiator=initiator
        )
        leaders = leader_memberships(agency=dossier.managing_agency, on=self.now.date())
        update_draft(
            dossier_id=dossier.public_id,
            draft=DraftInput(coordinator=clerk.person, signer=leaders[0], wet_signature=wet),
            rows=rows,
            by=clerk,
            now=self.tick(),
            expected_version=dossier.version,
        )
        return self.fresh(dossier)

    def form_sent(self, procedure: str, *rows: FormRow, body: str = "na_cang", number: str = "131") -> Dossier:
        """Drafted, submitted, signed, numbered, sealed and sent."""
        return self.dispatch(
            self.make_official(self.form_draft(procedure, *rows, body=body), body=body, number=number), body=body
        )

    def answered(
        self,
        dossier: Dossier,
        *,
        granted: Iterable[int] = (),
        refused: Iterable[int] = (),
        more: Iterable[int] = (),
        by: str = "vanphong",
        **given: Any,
    ) -> Dossier:
        """The provider's answer: what the procedure grants, refuses, or wants more of, by position."""
        word = next(iter(dossier.kind.outcomes))
        results = [self.result(dossier, position, word) for position in granted]
        results += [self.result(dossier, position, "refused", WHY_NOT) for position in refused]
        results += [self.result(dossier, position, "supplement", MORE_WANTED) for position in more]
        letter = {**self.letter(), **given}
        self.step(dossier, "record_provider_answer", by=by, row_results=tuple(results), **letter)
        return self.fresh(dossier)

    def renewed_key(self, one: Request, **changes: Any) -> TestKey:
        """The certificate by which the provider renews the row's one, at the same name and address."""
        old = one.predecessor
        assert old is not None
        return self.key_of(
            old,
            **{"not_after": old.not_after + (RENEWED_BY if one.printed.get("renew") else timedelta()), **changes},
        )

    def key_of(self, old: Certificate, *, not_after: datetime, **changes: Any) -> TestKey:
        """A certificate of the test CA that bears the name and address of `old`."""
        return open_test_ca().issue(
            **{
                "subject_cn": old.common_name,
                "organisation": old.subscriber.agency.name,
                "email": old.official_email,
                "not_before": self.now - timedelta(hours=1),
                "not_after": not_after,
                **changes,
            }
        )
