"""The dossier of Mẫu 01: what happens to the văn bản đề nghị, from draft to the end of its last row."""

from types import MappingProxyType

from requests_workflow.engine.procedure import Procedure
from requests_workflow.procedures.individual_issue import answering, sending

DOSSIER = Procedure(
    code="individual_issue_dossier",
    title="Cấp chứng thư chữ ký số cho cá nhân: hồ sơ (văn bản đề nghị)",
    initial="draft",
    final=frozenset({"closed", "refused", "withdrawn"}),
    states=MappingProxyType(
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
            "answered": "Cục đã trả lời, đang bàn giao",
            "closed": "Đã kết thúc",
            "refused": "Đã từ chối",
            "withdrawn": "Đã rút",
        }
    ),
    transitions=sending.TRANSITIONS + answering.TRANSITIONS,
)
