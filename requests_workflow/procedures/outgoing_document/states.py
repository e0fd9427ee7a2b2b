"""The states of an outgoing document until it leaves the agency, whatever it asks for."""

from collections.abc import Mapping
from types import MappingProxyType

DRAFTING_STATES: Mapping[str, str] = MappingProxyType(
    {
        "draft": "Đang soạn",
        "unit_head_review": "Chờ lãnh đạo đơn vị",
        "format_review": "Chờ kiểm tra thể thức",
        "awaiting_number": "Chờ văn thư cấp số trước khi ký",
        "leader_review": "Chờ lãnh đạo ký",
        "signed": "Đã ký, chờ văn thư",
        "numbered": "Đã cấp số, chờ ký số của cơ quan",
        "sealed": "Đã cấp số, đóng dấu, chờ gửi",
    }
)
