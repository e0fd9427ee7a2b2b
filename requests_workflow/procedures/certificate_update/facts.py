"""What the guards of Mẫu 04 may know about a dossier or one of its rows."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta, timezone
from typing import Self

from requests_workflow.procedures.provider_request.facts import ProviderRequestFacts

VIETNAM = timezone(timedelta(hours=7), "+07:00")


@dataclass(frozen=True, kw_only=True)
class AskedTerm:
    """One certificate of the dossier: its +07:00 day of expiry, and which services are asked for it."""

    name: str
    ends_on: date
    renew: bool
    change: bool


@dataclass(frozen=True, kw_only=True)
class UpdateFacts(ProviderRequestFacts):
    """Names are those of the certificates, in the order of the rows; empty: nothing stands in the way."""

    not_in_force: tuple[str, ...] = ()  # revoked, replaced or expired
    renewed_before: tuple[str, ...] = ()  # asked to be renewed, and no renewal is left
    terms: tuple[AskedTerm, ...] = ()
    # The +07:00 day on which the days left are counted: today, or the legal day of the act in hand.
    counted_on: date | None = None
    position_changes: tuple[str, ...] = ()  # a change of post: not in Điều 15
    identity_changes: tuple[str, ...] = ()  # a change of name or identity number: not in Điều 15
    unlisted_changes: tuple[str, ...] = ()  # what changes is no case of Điều 15 for this kind of subscriber
    rows_installing: int = 0  # the new certificate is known and not yet on its device

    @property
    def renewed_too_late(self) -> tuple[str, ...]:
        """Asked to be renewed with fewer days left than the profile wants; exactly that many is in time."""
        least = self.profile.renewal_min_days_left.value
        return tuple(one.name for one in self.terms if one.renew and self._days_left(one) < least)

    @property
    def changed_too_late(self) -> tuple[str, ...]:
        """The same for a change of information."""
        least = self.profile.change_min_days_left.value
        return tuple(one.name for one in self.terms if one.change and self._days_left(one) < least)

    def at(self, legal_at: datetime | None) -> Self:
        """The same facts where the act happened at `legal_at`: what was sent in time may be written down later."""
        return replace(self, counted_on=legal_at.astimezone(VIETNAM).date()) if legal_at else self

    def _days_left(self, one: AskedTerm) -> int:
        return (one.ends_on - (self.counted_on or self.now.astimezone(VIETNAM).date())).days
