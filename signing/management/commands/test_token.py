"""`manage.py test_token sign --user NAME|--fingerprint HEX IN.pdf OUT.pdf [--seal]`: plays a desktop signer."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from signing.errors import SigningError
from signing.services.boxes import signature_boxes
from signing.services.sign import sign_pdf, stamp_lines
from signing.test_ca import fingerprint_for_user
from signing.test_ca.opening import load_test_key


class Command(BaseCommand):
    """Signs a file with a test key. Demo and tests only; exit 1 with a sentence when it cannot."""

    help = "Ký một tệp PDF bằng khóa thử nghiệm (chỉ trong bản trình diễn và kiểm thử)."

    def add_arguments(self, parser: CommandParser) -> None:
        actions = parser.add_subparsers(dest="action", required=True)
        sign = actions.add_parser("sign", help="ký một tệp PDF")
        who = sign.add_mutually_exclusive_group(required=True)
        who.add_argument("--user", help="tên tài khoản")
        who.add_argument("--fingerprint", help="dấu vân tay SHA-256 của chứng thư thử nghiệm")
        sign.add_argument(
            "--seal",
            action="store_true",
            help="ký của cơ quan bằng chứng thư cơ quan mà tài khoản giữ (khung đỏ, chỗ đóng dấu)",
        )
        sign.add_argument("--field", default="", help="tên trường chữ ký")
        sign.add_argument("input", metavar="TỆP_VÀO")
        sign.add_argument("output", metavar="TỆP_RA")

    def handle(self, *args: Any, **options: Any) -> None:
        seal = bool(options["seal"])
        now = timezone.now()
        try:
            fingerprint = options["fingerprint"] or fingerprint_for_user(options["user"], seal=seal)
            key = load_test_key(fingerprint)
            data = Path(options["input"]).read_bytes()
            place = signature_boxes(data).get("sig-seal" if seal else "sig-person")
            signed = sign_pdf(
                data=data,
                key=key,
                field_name=options["field"] or ("con-dau" if seal else f"chu-ky-{key.fingerprint[:8]}"),
                reason=None,
                at=now,
                box=place,
                stamp_lines=stamp_lines(name=key.common_name, organisation=key.organisation, at=now, seal=seal),
                seal=seal,
            )
            Path(options["output"]).write_bytes(signed)
        except (SigningError, OSError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"Đã ký bằng chứng thư thử nghiệm của {key.common_name}: {options['output']}")
