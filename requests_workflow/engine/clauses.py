"""Where the law says it (Clause) and why an act is refused (Refusal).

Both are plain values: a refusal carries no sentence, only a code, so that tests and logs stay apart from wording.
"""

from dataclasses import dataclass, field

from requests_workflow.engine.texts import refusal_text
from requests_workflow.regulations.instruments import Instrument, instrument

__all__ = ["Clause", "Instrument", "Refusal"]


@dataclass(frozen=True)
class Clause:
    """A place in a legal document: instrument code and locator, e.g. "Điều 13 khoản 2 điểm b".

    Raises LookupError at once for an instrument that is not registered.
    """

    instrument: str
    locator: str

    def __post_init__(self) -> None:
        instrument(self.instrument)

    @property
    def document(self) -> Instrument:
        """The instrument itself, with number, dates and status."""
        return instrument(self.instrument)

    def cite(self) -> str:
        """The full citation, e.g. "Điều 22 khoản 2 Nghị định số 68/2024/NĐ-CP"; a draft says that it is one."""
        return f"{self.locator} {self.document.short_name}"


@dataclass(frozen=True)
class Refusal:
    """One reason why an act is not allowed now; `params` fill the sentence.

    Raises LookupError for a code without a sentence, so that no refusal can reach a screen without words.
    """

    code: str
    clause: Clause | None
    params: tuple[tuple[str, str], ...] = field(default=())

    def __post_init__(self) -> None:
        refusal_text(self.code, self.params)

    @property
    def text(self) -> str:
        """The Vietnamese sentence: what stands in the way, then what to do next."""
        return refusal_text(self.code, self.params)
