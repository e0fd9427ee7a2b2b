"""Minutes about a device after it was given out: Mẫu số 08 and 09 and the change of its keeper, as frozen data."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from requests_workflow.documents.issuing import Giver, check_rows
from requests_workflow.documents.model import AdministrativeDocument, Column, IncomingReference
from requests_workflow.documents.request_wording import RETURN_BASIS


@dataclass(frozen=True, kw_only=True)
class Side:
    """Who stands for one side of the minutes; an empty value is printed as "không có"."""

    organisation: str = ""
    name: str = ""
    position: str = ""
    identity_number: str = ""
    identity_issued_on: date | None = None
    identity_issued_by: str = ""
    phone: str = ""


@dataclass(frozen=True, kw_only=True)
class DeviceReturnMinutes:
    """Mẫu số 08, Nghị định 68/2024/NĐ-CP: the managing body gives devices back to the provider.

    The managing body is the giving side: its leader signs as `document.signer`, beside the seal. A `receiver` without a
    name leaves what is not known of him to be filled in by hand. `legal_basis` completes "Căn cứ …". `notice` is the
    provider's notice of revocation; without it the certificates expired. `began_at` None leaves time and place to the
    hand. `copies` is the number of paper copies, None for an electronic document. From `annex_from` rows on, and
    whenever the columns need a landscape page, the table goes to an annex.
    Raises ValueError without columns or rows, or for a row with a key of no column.
    """

    document: AdministrativeDocument
    giver: Side
    receiver: Side = Side()
    columns: tuple[Column, ...]
    rows: tuple[Mapping[str, str], ...]
    legal_basis: str = RETURN_BASIS
    notice: IncomingReference | None = None
    began_at: datetime | None = None
    location: str = ""
    copies: int | None = None
    annex_from: int = 11

    def __post_init__(self) -> None:
        check_rows(self.columns, self.rows)
        if not self.rows:
            raise ValueError("minutes of return need at least one device")


@dataclass(frozen=True, kw_only=True)
class LossMinutes:
    """Mẫu số 09, Nghị định 68/2024/NĐ-CP: the managing body confirms that devices are lost, and tells the provider.

    `managing_body` is who stands for it; its leader signs as `document.signer`, beside the seal. One subscriber signs
    beside the leader, with lines for the hand where none is named; several sign in a list of their own. When and how a
    device was lost are columns. Otherwise as DeviceReturnMinutes.
    """

    document: AdministrativeDocument
    managing_body: Side
    subscribers: tuple[Side, ...]
    provider: str
    columns: tuple[Column, ...]
    rows: tuple[Mapping[str, str], ...]
    legal_basis: str = RETURN_BASIS
    began_at: datetime | None = None
    location: str = ""
    copies: int | None = None
    annex_from: int = 11

    def __post_init__(self) -> None:
        check_rows(self.columns, self.rows)
        if not self.rows:
            raise ValueError("minutes of loss need at least one device")


@dataclass(frozen=True, kw_only=True)
class KeptDevice:
    """One device whose keeper changes."""

    certificate_name: str
    certificate_serial: str
    device_serial: str
    condition: str = ""


@dataclass(frozen=True, kw_only=True)
class KeeperChangeMinutes:
    """Minutes of the change of keeper (Quy chế Ninh Thuận 2017, Điều 10 khoản 3; Vĩnh Long 2020, Điều 14 khoản 4).

    `holder` is the body whose devices they are, `decision` names the new keeper; `legal_basis` completes "Căn cứ …" and
    may be empty. The receiver changes the password himself: `password_changed_at` None leaves the time to the hand. It
    never holds a password. Giver and receiver have a place to sign unless they confirmed on screen. Raises ValueError
    without devices.
    """

    document: AdministrativeDocument
    holder: str
    giver: Giver
    receiver: Giver
    decision: IncomingReference
    devices: tuple[KeptDevice, ...]
    legal_basis: str = ""
    began_at: datetime | None = None
    location: str = ""
    password_changed_at: datetime | None = None
    copies: int | None = None

    def __post_init__(self) -> None:
        if not self.devices:
            raise ValueError("minutes of a change of keeper need at least one device")
