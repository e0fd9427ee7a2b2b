"""Who has the next move in a case, and which: the first thing that its page says."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from django.urls import reverse

from directory.domain.roles import Role
from requests_workflow.models import Dossier, Request
from requests_workflow.regulations.profile import PROVIDER
from requests_workflow.views import presenting
from requests_workflow.views.loading import Case

# In the place of the sending body's name.
OWN = ""
SUBSCRIBER, RECEIVER, DEPARTMENT = OTHERS = ("thuê bao", "người nhận", "Sở được ủy quyền")
# A row that the provider has answered: what is still to be done about it, and by whom. The first is done first.
ROW_MOVES = {
    "supplement": ("Bổ sung cho dòng này", OWN),
    "file": ("Nhập tệp chứng thư của Cục", OWN),
    "activation": ("Kích hoạt, ký thử rồi xác nhận", SUBSCRIBER),
    "issued": ("Nhận thiết bị", OWN),
    "device_at_department": ("Chuyển thiết bị cho cơ quan", DEPARTMENT),
    "device_received": ("Bàn giao thiết bị", OWN),
    "handover_offered": ("Xác nhận đã nhận thiết bị", RECEIVER),
    "handed_over": ("Lập, ký, gửi Mẫu số 07", OWN),
    "granted": ("Cài đặt chứng thư mới rồi xác nhận", "thuê bao hoặc cán bộ của cơ quan"),
    "revoked": ("Thu hồi thiết bị, gửi Mẫu số 08 hoặc 09", OWN),
    "recovered": ("Đặt mật khẩu mới rồi xác nhận", SUBSCRIBER),
}
# What the provider itself does; the tables of next steps name what is written down of it.
PROVIDER_MOVES = {
    "sent": "Tiếp nhận hồ sơ",
    "forwarded": "Tiếp nhận hồ sơ",
    "received": "Giải quyết và trả lời",
    "accepted": "Khôi phục thiết bị",
}
# A paper that goes with devices is no request: nobody takes a dossier in, and no term runs.
PROVIDER_TAKES_DEVICES = "Xác nhận đã nhận thiết bị"
CLOCKS = {
    "sent": "Hạn tính từ lúc hồ sơ được nhận hợp lệ.",
    "at_department": "Hạn của Cục tính từ lúc Cục nhận hồ sơ hợp lệ.",
    "forwarded": "Hạn của Cục tính từ lúc Cục nhận hồ sơ hợp lệ.",
    "supplement_requested": "Hạn dừng từ lúc yêu cầu bổ sung, tính tiếp khi hồ sơ bổ sung được nhận hợp lệ.",
}


def next_moves(*, case: Case, rows: Sequence[Request]) -> dict[str, Any]:
    """Context of requests_workflow/_next_move.html: moves [{"what", "who", "count"}], clock, recorded, tally.

    `moves` is empty once the case is over, but for copies that still have to leave or to be acknowledged, each with the
    `url` of their page; `count` (rows of a kind) is 0 where the whole dossier is meant; `recorded`:
    the sending body writes down what the provider did; `tally` counts the rows by state,
    [{"label", "tone", "count"}], where they differ.
    """
    dossier = case.dossier
    tally = _tally(dossier, rows)
    if dossier.state in dossier.kind.dossier.final:
        return {"moves": _copies_left(case) if case.whole else [], "clock": "", "recorded": False, "tally": tally}
    waits = [waits_for(state=row.state, medium=row.medium, has_file=row.certificate_id is not None) for row in rows]
    of_rows = row_moves(waits, sender=dossier.managing_agency.name) if dossier.answered_at else []
    steps = dossier.kind.next_steps
    with_provider = _is_with_provider(dossier) and dossier.state in steps.at_provider
    return {
        "moves": of_rows or [_move_of_dossier(dossier, with_provider=with_provider)],
        "clock": "" if of_rows or dossier.due_at or dossier.kind.may_go_by_hand else CLOCKS.get(dossier.state, ""),
        "recorded": bool(with_provider and case.whole and dossier.state in steps.recorded),
        "tally": tally,
    }


def _copies_left(case: Case) -> list[dict[str, Any]]:
    """Copies of an ended case whose sending or arrival nobody has written down; one query."""
    dossier = case.dossier
    if dossier.sent_at is None:
        return []
    url = reverse("cases:copies", args=[dossier.public_id])
    return [
        {
            "what": "Ghi nhận đã nhận bản sao" if one.sent_at else f"Ghi nhận đã gửi bản sao cho {one.agency.name}",
            "who": one.agency.name if one.sent_at else dossier.managing_agency.name,
            "count": 0,
            "url": url,
        }
        for one in dossier.copies.filter(received_at__isnull=True).select_related("agency").order_by("id")
    ]


def waits_for(*, state: str, medium: str, has_file: bool) -> str:
    """The key of ROW_MOVES for a row in `state`; `has_file`: its certificate is in the register."""
    if state in ("issued", "granted") and not has_file:
        return "file"
    return "activation" if state == "issued" and medium != Request.Medium.TOKEN else state


def row_moves(waits: Sequence[str], *, sender: str) -> list[dict[str, Any]]:
    """[{"what", "who", "count"}] for what rows wait for (waits_for), the first move first; `sender` names a body."""
    found = Counter(waits)
    return [
        {"what": what, "who": sender if who == OWN else who, "count": found[state]}
        for state, (what, who) in ROW_MOVES.items()
        if found[state]
    ]


def _tally(dossier: Dossier, rows: Sequence[Request]) -> list[dict[str, Any]]:
    tags = [presenting.row_tag(row, dossier=dossier) for row in rows]
    counted = Counter((tag["label"], tag["tone"]) for tag in tags)
    if len(counted) <= 1:
        return []
    return [{"label": label, "tone": tone, "count": count} for (label, tone), count in counted.most_common()]


def _is_with_provider(dossier: Dossier) -> bool:
    return dossier.recipient_function == PROVIDER or dossier.forwarded_at is not None


def _move_of_dossier(dossier: Dossier, *, with_provider: bool) -> dict[str, Any]:
    steps, state = dossier.kind.next_steps, dossier.state
    if with_provider:
        body = dossier.provider or dossier.recipient
        return {
            "what": PROVIDER_TAKES_DEVICES
            if dossier.kind.may_go_by_hand
            else PROVIDER_MOVES.get(state, steps.actions.get(state, "")),
            "who": body.name if body else "",
            "count": 0,
        }
    what = steps.actions.get(state, "")
    if state == "leader_review" and dossier.signer is not None:
        return {"what": what, "who": dossier.signer.get_full_name(), "count": 0}
    at_agency = state in steps.at_agency and not dossier.entered_by_department
    body = dossier.managing_agency if at_agency else dossier.recipient
    roles = steps.at_agency[state] if at_agency else steps.at_department.get(state, frozenset())
    if dossier.entered_by_department and not roles:
        roles = frozenset({Role.DEPARTMENT_OFFICER})
    who = " hoặc ".join(role.label[0].lower() + role.label[1:] for role in Role if role in roles)
    return {"what": what, "who": ", ".join(part for part in (who, body.name if body else "") if part), "count": 0}
