"""Which of the two services of Mẫu 04 the provider granted on a row that asks for both (NĐ 68/2024 Điều 14, 16)."""

from collections.abc import Mapping
from types import MappingProxyType

RENEW, CHANGE = "renew", "change"
# Kept beside the columns of the row: the service that the provider refused while it granted the other.
NOT_GRANTED = "not_granted"
PARTLY: Mapping[str, str] = MappingProxyType({"granted_renewal": CHANGE, "granted_change": RENEW})
"""What the provider may say of such a row -> the service that it did not grant."""
NOT_GRANTED_WORDS: Mapping[str, str] = MappingProxyType({RENEW: "không gia hạn", CHANGE: "không thay đổi thông tin"})


def asks_both(cells: Mapping[str, str]) -> bool:
    """Whether the row asks for renewal and change of information alike; `cells` as the row keeps them."""
    return bool(cells.get(RENEW) and cells.get(CHANGE))


def is_changed(cells: Mapping[str, str]) -> bool:
    """Whether what the provider granted on the row changes information, alone or with a renewal."""
    return bool(cells.get(CHANGE)) and cells.get(NOT_GRANTED) != CHANGE


def is_renewed(cells: Mapping[str, str]) -> bool:
    """Whether what the provider granted on the row is a renewal, alone or with a change."""
    return bool(cells.get(RENEW)) and cells.get(NOT_GRANTED) != RENEW
