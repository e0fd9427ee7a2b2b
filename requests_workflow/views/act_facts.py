"""What stands beside the form of an act on a row: the certificates and the device that it is about, and its end."""

from typing import Any

from django.urls import reverse

from requests_workflow.engine.transition import Transition
from requests_workflow.models import Dossier, Request
from requests_workflow.services.device_returns import open_revocations
from requests_workflow.views.case_rows import change_of

INSTALLING = frozenset({"confirm_installation", "record_installation", "stop_installation"})


def row_facts(*, row: Request | None, transition: Transition) -> list[dict[str, Any]]:
    """Rows of components/summary_list.html; empty where the name of the row says enough."""
    if row is None:
        return []
    if transition.name in INSTALLING:
        return _installation(row, transition=transition)
    if transition.name == "change_keeper":
        by_decision = row.procedure == "organisation_issue"
        note = "thiết bị của cơ quan giao cho văn thư, theo quyết định" if by_decision else ""
        return [{"label": "Người giữ đang ghi", "value": str(row.person or "Chưa ghi"), "note": note}]
    if transition.name == "supply_row_supplement":
        asked = row.steps.filter(transition="ask_supplement").order_by("-id").first()
        return [{"label": "Cục yêu cầu bổ sung", "value": asked.comment}] if asked is not None else []
    return []


def dossier_facts(*, dossier: Dossier, transition: Transition) -> list[dict[str, Any]]:
    """What else stands open about the devices of a loss that is given up because they were found."""
    if transition.name != "found_device":
        return []
    tokens = [pk for pk in dossier.requests.values_list("token_id", flat=True) if pk is not None]
    return [
        {
            "label": "Hồ sơ thu hồi còn mở",
            "value": row.dossier.code,
            "url": reverse("cases:case", args=[row.dossier.public_id]),
            "note": f"{row.name}: rút hồ sơ này nếu thiết bị dùng tiếp; trình, gửi nếu nghi đã lộ khóa hoặc mật khẩu",
        }
        for row in open_revocations(tokens)
    ]


def ends_case(*, row: Request | None, transition: Transition) -> bool:
    """Whether the act ends the last open row of its dossier, and with it the dossier."""
    if row is None or transition.target not in row.kind.request.final:
        return False
    final = row.kind.request.final
    return not Request.objects.filter(dossier=row.dossier_id).exclude(pk=row.pk).exclude(state__in=final).exists()


def _installation(row: Request, *, transition: Transition) -> list[dict[str, Any]]:
    """Old beside new, the device on which the new one is to be, and its file where it is still to be installed."""
    shown: list[dict[str, Any]] = []
    if row.token is not None:
        shown.append({"label": "Thiết bị đang có", "value": row.token.serial_number, "note": row.token.model})
    else:
        shown.append({"label": "Nơi lưu khóa", "value": row.get_medium_display()})
    for label, certificate in (("Chứng thư đang dùng", row.predecessor), ("Chứng thư mới", row.certificate)):
        if certificate is not None:
            shown.append(
                {
                    "label": label,
                    "value": certificate.serial_number,
                    "url": reverse("certificates:detail", args=[certificate.public_id]),
                    "note": f"{certificate.common_name}; có giá trị đến {certificate.not_after:%d/%m/%Y}",
                }
            )
    if row.certificate is not None and transition.name != "stop_installation":
        file = reverse("certificates:download", args=[row.certificate.public_id])
        shown.append({"label": "Tệp để cài lên thiết bị", "value": "Tải tệp chứng thư mới (.cer)", "url": file})
    if row.certificate is None:
        shown.append({"label": "Chứng thư mới", "value": "Cơ quan chưa nhập tệp chứng thư mới vào sổ"})
    change = change_of(row)
    if change is not None:
        shown.append({"label": change["label"], "value": change["new"], "note": f"Trước đây: {change['old']}"})
    return shown
