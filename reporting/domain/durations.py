"""Lengths of time in words."""

from datetime import timedelta


def in_words(length: timedelta | None) -> str:
    """ "1 ngày 3 giờ", "40 phút", "Không" for none; shorter than a minute counts as one minute."""
    if not length:
        return "Không"
    minutes = max(int(length.total_seconds()) // 60, 1)
    days, hours = minutes // 1440, minutes % 1440 // 60
    if days:
        return f"{days} ngày {hours} giờ" if hours else f"{days} ngày"
    return f"{hours} giờ {minutes % 60} phút" if hours else f"{minutes} phút"
