"""Models of the directory, one aggregate a file."""

from directory.models.account import Membership, User
from directory.models.agency import Agency, AgencyFunction, AgencyName, AgencySuccession
from directory.models.delegation import Delegation
from directory.models.person import Person, Subscriber

__all__ = [
    "Agency",
    "AgencyFunction",
    "AgencyName",
    "AgencySuccession",
    "Delegation",
    "Membership",
    "Person",
    "Subscriber",
    "User",
]
