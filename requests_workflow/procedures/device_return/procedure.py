"""Mẫu 08: minutes that the managing body signs, sends with the devices, and gets back signed by the provider."""

from types import MappingProxyType

from requests_workflow.engine.clauses import Clause
from requests_workflow.engine.procedure import Procedure
from requests_workflow.engine.transition import Transition
from requests_workflow.procedures.device_papers.facts import DEVICES_NOT_LOST, DEVICES_TO_SETTLE
from requests_workflow.procedures.device_papers.papers import device_paper, paper_row_act
from requests_workflow.procedures.provider_request.answering import RECORDERS
from requests_workflow.regulations.instruments import ND_68_2024

RETURNING = Clause(ND_68_2024, "Điều 20")
TITLE = "Giao nộp thiết bị lưu khóa bí mật"

DOSSIER = device_paper(
    code="device_return",
    title=TITLE,
    clause=RETURNING,
    form=lambda profile: profile.return_form,
    guards=(DEVICES_TO_SETTLE, DEVICES_NOT_LOST),
    sent="Đã gửi thiết bị, chờ Cục xác nhận",
    sending_effects=("check_profile", "pin_profile", "send_devices_back", "notify_recipient"),
    final=frozenset({"closed", "withdrawn"}),
    more=(
        Transition(
            name="record_return_receipt",
            label="Ghi nhận Cục đã nhận thiết bị",
            source="sent",
            target="closed",
            roles=RECORDERS,
            clause=RETURNING,
            effects=("take_devices_back", "notify_agency"),
            needs=frozenset({"legal_time", "proof_file"}),
        ),
    ),
)
REQUEST = Procedure(
    code="device_return_request",
    title=f"{TITLE}: từng thiết bị",
    initial="pending",
    final=frozenset({"closed", "withdrawn"}),
    states=MappingProxyType(
        {"pending": "Trong dự thảo biên bản", "sent": "Đã gửi Cục", "closed": "Cục đã nhận", "withdrawn": "Đã bỏ"}
    ),
    transitions=(
        paper_row_act("send_device", "Đã gửi thiết bị", "pending", "sent", RETURNING),
        paper_row_act("take_device", "Cục đã nhận thiết bị", "sent", "closed", RETURNING),
        paper_row_act("leave_lost", "Thiết bị thất lạc sau khi gửi, lập Mẫu số 09", "sent", "withdrawn", RETURNING),
        paper_row_act("withdraw", "Bỏ", "pending", "withdrawn", RETURNING),
    ),
)
