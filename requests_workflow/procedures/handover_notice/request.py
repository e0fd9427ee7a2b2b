"""One row of Mẫu 07: one device that was handed over; it goes with its notice."""

from types import MappingProxyType

from requests_workflow.engine.procedure import Procedure
from requests_workflow.engine.transition import Transition
from requests_workflow.procedures.handover_notice import clauses
from requests_workflow.procedures.outgoing_document import clauses as documents

REQUEST = Procedure(
    code="handover_notice_request",
    title="Thông báo bàn giao thiết bị lưu khóa bí mật: từng thiết bị",
    initial="pending",
    final=frozenset({"closed", "withdrawn"}),
    states=MappingProxyType({"pending": "Trong dự thảo thông báo", "closed": "Đã thông báo", "withdrawn": "Đã bỏ"}),
    transitions=(
        Transition(
            name="close_noticed",
            label="Đã gửi thông báo bàn giao",
            source="pending",
            target="closed",
            roles=frozenset(),
            clause=clauses.NOTICE,
            system=True,
        ),
        Transition(
            name="withdraw",
            label="Bỏ",
            source="pending",
            target="withdrawn",
            roles=frozenset(),
            clause=documents.RECALLING_DOCUMENT,
            system=True,
        ),
    ),
)
