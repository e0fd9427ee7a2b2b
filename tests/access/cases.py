"""One case in each telling state, driven there by its people, and the address of every page about them."""

from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.urls import reverse

from certificates.models import Certificate
from directory.models import Agency
from requests_workflow.models import Document, Dossier, Notification
from requests_workflow.services.corner_preparing import CopyInput, prepare_copy
from requests_workflow.services.corner_signing import submit as submit_copy
from requests_workflow.services.keeper_changes import offer_device
from signing.models import SigningJob
from signing.services.jobs import run_job
from signing.services.page_checks import submit
from tests.cases.driver import Driver, agency, device, token_of, user
from tests.cases.issue_driver import IssueDriver
from tests.imports.sheets import checked_list
from tests.world import make_subscriber, make_token
from tokens.models import Custody, Token
from tokens.services.custody import move
from tokens.services.keeping import Terms
from tokens.services.scans import keep_scan, kept_scan


@dataclass
class Cases:
    """`dossiers` by the name that the table uses; `more` holds the other objects that addresses name."""

    dossiers: dict[str, Dossier]
    more: dict[str, dict[str, str]] = field(default_factory=dict)

    def url(self, name: str, place: str) -> str:
        """The address of a URL name. `place` is a case and perhaps an act ("received accept"), or an object."""
        case, _, act = place.partition(" ")
        if case in self.dossiers:
            dossier = self.dossiers[case]
            kwargs = {"public_id": str(dossier.public_id)} | self.more.get(name, {})
            if name == "cases:row_act":
                kwargs["row_id"] = str(dossier.requests.order_by("position")[0].public_id)
            if name == "cases:override":
                kwargs["code"] = act
            elif act:
                kwargs["act"] = act
            return reverse(name, kwargs=kwargs)
        return reverse(name, kwargs=self.more.get(place or name, {}))


def build_cases(driver: Driver) -> Cases:
    """Drives the cases and one upload to be checked; the clock of the driver ends after the last act."""
    dossiers = {"draft": driver.draft(tokens=[device("nc_bi_khoa")])}
    dossiers["to_sign"] = driver.act(driver.draft(tokens=[device("nc_da_gia_han")]), "submit_to_leader", by="vanphong")
    dossiers["unit_head"] = driver.act(
        driver.draft(tokens=[token_of("stc_thuebao")], by="stc_vanphong", body="so_tai_chinh"),
        "submit_to_unit_head",
        by="stc_vanphong",
    )
    dossiers["format"] = driver.act(
        driver.act(
            driver.draft(tokens=[token_of("stc_giamdoc")], by="stc_vanphong", body="so_tai_chinh", wet=True),
            "submit_to_unit_head",
            by="stc_vanphong",
        ),
        "approve_content_to_format",
        by="stc_truongphong",
    )
    dossiers["provider"] = driver.sent([device("nc_sim_bi_khoa")])
    dossiers["received"] = driver.received([token_of("thuebao"), device("nc_het_han_bi_khoa")])
    received = dossiers["received"]
    issuing = IssueDriver(driver.now)
    answered = issuing.copy_sent(issuing.issue_sent("nc_moi_dan_van", "nc_moi_y_te", number="131"))
    dossiers["issue"] = issuing.answer(answered, issued=(1,))
    batch = issuing.upload_certificates(answered, files=[("1.cer", issuing.key_for(issuing.row(answered, 1)).der)])
    dossiers["handover"] = handed = handing_over(issuing)
    driver.now = issuing.now
    sealed = Document.objects.filter(dossier=received, kind=Document.Kind.FORM_SEALED).latest("id")
    job = SigningJob.objects.filter(subject_ref=f"dossier:{received.public_id}", created_by=user("chutich")).latest(
        "id"
    )
    copy, copying = copied(sealed, at=driver.tick())
    upload = b"%PDF-1.4\n%%EOF\n"
    checked = submit(data=upload, name="van-ban.pdf", by=user("vanphong"), now=driver.tick())
    notice = Notification.objects.filter(recipient=user("vanphong")).latest("id")
    certificate = Certificate.objects.get(tokens=token_of("thuebao"))
    minutes = given_with_minutes(device("nc_hsm"), at=driver.tick())
    uploaded = checked_list(agency("na_cang"), by=user("vanphong"), now=driver.tick())
    return Cases(
        dossiers,
        {
            "cases:file": {"document_id": str(sealed.public_id)},
            "cases:report": {"document_id": str(sealed.public_id)},
            "cases:confirm_receipt": {"row_id": str(issuing.row(handed, 1).public_id)},
            "cases:deny_receipt": {"row_id": str(issuing.row(handed, 1).public_id)},
            "cases:row_minutes": {"row_id": str(issuing.row(handed, 2).public_id)},
            "cases:certificate_batch": {"batch_id": str(batch.public_id)},
            "cases:record_copy": {"copy_id": str(answered.copies.get().public_id)},
            "cases:start_page": {"slug": "cap-cho-co-quan"},
            "cases:import_template": {"procedure": "token_recovery"},
            "vanphong's list": {"public_id": str(uploaded.public_id)},
            "cases:sign_file": {"document_id": str(copy.public_id)},
            "cases:sign_file_job": {"document_id": str(copy.public_id), "job_id": str(copying.public_id)},
            "cases:job": {"job_id": str(job.public_id)},
            "signing:verification": {"job_id": str(checked.public_id)},
            "cases_public:notification_read": {"public_id": str(notice.public_id)},
            "thuebao's certificate": {"public_id": str(certificate.public_id)},
            "thuebao's device": {"public_id": str(token_of("thuebao").public_id)},
            "chutich's device": {"public_id": str(token_of("chutich").public_id)},
            "vanthu's device": {"public_id": str(device("seal_na_cang").public_id)},
            "the service's device": {"public_id": str(minutes.token.public_id)},
            "the lent device": {"public_id": str(lent_device(agency("na_cang"), now=driver.tick()).public_id)},
            "the service's minutes": {"public_id": str(minutes.token.public_id), "custody_id": str(minutes.pk)},
        },
    )


def copied(source: Document, *, at: datetime) -> tuple[Document, SigningJob]:
    """vanthu makes a copy of the paper and signs it; the signed one is filed."""
    given = CopyInput(document_id=source.public_id, form="sao_y", number="05/SY-UBND", day=at.date())
    case, by = source.dossier.public_id, user("vanthu")
    prepared = prepare_copy(dossier_id=case, given=given, by=by, now=at)
    job = submit_copy(dossier_id=case, document_id=prepared.public_id, upload=None, by=by, now=at)
    run_job(str(job.public_id), now=at)
    return prepared, job


def handing_over(issuing: IssueDriver) -> Dossier:
    """One device offered, one that its subscriber confirmed, one here for somebody without an account."""
    case = issuing.issue_sent("thuebaomoi", "thuebaocho", "nc_moi_ke_toan", number="132")
    case = issuing.answer(case, issued=(1, 2, 3))
    case = issuing.devices(issuing.certificates(case, 1, 2, 3), 1, 2, 3)
    case = issuing.confirmed(issuing.offered(case, 2), 2, by="thuebaocho")
    return issuing.offered(case, 1)


def lent_device(body: Agency, *, now: datetime) -> Token:
    """Another device of the body, in the contact officer's hands, that is offered to its deputy head for a while."""
    taker = user("phochutich").person
    assert taker is not None
    token = make_token("SEAL-LENT", subscriber=make_subscriber(body), holder=user("daumoi").person)
    terms = Terms(
        taker=taker,
        purpose="lend",
        condition="Nguyên vẹn",
        decision_number="9/UBND-VP",
        decision_date=now.date(),
        lent_until=now.date(),
    )
    offer_device(token=token, terms=terms, by=user("vanphong"), now=now)
    return token


def given_with_minutes(token: Token, *, at: datetime) -> Custody:
    """The agency's device, taken by the department on paper; the scan of the minutes is filed."""
    clerk = user("vanphong")
    reference = keep_scan(data=b"%PDF-1.4\n%%EOF\n", user_id=clerk.pk)
    with transaction.atomic():
        return move(
            token=token,
            to_person=None,
            to_agency=agency("so_khcn"),
            given_by_person=None,
            given_by_agency=token.managing_agency,
            at=at,
            condition="Bị khóa",
            reason="Gửi kiểm tra",
            case_ref="",
            by=clerk,
            confirmed_by=Custody.Confirmation.PAPER,
            document_ref=kept_scan(reference=reference, user_id=clerk.pk),
        )
