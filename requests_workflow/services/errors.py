"""Why a service said no, in words for people; nothing was changed when one of these is raised."""

from dataclasses import dataclass

from requests_workflow.engine.clauses import Refusal


def known[T](value: T | None) -> T:
    """The value, where the engine has already made sure that there is one. Raises RuntimeError for our own mistake."""
    if value is None:
        raise RuntimeError("a value is missing that the state of the case guarantees")
    return value


class WorkflowError(Exception):
    """Base; `sentences` are Vietnamese, each saying what happened and what to do next."""

    def __init__(self, *sentences: str) -> None:
        super().__init__(" ".join(sentences))
        self.sentences = sentences


class Refused(WorkflowError):
    """The engine refused; `refusals` carry code and clause of every reason."""

    def __init__(self, refusals: tuple[Refusal, ...]) -> None:
        super().__init__(*(r.text for r in refusals))
        self.refusals = refusals


class Stale(WorkflowError):
    """The case moved on since the page was loaded."""

    words = (
        "Hồ sơ đã được người khác cập nhật sau khi bạn mở trang này. "
        "Nội dung bạn nhập vẫn còn bên dưới; hãy xem lại tình trạng mới của hồ sơ rồi bấm lại nếu vẫn cần."
    )

    def __init__(self) -> None:
        super().__init__(self.words)


class StaleDraft(Stale):
    """The draft was saved since the page was loaded, by somebody else or in another window."""

    words = (
        "Hồ sơ đã được người khác cập nhật, hoặc được lưu ở cửa sổ khác, sau khi bạn mở trang này. Nội dung bạn nhập "
        "vẫn còn bên dưới. Mở hồ sơ ở cửa sổ khác để xem bản đã lưu; bấm lưu lần nữa thì nội dung dưới đây thay cho "
        "bản đó."
    )


@dataclass(frozen=True)
class FieldError:
    """One field of a form and what is wrong with it."""

    field: str
    text: str


class InvalidInput(WorkflowError):
    """Typed values that cannot be taken; each names its field."""

    def __init__(self, *errors: FieldError) -> None:
        super().__init__(*(e.text for e in errors))
        self.errors = errors
