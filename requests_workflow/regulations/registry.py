"""Which profile is in force: the national base by date, the local overlay by code and date."""

from datetime import date
from functools import cache

from requests_workflow.regulations import lai_chau_2025, national_2024, tan_uyen_2024, vinh_long_2020
from requests_workflow.regulations.profile import Overlay, Profile

BASES: tuple[Profile, ...] = (national_2024.PROFILE,)
OVERLAYS: dict[str, Overlay] = {one.OVERLAY.code: one.OVERLAY for one in (lai_chau_2025, tan_uyen_2024, vinh_long_2020)}


class NoProfile(LookupError):
    """No base or overlay is in force on that day, or nobody knows the code."""


def profile_for(*, overlay: str | None, on: date) -> Profile:
    """The base in force on `on`, with the overlay of that code (None: the national rules alone).

    Raises NoProfile before the first base, for an unknown overlay, and for one that is not in force on that day.
    """
    base = next((one for one in BASES if _covers(one, on)), None)
    if base is None:
        raise NoProfile(f"no national rules in force on {on}")
    if overlay is None:
        return base
    local = OVERLAYS.get(overlay)
    if local is None or not _covers(local, on):
        raise NoProfile(f"local rules {overlay!r} are not in force on {on}")
    return _combined(base.code, local.code)


def profile_by_code(code: str) -> Profile:
    """The profile that a case has pinned, whatever the day. Raises NoProfile for an unknown code."""
    base, _, local = code.partition("+")
    try:
        return _combined(base, local)
    except KeyError:
        raise NoProfile(f"nobody knows the profile {code!r}") from None


@cache
def _combined(base: str, local: str) -> Profile:
    found = {one.code: one for one in BASES}[base]
    return OVERLAYS[local].over(found) if local else found


def _covers(one: Profile | Overlay, on: date) -> bool:
    return one.valid_from <= on and (one.valid_to is None or on <= one.valid_to)
