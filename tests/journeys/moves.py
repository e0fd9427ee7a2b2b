"""What each office does with a case, page by page; the journeys put these together."""

from collections.abc import Sequence

from config.demo.identity import demo_id
from directory.models import User
from requests_workflow.models import Dossier
from tests.journeys.conftest import Town
from tests.journeys.desk import Desk, local_now, typed_now
from tokens.models import Token

PASTE = """text => {
    const data = new DataTransfer();
    data.setData("text/plain", text);
    const options = {clipboardData: data, bubbles: true, cancelable: true};
    document.activeElement.dispatchEvent(new ClipboardEvent("paste", options));
}"""


def serial_of(slug: str) -> str:
    """The number printed on the device of an official of the demo (by account name, or by the demo's own name)."""
    return Token.objects.get(public_id=demo_id("token", slug)).serial_number


def dossier_of(desk: Desk) -> Dossier:
    """The case that a desk has open."""
    return Dossier.objects.get(public_id=desk.case.split("/")[2])


def name_of(person: str) -> str:
    """Full name of a persona."""
    return User.objects.get(username=person).get_full_name()


def open_draft(desk: Desk, *, slugs: Sequence[str]) -> str:
    """Choose the devices on the start page and open the draft; returns the case's address."""
    desk.go("/ho-so/moi/khoi-phuc/")
    for slug in slugs:
        desk.page.get_by_label(f"Chọn thiết bị {serial_of(slug)}", exact=True).check()
    desk.press("Lập hồ sơ")
    return desk.case


def submit(desk: Desk, *, label: str = "Trình lãnh đạo ký") -> str:
    """From the open draft through check-answers to the next person; returns the case's address."""
    desk.press("Lưu và xem lại")
    desk.press(label)
    desk.reads("Đã ghi nhận")
    return desk.case


def sign_with_test_key(desk: Desk, *, case: str, label: str) -> None:
    """Open the case, sign with the demo's button, wait for the worker and come back to the case."""
    desk.go(case)
    desk.act(label)
    desk.press("Ký bằng khóa thử")
    desk.wait_for_job()
    desk.follow("Về hồ sơ")
    desk.reads("Đã ghi nhận")


def number(desk: Desk, *, case: str, number: str = "128", label: str = "Cấp số, ngày văn bản") -> None:
    """Type the number that the document system gave."""
    desk.go(case)
    desk.act(label)
    desk.fill(number=number, document_date=f"{local_now():%d/%m/%Y}")
    desk.press(label)
    desk.reads("Đã ghi nhận")


def send(desk: Desk, *, town: Town, case: str, minutes: int = 0) -> None:
    """Record that the paper was sent by the document system, `minutes` from now."""
    desk.go(case)
    desk.act("Ghi nhận đã gửi")
    desk.fill(channel_code="QLVB-2026-128", legal_at=typed_now(minutes=minutes))
    desk.attach("proof_file", town.proof)
    desk.press("Ghi nhận đã gửi")
    desk.reads("Đã ghi nhận")


def receive(desk: Desk, *, town: Town, case: str, minutes: int = 0) -> None:
    """The department takes the case in; it arrived `minutes` from now."""
    desk.go(case)
    desk.act("Tiếp nhận")
    desk.fill(legal_at=typed_now(minutes=minutes), incoming_number="456")
    desk.attach("proof_file", town.proof)
    desk.press("Tiếp nhận")
    desk.reads("Đã ghi nhận")


def checked(desk: Desk, *, case: str) -> None:
    """The check list, once a worker has verified the paper."""
    desk.go(f"{case}tham-dinh/")
    desk.page.locator("#tham-dinh:not([hx-get])").wait_for(timeout=60_000)
    desk.page.wait_for_load_state()
    desk.seen("bang-kiem")


def accept(desk: Desk, *, case: str) -> None:
    """Accept what the check list lets pass."""
    desk.go(f"{case}tham-dinh/")
    desk.act("Chấp nhận đề nghị")
    desk.press("Chấp nhận đề nghị")
    desk.reads("Đã ghi nhận")


def recover(desk: Desk, *, case: str, serial: str, handed_over: bool = False, way: str = "counter") -> None:
    """Record how one device was recovered."""
    desk.go(case)
    desk.follow_row("Ghi nhận đã khôi phục", serial)
    desk.choose("way", way)
    desk.fill(tool="VGCAUnlockTokenSetup", performed_at=typed_now())
    if handed_over:
        desk.page.get_by_label("Thiết bị đã được giao cho người thực hiện rồi trả lại").check()
        desk.fill(taken_at=typed_now(), returned_at=typed_now(), condition_in="Bị khóa", condition_out="Hoạt động tốt")
    desk.press("Ghi nhận đã khôi phục")
    desk.reads("Đã ghi nhận")


def sealed_case(town: Town, *, slugs: Sequence[str] = ("thuebao",)) -> str:
    """A case drafted, signed, numbered and sealed at xã Nà Cang; returns its address."""
    clerk = town.desk("vanphong")
    open_draft(clerk, slugs=slugs)
    case = submit(clerk)
    sign_with_test_key(town.desk("chutich"), case=case, label="Ký số")
    number(town.desk("vanthu"), case=case)
    sign_with_test_key(town.desk("vanthu"), case=case, label="Ký số của cơ quan")
    return case
