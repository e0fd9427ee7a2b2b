"""The computed check list of a received Mẫu 06: what the officer would look up by hand, each line with its evidence.

NĐ 68/2024 Điều 22 with the local rules: a document signed and complete, a device known and of a delegated kind.
A line that is `unknown` never passes.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from requests_workflow.engine.clauses import Clause
from requests_workflow.procedures.outgoing_document import clauses as documents
from requests_workflow.procedures.token_recovery import clauses
from requests_workflow.regulations.instruments import ND_68_2024
from requests_workflow.regulations.profile import Profile

PASS, FAIL, UNKNOWN = "pass", "fail", "unknown"


@dataclass(frozen=True, kw_only=True)
class SignatureFacts:
    """What verification said of one signature: `verdict` as of the verifier, "wet" for a scan of a paper signature.

    `is_expected` says whether the signing certificate is the one of the chosen signer, or of the agency. `document_id`
    is the stored file that was verified, None when there is none.
    """

    verdict: str | None
    is_expected: bool
    reason: str = ""
    document_id: str | None = None


@dataclass(frozen=True, kw_only=True)
class TokenFacts:
    """One row: what the registers know. Dates are of the certificate; `None` where nothing is known.

    `certificate_status` is "active", "revoked", "suspended" or None; `belongs_to_sender` is None when the subscriber is
    not in the register. The ids name the evidence.
    """

    serial: str
    token_id: str | None = None
    device_kind: str | None = None
    certificate_id: str | None = None
    certificate_status: str | None = None
    not_before: date | None = None
    not_after: date | None = None
    belongs_to_sender: bool | None = None
    missing_fields: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class CheckFacts:
    """All that the check list looks at. `recipient` is the receiving function; `on` is the day of receipt (+07:00)."""

    profile: Profile
    recipient: str
    on: date
    signer: SignatureFacts
    seal: SignatureFacts
    rows: tuple[TokenFacts, ...]
    missing_contact_fields: tuple[str, ...] = ()
    marked_secret: bool = False
    dossier_id: str = ""


@dataclass(frozen=True)
class CheckLine:
    """One line: `result` is pass, fail or unknown; `evidence` is (label, kind of object, its key), kind "" for none."""

    code: str
    label: str
    result: str
    reason: str
    evidence: tuple[tuple[str, str, str], ...]
    clause: Clause

    @property
    def passes(self) -> bool:
        """Whether the line needs no override."""
        return self.result == PASS


def compute_checks(facts: CheckFacts) -> tuple[CheckLine, ...]:
    """All lines in the order in which they are read; the same facts always give the same lines."""
    return (
        _signature("signer_verified", "Chữ ký của người ký hợp lệ", facts.signer, documents.CERTIFICATE_VALIDITY),
        _signature("seal_verified", "Chữ ký số của cơ quan hợp lệ", facts.seal, documents.RECEIVING),
        _over_rows("token_known", "Thiết bị có trong sổ theo dõi", facts, _token_known, clauses.RECOVERY_DOSSIER),
        _over_rows(
            "kind_delegated",
            "Loại thiết bị thuộc nơi tiếp nhận này",
            facts,
            _kind_delegated,
            facts.profile.recovery_recipients.clause,
        ),
        _over_rows(
            "certificate_in_force",
            "Chứng thư chữ ký số còn hiệu lực",
            facts,
            _certificate_in_force,
            documents.CERTIFICATE_VALIDITY,
        ),
        _over_rows(
            "belongs_to_sender",
            "Thuê bao thuộc cơ quan gửi văn bản",
            facts,
            _belongs_to_sender,
            Clause(ND_68_2024, "Điều 3"),
        ),
        _complete(facts),
        CheckLine(
            "not_secret",
            "Văn bản không thuộc danh mục bí mật nhà nước",
            FAIL if facts.marked_secret else PASS,
            "Văn bản được đánh dấu mật." if facts.marked_secret else "Văn bản không được đánh dấu mật.",
            (("Văn bản đề nghị", "dossier", facts.dossier_id),),
            facts.profile.secret_documents_allowed.clause,
        ),
    )


_VERDICTS = {
    "valid": (PASS, "Chữ ký hợp lệ và đúng người ký."),
    "wet": (UNKNOWN, "Bản quét chữ ký tay, dấu mực: cán bộ đối chiếu bằng mắt."),
    "invalid": (FAIL, "Chữ ký không hợp lệ."),
    "unsigned": (FAIL, "Văn bản chưa được ký số."),
    "indeterminate": (UNKNOWN, "Chưa kiểm tra được chữ ký."),
    None: (UNKNOWN, "Chưa có kết quả kiểm tra chữ ký."),
}


def _signature(code: str, label: str, found: SignatureFacts, clause: Clause) -> CheckLine:
    result, reason = _VERDICTS.get(found.verdict, (UNKNOWN, "Chưa kiểm tra được chữ ký."))
    if found.verdict == "valid" and not found.is_expected:
        result, reason = FAIL, "Chữ ký hợp lệ nhưng không phải của người hoặc cơ quan phải ký."
    if found.reason:
        reason = f"{reason} {found.reason}"
    evidence = (("Báo cáo kiểm tra chữ ký", "document", found.document_id),) if found.document_id else ()
    return CheckLine(code, label, result, reason, evidence, clause)


type _RowCheck = Callable[[TokenFacts, CheckFacts], tuple[str, str]]


def _over_rows(code: str, label: str, facts: CheckFacts, check: _RowCheck, clause: Clause) -> CheckLine:
    """One line over all rows: a failing row fails it, else an unknown one leaves it unknown."""
    if not facts.rows:
        return CheckLine(code, label, UNKNOWN, "Hồ sơ không có thiết bị nào.", (), clause)
    found = [(row, *check(row, facts)) for row in facts.rows]
    result = next((level for level in (FAIL, UNKNOWN) if any(one[1] == level for one in found)), PASS)
    wanted = [one for one in found if one[1] == result]
    reason = (
        f"Đạt với cả {len(found)} thiết bị."
        if result == PASS
        else " ".join(f"{r.serial}: {why}" for r, _, why in wanted)
    )
    evidence = tuple(
        (row.serial, "certificate" if code == "certificate_in_force" else "token", key)
        for row, _, _ in wanted
        if (key := row.certificate_id if code == "certificate_in_force" else row.token_id)
    )
    return CheckLine(code, label, result, reason, evidence, clause)


def _token_known(row: TokenFacts, facts: CheckFacts) -> tuple[str, str]:
    return (PASS, "") if row.token_id else (UNKNOWN, "không có trong sổ theo dõi thiết bị.")


def _kind_delegated(row: TokenFacts, facts: CheckFacts) -> tuple[str, str]:
    if row.device_kind is None:
        return UNKNOWN, "chưa biết loại thiết bị."
    if facts.profile.recovery_recipient(row.device_kind) == facts.recipient:
        return PASS, ""
    return FAIL, "loại thiết bị này thuộc nơi tiếp nhận khác."


def _certificate_in_force(row: TokenFacts, facts: CheckFacts) -> tuple[str, str]:
    if row.certificate_status is None or row.not_before is None or row.not_after is None:
        return UNKNOWN, "không tìm thấy chứng thư của thiết bị."
    if row.certificate_status != "active":
        return FAIL, "chứng thư không còn ở trạng thái hoạt động."
    if not row.not_before <= facts.on <= row.not_after:
        return FAIL, f"chứng thư có hiệu lực từ {row.not_before:%d/%m/%Y} đến {row.not_after:%d/%m/%Y}."
    return PASS, ""


def _belongs_to_sender(row: TokenFacts, facts: CheckFacts) -> tuple[str, str]:
    if row.belongs_to_sender is None:
        return UNKNOWN, "chưa biết thuê bao thuộc cơ quan nào."
    return (PASS, "") if row.belongs_to_sender else (FAIL, "thuê bao không thuộc cơ quan gửi văn bản.")


def _complete(facts: CheckFacts) -> CheckLine:
    """Every required field of the form, of the contact person and of each row."""
    gaps = [f"người phối hợp: {', '.join(facts.missing_contact_fields)}"] if facts.missing_contact_fields else []
    gaps += [
        f"{row.serial or 'dòng chưa có số hiệu'}: {', '.join(row.missing_fields)}"
        for row in facts.rows
        if row.missing_fields
    ]
    form = facts.profile.recovery_form
    if not facts.rows:
        gaps.append("danh sách thiết bị")
    return CheckLine(
        "document_complete",
        f"Văn bản đủ nội dung Mẫu số {form.mau}",
        FAIL if gaps else PASS,
        f"Còn thiếu {'; '.join(gaps)}." if gaps else "Đủ các thông tin bắt buộc.",
        (("Văn bản đề nghị", "dossier", facts.dossier_id),),
        form.clause,
    )
