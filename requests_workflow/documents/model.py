"""What each printed document says, as frozen data: nothing here is looked up, formatted or rendered.

Layout names follow the boxes of Nghị định 30/2020/NĐ-CP, Phụ lục I; an empty text is printed as "không có".
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

# Phụ lục I, box 7b: no academic title before the signer's name (army, education, health and science bodies apart).
_ACADEMIC_TITLE = re.compile(r"(?:GS|PGS|TSKH|TS|ThS|BS|KS|CN)\.\s*", re.IGNORECASE)
RECOVERY_TITLE = "khôi phục thiết bị lưu khóa bí mật"
DEVICE_NOUN = "thiết bị lưu khóa bí mật"


@dataclass(frozen=True, kw_only=True)
class Signer:
    """The signer's block, boxes 7a-7c and 8.

    `power_lines` hold "TM. ỦY BAN NHÂN DÂN" or "KT. CHỦ TỊCH", `title_lines` hold "PHÓ CHỦ TỊCH", both written in caps.
    `seal_mm` is the true diameter of the seal in millimetres, or None where the document bears no seal.
    Raises ValueError for an academic title before `name` unless `academic_titles` says that the body may use one.
    """

    power_lines: tuple[str, ...] = ()
    title_lines: tuple[str, ...]
    name: str
    seal_mm: float | None = 36.0
    academic_titles: bool = False

    def __post_init__(self) -> None:
        if not self.academic_titles and _ACADEMIC_TITLE.match(self.name):
            raise ValueError(f"academic title before the signer's name: {self.name!r}")
        if self.seal_mm is not None and not 10 <= self.seal_mm <= 60:
            raise ValueError(f"seal diameter out of 10-60 mm: {self.seal_mm}")


@dataclass(frozen=True, kw_only=True)
class AdministrativeDocument:
    """The part that every document shares (Nghị định 30/2020/NĐ-CP, Phụ lục I, phần I mục II and III).

    `issuing_body` and `superior_body` are written in caps by the caller. `number` and `issued_on` are None until the
    văn thư gives them: then the page carries AcroForm text fields in their places. `symbol` None leaves the whole
    "Số:" line out. `subject` is "V/v …" for a công văn and the trích yếu for a document with a name of its own.
    `copies_to` are the lines of "Nơi nhận" without dash and closing mark. `contact` is box 13, printed on page 1.
    """

    superior_body: str | None = None
    issuing_body: str
    symbol: str | None
    number: str | None = None
    place: str
    issued_on: date | None = None
    subject: str
    recipients: tuple[str, ...] = ()
    signer: Signer | None
    copies_to: tuple[str, ...] = ()
    contact: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Column:
    """One column of a form's table; neighbours with the same `group` share one head cell above them.

    An empty cell is printed as "không có" unless the column `may_be_blank`. `unbroken` widens the column, where the
    others can give way, for values that must be copied in one piece.
    """

    key: str
    title: str
    width_mm: float
    group: str | None = None
    align: Literal["left", "center"] = "left"
    may_be_blank: bool = False
    unbroken: bool = False


@dataclass(frozen=True, kw_only=True)
class Coordinator:
    """Người phối hợp thực hiện khôi phục (Mẫu số 06, mục 1): no e-mail and no delivery address on this form."""

    full_name: str
    identity_number: str
    identity_issued_on: date | None
    identity_issued_by: str
    position: str
    workplace: str
    mobile: str


@dataclass(frozen=True, kw_only=True)
class RecoveryForm:
    """Mẫu số 06, Nghị định 68/2024/NĐ-CP: the managing body asks for the recovery of locked devices.

    `managing_body` and `recovery_office` are names as used in running text; `legal_basis` completes "Căn cứ …".
    The ordinal column (STT) is added by the renderer; `rows` map a column's key to its text. From `annex_from` rows
    on, the table goes to an annex (Phụ lục).
    """

    document: AdministrativeDocument
    managing_body: str
    recovery_office: str
    legal_basis: str
    coordinator: Coordinator
    columns: tuple[Column, ...]
    rows: tuple[Mapping[str, str], ...]
    annex_from: int = 11

    def __post_init__(self) -> None:
        if not self.columns:
            raise ValueError("a form needs at least one column")
        known = {column.key for column in self.columns}
        for row in self.rows:
            if unknown := set(row) - known:
                raise ValueError(f"row with keys of no column: {sorted(unknown)}")


@dataclass(frozen=True, kw_only=True)
class IncomingReference:
    """The văn bản đề nghị that an answer refers to: "Công văn số 12/UBND-VP ngày 04 tháng 11 năm 2026 của …"."""

    kind: str = "Công văn"
    number_symbol: str
    issued_on: date | None
    sender: str


@dataclass(frozen=True, kw_only=True)
class Ground:
    """One reason with the clause it rests on, e.g. clause "điểm b khoản 2 Điều 13 Quy chế …"."""

    clause: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class RowGrounds:
    """One row of the request by its ordinal there, with what is said about it; `serial` names it where it has one."""

    position: int
    name: str
    grounds: tuple[Ground, ...]
    serial: str = ""


@dataclass(frozen=True, kw_only=True)
class DeviceLine:
    """One device named in an answer."""

    serial: str
    certificate_name: str
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class PersonLine:
    """One person named in an answer."""

    full_name: str
    workplace: str
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class RefusalLetter:
    """Written refusal with reason (Quy chế Lai Châu 2025, Điều 13 khoản 2 điểm b).

    `request_title` completes "đề nghị …"; `item_noun` and `request_act` head the list: "Thiết bị lưu khóa bí mật không
    được chấp nhận khôi phục". The list holds `devices`, or `people` where the request is about persons, or `rows` where
    each has grounds of its own; `grounds` are those of all of them. `row_count` is the number of rows of the request:
    with fewer `rows` than that, the letter refuses those alone.
    """

    document: AdministrativeDocument
    department: str
    incoming: IncomingReference
    received_at: datetime | None
    grounds: tuple[Ground, ...]
    devices: tuple[DeviceLine, ...] = ()
    people: tuple[PersonLine, ...] = ()
    rows: tuple[RowGrounds, ...] = ()
    row_count: int | None = None
    request_title: str = RECOVERY_TITLE
    request_act: str = "khôi phục"
    item_noun: str = DEVICE_NOUN


@dataclass(frozen=True, kw_only=True)
class SupplementNotice:
    """Notice that a request is not yet valid and what must be added: a phiếu, or a công văn where it has a symbol.

    `time_limit` is the working time that starts anew with the valid request, e.g. "01 ngày làm việc". `request_title`
    completes "đề nghị …" and `request_act` completes "thực hiện …". `items` concern the whole request, `rows` single
    rows of it.
    """

    document: AdministrativeDocument
    department: str
    incoming: IncomingReference
    received_at: datetime | None
    items: tuple[Ground, ...]
    time_limit: str
    clock_clause: str
    rows: tuple[RowGrounds, ...] = ()
    request_title: str = RECOVERY_TITLE
    request_act: str = "khôi phục"


@dataclass(frozen=True, kw_only=True)
class Receipt:
    """Giấy tiếp nhận: what came in and when it is due; `due_reasons` explain the due time line by line.

    `device_count` counts the rows in `item_unit`: "Số lượng thiết bị lưu khóa bí mật: 01 thiết bị". `request_title`
    completes "đề nghị …"; empty, the line is left out.
    """

    document: AdministrativeDocument
    code: str
    department: str
    incoming: IncomingReference
    channel: str
    first_received_at: datetime
    valid_received_at: datetime | None
    device_count: int
    due_at: datetime | None
    due_reasons: tuple[str, ...]
    clause: str
    item_noun: str = DEVICE_NOUN
    item_unit: str = "thiết bị"
    request_title: str = ""


@dataclass(frozen=True, kw_only=True)
class Party:
    """One side of the minutes."""

    role: str
    organisation: str
    name: str
    position: str


@dataclass(frozen=True, kw_only=True)
class RecoveredDevice:
    """One device of the minutes and what became of it."""

    serial: str
    certificate_name: str
    result: str
    recovered_at: datetime | None


@dataclass(frozen=True, kw_only=True)
class CustodyRow:
    """One hand-over of the device between two people."""

    given_by: str
    taken_by: str
    at: datetime
    condition: str = ""


@dataclass(frozen=True, kw_only=True)
class Signatory:
    """Who signs the minutes, in the order of the places on the page."""

    role: str
    name: str


@dataclass(frozen=True, kw_only=True)
class RecoveryMinutes:
    """Biên bản khôi phục thiết bị lưu khóa bí mật; never holds a password.

    `copies` is the number of paper copies, None when the minutes are made as an electronic document.
    """

    document: AdministrativeDocument
    incoming: IncomingReference
    began_at: datetime
    ended_at: datetime
    location: str
    parties: tuple[Party, ...]
    way: str
    tool: str
    operator: str
    devices: tuple[RecoveredDevice, ...]
    custody: tuple[CustodyRow, ...]
    signatories: tuple[Signatory, ...]
    copies: int | None = None
