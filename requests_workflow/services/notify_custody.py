"""The previous holder is told when a device leaves them: afterwards nobody is on record whom one could still ask."""

from datetime import datetime, timedelta

from django.db.models import OuterRef, Subquery

from directory.models import User
from requests_workflow.domain.calendar import VIETNAM
from requests_workflow.models import Notification
from requests_workflow.services.notify import tell
from tokens.models import Custody, Token

KIND = "custody_left"
# Older hand-overs that are entered now are history: nobody needs to hear of them.
LOOK_BACK = timedelta(days=14)
NOTICES = "/thong-bao/"


def tell_previous_holder(*, token: Token, new_custody: Custody, now: datetime) -> int:
    """Tells the person from whom the device went, once for each hand-over; returns how many notices were new.

    Nobody is told where a body held it, the holder has no account, or the same person holds it still.
    """
    before = (
        Custody.objects.filter(token=token, until__isnull=False, until__lte=new_custody.since)
        .exclude(pk=new_custody.pk)
        .select_related("holder_person__account")
        .order_by("-until", "-id")
        .first()
    )
    person = before.holder_person if before else None
    account: User | None = getattr(person, "account", None) if person is not None else None
    if person is None or account is None or person.pk == new_custody.holder_person_id:
        return 0
    taker = new_custody.holder_person or new_custody.holder_agency
    at = new_custody.since.astimezone(VIETNAM)
    case = f" theo hồ sơ {new_custody.case_ref}" if new_custody.case_ref else ""
    return tell(
        users=[account],
        kind=KIND,
        dossier=None,
        title=f"Thiết bị {token.serial_number} không còn do bạn giữ",
        body=(
            f"Từ {at:%H:%M ngày %d/%m/%Y}, sổ giao giữ ghi thiết bị {token.serial_number} do {taker} giữ{case}. "
            f"Lý do: {new_custody.reason}. Nếu không đúng, báo ngay cho cán bộ đầu mối của cơ quan."
        ),
        event=_event(new_custody),
        now=now,
        url=NOTICES,
    )


def tell_previous_holders(*, now: datetime) -> int:
    """Every hand-over of the last days, wherever it was written down; a repeated run tells nobody twice.

    Returns how many notices were new. What was told already costs two queries in all.
    """
    before = Custody.objects.filter(
        token=OuterRef("token"),
        until=OuterRef("since"),
        holder_person__account__is_active=True,
    ).order_by("-id")
    moved = (
        Custody.objects.filter(since__gte=now - LOOK_BACK, since__lte=now)
        .annotate(
            left=Subquery(before.values("holder_person")[:1]),
            account=Subquery(before.values("holder_person__account")[:1]),
        )
        .filter(left__isnull=False)
        .select_related("token", "holder_person", "holder_agency")
        .order_by("id")
    )
    rows = {f"{KIND}:{_event(row)}:{row.account}": row for row in moved if row.left != row.holder_person_id}
    known = set(Notification.objects.filter(dedupe_key__in=rows).values_list("dedupe_key", flat=True))
    return sum(
        tell_previous_holder(token=row.token, new_custody=row, now=now) for key, row in rows.items() if key not in known
    )


def _event(new_custody: Custody) -> str:
    return f"custody:{new_custody.pk}"
