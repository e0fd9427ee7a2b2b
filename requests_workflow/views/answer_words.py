"""How the pages of the provider's answer speak of the rows of each procedure."""

from dataclasses import dataclass
from typing import Any

from requests_workflow.domain.granted_services import PARTLY
from requests_workflow.forms.provider_answer import AnswerLine
from requests_workflow.models import Request
from requests_workflow.procedures.registry import ProcedureKind
from requests_workflow.views.case_rows import change_of, short_serial

QUICK_WORDS = {
    "issued": "Đánh dấu tất cả đã cấp",
    "granted": "Đánh dấu tất cả đã cấp chứng thư mới",
    "revoked": "Đánh dấu tất cả đã thu hồi",
    "refused": "Đánh dấu tất cả bị từ chối",
    "supplement": "Đánh dấu tất cả phải bổ sung",
}


@dataclass(frozen=True)
class AnswerWords:
    """`name` and `about` head the columns that say which row it is; `noun` counts rows."""

    noun: str
    name: str
    about: str


WORDS = {
    "individual_issue": AnswerWords("người", "Họ và tên", "Chức vụ, nơi công tác"),
    "organisation_issue": AnswerWords("cơ quan, tổ chức", "Cơ quan, tổ chức", "Người giữ, thư điện tử"),
    "system_issue": AnswerWords("thiết bị, dịch vụ, phần mềm", "Thiết bị, dịch vụ, phần mềm", "Loại, thư điện tử"),
    "certificate_update": AnswerWords("chứng thư", "Chứng thư", "Đề nghị, chứng thư đang dùng"),
    "revocation": AnswerWords("chứng thư", "Chứng thư", "Lý do, thiết bị"),
}


def quick_choices(kind: ProcedureKind) -> list[dict[str, Any]]:
    """Buttons that choose the same for every row without a choice: what is granted first, then what needs a reason."""
    return [{"value": one, "label": QUICK_WORDS[one]} for one in kind.outcomes if one not in PARTLY]


def about(line: AnswerLine) -> list[str]:
    """Short lines that tell one row from another; no identity number, no telephone."""
    return [text for text in _ABOUT[line.row.procedure](line.row) if text]


def _person(row: Request) -> list[str]:
    printed = row.printed
    post = ", ".join(filter(None, (printed.get("position", ""), printed.get("workplace", ""))))
    return [post, printed.get("official_email", ""), "" if row.has_device else row.get_medium_display()]


def _organisation(row: Request) -> list[str]:
    keeper = f"{row.person.full_name} – {row.person.position}" if row.person else ""
    return [keeper, row.printed.get("official_email", ""), "" if row.has_device else row.get_medium_display()]


def _system(row: Request) -> list[str]:
    printed = row.printed
    kind = ", ".join(filter(None, (printed.get("system_kind", ""), printed.get("network_name", ""))))
    return [kind, printed.get("official_email", ""), "" if row.has_device else row.get_medium_display()]


def _update(row: Request) -> list[str]:
    asked, change = ["Gia hạn"] if row.printed.get("renew") else [], change_of(row)
    if change is not None:
        asked.append(f"{change['label']}: {change['old']} → {change['new']}")
    end = f", hết hạn {row.predecessor.not_after:%d/%m/%Y}" if row.predecessor else ""
    return ["; ".join(asked), f"Số hiệu {short_serial(row.printed.get('certificate_serial', ''))}{end}"]


def _revocation(row: Request) -> list[str]:
    device = row.printed.get("token_serial", "")
    return [
        row.printed.get("reason", ""),
        f"Số hiệu {short_serial(row.printed.get('certificate_serial', ''))}",
        f"Thiết bị {device}" if device else "Không có thiết bị",
    ]


_ABOUT = {
    "individual_issue": _person,
    "organisation_issue": _organisation,
    "system_issue": _system,
    "certificate_update": _update,
    "revocation": _revocation,
}
