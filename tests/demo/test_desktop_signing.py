"""`manage.py test_token sign --user …` plays the signing program of any persona."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from certificates.models import Certificate
from certificates.selectors.test_lookup import fingerprint_for
from config.demo.load import load_demo
from requests_workflow.documents.pdf import html_to_pdf
from signing.services.trust import installed_trust
from signing.services.verify import verify_pdf


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    path = tmp_path / "van-ban.pdf"
    path.write_bytes(html_to_pdf("<!DOCTYPE html><html lang='vi'><title>Văn bản</title><p>Văn bản</p></html>"))
    return path


@pytest.mark.parametrize(
    ("arguments", "signer"),
    [
        (("--user", "chutich"), "Tẩn A Páo"),
        (("--seal", "--user", "vanthu"), "Ủy ban nhân dân xã Nà Cang (giả định)"),
        (("--user", "vanthu"), "Đèo Thị Lan"),
        (("--seal", "--user", "vanthuso"), "Sở Khoa học và Công nghệ tỉnh Lai Châu"),
    ],
)
def test_a_persona_signs_with_the_own_key_or_the_seal_that_it_keeps(db, paper, tmp_path, arguments, signer):
    now = timezone.now()
    load_demo(now=now)
    out = tmp_path / "da-ky.pdf"
    call_command("test_token", "sign", *arguments, str(paper), str(out), stdout=StringIO())
    report = verify_pdf(data=out.read_bytes(), trust=installed_trust(now=now), at=None, now=timezone.now())
    assert (report.verdict, [one.signer for one in report.signatures]) == ("valid", [signer])


def test_who_keeps_no_seal_or_has_no_certificate_is_told_so(demo, paper, tmp_path):
    for arguments in (("--seal", "--user", "chutich"), ("--user", "baocao"), ("--user", "khongco")):
        with pytest.raises(CommandError, match="Không tìm thấy chứng thư thử nghiệm"):
            call_command("test_token", "sign", *arguments, str(paper), str(tmp_path / "da-ky.pdf"))


def test_a_certificate_whose_key_is_not_here_is_passed_over(demo):
    own = Certificate.objects.get(subscriber__person__account__username="chutich")
    assert fingerprint_for("chutich", False) == own.fingerprint
    Certificate.objects.filter(pk=own.pk).update(fingerprint="ab" * 32)
    assert fingerprint_for("chutich", False) is None
