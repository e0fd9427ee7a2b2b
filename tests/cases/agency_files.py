"""What the văn thư does with files that the agency signs at the top right of page one, for tests of cases and pages."""

from requests_workflow.models import Document, Dossier
from requests_workflow.selectors.facts import seal_fingerprints
from requests_workflow.services.attachments import attach
from requests_workflow.services.corner_preparing import prepare_file
from requests_workflow.services.corner_signing import submit
from requests_workflow.services.documents import Incoming, read
from signing.models import SigningJob
from signing.services.jobs import run_job
from signing.services.sign import sign_corner
from signing.test_ca.keys import TestKey
from signing.test_ca.opening import load_test_key
from tests.cases.driver import Driver, agency, token_of, user
from tests.signing import pdfs

DECISION = Incoming(data=pdfs.letter("Quyet dinh"), name="quyet-dinh.pdf")
POWER = Incoming(data=pdfs.without_form(), name="uy-quyen.pdf")
PAPER_SCAN = Incoming(data=pdfs.letter("Ban quet"), name="ban-quet.pdf")


def with_attachments(drive: Driver) -> Dossier:
    """A sealed dossier of Lai Châu with two files that go with it and no seal on them yet."""
    dossier = drive.draft(tokens=[token_of("thuebao")])
    for title, upload in (("Quyết định số 12/QĐ-UBND", DECISION), ("Giấy ủy quyền", POWER)):
        attach(dossier_id=dossier.public_id, title=title, upload=upload, by=user("vanphong"), now=drive.tick())
    drive.work()
    return drive.sealed(drive.act(drive.fresh(dossier), "submit_to_leader", by="vanphong"))


def seal_key(slug: str, drive: Driver) -> TestKey:
    (fingerprint,) = seal_fingerprints(agency_id=agency(slug).pk, now=drive.now)
    return load_test_key(fingerprint)


def prepared(drive: Driver, dossier: Dossier, source: Document, *, by: str = "vanthu") -> Document:
    return prepare_file(dossier_id=dossier.public_id, document_id=source.public_id, by=user(by), now=drive.tick())


def sent_back(drive: Driver, dossier: Dossier, paper: Document, data: bytes, *, by: str = "vanthu") -> SigningJob:
    """The văn thư uploads what was signed on the own desk; a worker proves it."""
    job = submit(
        dossier_id=dossier.public_id,
        document_id=paper.public_id,
        upload=Incoming(data=data, name="da-ky.pdf"),
        by=user(by),
        now=drive.tick(),
    )
    run_job(str(job.public_id), now=drive.tick())
    job.refresh_from_db()
    return job


def signed_in_corner(drive: Driver, paper: Document, *, body: str = "na_cang") -> bytes:
    return sign_corner(data=read(paper), key=seal_key(body, drive), lines=("Số: 128/VP",), at=drive.now)


def sealed_here(drive: Driver, dossier: Dossier, source: Document) -> None:
    """By the test key, in a worker."""
    paper = prepared(drive, dossier, source)
    submit(dossier_id=dossier.public_id, document_id=paper.public_id, upload=None, by=user("vanthu"), now=drive.tick())
    drive.work()
