"""What each office does with a request for first certificates (Mẫu 01) and its notices (Mẫu 07), page by page."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from django.utils import timezone
from playwright.sync_api import Locator

from certificates.models import Certificate
from config.demo.identity import demo_id
from config.demo.issue_acting import certificate_for
from directory.models import Person
from requests_workflow.models import Dossier, Request
from signing.test_ca.opening import open_test_ca
from tests.journeys import moves
from tests.journeys.conftest import Town
from tests.journeys.desk import Desk, local_now, typed_now
from tests.signing.x509_files import zipped
from tokens.models import Token

LETTER = "905/CTSBMTT"
NO_MATCH = "Thông tin định danh không khớp cơ sở dữ liệu quốc gia về dân cư."
PEOPLE_TABLE = "Bảng người được đề nghị cấp"


@dataclass(frozen=True)
class Office:
    """Who drafts, signs and seals at a body."""

    clerk: str
    leader: str
    registry: str


NA_CANG = Office(clerk="vanphong", leader="chutich", registry="vanthu")
RACH_DUA = Office(clerk="vl_vanphong", leader="vl_chutich", registry="vl_vanthu")


def name(slug: str) -> str:
    """Full name of an official of the demo, with or without an account."""
    return Person.objects.get(public_id=demo_id("person", slug)).full_name


def row_of(dossier: Dossier, full_name: str) -> Request:
    """The row of this person, as the database has it."""
    return dossier.requests.select_related("token", "certificate", "person").get(printed__full_name=full_name)


def device_of(row: Request) -> Token:
    """The device that came for the row."""
    assert row.token is not None
    return row.token


def certificate_of(row: Request) -> Certificate:
    """The certificate that came for the row."""
    assert row.certificate is not None
    return row.certificate


def states(dossier: Dossier) -> dict[str, str]:
    """The state of each person's row."""
    return {row.name: row.state for row in dossier.requests.order_by("position")}


def open_draft(desk: Desk, *, slugs: Sequence[str]) -> str:
    """Choose people of the register on the start page and open the draft; returns the case's address."""
    desk.go("/")
    desk.follow("Đề nghị cấp chứng thư")
    for slug in slugs:
        desk.page.get_by_label(name(slug), exact=True).check()
    desk.press("Lập hồ sơ")
    return desk.case


def line_of(desk: Desk, full_name: str) -> Locator:
    """The card of this person in the grid."""
    typed = [one.input_value() for one in desk.page.locator(".person__full_name input").all()]
    return desk.page.locator("[data-grid-row]").nth(typed.index(full_name))


def make_official(town: Town, *, case: str, office: Office, number: str) -> None:
    """A draft that was submitted is signed, numbered and sealed."""
    moves.sign_with_test_key(town.desk(office.leader), case=case, label="Ký số")
    moves.number(town.desk(office.registry), case=case, number=number)
    moves.sign_with_test_key(town.desk(office.registry), case=case, label="Ký số của cơ quan")


def dispatch(desk: Desk, *, town: Town, case: str, label: str = "Ghi nhận đã gửi", supplement: bool = False) -> None:
    """Record that something left by a channel, with its code, time and proof."""
    desk.go(case)
    desk.act(label)
    desk.fill(channel_code="G11-2026-777", legal_at=typed_now())
    desk.attach("proof_file", town.proof)
    if supplement:
        desk.attach("supplement_file", town.scan)
    desk.press(label)
    desk.reads("Đã ghi nhận")


def arrived(desk: Desk, *, town: Town, case: str, label: str) -> None:
    """Record that something arrived: its time and its proof."""
    desk.go(case)
    desk.act(label)
    desk.fill(legal_at=typed_now())
    desk.attach("proof_file", town.proof)
    desk.press(label)
    desk.reads("Đã ghi nhận")


def provider_letter(desk: Desk, *, town: Town, number: str) -> None:
    """The head of what the provider wrote."""
    desk.fill(number=number, document_date=f"{local_now():%d/%m/%Y}", legal_at=typed_now())
    desk.attach("proof_file", town.proof)


def supplement_asked(desk: Desk, *, town: Town, case: str, number: str, reason: str) -> None:
    """The provider wants more."""
    desk.go(case)
    desk.act("Ghi nhận Cục yêu cầu bổ sung")
    provider_letter(desk, town=town, number=number)
    desk.fill(reason=reason)
    desk.press("Ghi nhận Cục yêu cầu bổ sung")
    desk.reads("Đã ghi nhận")


def answer(
    desk: Desk, *, town: Town, case: str, refused: Mapping[str, str] | None = None, number: str = LETTER
) -> None:
    """The provider's answer: everybody issued but those refused, by full name with the reason."""
    dossier = moves.dossier_of(desk)
    desk.go(case)
    desk.act("Ghi nhận kết quả của Cục")
    provider_letter(desk, town=town, number=number)
    for full_name, reason in (refused or {}).items():
        key = row_of(dossier, full_name).public_id
        desk.choose(f"result-{key}", "refused")
        desk.page.locator(f"[name=reason-{key}]").fill(reason)
    desk.press("Đánh dấu tất cả đã cấp")
    desk.press("Ghi nhận kết quả của Cục")
    desk.reads("Đã ghi nhận kết quả của Cục")


def certificate_archive(town: Town, dossier: Dossier, *, by_name_alone: Collection[str] = ()) -> Path:
    """The provider's .zip for every issued row; `by_name_alone`: certificates that say nothing but a name."""
    ca, now, files = open_test_ca(), timezone.now(), []
    for row in dossier.requests.filter(state="issued").order_by("position"):
        if row.name in by_name_alone:
            row.printed = {**row.printed, "official_email": "", "identity_number": ""}
        files.append((f"{row.position:03d}.cer", certificate_for(ca=ca, row=row, at=now).der))
    return town.file("ket-qua.zip", zipped(*files))


def upload_certificates(desk: Desk, *, case: str, file: Path | Sequence[Path]) -> None:
    """Upload and come to the review."""
    desk.go(f"{case}tep-chung-thu/")
    desk.page.set_input_files("[name=certificates]", file)
    desk.press("Tải lên và đối chiếu")
    desk.reads("tải lên lúc")


def serial_for(row: Request) -> str:
    """The number on the label of the device that comes for a row."""
    return f"TEST-HT-{row.dossier_id}-{row.position:02d}"


def receive_devices(desk: Desk, *, case: str, names: Sequence[str], label: str = "Nhận thiết bị") -> None:
    """A parcel whose list is pasted, "serial [tab] name" a line."""
    dossier = moves.dossier_of(desk)
    desk.go(case)
    desk.act(label)
    desk.page.get_by_text("Dán danh sách số hiệu").click()
    desk.fill(pasted="\n".join(f"{serial_for(row_of(dossier, one))}\t{one}" for one in names))
    desk.press("Điền vào các dòng")
    desk.fill(legal_at=typed_now())
    desk.press("Ghi nhận đã nhận thiết bị")
    desk.reads("Đã ghi nhận")


def offer(desk: Desk, *, case: str, names: Sequence[str]) -> None:
    """Hand devices to people who confirm on the screen."""
    dossier = moves.dossier_of(desk)
    desk.go(f"{case}ban-giao/")
    for one in names:
        desk.page.locator(f"[name=chon-{row_of(dossier, one).public_id}]").check()
    desk.press("Bàn giao cho người đã chọn")
    desk.reads("Đã giao, chờ thuê bao xác nhận")


def handed_over_on_paper(desk: Desk, *, town: Town, case: str, full_name: str) -> None:
    """Upload the signed minutes of somebody without an account."""
    desk.go(f"{case}ban-giao/")
    desk.follow(f"Nộp biên bản đã ký của {full_name}")
    desk.reads("Biên bản bàn giao có chữ ký hai bên")
    desk.fill(legal_at=typed_now())
    desk.attach("proof_file", town.scan)
    desk.press("Nộp biên bản bàn giao đã ký")
    desk.reads("Đã ghi nhận")


def open_notice(desk: Desk, *, case: str, without: Sequence[str] = ()) -> str:
    """Draft a Mẫu 07 of everybody who has the device, but those; returns the notice's address."""
    desk.go(case)
    dossier = moves.dossier_of(desk)
    desk.follow("Lập thông báo bàn giao (Mẫu số 07)")
    for one in without:
        desk.page.locator(f"[name=chon-{row_of(dossier, one).public_id}]").uncheck()
    desk.press("Lập dự thảo")
    return desk.case


def notice_sent(town: Town, *, office: Office, case: str, number: str, without: Sequence[str] = ()) -> str:
    """A Mẫu 07 from draft to sent; returns its address."""
    clerk = town.desk(office.clerk)
    notice = open_notice(clerk, case=case, without=without)
    moves.submit(clerk)
    make_official(town, case=notice, office=office, number=number)
    dispatch(town.desk(office.registry), town=town, case=notice)
    return notice


def table_of(desk: Desk) -> dict[str, dict[str, str]]:
    """The case page's table of people: by name, what each column reads and where its first link leads."""
    table = desk.page.get_by_role("region", name=PEOPLE_TABLE)
    found = {}
    for line in table.locator("tbody tr").all():
        full_name = line.locator("th").inner_text().splitlines()[0].strip()
        found[full_name] = {
            label: line.locator(f"[data-label='{label}']").inner_text()
            for label in ("Chứng thư", "Thiết bị", "Tình trạng")
        }
        for label in ("Chứng thư", "Thiết bị"):
            link = line.locator(f"[data-label='{label}'] a")
            found[full_name][f"{label} ở"] = (link.first.get_attribute("href") or "") if link.count() else ""
    return found
