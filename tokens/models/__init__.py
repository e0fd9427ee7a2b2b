"""Models of the device register."""

from tokens.models.correction import SerialCorrection
from tokens.models.custody import Custody, Installation
from tokens.models.keeping import KeeperChange
from tokens.models.returning import DeviceReturn, LossReport
from tokens.models.token import LockReport, Recovery, Token

__all__ = [
    "Custody",
    "DeviceReturn",
    "Installation",
    "KeeperChange",
    "LockReport",
    "LossReport",
    "Recovery",
    "SerialCorrection",
    "Token",
]
