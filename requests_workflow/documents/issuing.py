"""What the papers of a first certificate say: Mẫu số 01, Mẫu số 07 and the minutes of hand-over, as frozen data."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

from requests_workflow.documents.model import AdministrativeDocument, Column, IncomingReference

# Widths that share a landscape page with the ordinal: dates, telephone numbers and "Vinaphone/cs" stay whole.
ISSUE_WIDTHS_MM: Mapping[str, float] = MappingProxyType(
    {
        "full_name": 24.5,
        "birth_date": 20.5,
        "identity": 29.0,
        "official_email": 38.0,
        "workplace": 27.0,
        "province": 17.5,
        "position": 16.5,
        "phone": 24.0,
        "old_certificate_serial": 19.0,
        "sim_pki": 24.0,
    }
)
HANDOVER_WIDTHS_MM: Mapping[str, float] = MappingProxyType(
    {
        "subscriber_name": 32.0,
        "workplace": 32.0,
        "certificate_serial": 36.0,
        "token_serial": 29.0,
        "handed_over_on": 24.0,
    }
)
_HANDOVER_TITLES = {
    "subscriber_name": "Tên thuê bao",
    "workplace": "Cơ quan, tổ chức công tác",
    "certificate_serial": "Số hiệu chứng thư chữ ký số",
    "token_serial": "Số hiệu thiết bị lưu khóa bí mật",
    "handed_over_on": "Ngày bàn giao",
}
# The layout of Mẫu số 07 is not at hand; these are what a notice of hand-over cannot do without.
HANDOVER_COLUMNS = tuple(
    Column(key=key, title=title, width_mm=HANDOVER_WIDTHS_MM[key], unbroken=key.endswith("_serial"))
    for key, title in _HANDOVER_TITLES.items()
)


@dataclass(frozen=True, kw_only=True)
class Fact:
    """One line "label: value" of a form; an empty value is printed as "không có"."""

    label: str
    value: str


@dataclass(frozen=True, kw_only=True)
class IssueForm:
    """Mẫu số 01, Nghị định 68/2024/NĐ-CP: the managing body asks for certificates.

    `managing_body` and `provider` are names as used in running text; `legal_basis` completes "Căn cứ …" and
    `request_title` "đề nghị … ". `contact` is the block of the person who takes delivery, line by line. The ordinal
    column (STT) is added by the renderer; `rows` map a column's key to its text. From `annex_from` rows on, and
    whenever the columns need a landscape page, the table goes to an annex (Phụ lục) headed by `annex_title`.
    Raises ValueError without columns, or for a row with a key of no column.
    """

    document: AdministrativeDocument
    managing_body: str
    provider: str
    legal_basis: str
    contact: tuple[Fact, ...]
    columns: tuple[Column, ...]
    rows: tuple[Mapping[str, str], ...]
    request_title: str = "cấp chứng thư chữ ký số chuyên dùng công vụ cho cá nhân"
    contact_title: str = "Người tiếp nhận chứng thư chữ ký số, thiết bị lưu khóa bí mật"
    annex_title: str = "DANH SÁCH CÁ NHÂN ĐỀ NGHỊ CẤP CHỨNG THƯ CHỮ KÝ SỐ CHUYÊN DÙNG CÔNG VỤ"
    annex_from: int = 11

    def __post_init__(self) -> None:
        check_rows(self.columns, self.rows)


@dataclass(frozen=True, kw_only=True)
class HandoverNotice:
    """Mẫu số 07, Nghị định 68/2024/NĐ-CP: the managing body tells the provider that devices were handed over.

    `request` is the công văn of Mẫu số 01 by which the certificates were asked for. `remaining` counts the devices of
    that request which are still to be handed over; None leaves the line out. Otherwise as IssueForm.
    """

    document: AdministrativeDocument
    managing_body: str
    provider: str
    legal_basis: str
    request: IncomingReference
    rows: tuple[Mapping[str, str], ...]
    columns: tuple[Column, ...] = HANDOVER_COLUMNS
    remaining: int | None = None
    annex_title: str = "DANH SÁCH THIẾT BỊ LƯU KHÓA BÍ MẬT ĐÃ BÀN GIAO"
    annex_from: int = 11

    def __post_init__(self) -> None:
        check_rows(self.columns, self.rows)


@dataclass(frozen=True, kw_only=True)
class Giver:
    """Who hands the devices over. `confirmed_at` is when he confirmed on screen; None leaves a place to sign."""

    name: str
    position: str
    organisation: str
    confirmed_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class Receiver:
    """Who takes one device. Texts and times that are written by hand stay empty; `confirmed_at` as for the giver."""

    name: str
    position: str
    organisation: str
    certificate_serial: str
    device_serial: str
    condition: str = ""
    received_at: datetime | None = None
    confirmed_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class HandoverMinutes:
    """Biên bản bàn giao thiết bị lưu khóa bí mật; never holds a password.

    `began_at` None leaves time and place to be written by hand. `request` is the công văn by which the certificates
    were asked for. `decision` is the decision that names who keeps the device of an organisation (Quy chế Ninh Thuận
    2017, Điều 16), whose name is `holder`. `copies` is the number of paper copies, None for an electronic document.
    Raises ValueError without receivers.
    """

    document: AdministrativeDocument
    giver: Giver
    receivers: tuple[Receiver, ...]
    began_at: datetime | None = None
    location: str = ""
    request: IncomingReference | None = None
    decision: IncomingReference | None = None
    holder: str = ""
    copies: int | None = None

    def __post_init__(self) -> None:
        if not self.receivers:
            raise ValueError("minutes of hand-over need at least one receiver")


def check_rows(columns: tuple[Column, ...], rows: tuple[Mapping[str, str], ...]) -> None:
    """Raise ValueError without columns, or for a row with a key of no column."""
    if not columns:
        raise ValueError("a form needs at least one column")
    known = {column.key for column in columns}
    for row in rows:
        if unknown := set(row) - known:
            raise ValueError(f"row with keys of no column: {sorted(unknown)}")
