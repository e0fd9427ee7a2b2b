"""Mẫu 09: minutes that a device is lost, sent to the provider at once; sending them ends the matter."""

from types import MappingProxyType

from requests_workflow.engine.clauses import Clause
from requests_workflow.engine.procedure import Procedure
from requests_workflow.engine.transition import Transition
from requests_workflow.procedures.device_papers.facts import DEVICES_NOT_RETURNED
from requests_workflow.procedures.device_papers.papers import device_paper, paper_row_act
from requests_workflow.procedures.outgoing_document.clauses import DISCARDING_DRAFT
from requests_workflow.procedures.outgoing_document.drafting import DRAFTERS
from requests_workflow.regulations.instruments import ND_68_2024

LOSS = Clause(ND_68_2024, "Điều 20")
TITLE = "Xác nhận thất lạc thiết bị lưu khóa bí mật"

DOSSIER = device_paper(
    code="device_loss",
    title=TITLE,
    clause=LOSS,
    form=lambda profile: profile.loss_form,
    guards=(DEVICES_NOT_RETURNED,),
    sent="Đã gửi Cục",
    sending_effects=("check_profile", "pin_profile", "settle_lost_devices", "notify_recipient"),
    final=frozenset({"sent", "withdrawn"}),
    more=(
        # Giving up the paper alone leaves the device lost; that it was found is said by its own act.
        Transition(
            name="found_device",
            label="Bỏ biên bản: đã tìm thấy thiết bị",
            source="draft",
            target="withdrawn",
            roles=DRAFTERS,
            clause=DISCARDING_DRAFT,
            effects=("withdraw_requests", "device_found"),
            needs=frozenset({"reason"}),
        ),
    ),
)
REQUEST = Procedure(
    code="device_loss_request",
    title=f"{TITLE}: từng thiết bị",
    initial="pending",
    final=frozenset({"closed", "withdrawn"}),
    states=MappingProxyType({"pending": "Trong dự thảo biên bản", "closed": "Đã gửi Cục", "withdrawn": "Đã bỏ"}),
    transitions=(
        paper_row_act("send_loss", "Đã gửi biên bản thất lạc", "pending", "closed", LOSS),
        paper_row_act("withdraw", "Bỏ", "pending", "withdrawn", LOSS),
    ),
)
