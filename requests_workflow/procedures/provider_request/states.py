"""The states of a dossier that the provider answers."""

from collections.abc import Mapping
from types import MappingProxyType

FINAL = frozenset({"closed", "refused", "withdrawn"})
# In these the rows have acts of their own.
ROWS_MOVE_IN = frozenset({"sent", "at_department", "forwarded", "received", "supplement_requested", "answered"})


def dossier_states(*, answered: str) -> Mapping[str, str]:
    """State -> how it is called; `answered` is the state between the provider's answer and the end."""
    return MappingProxyType(
        {
            "draft": "Đang soạn",
            "unit_head_review": "Chờ lãnh đạo đơn vị",
            "format_review": "Chờ kiểm tra thể thức",
            "leader_review": "Chờ lãnh đạo ký",
            "signed": "Đã ký, chờ văn thư",
            "numbered": "Đã cấp số, chờ ký số của cơ quan",
            "sealed": "Đã cấp số, đóng dấu, chờ gửi",
            "sent": "Đã gửi, chờ tiếp nhận",
            "at_department": "Sở đã tiếp nhận, chờ chuyển Cục",
            "forwarded": "Sở đã chuyển Cục, chờ trả lời",
            "received": "Cục đã tiếp nhận, chờ kết quả",
            "supplement_requested": "Chờ bổ sung",
            "answered": answered,
            "closed": "Đã kết thúc",
            "refused": "Đã từ chối",
            "withdrawn": "Đã rút",
        }
    )
