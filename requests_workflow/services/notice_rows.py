"""Rows of a notice of hand-over (Mẫu 07): taken from the rows that were handed over, never typed."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from requests_workflow.models import Dossier, Request
from requests_workflow.services.errors import FieldError, InvalidInput, known
from tokens.models import Token

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")


@dataclass(frozen=True, kw_only=True)
class NoticeRow:
    """One handed-over row that the notice names."""

    origin_id: uuid.UUID

    def is_empty(self) -> bool:
        return False


def write_rows(*, dossier: Dossier, rows: Sequence[NoticeRow], now: datetime) -> None:
    """Replaces the notice's rows. Raises InvalidInput for a row of another dossier, not handed over or noticed."""
    parent = known(dossier.parent)
    wanted = [row.origin_id for row in rows]
    origins = list(
        parent.requests.select_for_update(of=("self",))
        .filter(public_id__in=wanted, state="handed_over")
        .select_related("certificate", "token", "dossier__managing_agency")
        .order_by("position")
    )
    # Locked: what a row prints is not corrected in the same moment (services.serial_corrections).
    tokens = Token.objects.select_for_update().filter(pk__in=[one.token_id for one in origins]).order_by("pk")
    serials = {one.pk: one.serial_number for one in tokens}
    # Asked once the rows are locked: a notice that was opened meanwhile is seen.
    named = Request.objects.filter(origin__in=origins).exclude(dossier=dossier).exclude(state="withdrawn")
    if not origins or len(origins) != len(set(wanted)) or named.exists():
        raise InvalidInput(
            FieldError("rows", "Có dòng chưa bàn giao hoặc đã có trong thông báo khác. Tải lại trang rồi chọn lại.")
        )
    dossier.requests.all().delete()
    Request.objects.bulk_create(
        Request(
            dossier=dossier,
            position=position,
            procedure=dossier.procedure,
            state="pending",
            origin=origin,
            person=origin.person,
            subscriber=origin.subscriber,
            certificate=origin.certificate,
            token=origin.token,
            medium=origin.medium,
            printed={
                "subscriber_name": origin.name,
                "workplace": origin.printed.get("workplace") or str(origin.dossier.managing_agency),
                "certificate_serial": origin.certificate.serial_number if origin.certificate else "",
                "token_serial": serials.get(origin.token_id or 0, ""),
                "handed_over_on": f"{known(origin.handed_over_at).astimezone(VIETNAM):%d/%m/%Y}",
            },
        )
        for position, origin in enumerate(origins, start=1)
    )
