"""Devices that belong to no single official: agency seals, a server's HSM, the stock."""

from dataclasses import dataclass
from datetime import date

from tokens.models import Token


@dataclass(frozen=True)
class AgencySeal:
    """The organisation's certificate on a device that the văn thư keeps by a written decision (S3 Điều 16.4)."""

    agency: str
    keeper: str
    decision_number: str
    decision_date: date = date(2025, 7, 7)


@dataclass(frozen=True)
class ServiceDevice:
    """A certificate of a device, service or software."""

    slug: str
    name: str
    agency: str
    kind: Token.Kind
    state: Token.State


@dataclass(frozen=True)
class StockToken:
    """A device without subscriber, kept by an agency."""

    slug: str
    agency: str
    keeper: str = ""


SEALS: tuple[AgencySeal, ...] = (
    AgencySeal("na_cang", "vanthu", "05/QĐ-UBND"),
    AgencySeal("so_tai_chinh", "stc_vanthu", "112/QĐ-STC"),
    AgencySeal("so_khcn", "vanthuso", "86/QĐ-SKHCN"),
    AgencySeal("rach_dua", "vl_vanthu", "09/QĐ-UBND"),
    AgencySeal("so_khcn_vinh_long", "vl_vanthuso", "74/QĐ-SKHCN"),
)
SERVICE_DEVICES: tuple[ServiceDevice, ...] = (
    ServiceDevice("nc_hsm", "Hệ thống một cửa điện tử xã Nà Cang", "na_cang", Token.Kind.HSM, Token.State.LOCKED),
)
STOCK: tuple[StockToken, ...] = (
    StockToken("nc_kho_1", "na_cang", "daumoi"),
    StockToken("nc_kho_2", "na_cang", "daumoi"),
    StockToken("so_kho_1", "so_khcn", "canboso"),
)
