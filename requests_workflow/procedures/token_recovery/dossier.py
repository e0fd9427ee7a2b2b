"""The dossier of Mẫu 06: what happens to the văn bản đề nghị, from draft to the end of its last row."""

from types import MappingProxyType

from requests_workflow.engine.procedure import Procedure
from requests_workflow.procedures.outgoing_document.states import DRAFTING_STATES
from requests_workflow.procedures.token_recovery import receiving, sending

DOSSIER = Procedure(
    code="token_recovery_dossier",
    title="Khôi phục thiết bị lưu khóa bí mật: hồ sơ (văn bản đề nghị)",
    initial="draft",
    final=frozenset({"closed", "refused", "withdrawn"}),
    states=MappingProxyType(
        {
            **DRAFTING_STATES,
            "sent": "Đã gửi, chờ tiếp nhận",
            "received": "Đã tiếp nhận, đang kiểm tra",
            "supplement_requested": "Chờ bổ sung",
            "accepted": "Đã chấp nhận, đang khôi phục",
            "refusal_drafted": "Chờ lãnh đạo ký văn bản từ chối",
            "refusal_signed": "Văn bản từ chối đã ký, chờ phát hành",
            "refusal_numbered": "Văn bản từ chối đã cấp số, chờ phát hành",
            "closed": "Đã kết thúc",
            "refused": "Đã từ chối",
            "withdrawn": "Đã rút",
        }
    ),
    transitions=sending.TRANSITIONS + receiving.TRANSITIONS,
)
