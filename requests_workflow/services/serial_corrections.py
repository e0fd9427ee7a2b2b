"""A device's serial was mistyped when the device came: corrected, and the papers that print it follow.

What was sent stays as it was sent. So the serial is corrected freely while it stands in the register and in drafts
alone; a paper that is being reviewed, signed or numbered is taken back first; and once a paper naming the device has
left the agency (Mẫu 05–09), the letter that told the addressee of the error is named by number and date.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import OperationalError, transaction

from directory.domain.roles import Role
from directory.ledger.services import record
from directory.models import User
from directory.selectors.roles import Actor, actor_for
from requests_workflow.domain.calendar import VIETNAM
from requests_workflow.models import Dossier, Request, Step
from requests_workflow.procedures.certificate_issue.clauses import SERIAL_CORRECTION
from requests_workflow.selectors.dossiers import has_left_the_agency
from requests_workflow.services.errors import FieldError, InvalidInput, WorkflowError
from requests_workflow.services.notify import tell, users_with
from tokens.models import KeeperChange, SerialCorrection, Token
from tokens.selectors.register import may_correct_serial
from tokens.services import correcting

PRINTED = "token_serial"
DRAFTERS = frozenset({Role.CLERK, Role.CONTACT_OFFICER})
LABEL = "Đính chính số hiệu thiết bị"


@dataclass(frozen=True, kw_only=True)
class Papers:
    """The rows that name a device: `sent` papers, papers `under_way` to the signature, `drafts`, and `offered` rows."""

    sent: tuple[Request, ...]
    under_way: tuple[Request, ...]
    drafts: tuple[Request, ...]
    offered: tuple[Request, ...]
    open_rows: tuple[Request, ...]

    @property
    def sent_on(self) -> date | None:
        """The last +07:00 day on which a paper naming the device left; None where none has."""
        days = [row.dossier.sent_at.astimezone(VIETNAM).date() for row in self.sent if row.dossier.sent_at]
        return max(days, default=None)


def papers_naming(tokens: Sequence[Token]) -> Papers:
    """Every row about these devices, by what may become of the serial that it prints; one query."""
    rows = Request.objects.filter(token__in=tokens).select_related("dossier__managing_agency", "token")
    found = [row for row in rows.order_by("pk") if row.state != "withdrawn" or has_left_the_agency(row.dossier)]
    naming = [row for row in found if row.printed.get(PRINTED)]
    sent = tuple(row for row in naming if has_left_the_agency(row.dossier))
    inside = [row for row in naming if row not in sent and row.dossier.closed_at is None and row.state != "withdrawn"]
    return Papers(
        sent=sent,
        under_way=tuple(row for row in inside if row.dossier.state != "draft"),
        drafts=tuple(row for row in inside if row.dossier.state == "draft"),
        offered=tuple(row for row in found if row.state == "handover_offered"),
        open_rows=tuple(row for row in found if row.dossier.closed_at is None and row.state != "withdrawn"),
    )


def correct_serial(
    *,
    token: Token,
    serial: str,
    reason: str,
    by: User,
    now: datetime,
    seen: str,
    swap: bool = False,
    letter_number: str = "",
    letter_date: date | None = None,
) -> list[SerialCorrection]:
    """Corrects the serial in the register and in every draft that prints it; `seen` is the one that the person saw.

    `swap`: the device that bears that serial now takes this one's (two labels were typed crosswise). Everybody who
    works on an open case of the device finds a step there. Of two corrections at once the second is told of the first.
    Raises WorkflowError for somebody who may not, while a paper naming the device is on its way to the signature and
    while somebody is to confirm the serial; InvalidInput for values that cannot be, each at its field.
    """
    actor = actor_for(user=by, now=now)
    _refuse_input(reason=reason, letter_number=letter_number, letter_date=letter_date, now=now)
    try:
        with transaction.atomic():
            return _correct(
                tokens=_locked(token, serial=serial, swap=swap, actor=actor, seen=seen),
                serial=serial,
                reason=reason.strip(),
                by=by,
                now=now,
                letter=(letter_number.strip(), letter_date),
            )
    except correcting.CannotRecord as error:
        raise InvalidInput(FieldError("so_hieu", str(error))) from error


def _locked(token: Token, *, serial: str, swap: bool, actor: Actor, seen: str) -> list[Token]:
    """The device, and the one that takes its serial, locked in one order."""
    other = correcting.device_with(serial) if swap else None
    ids = sorted({token.pk, other.pk if other is not None else token.pk})
    rows = Token.objects.select_for_update(of=("self",)).filter(pk__in=ids).select_related("managing_agency")
    found = {one.pk: one for one in rows.order_by("pk")}
    if found[token.pk].serial_number != seen:
        raise WorkflowError(
            f"Số hiệu vừa được người khác sửa thành {found[token.pk].serial_number}. Tải lại trang để xem; chỉ đính "
            "chính nếu vẫn sai."
        )
    chosen = [found[pk] for pk in ([token.pk] if other is None else [token.pk, other.pk])]
    if not all(may_correct_serial(actor=actor, token=one) for one in chosen):
        raise WorkflowError("Chỉ người được ghi nhận thiết bị của cơ quan đính chính được số hiệu.")
    return chosen


def _correct(
    *,
    tokens: list[Token],
    serial: str,
    reason: str,
    by: User,
    now: datetime,
    letter: tuple[str, date | None],
) -> list[SerialCorrection]:
    dossiers = _lock_dossiers(tokens)
    papers = papers_naming(tokens)
    _refuse_papers(papers, tokens=tokens, letter=letter)
    serials = [serial, *(token.serial_number for token in tokens[:1])]
    made = correcting.correct_serials(
        changes=list(zip(tokens, serials, strict=False)),
        reason=reason,
        by=by,
        now=now,
        letter_number=letter[0],
        letter_date=letter[1],
    )
    by_token = {one.token_id: one for one in made}
    for row in papers.drafts:
        row.printed = row.printed | {PRINTED: by_token[row.token_id or 0].new_serial}
    Request.objects.bulk_update(papers.drafts, ["printed"])
    _write_steps(papers, corrections=by_token, dossiers=dossiers, by=by, now=now)
    for one in made:
        _tell(one, by=by, now=now)
    return made


def _refuse_papers(papers: Papers, *, tokens: Sequence[Token], letter: tuple[str, date | None]) -> None:
    if papers.under_way:
        codes = ", ".join(sorted({row.dossier.code for row in papers.under_way}))
        raise WorkflowError(
            f"Văn bản đang trình, đã ký hoặc chờ gửi có in số hiệu này: {codes}. Thu lại hoặc trả lại người soạn thảo "
            "(đã đóng dấu thì bỏ văn bản đó), đính chính, rồi trình lại."
        )
    if papers.offered:
        codes = ", ".join(sorted({row.dossier.code for row in papers.offered}))
        raise WorkflowError(
            f"Người nhận đang được đề nghị xác nhận số hiệu này ở hồ sơ {codes}. Chọn “Thôi bàn giao lần này” ở hồ sơ, "
            "đính chính, rồi bàn giao lại."
        )
    if KeeperChange.objects.filter(token__in=tokens, ended_at__isnull=True).exists():
        raise WorkflowError(
            "Thiết bị đang chờ hai bên xác nhận giao nhận theo số hiệu này. Thôi lần giao đó, đính chính, rồi giao lại."
        )
    number, day = letter
    if papers.sent_on is None:
        return
    if not number or day is None:
        codes = ", ".join(sorted({row.dossier.code for row in papers.sent}))
        raise InvalidInput(
            FieldError(
                "so_van_ban",
                f"Văn bản có in số hiệu này đã gửi: {codes}. Gửi văn bản đính chính cho nơi nhận, rồi nhập số và ngày "
                "của văn bản đó.",
            )
        )
    if day < papers.sent_on:
        text = f"Ngày văn bản đính chính sớm hơn ngày gửi văn bản có số hiệu sai ({papers.sent_on:%d/%m/%Y})."
        raise InvalidInput(FieldError("ngay_van_ban", f"{text} Kiểm tra lại."))


def _refuse_input(*, reason: str, letter_number: str, letter_date: date | None, now: datetime) -> None:
    errors = []
    if not reason.strip():
        errors.append(FieldError("ly_do", "Ghi lý do đính chính."))
    if bool(letter_number.strip()) != (letter_date is not None):
        field = "so_van_ban" if letter_date is not None else "ngay_van_ban"
        errors.append(FieldError(field, "Nhập đủ số và ngày của văn bản đính chính, hoặc để trống cả hai."))
    if letter_date is not None and letter_date > now.astimezone(VIETNAM).date():
        errors.append(FieldError("ngay_van_ban", "Ngày văn bản ở tương lai. Nhập ngày ghi trên văn bản."))
    if errors:
        raise InvalidInput(*errors)


def _lock_dossiers(tokens: Sequence[Token]) -> dict[int, Dossier]:
    """The open cases, locked without waiting: an act on one holds its case and may wait for our device."""
    ids = Request.objects.filter(token__in=tokens, dossier__closed_at__isnull=True).values("dossier_id")
    try:
        with transaction.atomic():
            rows = Dossier.objects.select_for_update(of=("self",), nowait=True).filter(pk__in=ids)
            return {one.pk: one for one in rows.order_by("pk")}
    except OperationalError as error:
        raise WorkflowError(
            "Có người đang xử lý hồ sơ của thiết bị này đúng lúc này. Chưa đính chính; thử lại sau giây lát."
        ) from error


def _write_steps(
    papers: Papers,
    *,
    corrections: dict[int, SerialCorrection],
    dossiers: dict[int, Dossier],
    by: User,
    now: datetime,
) -> None:
    """The story of each open case tells of it; whoever has its page open is told that it moved on."""
    rows = [(row, corrections[row.token_id or 0]) for row in papers.open_rows if row.dossier_id in dossiers]
    steps = Step.objects.bulk_create(
        Step(
            dossier_id=row.dossier_id,
            request=row,
            transition="correct_serial",
            label=LABEL,
            source=row.state,
            target=row.state,
            by=by,
            at=now,
            comment=_words(one),
            clause=SERIAL_CORRECTION.cite(),
        )
        for row, one in rows
    )
    told = [dossiers[pk] for pk in {row.dossier_id for row, _ in rows}]
    for dossier in told:
        dossier.version += 1
        record(
            action=f"{dossier.procedure}.rows.correct_serial",
            object_type="dossier",
            object_id=str(dossier.public_id),
            by=by,
            at=now,
            payload={
                "dossier": dossier.code,
                "steps": [step.pk for step in steps if step.dossier_id == dossier.pk],
                "version": dossier.version,
            },
        )
    Dossier.objects.bulk_update(told, ["version"])


def _words(one: SerialCorrection) -> str:
    letter = ""
    if one.letter_date is not None:
        letter = f" Văn bản đính chính số {one.letter_number} ngày {one.letter_date:%d/%m/%Y}."
    return f"Từ {one.old_serial} thành {one.new_serial}. Lý do: {one.reason}.{letter}"


def _tell(one: SerialCorrection, *, by: User, now: datetime) -> None:
    """Whoever holds the device or drafts for its agency hears what to look for on the label."""
    token = one.token
    people = users_with(agency=token.managing_agency, roles=DRAFTERS, now=now)
    held = token.custody.filter(until__isnull=True).select_related("holder_person__account").first()
    account = getattr(held.holder_person, "account", None) if held is not None else None
    tell(
        users=[user for user in [*people, *([account] if account is not None else [])] if user.pk != by.pk],
        kind="serial_corrected",
        dossier=None,
        title=f"Số hiệu thiết bị {one.old_serial} được đính chính thành {one.new_serial}",
        body=f"{_words(one)} So với số in trên thiết bị; nếu không đúng, báo ngay cho cán bộ đầu mối của cơ quan.",
        event=f"correction:{one.pk}",
        now=now,
        url=f"/thiet-bi/{token.public_id}/",
    )
