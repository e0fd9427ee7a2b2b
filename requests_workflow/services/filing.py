"""Which kind of document a file given to an act becomes."""

from requests_workflow.models import Document, DocumentVerification, Dossier
from requests_workflow.services.act_input import CLOCK_TOLERANCE, VIETNAM
from requests_workflow.services.documents import file_document, latest, read
from requests_workflow.services.errors import FieldError, InvalidInput, WorkflowError
from requests_workflow.services.performance import Performance

Kind = Document.Kind
# (act, need) -> kind; other proofs are filed as such.
KINDS = {
    ("record_wet_signature", "scan_file"): Kind.WET_SCAN,
    ("record_wet_seal", "scan_file"): Kind.WET_SCAN,
    ("enter_received", "scan_file"): Kind.INCOMING,
    ("send", "proof_file"): Kind.PROOF_SENT,
    ("supply_supplement", "proof_file"): Kind.PROOF_SENT,
    ("supply_supplement", "supplement_file"): Kind.SUPPLEMENT,
    ("supply_row_supplement", "supplement_file"): Kind.SUPPLEMENT,
    ("record_supplement", "supplement_file"): Kind.SUPPLEMENT,
    ("issue_refusal", "proof_file"): Kind.PROOF_SENT,
    ("receive", "proof_file"): Kind.PROOF_RECEIVED,
    ("record_provider_receipt", "proof_file"): Kind.PROOF_RECEIVED,
    ("receive_at_department", "proof_file"): Kind.PROOF_RECEIVED,
    ("forward", "proof_file"): Kind.PROOF_SENT,
    ("record_paper_handover", "proof_file"): Kind.HANDOVER_MINUTES,
}
# Two scans of one paper, told apart in the list of documents; other files are called by their kind.
TITLES = {
    "record_wet_signature": "Bản quét văn bản đã ký tay",
    "record_wet_seal": "Bản quét văn bản đã đóng dấu",
}
PROVIDER_ACTS = "record_provider_"
SIGNED_KINDS = {
    # Numbered before signing where local rules say so, else between signature and seal: the newest is the one in hand.
    "sign": (Kind.FORM_SIGNED, (Kind.FORM, Kind.FORM_NUMBERED)),
    "seal": (Kind.FORM_SEALED, (Kind.FORM_NUMBERED, Kind.FORM_SIGNED)),
    "sign_refusal": (Kind.REFUSAL_SIGNED, (Kind.REFUSAL,)),
    "issue_refusal": (Kind.REFUSAL_SEALED, (Kind.REFUSAL_NUMBERED,)),
}


def file_given(p: Performance) -> None:
    """Files what the act brought: proofs and scans, and the signed PDF together with its verification report."""
    act = p.decision.transition.name
    for need, incoming in p.given.files.items():
        default = Kind.PROVIDER_ANSWER if act.startswith(PROVIDER_ACTS) else Kind.OTHER_PROOF
        file_document(
            dossier=p.dossier,
            kind=KINDS.get((act, need), default),
            data=incoming.data,
            name=incoming.name,
            by=p.by,
            now=p.now,
            request=p.request,
            title=TITLES.get(act, "") if need == "scan_file" else "",
        )
    if p.given.signed is not None:
        kind, bases = SIGNED_KINDS[act]
        previous = latest(dossier=p.dossier, kinds=bases)
        # The paper may have been withdrawn and made anew while a worker was proving the signature on the old one.
        if previous is None or not p.given.signed.data.startswith(read(previous)):
            raise WorkflowError(
                "Văn bản đã được lập lại sau khi tệp này được tải về để ký. Tải bản mới của hồ sơ, ký lại rồi tải lên."
            )
        document = file_document(
            dossier=p.dossier,
            kind=kind,
            data=p.given.signed.data,
            name=p.given.signed.name,
            by=p.by,
            now=p.now,
            previous=previous,
        )
        DocumentVerification.objects.create(
            document=document,
            verdict=p.given.signed.report["verdict"],
            report=dict(p.given.signed.report),
            at=p.now,
        )
    if act == "record_wet_signature":
        p.dossier.signing_way = Dossier.SigningWay.WET_SCAN
    elif act == "sign":
        p.dossier.signing_way = Dossier.SigningWay.DIGITAL
    if act == "record_wet_seal":
        _refuse_date_before_paper(p)
        p.dossier.number, p.dossier.document_date = p.given.number, p.given.document_date
    if act == "send":
        _refuse_time_before_seal(p)
    if act in ("send", "supply_supplement"):
        p.dossier.channel, p.dossier.channel_code = p.given.channel, p.given.channel_code
        p.dossier.sent_at = p.given.legal_at
    if act == "enter_received":
        p.dossier.channel, p.dossier.channel_code = p.given.channel, p.given.channel_code
        p.dossier.sent_at = p.given.legal_at


def _refuse_time_before_seal(p: Performance) -> None:
    """Nothing is sent before it was sealed.

    A paper sealed by hand was sealed before its scan came here, so it left after it was drawn up for signing, and on
    its own date at the earliest.
    """
    sent_at, day = p.given.legal_at, p.dossier.document_date
    if sent_at is None:
        return
    submitted = p.dossier.steps.filter(transition__startswith="submit_to_").order_by("-id").first()
    sealed = latest(dossier=p.dossier, kinds=(Kind.FORM_SEALED,))
    if sealed is not None and (submitted is None or sealed.created_at >= submitted.at):
        if sent_at < sealed.created_at - CLOCK_TOLERANCE:
            text = "Thời điểm gửi sớm hơn lúc ký số của cơ quan. Nhập giờ Việt Nam ghi trên hệ thống."
            raise InvalidInput(FieldError("legal_at", text))
        return
    if submitted is not None and sent_at < submitted.at - CLOCK_TOLERANCE:
        text = (
            f"Thời điểm gửi sớm hơn lúc trình ký văn bản này ({submitted.at.astimezone(VIETNAM):%H:%M %d/%m/%Y}): bản "
            "giấy được in, ký, đóng dấu sau đó. Nhập thời điểm ghi trên hệ thống hoặc phiếu gửi."
        )
        raise InvalidInput(FieldError("legal_at", text))
    if day is not None and sent_at.astimezone(VIETNAM).date() < day:
        text = f"Thời điểm gửi sớm hơn ngày của văn bản ({day:%d/%m/%Y}). Xem lại ngày, giờ gửi, hoặc ngày đã ghi."
        raise InvalidInput(FieldError("legal_at", text))


def _refuse_date_before_paper(p: Performance) -> None:
    """A paper signed by hand bears the day on which it was drawn up for signing, or of a later one."""
    submitted = p.dossier.steps.filter(transition__startswith="submit_to_").order_by("-id").first()
    if submitted is None or p.given.document_date is None:
        return
    earliest = submitted.at.astimezone(VIETNAM).date()
    if p.given.document_date < earliest:
        text = f"Ngày văn bản sớm hơn ngày trình ký văn bản này ({earliest:%d/%m/%Y}). Nhập ngày ghi trên bản giấy."
        raise InvalidInput(FieldError("document_date", text))
