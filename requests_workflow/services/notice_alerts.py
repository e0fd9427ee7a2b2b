"""Devices handed over without the notice (Mẫu 07): told once per level, on working days, to more people each time."""

from datetime import datetime

from requests_workflow.domain.calendar import VIETNAM
from requests_workflow.selectors.calendar import load_calendar
from requests_workflow.selectors.handovers import SEEN_BY, MissingNotice, all_missing_notices
from requests_workflow.services.notify import tell, users_with


def watch_notices(*, now: datetime) -> int:
    """Tells whom it concerns; returns how many notices were new. Idempotent; rests on days off.

    The occurrence is the oldest hand-over without a sent notice: once that is noticed, the next one begins anew.
    """
    if not load_calendar().is_working(now.astimezone(VIETNAM).date()):
        return 0
    told = 0
    for missing in all_missing_notices(now=now):
        told += tell(
            users=users_with(agency=missing.dossier.managing_agency, roles=frozenset(SEEN_BY[missing.level]), now=now),
            kind=f"handover_notice_{missing.level.value}",
            dossier=missing.dossier,
            title=f"{missing.dossier.code}: {missing.level.label.lower()} ({missing.words})",
            body=_body(missing),
            event=f"row:{missing.oldest_id}",
            now=now,
            asks_in="handed_over",
            request_id=missing.oldest_id,
        )
    return told


def _body(missing: MissingNotice) -> str:
    since = missing.since.astimezone(VIETNAM)
    parts = [
        f"Hồ sơ {missing.dossier.code} của {missing.dossier.managing_agency.name} có {missing.total} thiết bị đã bàn "
        f"giao cho thuê bao (sớm nhất ngày {since:%d/%m/%Y}) mà chưa gửi thông báo bàn giao theo Mẫu số 07."
    ]
    if missing.without_notice:
        parts.append(f"{missing.without_notice} thiết bị chưa có trong thông báo nào: lập thông báo từ trang hồ sơ.")
    if missing.notices:
        codes = ", ".join(one.code for one in missing.notices)
        parts.append(f"{missing.in_draft} thiết bị đã có trong thông báo chưa gửi: {codes}.")
    parts.append(f"Căn cứ: {missing.clause}.")
    return " ".join(parts)
