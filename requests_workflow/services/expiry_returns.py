"""A certificate that ended without a successor opens the return of its device (NĐ 68/2024 Điều 17.1a, Điều 20)."""

from collections import defaultdict
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F

from certificates.models import Certificate
from directory.domain.roles import Role
from directory.models import Agency
from requests_workflow.models.request import OPEN_STATES
from requests_workflow.regulations.registry import profile_for
from requests_workflow.services.device_returns import due_for
from requests_workflow.services.drafting import VIETNAM
from requests_workflow.services.notify import tell, users_with
from tokens.models import DeviceReturn, Token
from tokens.services import returning

WORKING = (Token.State.IN_USE, Token.State.LOCKED, Token.State.LOST)
# What ended longer ago is history: the register of old devices is not stirred up the first night.
LOOK_BACK = timedelta(days=365)


def open_expired(*, now: datetime) -> int:
    """Opens a duty of return for each device whose certificate ended; returns how many. Running twice changes nothing.

    A certificate that was renewed, or whose renewal or re-issue is under way, opens none yet.
    """
    ended = (
        Token.objects.filter(
            state__in=WORKING,
            certificate__status=Certificate.Status.ACTIVE,
            certificate__not_after__lt=now,
            certificate__not_after__gte=now - LOOK_BACK,
            certificate__successor__isnull=True,
        )
        .exclude(returns__certificate=F("certificate"))
        .exclude(certificate__reissues__state__in=OPEN_STATES)
        .select_related("certificate", "managing_agency", "subscriber")
        .defer("certificate__der")
    )
    by_agency: dict[Agency, list[Token]] = defaultdict(list)
    for token in ended.order_by("managing_agency_id", "pk"):
        by_agency[token.managing_agency].append(token)
    return sum(_open(agency=agency, tokens=tokens, now=now) for agency, tokens in by_agency.items())


@transaction.atomic
def _open(*, agency: Agency, tokens: list[Token], now: datetime) -> int:
    profile = profile_for(overlay=agency.overlay or None, on=now.astimezone(VIETNAM).date())
    opened: list[DeviceReturn] = []
    for token in tokens:
        certificate = token.certificate
        if certificate is None:
            continue
        due = due_for(
            profile=profile,
            cause=DeviceReturn.Cause.EXPIRED,
            revoked_at=certificate.not_after,
            noticed_at=certificate.not_after,
        )
        made = returning.open_returns(
            devices=[(token, certificate)],
            cause=DeviceReturn.Cause.EXPIRED,
            due=due,
            case_ref="",
            by=None,
            now=now,
        )
        opened += made.values()
    if opened:
        serials = ", ".join(token.serial_number for token in tokens[:10])
        tell(
            users=users_with(agency=agency, roles=frozenset({Role.CLERK, Role.CONTACT_OFFICER}), now=now),
            kind="device_return_due",
            dossier=None,
            title=f"Thu hồi {len(opened)} thiết bị có chứng thư đã hết hạn",
            body=(
                f"Chứng thư trên thiết bị {serials} đã hết hạn và không có chứng thư thay thế. Thu lại thiết bị, lập "
                f"biên bản theo Mẫu số 08 và giao nộp trước {min(one.due_at for one in opened):%d/%m/%Y}. "
                f"Căn cứ: {opened[0].clause}."
            ),
            # What ends later that day is told too.
            event=f"expired-devices:{min(one.pk for one in opened)}:{agency.pk}",
            now=now,
            url="/giao-nop/",
        )
    return len(opened)
