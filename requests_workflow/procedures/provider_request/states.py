"""The states of a dossier that the provider answers."""

from collections.abc import Mapping
from types import MappingProxyType

from requests_workflow.procedures.outgoing_document.states import DRAFTING_STATES

FINAL = frozenset({"closed", "refused", "withdrawn"})
# In these the rows have acts of their own.
ROWS_MOVE_IN = frozenset({"sent", "at_department", "forwarded", "received", "supplement_requested", "answered"})


def dossier_states(*, answered: str) -> Mapping[str, str]:
    """State -> how it is called; `answered` is the state between the provider's answer and the end."""
    return MappingProxyType(
        {
            **DRAFTING_STATES,
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
