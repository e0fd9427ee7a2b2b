"""Every procedure of the product, by code: its two tables, its form, and what the screens call its rows."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from requests_workflow.engine.procedure import Procedure
from requests_workflow.procedures import handover_notice, individual_issue, token_recovery
from requests_workflow.procedures.handover_notice.next_steps import NEXT as HANDOVER_NOTICE_NEXT
from requests_workflow.procedures.individual_issue.next_steps import NEXT as INDIVIDUAL_ISSUE_NEXT
from requests_workflow.procedures.next_steps import NextSteps
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
INDIVIDUAL_ISSUE = ProcedureKind(
    code="individual_issue",
    title="Cấp chứng thư chữ ký số cho cá nhân",
    code_prefix="CM",
    dossier=individual_issue.DOSSIER,
    request=individual_issue.REQUEST,
    form=lambda profile: profile.individual_issue_form,
    next_steps=INDIVIDUAL_ISSUE_NEXT,
    rows_move_in=frozenset({"sent", "at_department", "forwarded", "received", "supplement_requested", "answered"}),
    unanswered=frozenset({"pending"}),
    row_noun="người",
    row_key="full_name",
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
    {one.code: one for one in (TOKEN_RECOVERY, INDIVIDUAL_ISSUE, HANDOVER_NOTICE)}
)
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
