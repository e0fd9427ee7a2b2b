"""Models of the device register."""

from tokens.models.custody import Custody, Installation
from tokens.models.returning import DeviceReturn, LossReport
from tokens.models.token import LockReport, Recovery, Token

__all__ = ["Custody", "DeviceReturn", "Installation", "LockReport", "LossReport", "Recovery", "Token"]
