"""Errors that the signing app raises to its callers. The text is Vietnamese and fit to be shown."""


class SigningError(Exception):
    """A signature, a key or a form field could not be made or loaded."""


class FieldMissing(SigningError):
    """A PDF has no text field of the name that was asked for."""

    def __init__(self, *, names: list[str]) -> None:
        self.names = names
        super().__init__(f"Văn bản không có trường điền: {', '.join(names)}.")
