"""Terms of certificates, counted between Vietnamese calendar dates."""

from datetime import datetime
from zoneinfo import ZoneInfo

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")


def days_left(*, not_after: datetime, at: datetime) -> int:
    """Days between the +07:00 dates of `at` and `not_after` (both aware); negative when past."""
    return (not_after.astimezone(VIETNAM).date() - at.astimezone(VIETNAM).date()).days
