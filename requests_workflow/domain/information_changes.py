"""What may change in a certificate and what may not (NĐ 68/2024 Điều 15; of a change of post, Điều 17 khoản 2)."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

INDIVIDUAL, ORGANISATION, SYSTEM = "individual", "organisation", "device"


@dataclass(frozen=True)
class InformationChange:
    """One kind of change: its words, where Điều 15 names it ("" where it does not), for which kinds of subscriber."""

    code: str
    label: str
    locator: str
    kinds: frozenset[str]


_ALL = (
    InformationChange("workplace", "Cơ quan, tổ chức công tác", "Điều 15 khoản 1 điểm a", frozenset({INDIVIDUAL})),
    InformationChange("email", "Địa chỉ thư điện tử công vụ", "Điều 15 khoản 1 điểm b", frozenset({INDIVIDUAL})),
    InformationChange("organisation_name", "Tên cơ quan, tổ chức", "Điều 15 khoản 2", frozenset({ORGANISATION})),
    InformationChange("organisation_address", "Địa chỉ hoạt động", "Điều 15 khoản 2", frozenset({ORGANISATION})),
    InformationChange("system", "Đổi tên, nâng cấp, thêm tính năng", "Điều 15 khoản 3", frozenset({SYSTEM})),
    InformationChange("position", "Chức vụ, vị trí công tác", "", frozenset({INDIVIDUAL})),
    InformationChange("identity", "Họ tên hoặc số định danh cá nhân", "", frozenset({INDIVIDUAL})),
)
CHANGES: Mapping[str, InformationChange] = MappingProxyType({one.code: one for one in _ALL})


def changes_for(kind: str) -> tuple[InformationChange, ...]:
    """What a subscriber of this kind may choose; those that the law does not allow are offered too, and explained."""
    return tuple(one for one in _ALL if kind in one.kinds)


def is_listed(*, code: str, kind: str) -> bool:
    """Whether Điều 15 allows this change for this kind of subscriber; an unknown code is not listed."""
    change = CHANGES.get(code)
    return change is not None and bool(change.locator) and kind in change.kinds
