"""What the provider said about each row, as the page sends it: one choice and one reason a row, for hundreds of rows.

Read by hand and not by a field a row: a form of a thousand fields would take seconds to draw.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from directory.domain.names import normalise
from requests_workflow.models import Request
from requests_workflow.services.act_input import RowResult
from requests_workflow.services.errors import FieldError

OUTCOMES = (("", "Chưa có trong văn bản"), ("issued", "Đã cấp"), ("refused", "Từ chối"))
LONGEST_REASON = 2000


@dataclass
class AnswerLine:
    """One row of the table: what was chosen and typed for it, and what is wrong with that."""

    row: Request
    outcome: str = ""
    reason: str = ""
    result_errors: list[str] = field(default_factory=list)
    reason_errors: list[str] = field(default_factory=list)

    @property
    def result_name(self) -> str:
        """Name of the radio buttons; the service names its errors the same."""
        return f"result-{self.row.public_id}"

    @property
    def reason_name(self) -> str:
        """Name of the reason's field."""
        return f"reason-{self.row.public_id}"

    @property
    def has_errors(self) -> bool:
        """Whether the line is to be marked."""
        return bool(self.result_errors or self.reason_errors)

    def choices(self) -> list[dict[str, object]]:
        """The radio buttons: value, label, whether chosen, and the id that an error summary links to."""
        return [
            {"value": value, "label": label, "checked": self.outcome == value, "id": f"{self.result_name}-{number}"}
            for number, (value, label) in enumerate(OUTCOMES)
        ]


class RowAnswers:
    """What was typed for the rows of a dossier (`data` None: nothing yet); `lines` are those that still wait.

    What was sent for a row that has its answer meanwhile is sent on as well: the service knows whether it is the same
    press once more, or somebody else was quicker.
    """

    def __init__(self, *, rows: Iterable[Request], data: Mapping[str, str] | None) -> None:
        self._all = [AnswerLine(row) for row in rows]
        self.lines = [line for line in self._all if line.row.state == "pending"]
        known = {value for value, _ in OUTCOMES}
        for line in self._all if data is not None else ():
            outcome = (data or {}).get(line.result_name, "")
            line.outcome = outcome if outcome in known else ""
            line.reason = normalise((data or {}).get(line.reason_name, ""))[:LONGEST_REASON]

    def mark_all_issued(self) -> None:
        """Every line without a choice becomes "issued"; a refusal that was chosen stays one."""
        for line in self.lines:
            line.outcome = line.outcome or "issued"

    def results(self) -> tuple[RowResult, ...]:
        """The answers that were chosen; a reason counts for a refusal alone."""
        return tuple(
            RowResult(
                request_id=line.row.public_id,
                outcome=line.outcome,
                reason=line.reason if line.outcome == "refused" else "",
            )
            for line in self._all
            if line.outcome
        )

    def place(self, errors: Iterable[FieldError]) -> list[FieldError]:
        """Puts the errors of the service beside their lines; returns those that belong to no line."""
        by_result = {line.result_name: line for line in self.lines}
        by_reason = {line.reason_name: line for line in self.lines}
        others = []
        for error in errors:
            if error.field in by_result:
                by_result[error.field].result_errors.append(error.text)
            elif error.field in by_reason:
                by_reason[error.field].reason_errors.append(error.text)
            else:
                others.append(error)
        return others

    def summary(self) -> list[dict[str, str]]:
        """Lines of the error summary, each a link to its place."""
        return [
            {"text": text, "target": target}
            for line in self.lines
            for target, texts in (
                (f"{line.result_name}-0", line.result_errors),
                (line.reason_name, line.reason_errors),
            )
            for text in texts
        ]
