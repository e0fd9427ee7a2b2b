"""`manage.py verify_pdf FILE… --json [--trust DIR] [--crl DIR] [--at ISO]`."""

import json
import stat
from datetime import datetime
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from signing.services.verify import verify_pdf
from signing.verification.report import FileReport
from signing.verification.sandbox import close_sandbox
from signing.verification.trust import TrustStore, store_from_folders
from signing.verification.wording import VIETNAM

LARGEST = 256 * 1024 * 1024
VERDICTS = {
    "valid": "HỢP LỆ",
    "invalid": "KHÔNG HỢP LỆ",
    "indeterminate": "CHƯA KIỂM TRA ĐƯỢC",
    "unsigned": "KHÔNG CÓ CHỮ KÝ SỐ",
}
RESULTS = {"pass": "đạt", "fail": "không đạt", "unknown": "chưa rõ"}
ITEMS = {
    "integrity": "Toàn vẹn",
    "certificate": "Chứng thư số",
    "chain": "CA cấp",
    "revocation": "Thu hồi",
    "time": "Thời điểm ký",
}


class Command(BaseCommand):
    """Exit 0 when every file got a verdict, 2 when a path could not be read or an option is wrong."""

    help = "Kiểm tra chữ ký số trên các tệp PDF."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", nargs="+", metavar="TỆP")
        parser.add_argument("--json", action="store_true", help="mỗi tệp một đối tượng JSON trên một dòng")
        parser.add_argument("--trust", metavar="THƯ_MỤC", help="chứng thư CA tin cậy (PEM, DER), thay cho CSDL")
        parser.add_argument("--crl", metavar="THƯ_MỤC", help="danh sách thu hồi (CRL) và trả lời OCSP")
        parser.add_argument("--at", metavar="ISO", help="kiểm tra như tại thời điểm này (ISO 8601)")

    def handle(self, *args: Any, **options: Any) -> None:
        now = timezone.now()
        at = _moment(options["at"]) if options["at"] else None
        trust = _trust(options["trust"], options["crl"], now)
        unread = False
        try:
            for path in options["files"]:
                data = _read(path)
                unread = unread or data is None
                report = (
                    FileReport(path, "indeterminate", "Không đọc được tệp này.")
                    if data is None
                    else verify_pdf(data=data, trust=trust, at=at, now=now, name=path)
                )
                self.stdout.write(
                    json.dumps(report.to_json(), ensure_ascii=False) if options["json"] else _text(report)
                )
        finally:
            close_sandbox()
        if unread:
            raise SystemExit(2)


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise CommandError(f"--at không phải là thời điểm ISO 8601: {text}", returncode=2) from error
    return moment if moment.tzinfo else moment.replace(tzinfo=VIETNAM)


def _trust(folder: str | None, crls: str | None, now: datetime) -> TrustStore:
    """From the folders; without --trust from the database (imported only then, so that none need run)."""
    crl_folder = Path(crls) if crls else None
    try:
        if folder:
            return store_from_folders(trust=Path(folder), crl_folder=crl_folder)
        from signing.services.trust import installed_trust

        store = installed_trust(now=now)
        if crl_folder is None:
            return store
        return store + store_from_folders(trust=crl_folder, crl_folder=crl_folder).evidence_only()
    except OSError as error:
        raise CommandError(f"Không đọc được thư mục: {error}", returncode=2) from error


def _read(path: str) -> bytes | None:
    try:
        file = Path(path)
        if not stat.S_ISREG(file.stat().st_mode) or file.stat().st_size > LARGEST:
            return None
        return file.read_bytes()
    except (OSError, ValueError):
        return None


def _text(report: FileReport) -> str:
    lines = [f"{report.file}: {VERDICTS[report.verdict]}. {report.reason}"]
    for number, signature in enumerate(report.signatures, 1):
        who = f"{signature.signer} – {signature.organisation}" if signature.organisation else signature.signer
        lines.append(f"  Chữ ký {number}: {who or 'không đọc được người ký'} ({VERDICTS[signature.verdict].lower()})")
        lines.append(f"    Giờ ký: {signature.signing_time or 'không ghi'}")
        for key, label in ITEMS.items():
            check = getattr(signature.checks, key)
            lines.append(f"    {label}: {RESULTS[check.result]}. {check.reason}")
    return "\n".join(lines)
