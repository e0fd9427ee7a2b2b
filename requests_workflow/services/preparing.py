"""Renders papers before the lock is taken: a page of WeasyPrint takes longer than a lock should be held."""

import uuid
from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from directory.models import User
from directory.selectors.roles import name_on
from requests_workflow.documents import model as paper
from requests_workflow.documents.render import (
    render_receipt,
    render_refusal,
    render_supplement_notice,
)
from requests_workflow.engine.transition import Transition
from requests_workflow.models import Dossier
from requests_workflow.regulations.profile import CHANNELS, Profile, Value
from requests_workflow.selectors.facts import profile_of
from requests_workflow.services import papers
from requests_workflow.services.act_input import ActInput
from requests_workflow.services.deadlines import explain_deadline
from requests_workflow.services.errors import known
from requests_workflow.services.forms import form_pdf
from requests_workflow.services.issue_papers import request_title
from requests_workflow.services.performance import Prepared
from requests_workflow.services.request_papers import wording_of
from signing.services.prepare import prepare_form

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")


def prepare(*, dossier_id: uuid.UUID, act: str, given: ActInput, by: User | None, now: datetime) -> Prepared:
    """PDFs that the act will file, made from an unlocked reading; `version` says which reading."""
    dossier = Dossier.objects.select_related(
        "managing_agency__parent", "recipient__parent", "signer__person", "coordinator__agency", "provider", "parent"
    ).get(public_id=dossier_id)
    wanted = [t for t in dossier.kind.dossier.leaving(dossier.state) if t.name == act]
    if not wanted:
        return Prepared()
    transition = wanted[0]
    profile = profile_of(dossier)
    if given.legal_at is None and transition.register_act and profile.product_keeps_register.value:
        given = replace(given, legal_at=now)
    made: dict[str, bytes] = {}
    for effect in transition.effects:
        if effect == "render_document":
            # Filling number and date later must count as form filling for every verifier.
            made[effect] = prepare_form(form_pdf(dossier=dossier, profile=profile, now=now))
        elif effect == "render_refusal":
            made[effect] = prepare_form(refusal_pdf(dossier=dossier, given=given, now=now))
        elif effect == "render_supplement_notice":
            made[effect] = supplement_pdf(dossier=dossier, profile=profile, given=given, by=by, now=now)
        elif effect == "issue_receipt" and given.legal_at is not None:
            made[effect] = receipt_pdf(
                dossier=dossier, profile=profile, transition=transition, given=given, by=by, now=now
            )
    return Prepared(version=dossier.version, papers=made) if made else Prepared()


def refusal_pdf(*, dossier: Dossier, given: ActInput, now: datetime) -> bytes:
    """The written refusal with clause and reason (Điều 13.2b); number and date are fields filled after signing."""
    department = known(dossier.recipient)
    day = now.astimezone(VIETNAM).date()
    return render_refusal(
        paper.RefusalLetter(
            document=papers.department_document(
                dossier=dossier,
                department=department,
                subject="V/v không chấp nhận đề nghị khôi phục thiết bị lưu khóa bí mật",
                signer=papers.department_signer(department=department, user=None, on=day),
                day=day,
                symbol=department.abbreviation,
            ),
            department=name_on(agency=department, day=day),
            incoming=papers.incoming_reference(dossier),
            received_at=dossier.first_received_at,
            grounds=(paper.Ground(clause=given.clause, reason=given.reason),),
            devices=device_lines(dossier),
        )
    )


def supplement_pdf(*, dossier: Dossier, profile: Profile, given: ActInput, by: User | None, now: datetime) -> bytes:
    """The notice of what is missing; the term starts anew with the valid receipt."""
    words = _words(dossier, profile)
    department = known(dossier.recipient)
    day = now.astimezone(VIETNAM).date()
    return render_supplement_notice(
        paper.SupplementNotice(
            document=papers.department_document(
                dossier=dossier,
                department=department,
                subject=f"Hồ sơ đề nghị {words.title}",
                signer=_officer(by),
                day=day,
                symbol=None,
            ),
            department=name_on(agency=department, day=day),
            incoming=papers.incoming_reference(dossier),
            received_at=dossier.valid_received_at or dossier.first_received_at,
            items=(paper.Ground(clause=given.clause, reason=given.reason),),
            time_limit=f"{words.deadline.value:02d} ngày làm việc",
            clock_clause=words.deadline.clause.cite(),
            request_title=words.title,
            request_act=words.act,
        )
    )


def receipt_pdf(
    *,
    dossier: Dossier,
    profile: Profile,
    transition: Transition,
    given: ActInput,
    by: User | None,
    now: datetime,
) -> bytes:
    """The receipt with the due time and, day by day, why."""
    words = _words(dossier, profile)
    department, received_at = known(dossier.recipient), known(given.legal_at)
    day = now.astimezone(VIETNAM).date()
    explanation = None
    if transition.deadline is not None:
        explanation = explain_deadline(deadline=transition.deadline, profile=profile, starts_at=received_at)
    return render_receipt(
        paper.Receipt(
            document=papers.department_document(
                dossier=dossier,
                department=department,
                subject=f"Hồ sơ đề nghị {words.title}",
                signer=_officer(by),
                day=day,
                symbol=None,
            ),
            code=dossier.code,
            department=name_on(agency=department, day=day),
            incoming=_incoming(dossier, given),
            channel=CHANNELS.get(given.channel or dossier.channel, ""),
            first_received_at=dossier.first_received_at or received_at,
            valid_received_at=received_at,
            device_count=dossier.requests.count(),
            due_at=explanation.due_at if explanation else None,
            due_reasons=tuple(f"{d.date:%d/%m/%Y}: {d.why}" for d in explanation.days) if explanation else (),
            clause=words.deadline.clause.cite(),
            item_noun=words.item_noun,
            item_unit=words.item_unit,
        )
    )


@dataclass(frozen=True)
class _Words:
    """What the department's papers call the request that they answer, and the term that the law sets for it."""

    title: str
    act: str
    item_noun: str
    item_unit: str
    deadline: Value[int]


def _words(dossier: Dossier, profile: Profile) -> _Words:
    if dossier.procedure == "individual_issue":
        title = request_title(list(dossier.requests.all()))
        noun = "chứng thư chữ ký số đề nghị cấp"
        return _Words(title, "cấp chứng thư chữ ký số", noun, "chứng thư", profile.issue_deadline)
    if (words := wording_of(dossier)) is not None:
        clock = dossier.kind.dossier.find(name="record_provider_receipt", state="sent").deadline
        term = getattr(profile, known(clock).parameter)
        return _Words(words.request_title, words.request_act, words.item_noun, words.item_unit, term)
    return _Words(paper.RECOVERY_TITLE, "khôi phục", paper.DEVICE_NOUN, "thiết bị", profile.recovery_deadline)


def device_lines(dossier: Dossier) -> tuple[paper.DeviceLine, ...]:
    """Serial and certificate name of each row, as printed on the request."""
    return tuple(
        paper.DeviceLine(
            serial=row.printed.get("token_serial", ""), certificate_name=row.printed.get("certificate_name", "")
        )
        for row in dossier.requests.order_by("position")
    )


def _incoming(dossier: Dossier, given: ActInput) -> paper.IncomingReference:
    if given.number:
        symbol = f"/{given.symbol}" if given.symbol else ""
        return paper.IncomingReference(
            number_symbol=f"{given.number}{symbol}", issued_on=given.document_date, sender=dossier.managing_agency.name
        )
    return papers.incoming_reference(dossier)


def _officer(by: User | None) -> paper.Signer | None:
    """The officer who writes a receipt or notice; no seal on these."""
    if by is None or by.person is None:
        return None
    return paper.Signer(title_lines=("CÁN BỘ TIẾP NHẬN",), name=by.person.full_name, seal_mm=None)
