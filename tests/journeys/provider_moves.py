"""What the provider says of requests of every form, row by row, and the files that it sends; by the names of rows."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from django.utils import timezone

from config.demo.issue_acting import certificate_for
from requests_workflow.models import Dossier, Request
from signing.test_ca.opening import open_test_ca
from tests.journeys import issue_moves, moves
from tests.journeys.conftest import Town
from tests.journeys.desk import Desk
from tests.journeys.issue_moves import Office
from tests.signing.x509_files import zipped

RECEIVED = "Ghi nhận Cục đã tiếp nhận hồ sơ hợp lệ"


def row_named(dossier: Dossier, name: str) -> Request:
    """The row that is called so on the pages of the case."""
    (row,) = [one for one in dossier.requests.select_related("token", "certificate") if one.name == name]
    return row


def sent(town: Town, *, office: Office, case: str, number: str) -> None:
    """A draft that was submitted is signed, numbered, sealed and sent."""
    issue_moves.make_official(town, case=case, office=office, number=number)
    issue_moves.dispatch(town.desk(office.registry), town=town, case=case)


def received(desk: Desk, *, town: Town, case: str) -> None:
    """The provider has taken the dossier as a valid one."""
    issue_moves.arrived(desk, town=town, case=case, label=RECEIVED)


def answered(
    desk: Desk,
    *,
    town: Town,
    case: str,
    number: str,
    rest: str = "",
    results: Mapping[str, tuple[str, str]] | None = None,
) -> None:
    """One letter: `results` by row name are (outcome, reason), `rest` is the button for all rows without one."""
    desk.go(case)
    dossier = moves.dossier_of(desk)
    desk.act("Ghi nhận kết quả của Cục")
    issue_moves.provider_letter(desk, town=town, number=number)
    for name, (outcome, reason) in (results or {}).items():
        key = row_named(dossier, name).public_id
        desk.choose(f"result-{key}", outcome)
        if reason:
            desk.page.locator(f"[name=reason-{key}]").fill(reason)
    if rest:
        desk.press(rest)
    desk.press("Ghi nhận kết quả của Cục")
    desk.reads("Đã ghi nhận kết quả của Cục")


def certificates_taken(desk: Desk, *, town: Town, case: str, names: Iterable[str]) -> None:
    """The provider's .cer files for these rows are uploaded, matched and taken into the register."""
    desk.go(case)
    dossier, ca, now = moves.dossier_of(desk), open_test_ca(), timezone.now()
    rows = [row_named(dossier, name) for name in names]
    files = [(f"{row.position:03d}.cer", certificate_for(ca=ca, row=row, at=now).der) for row in rows]
    archive: Path = town.file("tep-chung-thu.zip", zipped(*files))
    issue_moves.upload_certificates(desk, case=case, file=archive)
    desk.reads(f"Khớp, đã chọn sẵn ({len(files)})")
    desk.press("Nhập các tệp đã chọn")
    desk.reads(f"Đã quyết định ({len(files)})")
