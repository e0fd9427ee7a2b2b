"""The cases in which a certificate is revoked, as choices of Mẫu 05 (NĐ 68/2024 Điều 17)."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

INDIVIDUAL, ORGANISATION, SYSTEM = "individual", "organisation", "device"
EVERYBODY = frozenset({INDIVIDUAL, ORGANISATION, SYSTEM})


@dataclass(frozen=True)
class RevocationReason:
    """One case: its words on the form, where it stands in Điều 17, and for which kinds of subscriber it is one.

    `device_lost` says that the device cannot come back, so that Mẫu 09 follows instead of Mẫu 08.
    """

    code: str
    label: str
    locator: str
    kinds: frozenset[str] = EVERYBODY
    device_lost: bool = False


_ALL = (
    RevocationReason("key_exposed", "Lộ hoặc nghi lộ khóa bí mật", "Điều 17 khoản 1 điểm b"),
    RevocationReason("device_lost", "Thất lạc thiết bị lưu khóa bí mật", "Điều 17 khoản 1 điểm b", device_lost=True),
    RevocationReason("device_broken", "Hỏng thiết bị lưu khóa bí mật", "Điều 17 khoản 1 điểm b"),
    RevocationReason("insecure", "Mất an toàn khác", "Điều 17 khoản 1 điểm b"),
    RevocationReason("agency_request", "Theo yêu cầu của cơ quan, tổ chức quản lý trực tiếp", "Điều 17 khoản 1 điểm d"),
    RevocationReason(
        "position_changed",
        "Thay đổi vị trí công tác, chứng thư không còn phù hợp",
        "Điều 17 khoản 2 điểm b",
        frozenset({INDIVIDUAL}),
    ),
    RevocationReason("retired", "Nghỉ hưu", "Điều 17 khoản 2 điểm c", frozenset({INDIVIDUAL})),
    RevocationReason("resigned", "Thôi việc", "Điều 17 khoản 2 điểm c", frozenset({INDIVIDUAL})),
    RevocationReason("died", "Từ trần", "Điều 17 khoản 2 điểm c", frozenset({INDIVIDUAL})),
    RevocationReason(
        "reorganised", "Giải thể, chia tách, sáp nhập", "Điều 17 khoản 3 điểm b", frozenset({ORGANISATION})
    ),
    RevocationReason(
        "stopped", "Thiết bị, dịch vụ, phần mềm ngừng hoạt động", "Điều 17 khoản 4 điểm b", frozenset({SYSTEM})
    ),
)
REASONS: Mapping[str, RevocationReason] = MappingProxyType({one.code: one for one in _ALL})
# Said by somebody else than the managing body: a notice, never a choice of Mẫu 05.
BY_AUTHORITIES = "authorities"
BY_PROVIDER = "provider"
AUTHORITIES_LOCATOR = "Điều 17 khoản 1 điểm c"


def reason_of(text: str) -> RevocationReason | None:
    """The case named by its code or by its label, whatever the case of the letters; None for another text."""
    wanted = text.strip().casefold()
    return next((one for one in _ALL if wanted in (one.code, one.label.casefold())), None)


def reasons_for(kind: str) -> tuple[RevocationReason, ...]:
    """The cases that a subscriber of this kind (a directory.Subscriber.Kind value) can have."""
    return tuple(one for one in _ALL if kind in one.kinds)
