"""Mẫu 06 from the locked token to the closed case, through the services, on real signatures."""

from directory.ledger.models import LedgerEntry
from directory.models import Person
from requests_workflow.models import Document, Dossier, Notification, Step
from requests_workflow.services.act_input import HandoverInput, RecoveryInput
from requests_workflow.services.documents import read
from tests.cases.driver import Driver, token_of, user
from tokens.models import Custody, Recovery


def test_a_locked_token_is_recovered_and_the_case_closes(drive: Driver):
    token = token_of("thuebao")
    dossier = drive.received([token])

    assert dossier.state == "received"
    assert dossier.due_at is not None
    assert dossier.due_at.isoformat() == "2026-11-20T10:00:00+00:00"  # 17:00 in Vietnam, one working day later

    dossier = drive.act(dossier, "accept", by="canboso")
    assert list(dossier.requests.values_list("state", flat=True)) == ["accepted"]

    operator = user("canboso").person
    assert operator is not None
    taken = drive.tick()
    dossier = drive.act(
        dossier,
        "record_recovery",
        by="canboso",
        row=1,
        recovery=RecoveryInput(
            way="counter",
            tool="VGCAUnlockTokenSetup",
            operator=operator,
            performed_at=drive.now,
            handover=HandoverInput(
                taken_at=taken, returned_at=drive.tick(), condition_in="Bị khóa", condition_out="Hoạt động"
            ),
        ),
    )
    assert dossier.answered_at is not None
    assert not dossier.is_overdue(at=drive.now)
    assert Recovery.objects.get(token=token).operator == operator
    rows = list(Custody.objects.filter(token=token).order_by("id"))
    assert [r.holder_person_id for r in rows[-2:]] == [operator.pk, rows[-3].holder_person_id]
    assert sum(r.until is None for r in rows) == 1

    dossier = drive.act(dossier, "confirm_password", by="thuebao", row=1)
    assert dossier.state == "closed"
    token.refresh_from_db()
    assert token.state == "in_use"
    assert token.recovery_count == 1


def test_every_step_has_its_ledger_entry_and_every_paper_its_bytes(drive: Driver):
    dossier = drive.received()
    steps = Step.objects.filter(dossier=dossier, request=None)
    logged = LedgerEntry.objects.filter(object_id=str(dossier.public_id), payload__has_key="step")
    assert {e.payload["step"] for e in logged} == {s.pk for s in steps}

    form = Document.objects.get(dossier=dossier, kind="form")
    signed = Document.objects.get(dossier=dossier, kind="form_signed")
    numbered = Document.objects.get(dossier=dossier, kind="form_numbered")
    sealed = Document.objects.get(dossier=dossier, kind="form_sealed")
    for before, after in ((form, signed), (signed, numbered), (numbered, sealed)):
        assert read(after).startswith(read(before))
    verification = sealed.verifications.order_by("-id").first()
    assert verification is not None
    assert verification.verdict == "valid"
    assert len(verification.report["signatures"]) == 2


def test_those_concerned_are_told_and_nobody_is_told_of_an_own_act(drive: Driver):
    dossier = drive.received()
    told = {
        (n.recipient.username, n.kind) for n in Notification.objects.filter(dossier=dossier).select_related("recipient")
    }
    assert {("chutich", "submit_to_leader"), ("vanthu", "sign"), ("canboso", "send"), ("vanphong", "receive")} <= told
    assert ("vanphong", "submit_to_leader") not in told
    assert ("canboso", "receive") not in told


def test_the_printed_names_are_those_of_the_demo(drive: Driver):
    dossier = drive.draft(tokens=[token_of("thuebao")])
    row = dossier.requests.get()
    assert row.printed["token_serial"] == token_of("thuebao").serial_number
    assert row.printed["certificate_name"]
    assert row.printed["subscriber_email"]
    assert Person.objects.get(account__username="thuebao").agency_id == dossier.managing_agency_id
    assert Dossier.objects.get().recipient_function == "delegated_department"
