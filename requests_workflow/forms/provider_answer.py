"""What the provider said about each row, as the page sends it: one choice and one reason a row, for hundreds of rows.

Read by hand and not by a field a row: a form of a thousand fields would take seconds to draw.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from directory.domain.names import normalise
from requests_workflow.domain.granted_services import PARTLY, asks_both
from requests_workflow.models import Request
from requests_workflow.services.act_input import RowResult
from requests_workflow.services.errors import FieldError

NOT_SAID = "Chưa có trong văn bản"
# What the provider may say of a row, in the order of the kind's outcomes.
OUTCOME_WORDS = {
    "issued": "Đã cấp",
    "granted": "Đã cấp chứng thư mới",
    "granted_renewal": "Chỉ gia hạn",
    "granted_change": "Chỉ thay đổi thông tin",
    "revoked": "Đã thu hồi",
    "refused": "Từ chối",
    "supplement": "Yêu cầu bổ sung",
}
SPOKEN = frozenset({"refused", "supplement", *PARTLY})
ANSWERABLE = frozenset({"pending", "supplement"})
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

    @property
    def asked_more(self) -> bool:
        """Whether the provider still waits for the supplement that it asked for."""
        return self.row.state == "supplement"

    @property
    def outcomes(self) -> tuple[str, ...]:
        """What may be said of the row: of one to be supplemented, only that it is refused; one service is granted
        alone only where both were asked for."""
        if self.asked_more:
            return ("refused",)
        both = asks_both(self.row.printed)
        return tuple(one for one in self.row.kind.outcomes if both or one not in PARTLY)

    def choices(self) -> list[dict[str, object]]:
        """The radio buttons: value, label, whether chosen, and the id that an error summary links to."""
        pairs = [("", NOT_SAID), *((value, OUTCOME_WORDS[value]) for value in self.outcomes)]
        return [
            {"value": value, "label": label, "checked": self.outcome == value, "id": f"{self.result_name}-{number}"}
            for number, (value, label) in enumerate(pairs)
        ]


class RowAnswers:
    """What was typed for the rows of a dossier (`data` None: nothing yet); `lines` are those that still wait.

    What was sent for a row that has its answer meanwhile is sent on as well: the service knows whether it is the same
    press once more, or somebody else was quicker.
    """

    def __init__(self, *, rows: Iterable[Request], data: Mapping[str, str] | None) -> None:
        self._all = [AnswerLine(row) for row in rows]
        self.lines = [line for line in self._all if line.row.state in ANSWERABLE]
        self.rest_reason = normalise((data or {}).get("rest_reason", ""))[:LONGEST_REASON]
        for line in self._all if data is not None else ():
            outcome = (data or {}).get(line.result_name, "")
            line.outcome = outcome if outcome in OUTCOME_WORDS else ""
            line.reason = normalise((data or {}).get(line.reason_name, ""))[:LONGEST_REASON]

    def mark_rest(self, outcome: str) -> None:
        """Every line without a choice gets this one, with the common reason where it has none; chosen ones stay."""
        for line in self.lines:
            if line.outcome or outcome not in line.outcomes:
                continue
            line.outcome = outcome
            if outcome in SPOKEN:
                line.reason = line.reason or self.rest_reason

    def results(self) -> tuple[RowResult, ...]:
        """The answers that were chosen; a reason counts for what is refused, in part or whole, and a supplement."""
        return tuple(
            RowResult(
                request_id=line.row.public_id,
                outcome=line.outcome,
                reason=line.reason if line.outcome in SPOKEN else "",
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
