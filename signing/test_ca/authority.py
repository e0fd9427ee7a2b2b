"""The test certification authority: root, sub CA, time-stamping and OCSP services, subscribers' keys.

It exists so that demo and tests run on real PKI parts. Nothing that it issues has legal value.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Literal

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from signing.errors import SigningError
from signing.test_ca import names
from signing.test_ca.certificates import Profile, build_certificate
from signing.test_ca.keys import KeyKind, PrivateKey, TestKey, new_private_key, read_key, save_key
from signing.test_ca.status import Revoked, build_crl, build_ocsp_response

LIFETIME = timedelta(days=365 * 20)


@dataclass
class TestCA:
    """A test PKI in memory, kept below `folder` if one is given (PKCS#12 by fingerprint, revoked.json)."""

    __test__ = False

    root: TestKey
    sub: TestKey
    tsa: TestKey
    ocsp: TestKey
    folder: Path | None = None
    revoked: list[Revoked] = field(default_factory=list)

    @classmethod
    def create(cls, folder: Path | None = None, *, now: datetime) -> "TestCA":
        """Make a new PKI whose CAs are in force from ten years before `now`, and store it if `folder` is given."""
        start, end = now - LIFETIME / 2, now + LIFETIME / 2
        root = _make("root", names.authority_name(names.ROOT_NAME), None, start, end)
        sub = _make("sub", names.authority_name(names.SUB_NAME), root, start, end)
        tsa = _make("tsa", names.authority_name(names.TSA_NAME), sub, start, end, kind="rsa")
        responder = _make("ocsp", names.authority_name(names.OCSP_NAME), sub, start, end)
        ca = cls(root=root, sub=sub, tsa=tsa, ocsp=responder, folder=folder)
        if folder is not None:
            for name, key in (("root", root), ("sub", sub), ("tsa", tsa), ("ocsp", responder)):
                save_key(key=key, path=folder / f"{name}.p12")
            ca._save_revoked()
        return ca

    @classmethod
    def load(cls, folder: Path) -> "TestCA":
        """Open a PKI that `create` stored.

        :raises SigningError: there is none.
        """
        keys = {name: read_key(path=folder / f"{name}.p12") for name in ("root", "sub", "tsa", "ocsp")}
        stored = folder / "revoked.json"
        rows = json.loads(stored.read_text()) if stored.exists() else []
        revoked = [(int(serial), datetime.fromisoformat(at), reason) for serial, at, reason in rows]
        return cls(**keys, folder=folder, revoked=revoked)

    def issue(
        self,
        *,
        subject_cn: str,
        organisation: str,
        email: str = "",
        not_before: datetime,
        not_after: datetime,
        serial: int | None = None,
        key: PrivateKey | None = None,
        key_kind: KeyKind = "ec",
        kind: Literal["person", "organisation"] = "person",
        identity_number: str = "",
    ) -> TestKey:
        """Issue a certificate to a person or an organisation and store its key if the CA has a folder.

        `identity_number` goes into the subject's UID as "CCCD:<number>", `email` into subject and alternative name.
        """
        subject = names.subscriber_name(
            common_name=subject_cn, organisation=organisation, email=email, identity_number=identity_number
        )
        private = key or new_private_key(key_kind)
        issued = _make(kind, subject, self.sub, not_before, not_after, key=private, serial=serial, email=email)
        if self.folder is not None:
            save_key(key=issued, path=self.folder / "keys" / f"{issued.fingerprint}.p12")
        return issued

    def key(self, fingerprint: str) -> TestKey:
        """The stored key of the certificate with this SHA-256 fingerprint (hex).

        :raises SigningError: there is none, or the fingerprint is not hex.
        """
        if self.folder is None or not all(c in "0123456789abcdef" for c in fingerprint.lower()):
            raise SigningError("Không tìm thấy khóa thử nghiệm của chứng thư này.")
        return read_key(path=self.folder / "keys" / f"{fingerprint.lower()}.p12")

    def revoke(self, *, serial: int, at: datetime, reason: str = "unspecified") -> None:
        """Enter a serial number into the revocation list; CRLs made from now on carry it."""
        self.revoked = [row for row in self.revoked if row[0] != serial] + [(serial, at, reason)]
        self._save_revoked()

    def make_crl(
        self, *, revoked: Sequence[Revoked] | None = None, this_update: datetime, next_update: datetime, number: int = 1
    ) -> bytes:
        """The sub CA's list as DER; `revoked` None means what `revoke` entered."""
        rows = self.revoked if revoked is None else revoked
        return build_crl(issuer=self.sub, revoked=rows, this_update=this_update, next_update=next_update, number=number)

    def make_root_crl(
        self, *, revoked: Sequence[Revoked] = (), this_update: datetime, next_update: datetime, number: int = 1
    ) -> bytes:
        """The root's list (about the sub CA) as DER."""
        return build_crl(
            issuer=self.root, revoked=revoked, this_update=this_update, next_update=next_update, number=number
        )

    def current_crls(self, now: datetime) -> tuple[bytes, bytes]:
        """Both lists, issued one hour before `now` and good for a day."""
        start, end = now - timedelta(hours=1), now + timedelta(days=1)
        return (
            self.make_root_crl(this_update=start, next_update=end),
            self.make_crl(this_update=start, next_update=end),
        )

    def make_ocsp(
        self,
        *,
        certificate: x509.Certificate,
        this_update: datetime,
        next_update: datetime,
        revoked: Revoked | None = None,
    ) -> bytes:
        """An OCSP response as DER about a certificate of the sub CA (or about the sub CA itself)."""
        issuer = self.root if certificate.issuer == self.root.certificate.subject else self.sub
        responder = self.root if issuer is self.root else self.ocsp
        return build_ocsp_response(
            certificate=certificate,
            issuer=issuer,
            responder=responder,
            this_update=this_update,
            next_update=next_update,
            revoked=revoked,
        )

    @property
    def root_der(self) -> bytes:
        """The root certificate as DER."""
        return self.root.der

    @property
    def sub_der(self) -> bytes:
        """The sub CA's certificate as DER."""
        return self.sub.der

    def export_trust(self, *, trust_dir: Path, crl_dir: Path, now: datetime) -> None:
        """Write root and sub CA as PEM and both lists as DER, for `verify_pdf --trust --crl`."""
        trust_dir.mkdir(parents=True, exist_ok=True)
        crl_dir.mkdir(parents=True, exist_ok=True)
        for name, key in (("root", self.root), ("sub", self.sub)):
            (trust_dir / f"{name}.pem").write_bytes(key.certificate.public_bytes(Encoding.PEM))
        for name, der in zip(("root", "sub"), self.current_crls(now), strict=True):
            (crl_dir / f"{name}.crl").write_bytes(der)

    def _save_revoked(self) -> None:
        if self.folder is not None:
            rows = [[str(serial), at.isoformat(), reason] for serial, at, reason in self.revoked]
            (self.folder / "revoked.json").write_text(json.dumps(rows))


def _make(
    profile: Profile,
    subject: x509.Name,
    issuer: TestKey | None,
    start: datetime,
    end: datetime,
    *,
    key: PrivateKey | None = None,
    kind: KeyKind = "ec",
    serial: int | None = None,
    email: str = "",
) -> TestKey:
    private = key or new_private_key(kind)
    certificate = build_certificate(
        profile=profile,
        subject=subject,
        public_key=private.public_key(),
        not_before=start,
        not_after=end,
        serial=serial,
        issuer=issuer,
        signing_key=issuer.private_key if issuer else private,
        email=email,
    )
    chain = (issuer.certificate, *issuer.chain) if issuer else ()
    return TestKey(private_key=private, certificate=certificate, chain=chain)
