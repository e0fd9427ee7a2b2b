"""What a document says, as plain fields for an export: read off the very values that its paper prints."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from directory.models import Agency
from directory.selectors.roles import name_on
from requests_workflow.documents.issuing import HandoverNotice, IssueForm
from requests_workflow.documents.minutes import DeviceReturnMinutes, LossMinutes, Side
from requests_workflow.documents.model import Coordinator, IncomingReference, RecoveryForm
from requests_workflow.documents.requesting import RequestForm
from requests_workflow.models import Dossier
from requests_workflow.regulations.profile import FormRef, Profile
from requests_workflow.selectors.facts import profile_of
from requests_workflow.selectors.signing_delegation import delegation_of
from requests_workflow.services import issue_papers, papers, request_papers
from requests_workflow.services.channel_files import Contents, Field
from requests_workflow.services.errors import WorkflowError
from requests_workflow.services.issue_papers import VIETNAM

type Printed = IssueForm | RequestForm | RecoveryForm | DeviceReturnMinutes | LossMinutes | HandoverNotice


def contents_of(*, dossier: Dossier, now: datetime) -> Contents:
    """Every field of the form: the letter, the people it names, and the rows that were not withdrawn.

    Raises WorkflowError where every row was withdrawn.
    """
    if not dossier.requests.exclude(state="withdrawn").exists():
        raise WorkflowError("Mọi dòng của văn bản đã rút: không còn gì để xuất.")
    profile = profile_of(dossier)
    form = dossier.kind.form(profile)
    day = now.astimezone(VIETNAM).date()
    printed = _printed(dossier, profile, now)
    letter = _letter(dossier, day=day, form=f"{form.name}: {form.title}", count=len(printed.rows))
    return Contents(
        title=f"{form.name} – {form.title}",
        document=(*letter, *_said_beside(printed)),
        contact=_people(printed, form),
        columns=tuple((one.key, f"{one.group}: {one.label}" if one.group else one.label) for one in form.columns),
        rows=tuple(printed.rows),
    )


def _printed(dossier: Dossier, profile: Profile, now: datetime) -> Printed:
    match dossier.procedure:
        case "token_recovery":
            return papers.recovery_form(dossier=dossier, profile=profile, now=now)
        case "individual_issue":
            return issue_papers.issue_form(dossier=dossier, profile=profile, now=now)
        case "handover_notice":
            return issue_papers.handover_notice(dossier=dossier, profile=profile, now=now)
        case "device_return":
            return request_papers.return_minutes(dossier=dossier, profile=profile, now=now)
        case "device_loss":
            return request_papers.loss_minutes(dossier=dossier, profile=profile, now=now)
        case _:
            return request_papers.request_form(dossier=dossier, profile=profile, now=now)


def _letter(dossier: Dossier, *, day: date, form: str, count: int) -> tuple[Field, ...]:
    body, recipient = dossier.managing_agency, dossier.recipient
    signer = dossier.signer.get_full_name() if dossier.signer else ""
    copies = dossier.copies.select_related("agency").order_by("id")
    title = " ".join(f"{dossier.signer_power} {dossier.signer_title}".split())
    return _fields(
        ("dossier", "Mã hồ sơ", dossier.code),
        ("form", "Biểu mẫu", form),
        ("procedure", "Thủ tục", dossier.kind.title),
        ("number", "Số, ký hiệu", dossier.full_number),
        ("date", "Ngày văn bản", _day(dossier.document_date)),
        ("sender", "Cơ quan gửi", name_on(agency=body, day=day)),
        ("sender_code", "Mã định danh cơ quan gửi", body.exchange_code),
        ("recipient", "Cơ quan nhận", name_on(agency=recipient, day=day) if recipient else ""),
        ("recipient_code", "Mã định danh cơ quan nhận", recipient.exchange_code if recipient else ""),
        ("copies", "Nơi nhận bản sao", "; ".join(_copy_words(copy.agency) for copy in copies)),
        ("signer", "Người ký", signer),
        ("signer_title", "Chức vụ người ký", title),
        ("signer_delegation", "Được giao ký", _delegated(dossier)),
        ("signing_way", "Hình thức ký", dossier.get_signing_way_display()),
        ("count", "Số dòng", str(count)),
        ("reason", "Lý do đề nghị", dossier.reason),
    )


def _delegated(dossier: Dossier) -> str:
    """By which decision the signer signs and who gave it; "" for a leader."""
    delegation = delegation_of(dossier)
    return f"{delegation.words}, do {delegation.delegator.get_full_name()} giao" if delegation else ""


def _said_beside(printed: Printed) -> tuple[Field, ...]:
    """What the paper says outside its table: remarks, and the document that it rests on."""
    match printed:
        case RequestForm() if printed.remarks:
            return _fields(("remarks", "Nội dung khác", " ".join(printed.remarks)))
        case HandoverNotice():
            return _fields(("about", "Văn bản đề nghị", _reference(printed.request)))
        case DeviceReturnMinutes() if printed.notice is not None:
            return _fields(("about", "Thông báo thu hồi", _reference(printed.notice)))
    return ()


def _people(printed: Printed, form: FormRef) -> tuple[Field, ...]:
    match printed:
        case IssueForm() | RequestForm():
            facts = zip(form.contact_fields, printed.contact, strict=True)
            return tuple(Field(key=column.key, label=fact.label, value=fact.value) for column, fact in facts)
        case RecoveryForm():
            return _coordinator(printed.coordinator, form)
        case DeviceReturnMinutes():
            return tuple(_side("giver", "Bên giao", printed.giver))
        case LossMinutes():
            found = [*_side("managing_body", "Đại diện cơ quan, tổ chức quản lý trực tiếp", printed.managing_body)]
            for number, one in enumerate(printed.subscribers, start=1):
                found += _side(f"subscriber_{number}", f"Thuê bao {number}", one)
            return tuple(found)
    return ()


def _coordinator(one: Coordinator, form: FormRef) -> tuple[Field, ...]:
    values = {
        "contact_name": one.full_name,
        "contact_id_number": one.identity_number,
        "contact_id_issued_on": _day(one.identity_issued_on),
        "contact_id_issued_by": one.identity_issued_by,
        "contact_position": one.position,
        "contact_agency": one.workplace,
        "contact_mobile": one.mobile,
    }
    return _fields(*((column.key, column.label, values[column.key]) for column in form.contact_fields))


def _side(key: str, role: str, one: Side) -> Iterator[Field]:
    values: Sequence[tuple[str, str, str]] = (
        ("organisation", "Cơ quan, tổ chức", one.organisation),
        ("name", "Họ và tên", one.name),
        ("position", "Chức vụ", one.position),
        ("id_number", "Số định danh cá nhân", one.identity_number),
        ("id_issued_on", "Ngày cấp", _day(one.identity_issued_on)),
        ("id_issued_by", "Nơi cấp", one.identity_issued_by),
        ("mobile", "Số điện thoại di động", one.phone),
    )
    for name, label, value in values:
        yield Field(key=f"{key}_{name}", label=f"{role}: {label[0].lower()}{label[1:]}", value=value)


def _reference(one: IncomingReference) -> str:
    dated = f" ngày {_day(one.issued_on)}" if one.issued_on else ""
    return f"{one.kind} số {one.number_symbol}{dated} của {one.sender}"


def _copy_words(agency: Agency) -> str:
    return f"{agency.name} ({agency.exchange_code})" if agency.exchange_code else agency.name


def _day(day: date | None) -> str:
    return f"{day:%d/%m/%Y}" if day else ""


def _fields(*values: tuple[str, str, str]) -> tuple[Field, ...]:
    return tuple(Field(key=key, label=label, value=value) for key, label, value in values)
