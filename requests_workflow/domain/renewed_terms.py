"""Whether the term of a renewed or changed certificate is what was asked for (NĐ 68/2024 Điều 9 khoản 3, Điều 16)."""

from datetime import date, timedelta

SLACK = timedelta(days=1)


def term_refusal(*, renewed: bool, old_end: date, new_end: date) -> str:
    """Why the new certificate is not the one that was asked for, in Vietnamese; "" where it may be.

    `old_end` and `new_end` are the +07:00 days of expiry. A change alone keeps the day; a renewal moves it on.
    """
    if not renewed and new_end != old_end:
        return (
            f"thay đổi thông tin phải giữ nguyên ngày hết hạn {old_end:%d/%m/%Y} (Điều 16 Nghị định số "
            f"68/2024/NĐ-CP), chứng thư này hết hạn {new_end:%d/%m/%Y}. Đề nghị Cục kiểm tra lại."
        )
    if renewed and new_end <= old_end:
        return (
            f"chứng thư gia hạn phải hết hạn sau ngày {old_end:%d/%m/%Y}, chứng thư này hết hạn {new_end:%d/%m/%Y}. "
            "Đề nghị Cục kiểm tra lại."
        )
    return ""


def term_warning(*, renewed: bool, old_end: date, new_end: date, most_years: int) -> str:
    """What deserves a second look: a renewal that adds more than `most_years` years; "" otherwise."""
    if not renewed or new_end <= _years_later(old_end, most_years) + SLACK:
        return ""
    return (
        f"Gia hạn quá {most_years:02d} năm so với ngày hết hạn cũ {old_end:%d/%m/%Y} (khoản 3 Điều 9 Nghị định số "
        "68/2024/NĐ-CP); hãy hỏi lại Cục."
    )


def _years_later(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, month=3, day=1)
