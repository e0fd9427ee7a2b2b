"""What happens when a signing job ends: the handlers that this app registers with `signing`."""


def register() -> None:
    """Called once at start-up."""
