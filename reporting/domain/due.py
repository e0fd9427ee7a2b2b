"""Which periods the rules in force want a report for, and until when, as far as they say so."""

from datetime import date

from reporting.domain.periods import Period
from requests_workflow.regulations.profile import Profile
from requests_workflow.regulations.registry import NoProfile, profile_for

_WORDS = {"half_year": "06 tháng", "year": "năm"}
_KINDS = {"nua-nam": "half_year", "nam": "year"}


def due_notes(*, overlay: str, period: Period, on: date) -> tuple[tuple[str, str], ...]:
    """(sentence, citation) for the body whose local rules are `overlay` ("": the national ones) on that day.

    Nothing where no rules are in force on the day, or they ask for no report of this kind of period.
    """
    try:
        profile = profile_for(overlay=overlay or None, on=on)
    except NoProfile:
        return ()
    notes = _periods(profile, period)
    due = profile.report_due_on(period.year) if period.kind == "nam" else None
    if due is not None:
        notes += (
            (f"Báo cáo năm {period.year} gửi trước ngày {due:%d/%m/%Y}.", profile.report_due_before.clause.cite()),
        )
    return notes


def _periods(profile: Profile, period: Period) -> tuple[tuple[str, str], ...]:
    asked = profile.report_periods
    if _KINDS.get(period.kind) not in asked.value:
        return ()
    words = " và ".join(_WORDS[one] for one in asked.value)
    return ((f"Quy định hiện hành yêu cầu báo cáo {words}.", asked.clause.cite()),)
