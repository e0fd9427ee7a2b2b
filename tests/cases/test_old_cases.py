"""Old cases are recorded under the rules and forms of the day on which they were received."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from directory.ledger.models import LedgerEntry
from requests_workflow.domain.calendar import VIETNAM
from requests_workflow.models import Dossier
from requests_workflow.regulations.registry import profile_by_code
from requests_workflow.services.documents import Incoming
from requests_workflow.services.errors import InvalidInput, WorkflowError
from requests_workflow.services.old_cases import OldCase, OldRow, record_old_case
from requests_workflow.services.perform import perform
from tests.cases.driver import SCAN, Driver, agency, user

LAST_OLD_DAY = datetime(2024, 8, 14, 9, 0, tzinfo=VIETNAM)


def old_case(received_at: datetime) -> OldCase:
    return OldCase(
        procedure="individual_issue",
        number="41",
        symbol="UBND-VP",
        document_date=received_at.date() - timedelta(days=1),
        sent_at=received_at - timedelta(hours=1),
        received_at=received_at,
        answered_at=received_at + timedelta(days=2),
        outcome="closed",
        rows=(
            OldRow(cells={"full_name": "Lò Văn Pành", "official_email": "panhlv@laichau.gov.vn"}),
            OldRow(cells={"full_name": "Tao Thị Pin"}, refused=True, reason="Sai số định danh"),
        ),
    )


def entered(drive: Driver, case: OldCase, *, by: str = "vanphong", proof: Incoming = SCAN) -> Dossier:
    made = record_old_case(agency=agency("na_cang"), case=case, proof=proof, by=user(by), now=drive.tick())
    return drive.fresh(made)


def test_the_day_of_receipt_decides_the_regime_and_the_form(drive: Driver):
    before = entered(drive, old_case(LAST_OLD_DAY))
    after = entered(drive, replace(old_case(LAST_OLD_DAY + timedelta(days=1)), number="42"))
    assert before.base != after.base == "national_2024"
    forms = [one.kind.form(profile_by_code(one.profile_code)) for one in (before, after)]
    assert forms[0].instrument != forms[1].instrument
    assert [one.clause.cite() for one in forms] == [one.steps.get(request=None).clause for one in (before, after)]
    assert profile_by_code(before.profile_code).renewal_min_days_left.value == 60
    assert profile_by_code(after.profile_code).renewal_min_days_left.value == 30


def test_it_is_finished_has_its_term_and_nothing_can_be_done_to_it(drive: Driver):
    case = entered(drive, old_case(LAST_OLD_DAY))
    assert case.state == "closed"
    assert case.recorded_afterwards_at is not None
    assert list(case.requests.order_by("position").values_list("state", flat=True)) == ["closed", "refused"]
    assert case.due_at is not None
    assert case.due_at.astimezone(VIETNAM).date() == date(2024, 8, 19)
    assert not case.is_overdue(at=drive.now)
    assert case.deadlines.get().superseded_at is not None
    assert case.documents.count() == 1
    told = LedgerEntry.objects.get(action="individual_issue.old_case_recorded").payload["steps"]
    assert sorted(told) == sorted(case.steps.values_list("pk", flat=True))
    assert case.kind.dossier.leaving(case.state) == ()
    with pytest.raises(LookupError):
        perform(dossier_id=case.public_id, act="record_old_case", by=user("vanphong"), now=drive.tick())


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"answered_at": LAST_OLD_DAY - timedelta(days=3)}, "received_at"),
        ({"document_date": LAST_OLD_DAY.date() + timedelta(days=5)}, "document_date"),
        ({"rows": ()}, "rows"),
        ({"outcome": "sent"}, "outcome"),
        ({"procedure": "handover_notice"}, "procedure"),
        ({"number": " "}, "number"),
    ],
)
def test_what_the_papers_cannot_say_is_refused_at_its_field(drive: Driver, changes: dict[str, object], field: str):
    with pytest.raises(InvalidInput) as raised:
        entered(drive, replace(old_case(LAST_OLD_DAY), **changes))  # type: ignore[arg-type]
    assert field in {error.field for error in raised.value.errors}
    assert not Dossier.objects.filter(recorded_afterwards_at__isnull=False).exists()


def test_a_day_before_every_rule_and_the_same_paper_twice_are_refused(drive: Driver):
    with pytest.raises(InvalidInput, match="không có quy định"):
        entered(drive, old_case(datetime(2009, 1, 5, 9, 0, tzinfo=VIETNAM)))
    entered(drive, old_case(LAST_OLD_DAY))
    with pytest.raises(InvalidInput, match="đã có ở hồ sơ"):
        entered(drive, old_case(LAST_OLD_DAY))


def test_strangers_cannot_enter_one_and_the_department_can(drive: Driver):
    for stranger in ("thuebaomoi", "chutich", "vl_vanphong", "vl_canboso", "cuc"):
        with pytest.raises(WorkflowError):
            entered(drive, old_case(LAST_OLD_DAY), by=stranger)
    assert entered(drive, old_case(LAST_OLD_DAY), by="canboso").steps.get(request=None).role == "department_officer"
