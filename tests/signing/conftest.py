"""A real PKI for the tests of signing: one test CA per run, keys for every state that the tests need."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from signing.services.sign import sign_pdf
from signing.test_ca import TestCA, TestKey
from signing.verification.inspect import inspect_pdf
from signing.verification.report import FileReport
from signing.verification.sandbox import close_sandbox
from signing.verification.trust import TrustStore
from tests.signing import pdfs

NOW = datetime.now(UTC).replace(microsecond=0)
DAY = timedelta(days=1)
LINES = ["Ký bởi: Nguyễn Văn Ạ", "Cơ quan: UBND xã Bản Bo (TEST)", "Thời gian ký: 2026-11-22T08:30:15+07:00"]


@dataclass
class Pki:
    """The CA and its subscribers. `expired` ended ten days ago, `revoked` was revoked one day ago."""

    ca: TestCA
    leader: TestKey
    seal: TestKey
    stranger: TestKey
    expired: TestKey
    revoked: TestKey

    @property
    def trust(self) -> TrustStore:
        return TrustStore(roots=(self.ca.root_der,), intermediates=(self.ca.sub_der,), crls=self.ca.current_crls(NOW))

    @property
    def without_crl(self) -> TrustStore:
        return TrustStore(roots=(self.ca.root_der,), intermediates=(self.ca.sub_der,))


@pytest.fixture(scope="session")
def pki(tmp_path_factory: pytest.TempPathFactory) -> Pki:
    ca = TestCA.create(tmp_path_factory.mktemp("test-ca"), now=NOW)
    span: Any = {"not_before": NOW - 300 * DAY, "not_after": NOW + 300 * DAY}
    revoked = ca.issue(subject_cn="Lò Văn Thu", organisation="UBND xã Bản Bo", **span)
    ca.revoke(serial=revoked.certificate.serial_number, at=NOW - DAY, reason="key_compromise")
    return Pki(
        ca=ca,
        leader=ca.issue(subject_cn="Nguyễn Văn Ạ", organisation="UBND xã Bản Bo", email="a@test.invalid", **span),
        seal=ca.issue(subject_cn="UBND xã Bản Bo", organisation="UBND xã Bản Bo", kind="organisation", **span),
        stranger=ca.issue(subject_cn="Người Khác", organisation="Sở Khác", **span),
        expired=ca.issue(
            subject_cn="Hết Hạn", organisation="UBND xã Bản Bo", not_before=NOW - 300 * DAY, not_after=NOW - 10 * DAY
        ),
        revoked=revoked,
    )


Sign = Callable[..., bytes]


@pytest.fixture(scope="session")
def sign(pki: Pki) -> Sign:
    """Sign as the leader unless told otherwise; invisible unless a box is given."""

    def _sign(data: bytes, key: TestKey | None = None, *, field: str = "chu-ky", at: datetime = NOW, **more) -> bytes:
        options = {"reason": None, "box": None, "stamp_lines": LINES, **more}
        return sign_pdf(data=data, key=key or pki.leader, field_name=field, at=at, **options)

    return _sign


@pytest.fixture(scope="session")
def inspect(pki: Pki) -> Callable[..., FileReport]:
    """The report in this process, with the test CA's full trust unless told otherwise."""

    def _inspect(data: bytes, *, trust: TrustStore | None = None, now: datetime = NOW, **more) -> FileReport:
        return inspect_pdf(data=data, name="x.pdf", trust=trust or pki.trust, at=more.pop("at", None), now=now, **more)

    return _inspect


@pytest.fixture(scope="session")
def letter() -> bytes:
    return pdfs.letter()


@pytest.fixture(scope="session")
def signed(sign: Sign, letter: bytes) -> bytes:
    """The letter, visibly signed by the leader."""
    return sign(letter, box=(0, 300, 400, 480, 460))


@pytest.fixture(scope="session")
def sealed(sign: Sign, pki: Pki, signed: bytes) -> bytes:
    """The signed letter with the agency's seal on top."""
    return sign(signed, pki.seal, field="con-dau", box=(0, 240, 390, 340, 490), seal=True)


@pytest.fixture(scope="session")
def form() -> bytes:
    """A tagged form by WeasyPrint with Vietnamese text, number and date fields, places for signatures."""
    from importlib.resources import files

    import weasyprint

    fonts = files("pdfboss_fonts") / "fonts"
    html = f"""<html lang=vi><head><title>Đề nghị</title><style>
        @font-face{{font-family:Tinos;src:url(file://{fonts}/Tinos-Regular.ttf)}}
        @font-face{{font-family:Tinos;font-style:italic;src:url(file://{fonts}/Tinos-Italic.ttf)}}
        @page{{size:A4;margin:2cm}} body{{font:13pt Tinos}} p{{margin:0}}
        input{{border:0;padding:0;height:16pt;font:13pt Tinos;width:20mm;display:inline-block}}
        input.d{{font-style:italic;width:8mm}}</style></head><body>
        <p>Số: <input type=text name=so_van_ban>/UBND-VX</p>
        <p><i>Bản Bo, ngày <input class=d type=text name=ngay_van_ban> tháng 11 năm 2026</i></p>
        <a href="#sig-person"></a><a href="#sig-seal"></a>
        <div style="margin-left:9cm;text-align:center">CHỦ TỊCH<div id="sig-person" style="height:3cm"></div>
        Nguyễn Văn Ạ</div><div id="sig-seal"></div></body></html>"""
    data = weasyprint.HTML(string=html).write_pdf(pdf_forms=True, pdf_tags=True)
    assert data is not None
    return data


@pytest.fixture(autouse=True, scope="session")
def _no_helper_left() -> Iterator[None]:
    yield
    close_sandbox()


@pytest.fixture
def as_file(tmp_path: Path) -> Callable[..., Path]:
    """Write bytes to a file and give its path."""

    def _as_file(data: bytes, name: str = "x.pdf") -> Path:
        path = tmp_path / name
        path.write_bytes(data)
        return path

    return _as_file
