"""The provider's answer, row by row: granted, refused or to be supplemented, with its reason; others still wait."""

import uuid

from certificates.domain.validity import VIETNAM
from requests_workflow.domain.granted_services import NOT_GRANTED, NOT_GRANTED_WORDS, PARTLY, asks_both
from requests_workflow.models import Request
from requests_workflow.services import revoking
from requests_workflow.services.act_input import RowResult
from requests_workflow.services.errors import FieldError, InvalidInput
from requests_workflow.services.performance import Performance
from requests_workflow.services.rows import move_rows, perform_on_rows
from requests_workflow.services.suspending import resume

SPOKEN = {
    "refused": "lý do từ chối của Cục",
    "supplement": "nội dung Cục yêu cầu bổ sung",
    "granted_renewal": "lý do Cục không thay đổi thông tin",
    "granted_change": "lý do Cục không gia hạn",
}


def apply_row_results(p: Performance) -> None:
    """Moves the rows that the answer names. Raises InvalidInput at each row that cannot have that answer."""
    results = {result.request_id: result for result in p.given.row_results}
    rows = list(
        p.dossier.requests.select_for_update(of=("self",))
        .filter(public_id__in=results)
        .select_related("token", "certificate__subscriber", "predecessor")
        .order_by("position")
    )
    _check(p=p, results=results, rows=rows)
    for outcome, act in p.kind.outcomes.items():
        chosen = [row for row in rows if results[row.public_id].outcome == outcome]
        if not chosen:
            continue
        if outcome == "revoked":
            revoking.revoke_rows(p, rows=chosen)
            continue
        reasons = {row.pk: results[row.public_id].reason for row in chosen}
        if outcome in PARTLY:
            reasons = _note_partly(chosen, not_granted=PARTLY[outcome], reasons=reasons)
        move_rows(performance=p, act=act, rows=chosen, comments=reasons)
    # An answer on the merits means that the dossier was taken as valid, whether a receipt was sent or not.
    resume(dossier=p.dossier, at=p.given.legal_at or p.now)


def supplement_rows(p: Performance) -> None:
    """What was asked for of single rows went with the dossier's supplement: they wait for the provider again."""
    perform_on_rows(performance=p, act="supplemented", states=frozenset({"supplement"}))


def _check(*, p: Performance, results: dict[uuid.UUID, RowResult], rows: list[Request]) -> None:
    least = p.facts.profile.reason_min_length.value
    errors = []
    if len(rows) != len(results) or len(p.given.row_results) != len(results):
        errors.append(FieldError("", "Có dòng không thuộc hồ sơ này. Tải lại trang rồi ghi nhận lại."))
    for row in rows:
        result = results[row.public_id]
        # A row that was to be supplemented may be refused all the same, and no more than that.
        waits = row.state == "pending" or (row.state == "supplement" and result.outcome == "refused")
        if not waits:
            text = f"{row.name}: đang ở “{row.kind.request.label(row.state)}”. Tải lại trang để xem."
            errors.append(FieldError(f"result-{row.public_id}", text))
        elif result.outcome not in p.kind.outcomes:
            errors.append(FieldError(f"result-{row.public_id}", f"{row.name}: chọn kết quả của Cục."))
        elif result.outcome in PARTLY and not asks_both(row.printed):
            text = f"{row.name}: dòng chỉ đề nghị một dịch vụ. Chọn đã cấp, từ chối hoặc yêu cầu bổ sung."
            errors.append(FieldError(f"result-{row.public_id}", text))
        elif p.kind.outcomes[result.outcome] == "mark_granted" and (text := _revoked(row, p=p)):
            errors.append(FieldError(f"result-{row.public_id}", text))
        elif result.outcome in SPOKEN and len(result.reason.strip()) < least:
            text = f"{row.name}: ghi {SPOKEN[result.outcome]}, ít nhất {least} ký tự."
            errors.append(FieldError(f"reason-{row.public_id}", text))
    if errors:
        raise InvalidInput(*errors)


def _note_partly(rows: list[Request], *, not_granted: str, reasons: dict[int, str]) -> dict[int, str]:
    """Keeps on the rows which service was refused; returns what the timeline says of each."""
    for row in rows:
        row.printed = row.printed | {NOT_GRANTED: not_granted}
    Request.objects.bulk_update(rows, ["printed"])
    words = NOT_GRANTED_WORDS[not_granted].capitalize()
    return {pk: f"{words}: {reason}" for pk, reason in reasons.items()}


def _revoked(row: Request, *, p: Performance) -> str:
    """Why nothing can be granted on a certificate that had been revoked when the provider answered; "" where it can."""
    old = row.predecessor
    if old is None or old.revoked_at is None or old.revoked_at > (p.given.legal_at or p.now):
        return ""
    return (
        f"{row.name}: chứng thư đã bị thu hồi lúc {old.revoked_at.astimezone(VIETNAM):%H:%M %d/%m/%Y}, trước văn bản "
        "trả lời này, nên không gia hạn hay thay đổi được. Kiểm tra lại ngày của hai văn bản, hoặc chọn từ chối."
    )
