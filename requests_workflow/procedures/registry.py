"""Every procedure of the product, by code: its two tables, its form, and what the screens call its rows."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from requests_workflow.engine.procedure import Procedure
from requests_workflow.procedures import (
    certificate_update,
    device_loss,
    device_return,
    handover_notice,
    individual_issue,
    organisation_issue,
    revocation,
    system_issue,
    token_recovery,
)
from requests_workflow.procedures.device_papers.next_steps import LOSS_NEXT, RETURN_NEXT
from requests_workflow.procedures.handover_notice.next_steps import NEXT as HANDOVER_NOTICE_NEXT
from requests_workflow.procedures.next_steps import NextSteps
from requests_workflow.procedures.provider_request.next_steps import request_steps
from requests_workflow.procedures.provider_request.states import ROWS_MOVE_IN
from requests_workflow.procedures.token_recovery.next_steps import NEXT as TOKEN_RECOVERY_NEXT
from requests_workflow.regulations.profile import FormRef, Profile


@dataclass(frozen=True, kw_only=True)
class ProcedureKind:
    """One procedure as the services and screens know it.

    `rows_move_in` are the dossier states in which a row has acts of its own; `unanswered` the row states that wait for
    the answer to which a deadline runs; `row_key` the printed column that names a row.
    """

    code: str
    title: str
    code_prefix: str
    dossier: Procedure
    request: Procedure
    form: Callable[[Profile], FormRef]
    next_steps: NextSteps
    rows_move_in: frozenset[str]
    unanswered: frozenset[str]
    row_noun: str
    row_key: str
    # What the provider may say of a row -> the row's act; empty where it does not answer row by row.
    outcomes: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    # Minutes about devices: they travel with the thing, so paper stays open beside the profile's channels.
    may_go_by_hand: bool = False

    def row_name(self, printed: Mapping[str, str]) -> str:
        """How a row is called in a notice or a timeline; "" where nothing was printed."""
        return printed.get(self.row_key, "")


TOKEN_RECOVERY = ProcedureKind(
    code="token_recovery",
    title="Khôi phục thiết bị lưu khóa bí mật",
    code_prefix="KP",
    dossier=token_recovery.DOSSIER,
    request=token_recovery.REQUEST,
    form=lambda profile: profile.recovery_form,
    next_steps=TOKEN_RECOVERY_NEXT,
    rows_move_in=frozenset({"accepted"}),
    unanswered=frozenset({"pending", "accepted"}),
    row_noun="thiết bị",
    row_key="token_serial",
)
ISSUE_NEXT = request_steps(answered="Nhận và bàn giao thiết bị")
WAITING = frozenset({"pending", "supplement"})
ASKED_MORE = {"refused": "refuse", "supplement": "ask_supplement"}
ISSUED = MappingProxyType({"issued": "mark_issued", **ASKED_MORE})
INDIVIDUAL_ISSUE = ProcedureKind(
    code="individual_issue",
    title="Cấp chứng thư chữ ký số cho cá nhân",
    code_prefix="CM",
    dossier=individual_issue.DOSSIER,
    request=individual_issue.REQUEST,
    form=lambda profile: profile.individual_issue_form,
    next_steps=ISSUE_NEXT,
    rows_move_in=ROWS_MOVE_IN,
    unanswered=WAITING,
    row_noun="người",
    row_key="full_name",
    outcomes=ISSUED,
)
ORGANISATION_ISSUE = ProcedureKind(
    code="organisation_issue",
    title="Cấp chứng thư chữ ký số cho cơ quan, tổ chức",
    code_prefix="CT",
    dossier=organisation_issue.DOSSIER,
    request=organisation_issue.REQUEST,
    form=lambda profile: profile.organisation_issue_form,
    next_steps=ISSUE_NEXT,
    rows_move_in=ROWS_MOVE_IN,
    unanswered=WAITING,
    row_noun="cơ quan, tổ chức",
    row_key="organisation_name",
    outcomes=ISSUED,
)
SYSTEM_ISSUE = ProcedureKind(
    code="system_issue",
    title="Cấp chứng thư chữ ký số cho thiết bị, dịch vụ, phần mềm",
    code_prefix="CP",
    dossier=system_issue.DOSSIER,
    request=system_issue.REQUEST,
    form=lambda profile: profile.system_issue_form,
    next_steps=ISSUE_NEXT,
    rows_move_in=ROWS_MOVE_IN,
    unanswered=WAITING,
    row_noun="thiết bị, dịch vụ, phần mềm",
    row_key="system_name",
    outcomes=ISSUED,
)
CERTIFICATE_UPDATE = ProcedureKind(
    code="certificate_update",
    title="Gia hạn, thay đổi thông tin chứng thư chữ ký số",
    code_prefix="GH",
    dossier=certificate_update.DOSSIER,
    request=certificate_update.REQUEST,
    form=lambda profile: profile.update_form,
    next_steps=request_steps(answered="Cài đặt chứng thư mới"),
    rows_move_in=ROWS_MOVE_IN,
    unanswered=WAITING,
    row_noun="chứng thư",
    row_key="certificate_name",
    # Of a row that asks for both services the provider may grant one.
    outcomes=MappingProxyType(
        {
            "granted": "mark_granted",
            "granted_renewal": "mark_granted",
            "granted_change": "mark_granted",
            **ASKED_MORE,
        }
    ),
)
REVOCATION = ProcedureKind(
    code="revocation",
    title="Thu hồi chứng thư chữ ký số",
    code_prefix="TH",
    dossier=revocation.DOSSIER,
    request=revocation.REQUEST,
    form=lambda profile: profile.revocation_form,
    next_steps=request_steps(answered="Thu hồi thiết bị"),
    rows_move_in=ROWS_MOVE_IN,
    unanswered=WAITING,
    row_noun="chứng thư",
    row_key="certificate_name",
    outcomes=MappingProxyType({"revoked": "mark_revoked", **ASKED_MORE}),
)
DEVICE_RETURN = ProcedureKind(
    code="device_return",
    title="Giao nộp thiết bị lưu khóa bí mật",
    code_prefix="GN",
    dossier=device_return.DOSSIER,
    request=device_return.REQUEST,
    form=lambda profile: profile.return_form,
    next_steps=RETURN_NEXT,
    rows_move_in=frozenset(),
    unanswered=frozenset({"pending"}),
    row_noun="thiết bị",
    row_key="certificate_name",
    may_go_by_hand=True,
)
DEVICE_LOSS = ProcedureKind(
    code="device_loss",
    title="Xác nhận thất lạc thiết bị lưu khóa bí mật",
    code_prefix="TL",
    dossier=device_loss.DOSSIER,
    request=device_loss.REQUEST,
    form=lambda profile: profile.loss_form,
    next_steps=LOSS_NEXT,
    rows_move_in=frozenset(),
    unanswered=frozenset({"pending"}),
    row_noun="thiết bị",
    row_key="certificate_name",
    may_go_by_hand=True,
)
HANDOVER_NOTICE = ProcedureKind(
    code="handover_notice",
    title="Thông báo bàn giao thiết bị lưu khóa bí mật",
    code_prefix="BG",
    dossier=handover_notice.DOSSIER,
    request=handover_notice.REQUEST,
    form=lambda profile: profile.handover_notice_form,
    next_steps=HANDOVER_NOTICE_NEXT,
    rows_move_in=frozenset(),
    unanswered=frozenset({"pending"}),
    row_noun="thiết bị",
    row_key="subscriber_name",
)

KINDS: Mapping[str, ProcedureKind] = MappingProxyType(
    {
        one.code: one
        for one in (
            INDIVIDUAL_ISSUE,
            ORGANISATION_ISSUE,
            SYSTEM_ISSUE,
            CERTIFICATE_UPDATE,
            REVOCATION,
            TOKEN_RECOVERY,
            HANDOVER_NOTICE,
            DEVICE_RETURN,
            DEVICE_LOSS,
        )
    }
)
# Requests for a first certificate: a device comes, changes hands, and is given notice of.
ISSUES = frozenset({INDIVIDUAL_ISSUE.code, ORGANISATION_ISSUE.code, SYSTEM_ISSUE.code})
# Requests that the provider answers row by row, whatever they ask for.
ANSWERED_BY_PROVIDER = ISSUES | {CERTIFICATE_UPDATE.code, REVOCATION.code}
PROCEDURES: Mapping[str, Procedure] = MappingProxyType(
    {table.code: table for kind in KINDS.values() for table in (kind.dossier, kind.request)}
)


def kind_of(code: str) -> ProcedureKind:
    """The procedure kind of a dossier. Raises LookupError for an unknown one."""
    try:
        return KINDS[code]
    except KeyError:
        raise LookupError(f"no procedure kind {code!r}") from None


def procedure(code: str) -> Procedure:
    """The table with this code. Raises LookupError for an unknown one."""
    try:
        return PROCEDURES[code]
    except KeyError:
        raise LookupError(f"no procedure {code!r}") from None
