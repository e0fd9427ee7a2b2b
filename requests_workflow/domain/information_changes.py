"""What may change in a certificate and what may not (NĐ 68/2024 Điều 15; of a change of post, Điều 17 khoản 2)."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from requests_workflow.domain.individual_rows import RowNote

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


def service_gaps(cells: Mapping[str, str]) -> tuple[RowNote, ...]:
    """What a row of Mẫu 04 still lacks beside its required columns: a service, and the words of a change."""
    if not cells.get("change"):
        return () if cells.get("renew") else (RowNote("renew", "Đánh dấu gia hạn, thay đổi thông tin, hoặc cả hai."),)
    words = {"change_code": "Chọn nội dung thay đổi.", "new_information": "Nhập thông tin mới."}
    if cells.get("change_code"):
        # Which value of the register it is follows from what is chosen.
        words["old_information"] = "Ghi thông tin cũ."
    return tuple(RowNote(key, text) for key, text in words.items() if not cells.get(key))


def service_problems(cells: Mapping[str, str]) -> tuple[RowNote, ...]:
    """What is filled in of a change and cannot be."""
    new = cells.get("new_information", "")
    if cells.get("change") and new and new.casefold() == cells.get("old_information", "").casefold():
        return (RowNote("new_information", "Thông tin mới trùng thông tin cũ."),)
    return ()
