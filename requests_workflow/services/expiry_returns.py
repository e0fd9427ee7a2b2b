"""A device whose certificate ended has to go back, unless it gets another one (NĐ 68/2024 Điều 17.1a, Điều 20)."""

import logging
from collections import defaultdict
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, QuerySet

from certificates.models import Certificate
from directory.domain.roles import Role
from directory.models import Agency
from requests_workflow.models import Request
from requests_workflow.models.request import OPEN_STATES
from requests_workflow.selectors.device_returns import profile_of_agency
from requests_workflow.services.device_returns import due_for, link_papers
from requests_workflow.services.drafting import VIETNAM
from requests_workflow.services.notify import tell, users_with
from tokens.models import DeviceReturn, Token
from tokens.services import returning

logger = logging.getLogger(__name__)
WORKING = (Token.State.IN_USE, Token.State.LOCKED, Token.State.LOST)
# What ended longer ago is history: the register of old devices is not stirred up the first night.
LOOK_BACK = timedelta(days=365)


def open_expired(*, now: datetime) -> int:
    """Opens a duty of return for each device whose certificate ended; returns how many. Running twice changes nothing.

    A device that carries a renewed certificate stays, and while a renewal or re-issue is under way none is opened yet;
    after a re-issue the new certificate is on another device, and the old device goes back. The bodies do not wait for
    each other: what fails for one is in the log, and the next run tries again.
    """
    by_agency: dict[Agency, list[int]] = defaultdict(list)
    for token in _ended(now=now).select_related("managing_agency").order_by("managing_agency_id", "pk"):
        by_agency[token.managing_agency].append(token.pk)
    opened = 0
    for agency, tokens in by_agency.items():
        try:
            opened += _open(agency=agency, token_ids=tokens, now=now)
        except Exception:
            logger.exception("returns of expired devices could not be opened for agency %s", agency.public_id)
    return opened


def _ended(*, now: datetime) -> QuerySet[Token]:
    """Devices whose certificate ended and of which nothing became yet: neither a duty nor a Mẫu 09 that was sent."""
    written_off = Request.objects.filter(procedure="device_loss", state="closed", token__isnull=False)
    return (
        Token.objects.filter(
            state__in=WORKING,
            # Revocation is the other way back, with a clock of its own.
            certificate__status__in=(Certificate.Status.ACTIVE, Certificate.Status.SUPERSEDED),
            certificate__not_after__lt=now,
            certificate__not_after__gte=now - LOOK_BACK,
        )
        .exclude(returns__certificate=F("certificate"))
        .exclude(certificate__reissues__state__in=OPEN_STATES)
        .exclude(pk__in=written_off.values("token_id"))
    )


@transaction.atomic
def _open(*, agency: Agency, token_ids: list[int], now: datetime) -> int:
    list(Token.objects.select_for_update().filter(pk__in=token_ids).order_by("pk").values_list("pk", flat=True))
    # Asked again under the lock: a new certificate may have come onto a device meanwhile.
    found = _ended(now=now).filter(pk__in=token_ids).select_related("certificate").defer("certificate__der")
    tokens = list(found.order_by("pk"))
    profile = profile_of_agency(agency, on=now.astimezone(VIETNAM).date())
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
    link_papers(opened)
    if opened:
        serials = ", ".join(token.serial_number for token in tokens[:10])
        tell(
            users=users_with(agency=agency, roles=frozenset({Role.CLERK, Role.CONTACT_OFFICER}), now=now),
            kind="device_return_due",
            dossier=None,
            title=f"Thu hồi {len(opened)} thiết bị có chứng thư đã hết hạn",
            body=(
                f"Chứng thư trên thiết bị {serials} đã hết hạn và thiết bị không có chứng thư mới. Thu lại thiết bị, "
                f"lập biên bản theo Mẫu số 08 và giao nộp trước {min(one.due_at for one in opened):%d/%m/%Y}. "
                f"Căn cứ: {opened[0].clause}."
            ),
            # What ends later that day is told too.
            event=f"expired-devices:{min(one.pk for one in opened)}:{agency.pk}",
            now=now,
            url="/giao-nop/",
        )
    return len(opened)
