"""Unit head and format checker before the leader (Sở Tài chính), and every way back to the drafter."""

from datetime import date

import pytest

from requests_workflow.models import Document, Dossier, Notification
from requests_workflow.services.act_input import ActInput
from requests_workflow.services.signing_jobs import submit_test_signature
from tests.cases.driver import REASON as COMMENT
from tests.cases.driver import TODAY, Driver, device, refusal_sentences, token_of, user


def finance_draft(drive: Driver) -> Dossier:
    return drive.draft(tokens=[token_of("stc_thuebao")], by="stc_vanphong", body="so_tai_chinh")


def before_the_director(drive: Driver, dossier: Dossier) -> Dossier:
    dossier = drive.act(dossier, "submit_to_unit_head", by="stc_vanphong")
    dossier = drive.act(dossier, "approve_content_to_format", by="stc_truongphong")
    return drive.act(dossier, "approve_format", by="stc_thethuc")


def test_both_reviews_come_before_the_leader(drive: Driver):
    dossier = finance_draft(drive)
    assert drive.refused(dossier, "submit_to_leader", by="stc_vanphong") == {"not_applicable"}
    dossier = drive.act(dossier, "submit_to_unit_head", by="stc_vanphong")
    assert drive.refused(dossier, "approve_content", by="stc_truongphong") == {"not_applicable"}
    assert drive.refused(dossier, "approve_content_to_format", by="stc_thethuc") == {"wrong_role"}
    dossier = drive.act(dossier, "approve_content_to_format", by="stc_truongphong")
    assert "wrong_role" in drive.refused(dossier, "approve_format", by="stc_truongphong")
    dossier = drive.act(dossier, "approve_format", by="stc_thethuc")
    drive.sign(dossier, "sign", by="stc_giamdoc")
    dossier = drive.act(dossier, "assign_number", by="stc_vanthu", number="12", document_date=TODAY)
    drive.sign(dossier, "seal", by="stc_vanthu")
    assert drive.travel(dossier) == [
        "draft",
        "unit_head_review",
        "format_review",
        "leader_review",
        "signed",
        "numbered",
        "sealed",
    ]


def test_an_agency_with_a_format_check_alone_goes_straight_to_it(drive: Driver):
    dossier = finance_draft(drive)
    dossier.managing_agency.unit_head_step = False
    dossier.managing_agency.save(update_fields=["unit_head_step"])
    assert drive.refused(dossier, "submit_to_unit_head", by="stc_vanphong") == {"not_applicable"}
    assert drive.act(dossier, "submit_to_format_check", by="stc_vanphong").state == "format_review"


def test_an_agency_with_a_unit_head_alone_goes_on_to_the_leader(drive: Driver):
    dossier = drive.act(finance_draft(drive), "submit_to_unit_head", by="stc_vanphong")
    dossier.managing_agency.format_check_step = False
    dossier.managing_agency.save(update_fields=["format_check_step"])
    assert drive.act(dossier, "approve_content", by="stc_truongphong").state == "leader_review"


def test_a_drafter_who_is_unit_head_too_does_not_check_the_own_draft(drive: Driver):
    user("stc_vanphong").memberships.create(
        agency=finance_draft(drive).managing_agency, role="unit_head", valid_from=date(2026, 1, 1)
    )
    dossier = Dossier.objects.get()
    dossier = drive.act(dossier, "submit_to_unit_head", by="stc_vanphong")
    assert drive.refused(dossier, "approve_content_to_format", by="stc_vanphong") == {"checker_is_drafter"}


@pytest.mark.parametrize(
    ("state", "who"),
    [("unit_head_review", "stc_truongphong"), ("format_review", "stc_thethuc"), ("leader_review", "stc_giamdoc")],
)
def test_each_reviewer_returns_it_with_a_comment_that_the_drafter_reads(drive: Driver, state: str, who: str):
    dossier = drive.act(finance_draft(drive), "submit_to_unit_head", by="stc_vanphong")
    if state != "unit_head_review":
        dossier = drive.act(dossier, "approve_content_to_format", by="stc_truongphong")
    if state == "leader_review":
        dossier = drive.act(dossier, "approve_format", by="stc_thethuc")
    assert dossier.state == state
    assert drive.refused(dossier, "return_to_drafter", by=who) == {"missing_input"}
    assert drive.refused(dossier, "return_to_drafter", by=who, reason="sai") == {"reason_too_short"}
    step = drive.step(dossier, "return_to_drafter", by=who, reason=COMMENT)
    assert (step.target, step.comment) == ("draft", COMMENT)
    told = Notification.objects.get(recipient=user("stc_vanphong"), kind="return_to_drafter")
    assert COMMENT in told.body


def test_a_returned_paper_is_made_anew_and_its_old_signature_is_void(drive: Driver):
    dossier = drive.submitted()
    drive.sign(dossier, "sign", by="chutich")
    signed_before = drive.paper(dossier, "form_signed")
    dossier = drive.act(drive.fresh(dossier), "return_to_drafter", by="vanthu", reason=COMMENT)
    dossier = drive.redraft(dossier, tokens=[token_of("thuebao"), device("nc_bi_khoa")])
    dossier = drive.act(dossier, "submit_to_leader", by="vanphong")
    forms = Document.objects.filter(dossier=dossier, kind="form").order_by("id")
    assert forms.count() == 2
    assert "Lù Thị Xoan" in drive.text(dossier, "form")

    job = drive.upload(dossier, "sign", by="chutich", data=signed_before)
    assert "không phải là văn bản của hồ sơ này" in refusal_sentences(job)
    assert drive.fresh(dossier).state == "leader_review"

    drive.sign(dossier, "sign", by="chutich")
    signed = Document.objects.filter(dossier=dossier, kind="form_signed").order_by("id")
    assert [one.previous for one in signed] == list(forms)


def test_a_signature_proved_too_late_does_not_reach_the_paper_made_anew(drive: Driver):
    """The leader's job is queued, the clerk recalls, changes and submits again, and only then a worker comes."""
    dossier = drive.submitted()
    job = submit_test_signature(
        dossier_id=dossier.public_id, act="sign", given=ActInput(), by=user("chutich"), now=drive.tick()
    )
    dossier = drive.act(dossier, "recall", by="vanphong")
    dossier = drive.redraft(dossier, tokens=[token_of("thuebao"), device("nc_bi_khoa")])
    dossier = drive.act(dossier, "submit_to_leader", by="vanphong")
    drive.work()
    job.refresh_from_db()
    assert "Văn bản đã được lập lại" in refusal_sentences(job)
    assert drive.fresh(dossier).state == "leader_review"
    assert not Document.objects.filter(dossier=dossier, kind="form_signed").exists()


def test_the_clerk_recalls_from_every_review_and_nobody_else_does(drive: Driver):
    dossier = drive.act(finance_draft(drive), "submit_to_unit_head", by="stc_vanphong")
    assert drive.refused(dossier, "recall", by="stc_truongphong") == {"wrong_role"}
    dossier = drive.act(dossier, "recall", by="stc_vanphong")
    dossier = drive.act(dossier, "submit_to_unit_head", by="stc_vanphong")
    dossier = drive.act(dossier, "approve_content_to_format", by="stc_truongphong")
    dossier = drive.act(dossier, "recall", by="stc_vanphong")
    dossier = before_the_director(drive, dossier)
    assert drive.act(dossier, "recall", by="stc_vanphong").state == "draft"


def test_a_signed_paper_is_not_recalled(drive: Driver):
    dossier = drive.submitted()
    drive.sign(dossier, "sign", by="chutich")
    assert "wrong_state" in drive.refused(dossier, "recall", by="vanphong")


def test_a_wrong_number_is_undone_and_the_signature_stays_good(drive: Driver):
    dossier = drive.submitted()
    drive.sign(dossier, "sign", by="chutich")
    dossier = drive.act(dossier, "assign_number", by="vanthu", number="821", document_date=TODAY)
    assert "821/" in drive.text(dossier, "form_numbered")
    dossier = drive.act(dossier, "undo_number", by="vanthu", reason="Gõ nhầm số, số đúng là 128.")
    assert (dossier.state, dossier.number, dossier.document_date) == ("signed", "", None)
    dossier = drive.act(dossier, "assign_number", by="vanthu", number="128", document_date=TODAY)
    text = drive.text(dossier, "form_numbered")
    assert "128/" in text
    assert "821/" not in text
    assert drive.sign(dossier, "seal", by="vanthu").state == "done"
    sealed = Document.objects.get(dossier=dossier, kind="form_sealed")
    assert sealed.verifications.get().verdict == "valid"


def test_a_numbered_paper_that_is_returned_loses_its_number(drive: Driver):
    dossier = drive.submitted()
    drive.sign(dossier, "sign", by="chutich")
    dossier = drive.act(dossier, "assign_number", by="vanthu", number="128", document_date=TODAY)
    dossier = drive.act(dossier, "return_to_drafter", by="vanthu", reason=COMMENT)
    assert (dossier.state, dossier.full_number, dossier.document_date) == ("draft", "", None)
    assert Document.objects.filter(dossier=dossier, kind="form_numbered").count() == 1
