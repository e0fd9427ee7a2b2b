"""Signs PDFs with keys that are in this process: the test CA's keys, in demo and tests.

Persons' real keys never come here; they sign with their own token elsewhere.
"""

import asyncio
from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from typing import Any, cast

from asn1crypto import keys as asn1_keys
from asn1crypto import x509 as asn1_x509
from cryptography.hazmat.primitives.serialization import Encoding
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.sign import PdfSignatureMetadata, PdfSigner, SimpleSigner
from pyhanko.sign import fields as pdf_fields
from pyhanko.sign.general import SigningError as EngineError
from pyhanko.sign.timestamps import TimeStamper
from pyhanko_certvalidator.registry import SimpleCertificateStore

from signing.appearance.corner import CornerStyle
from signing.appearance.stamp import BLUE, RED, TextFrameStyle
from signing.errors import SigningError
from signing.services.corner import corner_field, time_line
from signing.test_ca.keys import TestKey
from signing.verification.reader import IndexedReader
from signing.verification.wording import iso

type Place = tuple[int, float, float, float, float]
"""Page (from 0), left, bottom, right, top in points from the page's lower left corner."""

ROOM_PLAIN, ROOM_WITH_TIMESTAMP = 8192, 24576
"""Hex characters reserved for the CMS object (twice its bytes)."""


class _SignerAtTime(PdfSigner):
    """pyHanko's PDF signer with its clock handed in (/M and nothing else in PAdES-B-B)."""

    def __init__(self, *args: Any, at: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._at = at

    def init_signing_session(self, pdf_out: Any, existing_fields_only: bool = False) -> Any:
        session = super().init_signing_session(pdf_out, existing_fields_only)
        session.system_time = self._at
        return session


def sign_pdf(
    *,
    data: bytes,
    key: TestKey,
    field_name: str,
    reason: str | None,
    at: datetime,
    box: Place | None,
    stamp_lines: Sequence[str],
    seal: bool = False,
    timestamper: TimeStamper | None = None,
) -> bytes:
    """Add a PAdES-B-B signature (B-T with a `timestamper`) as an incremental update.

    `seal` makes the frame red. Without `box` the signature is invisible.

    :raises SigningError: the file cannot be signed (broken, encrypted, the field is already signed …).
    """
    spec = pdf_fields.SigFieldSpec(
        field_name,
        on_page=box[0] if box else 0,
        box=cast(tuple[int, int, int, int], box[1:]) if box else None,  # fractions of a point are fine
        readable_field_name="Con dấu" if seal else "Chữ ký",
    )
    meta = PdfSignatureMetadata(
        field_name=field_name,
        reason=reason,
        md_algorithm="sha256",
        subfilter=pdf_fields.SigSeedSubFilter.PADES,
    )
    style = TextFrameStyle(lines=tuple(stamp_lines), colour=RED if seal else BLUE)
    engine = _SignerAtTime(meta, _signer(key), stamp_style=style, new_field_spec=spec, timestamper=timestamper, at=at)
    return _written(data=data, engine=engine, timestamper=timestamper)


def sign_corner(*, data: bytes, key: TestKey, lines: Sequence[str], at: datetime) -> bytes:
    """Sign in the empty field at the top right of page one (signing.services.corner); the time is drawn below `lines`.

    :raises SigningError: the file has no such field or cannot be signed.
    """
    name, turned = corner_field(data=data)
    meta = PdfSignatureMetadata(field_name=name, md_algorithm="sha256", subfilter=pdf_fields.SigSeedSubFilter.PADES)
    style = CornerStyle(lines=(*lines, time_line(at)), turned=turned)
    return _written(data=data, engine=_SignerAtTime(meta, _signer(key), stamp_style=style, at=at), timestamper=None)


def _written(*, data: bytes, engine: PdfSigner, timestamper: TimeStamper | None) -> bytes:
    out = BytesIO()
    try:
        writer = IncrementalPdfFileWriter.from_reader(IndexedReader(BytesIO(data)))
        room = ROOM_WITH_TIMESTAMP if timestamper else ROOM_PLAIN
        asyncio.run(engine.async_sign_pdf(writer, output=out, bytes_reserved=room))
    except (EngineError, PdfError) as error:
        raise SigningError("Không ký được tệp PDF này: tệp hỏng, có mật khẩu hoặc trường chữ ký đã ký.") from error
    return out.getvalue()


def stamp_lines(*, name: str, organisation: str, at: datetime, seal: bool) -> list[str]:
    """The words of a visible signature: who, for which body, when (ISO 8601, +07:00; NĐ 30/2020 Phụ lục I)."""
    when = iso(at)
    if seal:
        return [organisation, f"Thời gian ký: {when}"]
    return [f"Ký bởi: {name}", f"Cơ quan: {organisation}", f"Thời gian ký: {when}"]


def _signer(key: TestKey) -> SimpleSigner:
    store = SimpleCertificateStore()
    store.register_multiple([asn1_x509.Certificate.load(c.public_bytes(Encoding.DER)) for c in key.chain])
    return SimpleSigner(
        signing_cert=asn1_x509.Certificate.load(key.der),
        signing_key=asn1_keys.PrivateKeyInfo.load(key.private_der),
        cert_registry=store,
        embed_roots=False,
    )
