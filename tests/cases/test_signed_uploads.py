"""What comes back signed is proved before the case moves: each wrong file gets its sentence and changes nothing."""

import pytest

from requests_workflow.models import Document, Dossier, Step
from requests_workflow.selectors.facts import seal_fingerprints, signer_fingerprints
from requests_workflow.services.act_input import ActInput
from requests_workflow.services.documents import Incoming
from requests_workflow.services.errors import Refused
from requests_workflow.services.signing_jobs import submit_signed
from signing.models import SigningJob
from signing.services.jobs import run_job
from signing.services.sign import sign_pdf
from signing.test_ca.opening import load_test_key
from tests.cases.driver import TODAY, Driver, device, refusal_sentences, user


@pytest.fixture(scope="module")
def opening():
    return lambda drive: drive.submitted()


def signed_by(drive: Driver, who: str, data: bytes, *, field: str = "ChuKy") -> bytes:
    """The file as it comes from that person's own desk."""
    (fingerprint,) = signer_fingerprints(person_id=user(who).person_id, now=drive.now)
    return sign_pdf(
        data=data,
        key=load_test_key(fingerprint),
        field_name=field,
        reason=None,
        at=drive.now,
        box=None,
        stamp_lines=[who],
    )


def unmoved(drive: Driver, dossier: Dossier, job: SigningJob, *, code: str, says: str) -> None:
    assert job.state == "done"
    assert job.result is not None
    assert [r["code"] for r in job.result["refusals"]] == [code]
    assert says in refusal_sentences(job)
    after = drive.fresh(dossier)
    assert (after.state, after.version) == (dossier.state, dossier.version)
    assert not Document.objects.filter(dossier=dossier, kind="form_signed").exists()


def test_the_leaders_own_signature_moves_the_case(drive: Driver, case: Dossier):
    form = drive.paper(case, "form")
    job = drive.upload(case, "sign", by="chutich", data=signed_by(drive, "chutich", form))
    assert refusal_sentences(job) == ""
    assert drive.fresh(case).state == "signed"
    assert drive.paper(case, "form_signed").startswith(form)
    step = Step.objects.get(dossier=case, transition="sign")
    assert (step.by, step.form_key) == (user("chutich"), job.public_id)


def test_a_signature_by_another_persons_certificate(drive: Driver, case: Dossier):
    data = signed_by(drive, "phochutich", drive.paper(case, "form"))
    job = drive.upload(case, "sign", by="chutich", data=data)
    unmoved(drive, case, job, code="wrong_signer", says="cần chứng thư số của Tẩn A Páo")
    assert "Hoàng Văn Đức" in refusal_sentences(job)


def test_a_good_signature_on_another_file(drive: Driver, case: Dossier):
    other = drive.submitted([device("nc_bi_khoa")])
    data = signed_by(drive, "chutich", drive.paper(other, "form"))
    job = drive.upload(case, "sign", by="chutich", data=data)
    unmoved(drive, case, job, code="not_prefix", says="không phải là văn bản của hồ sơ này")


def test_a_file_saved_again_by_other_software(drive: Driver, case: Dossier):
    data = bytearray(signed_by(drive, "chutich", drive.paper(case, "form")))
    data[200] ^= 1
    job = drive.upload(case, "sign", by="chutich", data=bytes(data))
    unmoved(drive, case, job, code="not_prefix", says="đã bị lưu lại sau khi tải về")


def test_bytes_altered_in_the_signature_itself(drive: Driver, case: Dossier):
    form = drive.paper(case, "form")
    data = bytearray(signed_by(drive, "chutich", form))
    starts = data.index(b"/Contents <", len(form)) + len(b"/Contents <")
    ends = starts + len(data[starts : data.index(b">", starts)].rstrip(b"0"))
    # The signature value stands last in the CMS object.
    data[ends - 40 : ends - 20] = b"0123456789abcdef0123"
    job = drive.upload(case, "sign", by="chutich", data=bytes(data))
    unmoved(drive, case, job, code="broken_signature", says="không toàn vẹn")


def test_the_file_as_it_was_handed_out(drive: Driver, case: Dossier):
    job = drive.upload(case, "sign", by="chutich", data=drive.paper(case, "form"))
    unmoved(drive, case, job, code="no_new_signature", says="chưa có chữ ký mới")


def test_two_signatures_where_one_is_asked(drive: Driver, case: Dossier):
    once = signed_by(drive, "chutich", drive.paper(case, "form"))
    job = drive.upload(case, "sign", by="chutich", data=signed_by(drive, "phochutich", once, field="ChuKy2"))
    unmoved(drive, case, job, code="too_many_signatures", says="có 2 chữ ký mới")


@pytest.mark.parametrize("data", [b"", b"\x00" * 50, b"MZ\x90" + b"x" * 5000], ids=["empty", "zeros", "program"])
def test_what_is_no_pdf_at_all(drive: Driver, case: Dossier, data: bytes):
    job = drive.upload(case, "sign", by="chutich", data=data)
    unmoved(drive, case, job, code="not_pdf", says="không phải là PDF")


def test_garbage_after_the_handed_out_bytes(drive: Driver, case: Dossier):
    job = drive.upload(case, "sign", by="chutich", data=drive.paper(case, "form") + b"\nrubbish" * 40)
    assert job.result is not None
    assert job.result["refusals"]
    assert drive.fresh(case).state == "leader_review"


def test_a_personal_certificate_is_no_seal(drive: Driver, case: Dossier):
    drive.sign(case, "sign", by="chutich")
    dossier = drive.act(case, "assign_number", by="vanthu", number="128", document_date=TODAY)
    data = signed_by(drive, "vanthu", drive.paper(dossier, "form_numbered"))
    job = drive.upload(dossier, "seal", by="vanthu", data=data)
    assert job.result is not None
    assert [r["code"] for r in job.result["refusals"]] == ["wrong_signer"]
    assert drive.fresh(dossier).state == "numbered"
    assert len(seal_fingerprints(agency_id=dossier.managing_agency_id, now=drive.now)) == 1


def test_after_a_refused_file_the_right_one_is_taken(drive: Driver, case: Dossier):
    drive.upload(case, "sign", by="chutich", data=b"")
    job = drive.upload(case, "sign", by="chutich", data=signed_by(drive, "chutich", drive.paper(case, "form")))
    assert refusal_sentences(job) == ""
    assert drive.fresh(case).state == "signed"


def test_a_second_press_finds_the_running_job_and_a_job_run_twice_moves_the_case_once(drive: Driver, case: Dossier):
    upload = Incoming(data=signed_by(drive, "chutich", drive.paper(case, "form")), name="da-ky.pdf")

    def press() -> SigningJob:
        return submit_signed(
            dossier_id=case.public_id,
            act="sign",
            upload=upload,
            given=ActInput(),
            by=user("chutich"),
            now=drive.tick(),
        )

    job = press()
    assert press() == job
    assert run_job(str(job.public_id), now=drive.tick()) is True
    assert run_job(str(job.public_id), now=drive.tick(60)) is False
    assert Step.objects.filter(dossier=case, transition="sign").count() == 1
    assert Document.objects.filter(dossier=case, kind="form_signed").count() == 1


def test_who_may_not_sign_cannot_queue_a_file(drive: Driver, case: Dossier):
    for who in ("vanphong", "phochutich", "vl_chutich"):
        with pytest.raises(Refused):
            drive.upload(case, "sign", by=who, data=b"%PDF-1.7 x")
    assert not SigningJob.objects.filter(purpose="dossier.sign").exists()


def test_a_leader_whose_office_ended_while_the_worker_was_busy_signs_nothing(drive: Driver, case: Dossier):
    job = submit_signed(
        dossier_id=case.public_id,
        act="sign",
        upload=Incoming(data=signed_by(drive, "chutich", drive.paper(case, "form")), name="da-ky.pdf"),
        given=ActInput(),
        by=user("chutich"),
        now=drive.tick(),
    )
    user("chutich").memberships.filter(role="agency_leader").update(valid_to=TODAY.replace(day=18))
    drive.work()
    job.refresh_from_db()
    assert "là việc của" in refusal_sentences(job)
    assert drive.fresh(case).state == "leader_review"
