"""Explains who was told of a case or a certificate, and why somebody was not."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from requests_workflow.models import Dossier
from requests_workflow.selectors.expiry_reasons import certificates_with
from requests_workflow.selectors.why_not_told import Answer, why_of_dossier
from requests_workflow.selectors.why_of_certificate import why_of_certificate


class Command(BaseCommand):
    """`manage.py why_not_told CODE`: the code of a dossier, or the serial number of a certificate."""

    help = "Giải thích vì sao có hoặc chưa có thông báo về một hồ sơ, một chứng thư."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("code", metavar="MÃ", help="mã hồ sơ hoặc số hiệu chứng thư")

    def handle(self, *args: Any, **options: Any) -> None:
        code, now = options["code"].strip(), timezone.now()
        dossier = (
            Dossier.objects.filter(code__iexact=code).select_related("managing_agency", "recipient", "signer").first()
        )
        if dossier is not None:
            self._write(f"Hồ sơ {dossier.code}", why_of_dossier(dossier=dossier, now=now))
            return
        certificates = certificates_with(code)
        if not certificates:
            raise CommandError(f"Không có hồ sơ hay chứng thư nào có mã {code}.")
        for one in certificates:
            title = f"{one.common_name}, số hiệu {one.serial_number}"
            self._write(title, why_of_certificate(certificate=one, now=now))

    def _write(self, title: str, answers: list[Answer]) -> None:
        self.stdout.write(title)
        for answer in answers:
            self.stdout.write(f"{answer.title}:")
            for line in answer.lines:
                self.stdout.write(f"  {line}")
