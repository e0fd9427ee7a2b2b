"""One row of Mẫu 01 as typed: what is missing, what cannot be, what looks odd (NĐ 68/2024, Mẫu số 01; NĐ 137/2015)."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from directory.domain.names import fold, normalise
from directory.domain.provinces import PROVINCES
from requests_workflow.domain.official_email import EmailVerdict, email_verdict
from requests_workflow.regulations.profile import FormRef, Profile

# What is stored for a row, in the order of the grid. Dates are dd/mm/yyyy, as they are printed.
KEYS = (
    "full_name",
    "birth_date",
    "identity_number",
    "identity_issued_on",
    "identity_issued_by",
    "official_email",
    "workplace",
    "province",
    "position",
    "phone",
    "old_certificate_serial",
    "sim_pki",
)
IDENTITY = ("identity_number", "identity_issued_on", "identity_issued_by")
OPERATORS = ("Viettel", "Vinaphone", "Mobifone")
# "/cs" marks a number in use that is converted.
SIM_PKI = tuple(f"{operator}{suffix}" for operator in OPERATORS for suffix in ("", "/cs"))
CENTRALISED = "Ký số tập trung"
LEAST_AGE, MOST_AGE = 18, 80
# Controls and marks of width and direction that come along with text copied from a spreadsheet or a page.
_INVISIBLE = re.compile(r"[\x00-\x08\x0e-\x1b\x7f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
LABELS = {
    "full_name": "họ và tên",
    "birth_date": "ngày sinh",
    "identity_number": "số định danh cá nhân",
    "identity_issued_on": "ngày cấp",
    "identity_issued_by": "nơi cấp",
    "official_email": "thư điện tử công vụ",
    "workplace": "cơ quan, tổ chức công tác",
    "province": "tỉnh, thành phố",
    "position": "chức vụ",
    "phone": "số điện thoại di động",
    "old_certificate_serial": "số hiệu chứng thư cũ",
    "sim_pki": "SIM PKI",
}
# No card and no birth of an official lies before it; "0985" for 1985 is a slip, not a year.
FIRST_YEAR = 1900


@dataclass(frozen=True)
class RowNote:
    """Something said about one cell; `key` is one of KEYS, `text` a Vietnamese sentence."""

    key: str
    text: str


def clean_row(typed: Mapping[str, str]) -> dict[str, str]:
    """The cells as they are kept: NFC, single spaces, dates and numbers in the form's own spelling where that is sure.

    Nothing is thrown away: a cell that cannot be read stays as typed, and row_problems says so.
    """
    row = {key: normalise(_INVISIBLE.sub("", typed.get(key, ""))) for key in KEYS}
    for key in ("birth_date", "identity_issued_on"):
        row[key] = f"{day:%d/%m/%Y}" if (day := read_date(row[key])) else row[key]
    row["identity_number"] = re.sub(r"[\s.]", "", row["identity_number"])
    row["official_email"] = row["official_email"].lower()
    row["phone"] = _clean_phone(row["phone"])
    row["province"] = _PROVINCES.get(_province_key(row["province"]), row["province"])
    row["old_certificate_serial"] = _clean_serial(row["old_certificate_serial"])
    operator = re.sub(r"\s", "", row["sim_pki"]).lower()
    row["sim_pki"] = next((one for one in SIM_PKI if one.lower() == operator), row["sim_pki"])
    # What was taken out of a cell may have kept two marks apart.
    return {key: normalise(text) for key, text in row.items()}


def printed_row(row: Mapping[str, str]) -> dict[str, str]:
    """The cells as Mẫu 01 prints them: number, day and place of the identity card share one column."""
    return {**row, "identity": "; ".join(part for key in IDENTITY if (part := row.get(key, "")))}


def row_gaps(*, row: Mapping[str, str], form: FormRef) -> tuple[RowNote, ...]:
    """Required cells that are empty."""
    keys: list[str] = []
    for column in form.columns:
        if column.required:
            keys += IDENTITY if column.key == "identity" else (column.key,)
    return tuple(RowNote(key, f"Nhập {LABELS[key]}.") for key in keys if not row.get(key))


def row_problems(*, row: Mapping[str, str], profile: Profile, today: date) -> tuple[RowNote, ...]:
    """What is filled in and cannot be; empty cells are not spoken of.

    `row` is what clean_row gave, with the row's `medium` (token, sim_pki, centralised) beside the cells where known.
    """
    return tuple(_problems(row, profile, today))


def row_warnings(*, row: Mapping[str, str], profile: Profile, today: date) -> tuple[RowNote, ...]:
    """What is allowed and still deserves a second look."""
    notes = []
    if row.get("official_email"):
        verdict = email_verdict(email=row["official_email"], profile=profile)
        if verdict is EmailVerdict.UNUSUAL:
            notes.append(RowNote("official_email", "Tên miền ít gặp: kiểm tra địa chỉ do cơ quan nhà nước cấp."))
    born, number = read_date(row.get("birth_date", "")), row.get("identity_number", "")
    if born and re.fullmatch(r"[0-9]{12}", number) and not _agrees(number=number, born=born):
        notes.append(RowNote("identity_number", "Số định danh không khớp năm sinh: kiểm tra lại hai ô này."))
    if born and not LEAST_AGE <= _age(born=born, on=today) <= MOST_AGE:
        notes.append(RowNote("birth_date", "Tuổi của người này ít gặp: kiểm tra lại ngày sinh."))
    return tuple(notes)


def read_date(text: str) -> date | None:
    """A day from 1900 on written d/m/Y (also with "-" or "."), or None."""
    found = re.fullmatch(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})", text.strip())
    if found is None or int(found[3]) < FIRST_YEAR:
        return None
    try:
        return date(int(found[3]), int(found[2]), int(found[1]))
    except ValueError:
        return None


def day_problem(*, text: str, wanted: str) -> str:
    """What is wrong with a day that read_date cannot read: it is not in the calendar, or else `wanted` is asked for."""
    found = re.fullmatch(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})", text.strip())
    if found is None or int(found[3]) < FIRST_YEAR or read_date(text) is not None:
        return wanted
    return f"Ngày {text.strip()} không có trong lịch."


def _problems(row: Mapping[str, str], profile: Profile, today: date) -> Iterator[RowNote]:
    name = row.get("full_name", "")
    if name and (any(ch.isdigit() for ch in name) or " " not in name or len(name) > 120):
        yield RowNote("full_name", "Nhập đầy đủ họ và tên, không có chữ số.")
    for key, most in MOST_LENGTH.items():
        if len(row.get(key, "")) > most:
            yield RowNote(key, f"Rút gọn ô {LABELS[key]}: nhiều nhất {most} ký tự.")
    yield from _identity_problems(row, today)
    yield from _email_problems(row.get("official_email", ""), profile)
    if row.get("province") and row["province"] not in PROVINCES:
        yield RowNote("province", "Chọn một trong 34 tỉnh, thành phố.")
    if row.get("phone") and not re.fullmatch(r"0[35789][0-9]{8}", row["phone"]):
        yield RowNote("phone", "Nhập số di động 10 chữ số, ví dụ 0912345678.")
    if row.get("old_certificate_serial") and not re.fullmatch(r"[0-9a-f]{4,40}", row["old_certificate_serial"]):
        yield RowNote("old_certificate_serial", "Số hiệu chứng thư gồm chữ số và chữ a–f, như in trên chứng thư.")
    yield from _sim_problems(row)


def _identity_problems(row: Mapping[str, str], today: date) -> Iterator[RowNote]:
    born = read_date(row.get("birth_date", ""))
    if row.get("birth_date") and (born is None or born >= today):
        wanted = "Nhập ngày sinh dạng ngày/tháng/năm, ví dụ 05/08/1985."
        yield RowNote("birth_date", day_problem(text=row["birth_date"], wanted=wanted))
    if row.get("identity_number") and not re.fullmatch(r"[0-9]{12}", row["identity_number"]):
        yield RowNote("identity_number", "Số định danh cá nhân gồm đúng 12 chữ số.")
    issued = read_date(row.get("identity_issued_on", ""))
    if row.get("identity_issued_on"):
        if issued is None:
            wanted = "Nhập ngày cấp dạng ngày/tháng/năm, ví dụ 01/02/2021."
            yield RowNote("identity_issued_on", day_problem(text=row["identity_issued_on"], wanted=wanted))
        elif issued > today or (born is not None and issued <= born):
            yield RowNote("identity_issued_on", "Ngày cấp phải sau ngày sinh và không ở tương lai.")


def _sim_problems(row: Mapping[str, str]) -> Iterator[RowNote]:
    if row.get("medium") == "sim_pki" and not row.get("sim_pki"):
        yield RowNote("sim_pki", "Chọn nhà mạng của SIM PKI.")
    if row.get("sim_pki") and row.get("medium", "sim_pki") != "sim_pki":
        yield RowNote("sim_pki", "Chỉ ghi nhà mạng khi khóa được lưu trên SIM PKI.")
    elif row.get("sim_pki") and row["sim_pki"] not in SIM_PKI:
        yield RowNote("sim_pki", "Chọn Viettel, Vinaphone hoặc Mobifone; thêm “/cs” khi chuyển đổi số đang dùng.")


def _email_problems(email: str, profile: Profile) -> Iterator[RowNote]:
    if not email:
        return
    match email_verdict(email=email, profile=profile):
        case EmailVerdict.MALFORMED:
            yield RowNote("official_email", "Nhập địa chỉ thư điện tử đầy đủ, ví dụ ten@laichau.gov.vn.")
        case EmailVerdict.FREE_MAIL:
            yield RowNote("official_email", "Dùng thư điện tử công vụ, không dùng hộp thư miễn phí như Gmail, Yahoo.")
        case EmailVerdict.OTHER_DOMAIN:
            allowed = ", ".join(f"@{domain}" for domain in profile.email_domains.value)
            yield RowNote("official_email", f"Quy chế chỉ chấp nhận thư điện tử {allowed}.")


def _clean_phone(text: str) -> str:
    """National form: "+84 912 345 678", "0084…" and "+84 (0) 912…" begin with 0 like everybody's."""
    digits = re.sub(r"[\s.()-]", "", text)
    return re.sub(r"^(?:\+|00)?840?(?=[0-9]{9}$)", "0", digits)


def _clean_serial(text: str) -> str:
    """Lower-case hex as the register keeps it, without what a viewer puts between and before: "05:40:0A" -> "5400a"."""
    return re.sub(r"^(?:0x|0)+(?=.)", "", re.sub(r"[\s:.-]", "", text).lower())


def _province_key(text: str) -> str:
    """Without marks, spaces and the word for city or province: "TP. Hồ Chí Minh" -> "hochiminh"."""
    return re.sub(r"^(thanhpho|tp|tinh)", "", re.sub(r"[\s.,;()'-]", "", fold(text)))


# What the directory can hold of a person.
MOST_LENGTH = {"identity_issued_by": 120, "position": 120, "official_email": 254, "workplace": 255}
_PROVINCES = {_province_key(name): name for name in PROVINCES} | {"hcm": "Thành phố Hồ Chí Minh"}


def _agrees(*, number: str, born: date) -> bool:
    """NĐ 137/2015 Điều 13 as Luật Căn cước keeps it: digit 4 tells century and sex, digits 5–6 the year of birth."""
    century = 1900 + 100 * (int(number[3]) // 2)
    return century + int(number[4:6]) == born.year


def _age(*, born: date, on: date) -> int:
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))
