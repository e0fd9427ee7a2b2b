"""One row of Mẫu 06: what happens to a device, from the accepted dossier to a new password."""

from types import MappingProxyType

from directory.domain.roles import Role
from requests_workflow.engine.procedure import Procedure
from requests_workflow.engine.transition import Transition
from requests_workflow.procedures.outgoing_document import clauses as documents
from requests_workflow.procedures.outgoing_document.drafting import DRAFTERS
from requests_workflow.procedures.token_recovery import clauses, rules
from requests_workflow.procedures.token_recovery.receiving import (
    AT_DEPARTMENT,
    AT_PROVIDER,
    OFFICER,
    PROVIDER_RECORDERS,
    TYPED_IN,
)

CONFIRMED = ("mark_token_working", "close_dossier_if_done")


def _system(name: str, label: str, source: str, target: str) -> Transition:
    """A step that follows the dossier's own step."""
    return Transition(
        name=name,
        label=label,
        source=source,
        target=target,
        roles=frozenset(),
        clause=documents.RECALLING_DOCUMENT if name == "withdraw" else clauses.RECOVERY,
        system=True,
    )


REQUEST = Procedure(
    code="token_recovery_request",
    title="Khôi phục thiết bị lưu khóa bí mật: từng thiết bị",
    initial="pending",
    final=frozenset({"closed", "refused", "withdrawn"}),
    states=MappingProxyType(
        {
            "pending": "Chờ xử lý",
            "accepted": "Được chấp nhận",
            "recovered": "Đã khôi phục, chờ đặt mật khẩu mới",
            "closed": "Đã xong",
            "refused": "Đã từ chối",
            "withdrawn": "Đã rút",
        }
    ),
    transitions=(
        _system("accept", "Chấp nhận", "pending", "accepted"),
        _system("refuse", "Từ chối", "pending", "refused"),
        _system("refuse", "Từ chối", "accepted", "refused"),
        _system("withdraw", "Rút", "pending", "withdrawn"),
        _system("withdraw", "Rút", "accepted", "withdrawn"),
        Transition(
            name="record_recovery",
            label="Ghi nhận đã khôi phục",
            source="accepted",
            target="recovered",
            roles=OFFICER,
            clause=clauses.RECOVERY,
            guards=(rules.NOT_OWN_TOKEN,),
            effects=("record_recovery", "notify_agency", "notify_subscriber"),
            needs=frozenset({"recovery_record"}),
            applies=rules.at_department,
            applies_text=AT_DEPARTMENT,
        ),
        Transition(
            name="record_provider_recovery",
            label="Ghi nhận Cục đã khôi phục",
            source="accepted",
            target="recovered",
            roles=PROVIDER_RECORDERS,
            clause=clauses.RECOVERY_AT_PROVIDER,
            guards=(rules.NOT_OWN_TOKEN,),
            effects=("record_recovery", "notify_agency", "notify_subscriber"),
            needs=frozenset({"recovery_record", "proof_file"}),
            applies=rules.at_provider,
            applies_text=AT_PROVIDER,
        ),
        # A device that turns out to be beyond recovery must not hold up the others of its dossier.
        Transition(
            name="refuse_row",
            label="Không khôi phục được thiết bị này",
            source="accepted",
            target="refused",
            roles=OFFICER,
            clause=clauses.RECOVERY,
            guards=(rules.NOT_OWN_TOKEN,),
            effects=("notify_agency", "notify_subscriber", "close_dossier_if_done"),
            needs=frozenset({"clause", "reason", "proof_file"}),
            applies=rules.at_department,
            applies_text=AT_DEPARTMENT,
        ),
        Transition(
            name="record_provider_row_refusal",
            label="Ghi nhận Cục không khôi phục được thiết bị này",
            source="accepted",
            target="refused",
            roles=PROVIDER_RECORDERS,
            clause=clauses.RECOVERY_AT_PROVIDER,
            guards=(rules.NOT_OWN_TOKEN,),
            effects=("notify_agency", "notify_subscriber", "close_dossier_if_done"),
            needs=frozenset({"reason", "proof_file"}),
            applies=rules.at_provider,
            applies_text=AT_PROVIDER,
        ),
        Transition(
            name="confirm_password",
            label="Xác nhận đã đặt mật khẩu mới",
            source="recovered",
            target="closed",
            roles=frozenset({Role.SUBSCRIBER, Role.REGISTRY_CLERK}),
            clause=documents.SUBSCRIBER_DUTIES,
            guards=(rules.IS_THE_SUBSCRIBER,),
            effects=CONFIRMED,
        ),
        Transition(
            name="confirm_password_on_paper",
            label="Nộp xác nhận đã đặt mật khẩu mới",
            source="recovered",
            target="closed",
            roles=DRAFTERS,
            clause=documents.SUBSCRIBER_DUTIES,
            effects=CONFIRMED,
            needs=frozenset({"proof_file"}),
            applies=rules.subscriber_without_account,
            applies_text="thuê bao không có tài khoản trên hệ thống",
        ),
        Transition(
            name="record_password_confirmation",
            label="Nhập xác nhận đã đặt mật khẩu mới",
            source="recovered",
            target="closed",
            roles=OFFICER,
            clause=documents.SUBSCRIBER_DUTIES,
            guards=(rules.NOT_OWN_TOKEN,),
            effects=CONFIRMED,
            needs=frozenset({"proof_file"}),
            applies=rules.typed_in_subscriber_without_account,
            applies_text=TYPED_IN,
        ),
    ),
)
