"""Models of the device register."""

from tokens.models.token import Custody, LockReport, Recovery, Token

__all__ = ["Custody", "LockReport", "Recovery", "Token"]
