"""Every step of a case is in the ledger, with its actor and its time."""

from directory.ledger.models import LedgerEntry
from requests_workflow.models import Step
from tests.cases.driver import CLAUSE, REASON, Driver, device, token_of


def every_step_is_logged() -> None:
    """Directly, or in the one entry for all rows that followed their dossier."""
    logged: set[int] = set()
    for entry in LedgerEntry.objects.all():
        logged |= set(entry.payload.get("steps", ())) | {entry.payload.get("step", 0)}
    assert logged - {0} == set(Step.objects.values_list("pk", flat=True))


def test_every_step_has_an_entry_of_the_same_actor_and_time(drive: Driver):
    dossier = drive.received([token_of("thuebao"), device("nc_bi_khoa")])
    dossier = drive.act(dossier, "return_for_supplement", by="canboso", reason=REASON, clause=CLAUSE)
    drive.act(dossier, "withdraw", by="vanphong", reason=REASON)
    every_step_is_logged()
    steps = {step.pk: step for step in Step.objects.all()}
    for entry in LedgerEntry.objects.filter(payload__has_key="step"):
        step = steps[entry.payload["step"]]
        assert entry.at == step.at
        assert entry.actor_ref == (f"user:{step.by_id}" if step.by_id else "system")
        assert entry.payload["dossier"] == dossier.code


def test_an_override_and_its_reason_are_steps_too(drive: Driver):
    dossier = drive.override(drive.received([device("nc_het_han_bi_khoa")]), "certificate_in_force")
    drive.recover(drive.act(dossier, "accept", by="canboso"))
    every_step_is_logged()
