"""Old cases written down afterwards, under the rules and forms of the day on which they were received.

A case received on 14/8/2024 is one of NĐ 130/2018, one received on 15/8/2024 one of NĐ 68/2024 (Tân Uyên, last note).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import connection, transaction

from directory.domain.roles import Role
from directory.ledger.services import keyed_digest, record
from directory.models import Agency, User
from directory.selectors.roles import actor_for
from requests_workflow.domain.form_rows import clean_cells
from requests_workflow.models import DeadlineRecord, Document, Dossier, Request, Step
from requests_workflow.procedures.registry import ANSWERED_BY_PROVIDER, ISSUES, kind_of
from requests_workflow.regulations.profile import DELEGATED_DEPARTMENT, PROVIDER, Profile
from requests_workflow.regulations.registry import NoProfile, profile_for_old_case
from requests_workflow.services.deadlines import explain_deadline
from requests_workflow.services.documents import Incoming, file_document
from requests_workflow.services.draft_rows import MOST_ROWS
from requests_workflow.services.drafting import VIETNAM, next_code
from requests_workflow.services.errors import FieldError, InvalidInput, WorkflowError, known
from requests_workflow.services.recipients import recipients_under, set_bodies

RECORDABLE = frozenset({"token_recovery"}) | ANSWERED_BY_PROVIDER
OUTCOMES = ("closed", "refused", "withdrawn")
# The act whose clock an old case was measured by.
CLOCKS = {"token_recovery": ("receive", "sent")}
PROVIDER_CLOCK = ("record_provider_receipt", "sent")


@dataclass(frozen=True, kw_only=True)
class OldRow:
    """One row as the paper has it: cells by the column keys of the form; `refused` with its reason."""

    cells: Mapping[str, str] = field(default_factory=dict)
    refused: bool = False
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class OldCase:
    """What the papers of an old case say. Times are +07:00 instants; `outcome` is one of OUTCOMES."""

    procedure: str
    number: str
    symbol: str
    document_date: date
    sent_at: datetime
    received_at: datetime
    answered_at: datetime
    outcome: str
    rows: tuple[OldRow, ...]
    reason: str = ""
    incoming_number: str = ""


@transaction.atomic
def record_old_case(*, agency: Agency, case: OldCase, proof: Incoming, by: User, now: datetime) -> Dossier:
    """Enters a finished case; its profile, form and term are those of the day of receipt.

    A clerk of the agency or an officer of its department may. The case has one step, one row step each, the scan of its
    papers and a ledger entry; nothing of it can be acted upon. The same number and date of the same agency twice is a
    mistake. Raises WorkflowError or InvalidInput with nothing written.
    """
    profile = _profile(agency=agency, case=case)
    actor = actor_for(user=by, now=now)
    clerk = Role.CLERK in actor.roles_for(agency)
    officer = Role.DEPARTMENT_OFFICER in actor.roles and agency.path.startswith(actor.department_territories)
    if not clerk and not officer:
        raise WorkflowError("Chỉ văn phòng của cơ quan hoặc cán bộ của Sở nhập được hồ sơ cũ của cơ quan này.")
    _one_at_a_time(agency=agency, case=case)
    _check(agency=agency, case=case, now=now)
    kind = kind_of(case.procedure)
    base, _, overlay = profile.code.partition("+")
    dossier = Dossier(
        code=next_code(prefix=kind.code_prefix, now=now),
        procedure=case.procedure,
        state=case.outcome,
        managing_agency=agency,
        base=base,
        overlay=overlay,
        profile_pinned_at=now,
        drafted_by=by,
        drafted_at=now,
        recorded_afterwards_at=now,
        number=case.number,
        symbol=case.symbol,
        document_date=case.document_date,
        channel=Dossier.Channel.PAPER,
        sent_at=case.sent_at,
        incoming_number=case.incoming_number,
        first_received_at=case.received_at,
        valid_received_at=case.received_at,
        answered_at=case.answered_at,
        closed_at=case.answered_at,
        reason=case.reason,
    )
    functions = recipients_under(dossier=dossier, profile=profile) if case.procedure in ANSWERED_BY_PROVIDER else set()
    day = case.received_at.astimezone(VIETNAM).date()
    set_bodies(dossier=dossier, function=min(functions, default=DELEGATED_DEPARTMENT), day=day)
    dossier.save()
    step = Step.objects.create(
        dossier=dossier,
        transition="record_old_case",
        label="Nhập hồ sơ cũ",
        source="",
        target=case.outcome,
        by=by,
        role=(Role.CLERK if clerk else Role.DEPARTMENT_OFFICER).value,
        at=now,
        legal_at=case.received_at,
        comment=case.reason,
        clause=kind.form(profile).clause.cite(),
    )
    of_rows = _rows(dossier=dossier, case=case, profile=profile, by=by, now=now)
    _clock(dossier=dossier, profile=profile, now=now)
    dossier.save()
    file_document(dossier=dossier, kind=Document.Kind.WET_SCAN, data=proof.data, name=proof.name, by=by, now=now)
    record(
        action=f"{case.procedure}.old_case_recorded",
        object_type="dossier",
        object_id=str(dossier.public_id),
        by=by,
        at=now,
        payload={
            "dossier": dossier.code,
            "steps": [step.pk, *(one.pk for one in of_rows)],
            "profile": dossier.profile_code,
            "rows": len(case.rows),
        },
    )
    return dossier


def _profile(*, agency: Agency, case: OldCase) -> Profile:
    try:
        return profile_for_old_case(
            received_on=case.received_at.astimezone(VIETNAM).date(), overlay=agency.overlay or None
        )
    except NoProfile as error:
        text = "Hệ thống không có quy định của ngày tiếp nhận này. Kiểm tra lại ngày."
        raise InvalidInput(FieldError("received_at", text)) from error


def _one_at_a_time(*, agency: Agency, case: OldCase) -> None:
    """Until the transaction ends nobody else enters a paper of this number: a second press finds the first."""
    key = keyed_digest(f"old_case:{agency.pk}:{case.number.strip()}")
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [int(key[:15], 16)])


def _check(*, agency: Agency, case: OldCase, now: datetime) -> None:
    errors = []
    if case.procedure not in RECORDABLE:
        errors.append(FieldError("procedure", "Chọn một thủ tục."))
    if case.outcome not in OUTCOMES:
        errors.append(FieldError("outcome", "Chọn kết quả của hồ sơ."))
    if not case.number.strip():
        errors.append(FieldError("number", "Nhập số văn bản."))
    if not case.sent_at <= case.received_at <= case.answered_at <= now:
        text = "Thời điểm gửi, tiếp nhận, trả lời phải theo thứ tự và không ở tương lai."
        errors.append(FieldError("received_at", text))
    if case.document_date > case.sent_at.astimezone(VIETNAM).date():
        errors.append(FieldError("document_date", "Ngày văn bản sau ngày gửi. Kiểm tra lại."))
    if not 1 <= len(case.rows) <= MOST_ROWS:
        errors.append(FieldError("rows", f"Nhập từ 1 đến {MOST_ROWS} dòng."))
    same = Dossier.objects.filter(
        managing_agency=agency, number=case.number, symbol=case.symbol, document_date=case.document_date
    ).exclude(state="withdrawn")
    if not errors and (found := same.first()) is not None:
        text = f"Văn bản số {case.number}/{case.symbol} ngày {case.document_date:%d/%m/%Y} đã có ở hồ sơ {found.code}."
        errors.append(FieldError("number", text))
    if errors:
        raise InvalidInput(*errors)


def _rows(*, dossier: Dossier, case: OldCase, profile: Profile, by: User, now: datetime) -> list[Step]:
    """Writes the rows; returns the step of each."""
    form = dossier.kind.form(profile)
    rows = Request.objects.bulk_create(
        Request(
            dossier=dossier,
            position=position,
            procedure=dossier.procedure,
            state=_row_state(case, row),
            medium=Request.Medium.TOKEN if dossier.procedure in ISSUES else "",
            printed=clean_cells(cells=row.cells, form=form),
        )
        for position, row in enumerate(case.rows, start=1)
    )
    return Step.objects.bulk_create(
        Step(
            dossier=dossier,
            request=row,
            transition="record_old_case",
            label="Nhập hồ sơ cũ",
            source="",
            target=row.state,
            by=by,
            at=now,
            comment=old.reason,
            clause=form.clause.cite(),
        )
        for row, old in zip(rows, case.rows, strict=True)
    )


def _row_state(case: OldCase, row: OldRow) -> str:
    if case.outcome != "closed":
        return case.outcome
    return "refused" if row.refused else "closed"


def _clock(*, dossier: Dossier, profile: Profile, now: datetime) -> None:
    """The term that the case had: what is measured in reports, with its explanation, and over already."""
    name, state = CLOCKS.get(dossier.procedure, PROVIDER_CLOCK)
    deadline = known(dossier.kind.dossier.find(name=name, state=state).deadline)
    found = explain_deadline(deadline=deadline, profile=profile, starts_at=known(dossier.valid_received_at))
    dossier.due_at = found.due_at
    dossier.due_bearer = PROVIDER if dossier.procedure in ANSWERED_BY_PROVIDER else dossier.recipient_function
    DeadlineRecord.objects.create(
        dossier=dossier,
        parameter=deadline.parameter,
        starts_at=known(dossier.valid_received_at),
        due_at=found.due_at,
        explanation=found.as_json(),
        clause=getattr(profile, deadline.parameter).clause.cite(),
        computed_at=now,
        superseded_at=now,
    )
