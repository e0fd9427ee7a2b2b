"""What an act brings with it: typed values and files, the same for a form, a worker and a test."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from directory.models import Person, User
from requests_workflow.models import Dossier
from requests_workflow.services.documents import Incoming, sniff
from requests_workflow.services.errors import FieldError, InvalidInput

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
# Clocks of two systems differ a little; a legal time further ahead than this is a typing error.
CLOCK_TOLERANCE = timedelta(minutes=5)


@dataclass(frozen=True, kw_only=True)
class SignedFile:
    """A signed PDF whose signatures a worker has verified, with that report (shape of `verify_pdf --json`)."""

    data: bytes
    name: str
    report: Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class HandoverInput:
    """The device changed hands: taken in and given back, with its condition each time."""

    taken_at: datetime
    returned_at: datetime
    condition_in: str
    condition_out: str


@dataclass(frozen=True, kw_only=True)
class RecoveryInput:
    """How a device was recovered: `way` is a tokens.Recovery.Way value; never a password."""

    way: str
    tool: str
    operator: Person
    performed_at: datetime
    handover: HandoverInput | None = None
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class RowResult:
    """What the provider said about one row: `outcome` is a key of the procedure's `outcomes`; a refusal, of the whole
    or of one service, and a supplement have their reason."""

    request_id: uuid.UUID
    outcome: str
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class DeviceInput:
    """One device that arrived for one row, as its label says; `kind` is a tokens.Token.Kind value."""

    request_id: uuid.UUID
    serial: str
    kind: str = "pki_token"
    model: str = ""
    condition: str = ""


@dataclass(frozen=True, kw_only=True)
class ActInput:
    """Everything an act may need (engine vocabulary NEEDS); what the transition does not need stays empty.

    `files` maps a need ("proof_file", "scan_file", "supplement_file") to the file given for it.
    """

    reason: str = ""
    clause: str = ""
    legal_at: datetime | None = None
    number: str = ""
    symbol: str = ""
    document_date: date | None = None
    channel: str = ""
    channel_code: str = ""
    incoming_number: str = ""
    files: Mapping[str, Incoming] = field(default_factory=dict)
    signed: SignedFile | None = None
    recovery: RecoveryInput | None = None
    officer: User | None = None
    row_results: tuple[RowResult, ...] = ()
    devices: tuple[DeviceInput, ...] = ()
    condition: str = ""
    revoked_at: datetime | None = None
    decision_number: str = ""
    decision_date: date | None = None
    installer: str = ""
    keeper: Person | None = None
    # Which tracked copy it is about (public id); None: the one whose turn it is.
    copy_id: uuid.UUID | None = None

    def given(self) -> dict[str, object]:
        """Need -> value, as the engine's check_input reads it; an absent value is None."""
        return {
            "reason": self.reason or None,
            "clause": self.clause or None,
            "legal_time": self.legal_at,
            "number_and_date": (self.number, self.document_date) if self.number and self.document_date else None,
            # A channel without the code that it gave proves nothing.
            "channel": self.channel if self.channel and self.channel_code else None,
            "signed_document": self.signed,
            "recovery_record": self.recovery,
            "officer": self.officer,
            "answer_reference": (self.number, self.document_date) if self.number and self.document_date else None,
            "row_results": self.row_results or None,
            "devices": self.devices or None,
            "condition": self.condition or None,
            "custody_decision": (self.decision_number, self.decision_date)
            if self.decision_number and self.decision_date
            else None,
            "installer": self.installer.strip() or None,
            "keeper": self.keeper,
            "copy_channel": self.channel if self.channel and self.channel_code else None,
            **{need: self.files.get(need) for need in ("proof_file", "scan_file", "supplement_file")},
        }

    def check(self, *, dossier: Dossier, now: datetime, needs: frozenset[str] = frozenset()) -> None:
        """Times in a possible order and files of a kind that is taken. Raises InvalidInput naming each field."""
        errors = [
            FieldError(
                need, "Tệp không phải PDF, PNG hoặc JPEG. Chọn lại tệp đúng loại; các nội dung khác vẫn được giữ."
            )
            for need, incoming in self.files.items()
            if sniff(incoming.data) is None
        ]
        if self.legal_at is not None:
            if self.legal_at > now + CLOCK_TOLERANCE:
                errors.append(FieldError("legal_at", "Thời điểm ở tương lai. Nhập đúng thời điểm ghi trên hệ thống."))
            # A device may change hands before a supplement is sent: what counts is the first sending.
            earliest = _first_sent(dossier) if needs & {"devices", "condition"} else dossier.sent_at
            # A copy may leave before the document itself is on record as sent.
            later = dossier.state != "supplement_requested" and "copy_channel" not in needs
            if earliest is not None and _is_before(self.legal_at, earliest) and later:
                errors.append(FieldError("legal_at", "Thời điểm sớm hơn lúc gửi văn bản. Kiểm tra lại ngày, giờ."))
            first, asked = dossier.first_received_at, dossier.suspensions.filter(until__isnull=True).first()
            if first is not None and _is_before(self.legal_at, first) and dossier.state == "supplement_requested":
                errors.append(
                    FieldError("legal_at", "Thời điểm sớm hơn lúc tiếp nhận lần đầu. Kiểm tra lại ngày, giờ.")
                )
            elif (
                asked is not None
                # Two systems, two clocks.
                and _is_before(self.legal_at + CLOCK_TOLERANCE, asked.since)
                and needs & {"supplement_file", "answer_reference"}
            ):
                since = asked.since.astimezone(VIETNAM)
                text = f"Thời điểm sớm hơn lúc yêu cầu bổ sung ({since:%H:%M %d/%m/%Y}). Kiểm tra lại ngày, giờ."
                errors.append(FieldError("legal_at", text))
            errors += _too_early_on_the_way(dossier=dossier, at=self.legal_at, needs=needs)
        if self.document_date is not None and self.document_date > now.astimezone(VIETNAM).date():
            errors.append(FieldError("document_date", "Ngày văn bản ở tương lai. Nhập ngày ghi trên văn bản."))
        if self.decision_date is not None and self.decision_date > now.astimezone(VIETNAM).date():
            errors.append(FieldError("decision_date", "Ngày quyết định ở tương lai. Nhập ngày ghi trên quyết định."))
        sent_on = dossier.sent_at.astimezone(VIETNAM).date() if dossier.sent_at else None
        if "answer_reference" in needs and self.document_date and sent_on and self.document_date < sent_on:
            errors.append(FieldError("document_date", "Ngày trả lời sớm hơn ngày gửi hồ sơ. Xem lại văn bản."))
        if self.recovery is not None and self.recovery.performed_at > now + CLOCK_TOLERANCE:
            errors.append(FieldError("performed_at", "Thời điểm khôi phục ở tương lai. Nhập thời điểm đã thực hiện."))
        received_at = dossier.first_received_at
        if (
            self.recovery is not None
            and received_at is not None
            and _is_before(self.recovery.performed_at, received_at)
        ):
            errors.append(
                FieldError("performed_at", "Thời điểm khôi phục sớm hơn lúc tiếp nhận hồ sơ. Kiểm tra lại ngày, giờ.")
            )
        if errors:
            raise InvalidInput(*errors)


def _is_before(typed: datetime, noted: datetime) -> bool:
    """Whether it lies in an earlier minute: people write minutes, what the product noted has seconds."""
    return typed < noted.replace(second=0, microsecond=0)


def _first_sent(dossier: Dossier) -> datetime | None:
    first = dossier.steps.filter(transition="send").order_by("id").first()
    return first.legal_at if first is not None else dossier.sent_at


def _too_early_on_the_way(*, dossier: Dossier, at: datetime, needs: frozenset[str]) -> list[FieldError]:
    """Where the department is the receiving point, it has the dossier first and the provider after it was sent on."""
    before, what = None, "Sở chuyển Cục"
    if dossier.state == "at_department":
        arrival = dossier.steps.filter(transition="receive_at_department").order_by("-id").first()
        before, what = (arrival.legal_at if arrival is not None else None), "Sở tiếp nhận"
    elif dossier.state == "forwarded" or "answer_reference" in needs:
        before = dossier.forwarded_at
    if before is None or not _is_before(at, before):
        return []
    when = f"{before.astimezone(VIETNAM):%H:%M %d/%m/%Y}"
    return [FieldError("legal_at", f"Thời điểm sớm hơn lúc {what} ({when}). Kiểm tra lại ngày, giờ.")]
