"""Why the register of devices said no."""


class CannotRecord(ValueError):
    """The register does not allow it; the message is a Vietnamese sentence for the page."""
