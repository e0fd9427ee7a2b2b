"""Which profile is in force: the national base by the date of receipt, the local overlay by code and date."""

from datetime import date
from functools import cache

from requests_workflow.regulations import (
    lai_chau_2025,
    national_2016,
    national_2018,
    national_2019,
    national_2024,
    ninh_binh_city_2018,
    ninh_thuan_2017,
    tan_uyen_2024,
    vinh_long_2020,
)
from requests_workflow.regulations.profile import Overlay, Profile

BASES: tuple[Profile, ...] = (
    national_2016.PROFILE,
    national_2018.PROFILE,
    national_2019.PROFILE,
    national_2024.PROFILE,
)
OVERLAYS: dict[str, Overlay] = {
    one.OVERLAY.code: one.OVERLAY
    for one in (lai_chau_2025, tan_uyen_2024, vinh_long_2020, ninh_binh_city_2018, ninh_thuan_2017)
}


class NoProfile(LookupError):
    """No base or overlay is in force on that day, or nobody knows the code."""


def profile_for(*, overlay: str | None, on: date) -> Profile:
    """The base in force on `on`, with the overlay of that code (None: the national rules alone).

    An old day gives a historic base: new dossiers ask profile_for_new_dossier, old cases profile_for_old_case. Raises
    NoProfile before the first base, for an unknown overlay, and for one that is not in force on that day.
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


def profile_in_force(*, overlay: str | None, on: date) -> Profile:
    """As profile_for; a local rule that is not in force on that day leaves the national ones.

    Raises NoProfile before the first base.
    """
    try:
        return profile_for(overlay=overlay, on=on)
    except NoProfile:
        return profile_for(overlay=None, on=on)


def profile_for_new_dossier(*, overlay: str | None, on: date) -> Profile:
    """The profile a dossier is made under. Raises NoProfile as profile_for does, and for a day of a historic base."""
    profile = profile_for(overlay=overlay, on=on)
    if profile.historic:
        raise NoProfile(f"no new dossier under {profile.code}: it is for recording old cases")
    return profile


def profile_for_old_case(*, received_on: date, overlay: str | None = None) -> Profile:
    """The regime of a case by the day it was received; a local rule that was not in force that day is left out.

    Raises NoProfile before the first base and for an overlay that nobody knows.
    """
    local = OVERLAYS.get(overlay) if overlay else None
    if overlay and local is None:
        raise NoProfile(f"nobody knows the local rules {overlay!r}")
    return profile_for(overlay=local.code if local and _covers(local, received_on) else None, on=received_on)


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
