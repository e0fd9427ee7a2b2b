"""Models of the device register."""

from tokens.models.custody import Custody, Installation
from tokens.models.token import LockReport, Recovery, Token

__all__ = ["Custody", "Installation", "LockReport", "Recovery", "Token"]
