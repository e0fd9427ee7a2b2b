"""How a certificate stands at an instant, in words: what a status chip says."""

from dataclasses import dataclass
from datetime import datetime

from certificates.domain.validity import VIETNAM, days_left

EXPIRING_SOON_DAYS = 90
# Renewal needs at least 30 days left (NĐ 68/2024 Điều 13).
URGENT_DAYS = 30


@dataclass(frozen=True)
class Standing:
    """A word with a tone of components/tag.html; attributes `label` and `tone` are what the tag takes."""

    label: str
    tone: str
    in_force: bool
    icon: str = ""


def standing(
    *, status: str, not_before: datetime, not_after: datetime, revoked_at: datetime | None, at: datetime
) -> Standing:
    """The standing at `at`; `status` is "active", "superseded" or "revoked". All times aware."""
    if status == "revoked":
        day = f" ngày {_day(revoked_at)}" if revoked_at else ""
        return Standing(f"Đã thu hồi{day}", "danger", in_force=False)
    if status == "superseded":
        return Standing("Đã thay bằng chứng thư mới", "neutral", in_force=False)
    if at < not_before:
        return Standing(f"Có hiệu lực từ {_day(not_before)}", "neutral", in_force=False, icon="clock")
    left = days_left(not_after=not_after, at=at)
    if at > not_after:
        return Standing(f"Hết hạn {-left} ngày" if left else "Hết hạn hôm nay", "danger", in_force=False)
    if left == 0:
        return Standing("Hết hạn trong hôm nay", "warning", in_force=True)
    tone = "warning" if left <= URGENT_DAYS else "info" if left <= EXPIRING_SOON_DAYS else "success"
    return Standing(f"Còn {left} ngày", tone, in_force=True, icon="clock" if tone != "success" else "")


def _day(at: datetime) -> str:
    return f"{at.astimezone(VIETNAM):%d/%m/%Y}"
