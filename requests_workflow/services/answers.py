"""The provider's answer, row by row: issued, or refused with its reason; rows not named still wait."""

import uuid

from requests_workflow.models import Request, Suspension
from requests_workflow.services.act_input import RowResult
from requests_workflow.services.errors import FieldError, InvalidInput
from requests_workflow.services.performance import Performance
from requests_workflow.services.rows import move_rows

OUTCOMES = {"issued": "mark_issued", "refused": "refuse"}


def apply_row_results(p: Performance) -> None:
    """Moves the rows that the answer names. Raises InvalidInput at each row that cannot have that answer."""
    results = {result.request_id: result for result in p.given.row_results}
    rows = list(p.dossier.requests.select_for_update().filter(public_id__in=results).order_by("position"))
    _check(p=p, results=results, rows=rows)
    for outcome, act in OUTCOMES.items():
        chosen = [row for row in rows if results[row.public_id].outcome == outcome]
        reasons = {row.pk: results[row.public_id].reason for row in chosen}
        move_rows(performance=p, act=act, rows=chosen, comments=reasons)
    # An answer on the merits means that the dossier was taken as valid, whether a receipt was sent or not.
    Suspension.objects.filter(dossier=p.dossier, until__isnull=True).update(until=p.given.legal_at or p.now)


def _check(*, p: Performance, results: dict[uuid.UUID, RowResult], rows: list[Request]) -> None:
    least = p.facts.profile.reason_min_length.value
    errors = []
    if len(rows) != len(results) or len(p.given.row_results) != len(results):
        errors.append(FieldError("", "Có dòng không thuộc hồ sơ này. Tải lại trang rồi ghi nhận lại."))
    for row in rows:
        result = results[row.public_id]
        if row.state != "pending":
            text = f"{row.name}: đã có kết quả “{row.kind.request.label(row.state)}”. Tải lại trang để xem."
            errors.append(FieldError(f"result-{row.public_id}", text))
        elif result.outcome not in OUTCOMES:
            errors.append(FieldError(f"result-{row.public_id}", f"{row.name}: chọn đã cấp hoặc từ chối."))
        elif result.outcome == "refused" and len(result.reason.strip()) < least:
            text = f"{row.name}: ghi lý do từ chối của Cục, ít nhất {least} ký tự."
            errors.append(FieldError(f"reason-{row.public_id}", text))
    if errors:
        raise InvalidInput(*errors)
