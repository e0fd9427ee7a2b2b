"""The cells of the grid of Mẫu 01 as HTML; they print themselves, since a template takes seconds for six thousand."""

from dataclasses import dataclass
from functools import lru_cache

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from requests_workflow.domain.individual_rows import KEYS, OPERATORS, SIM_PKI
from requests_workflow.models import Request

MOST_CHARACTERS = 300
CELL_KEYS = tuple(key for key in KEYS if key != "sim_pki")
SHORT_LABELS = {
    "full_name": "Họ và tên",
    "birth_date": "Ngày sinh",
    "identity_number": "Số định danh cá nhân",
    "identity_issued_on": "Ngày cấp",
    "identity_issued_by": "Nơi cấp",
    "official_email": "Thư điện tử công vụ",
    "workplace": "Cơ quan, tổ chức công tác",
    "province": "Tỉnh, thành phố",
    "position": "Chức vụ",
    "phone": "Số di động",
    "old_certificate_serial": "Chứng thư cũ (nếu có)",
}
NUMERIC = frozenset({"birth_date", "identity_number", "identity_issued_on", "phone"})
LISTS = {"province": "ds-tinh", "identity_issued_by": "ds-noi-cap"}
ATTRIBUTES = {
    key: f' maxlength="{MOST_CHARACTERS}" autocomplete="off"'
    + (' inputmode="numeric"' if key in NUMERIC else "")
    + (f' list="{LISTS[key]}"' if key in LISTS else "")
    for key in CELL_KEYS
}
HIDDEN_ERROR = '<span class="visually-hidden">Lỗi: </span>'
ISSUERS = ("Cục Cảnh sát quản lý hành chính về trật tự xã hội", "Bộ Công an")
SIM = Request.Medium.SIM_PKI.value
MEDIA = (
    (Request.Medium.TOKEN.value, "Thiết bị lưu khóa"),
    *((f"{SIM}:{one}", f"SIM PKI – {one}") for one in OPERATORS),
    *((f"{SIM}:{one}", f"SIM PKI – {one} (chuyển đổi số đang dùng)") for one in SIM_PKI if one.endswith("/cs")),
    (Request.Medium.CENTRALISED.value, "Ký số tập trung"),
)


@dataclass
class Cell:
    """One input of a line; `note` is said beside it in the tone of `kind` (problem, gap, warning; "" for none)."""

    key: str
    name: str
    value: str
    default: str = ""
    note: str = ""
    kind: str = ""
    focused: bool = False

    def __html__(self) -> SafeString:
        more = ATTRIBUTES[self.key]
        if self.default:
            more += f' data-default="{escape(self.default)}"'
        more += " autofocus" if self.focused else ""
        return mark_safe(  # noqa: S308  what was typed is escaped
            f'<div class="grid__cell person__{self.key}"><label for="id_{self.name}">{SHORT_LABELS[self.key]}</label>'
            f'<input id="id_{self.name}" name="{self.name}" value="{escape(self.value)}"{more}'
            f"{note_attributes(self.name, self.kind)}>{note_html(self.name, self.kind, self.note)}</div>"
        )

    __str__ = __html__


def medium_select(*, name: str, chosen: str, kind: str = "", note: str = "") -> SafeString:
    """The list of media of one line, with its note."""
    return mark_safe(  # noqa: S308  what was typed is escaped
        f'<select id="id_{name}" name="{name}"{note_attributes(name, kind)}>{media_options(chosen)}</select>'
        f"{note_html(name, kind, note)}"
    )


def note_attributes(name: str, kind: str) -> str:
    """What ties an input to the note beside it."""
    if not kind:
        return ""
    return f' aria-describedby="id_{name}_error"' + ("" if kind == "warning" else ' aria-invalid="true"')


def note_html(name: str, kind: str, text: str) -> str:
    """The note beside an input, "" for none."""
    if not kind:
        return ""
    soft, before = (" errors--soft", "Lưu ý: ") if kind == "warning" else ("", HIDDEN_ERROR)
    return f'<p class="errors{soft}" id="id_{name}_error">{before}{escape(text)}</p>'


@lru_cache(maxsize=64)
def media_options(chosen: str) -> str:
    """Options of the list of media as HTML; `chosen` may be a SIM of an operator that is not among them."""
    media = list(MEDIA)
    if chosen not in dict(MEDIA):
        media.append((chosen, f"SIM PKI – {chosen.partition(':')[2] or 'chưa chọn nhà mạng'}"))
    return "".join(
        f'<option value="{escape(value)}"{" selected" if value == chosen else ""}>{escape(label)}</option>'
        for value, label in media
    )
