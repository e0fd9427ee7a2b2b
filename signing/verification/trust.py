"""What a verification may rely on: roots, intermediates, revocation lists, OCSP answers, all as DER."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from asn1crypto import cms, crl, ocsp, pem, x509

LARGEST_FILE = 64 * 1024 * 1024


@dataclass(frozen=True)
class TrustStore:
    """Trust anchors and evidence. Nothing is ever fetched while a file is judged."""

    roots: tuple[bytes, ...] = ()
    intermediates: tuple[bytes, ...] = ()
    crls: tuple[bytes, ...] = ()
    ocsps: tuple[bytes, ...] = ()

    def __add__(self, other: "TrustStore") -> "TrustStore":
        return TrustStore(
            roots=self.roots + other.roots,
            intermediates=self.intermediates + other.intermediates,
            crls=self.crls + other.crls,
            ocsps=self.ocsps + other.ocsps,
        )

    def evidence_only(self) -> "TrustStore":
        """The same without certificates: revocation data never makes an issuer trusted."""
        return TrustStore(crls=self.crls, ocsps=self.ocsps)


def store_from_folders(*, trust: Path, crl_folder: Path | None) -> TrustStore:
    """Read a folder of certificates (PEM, DER, PKCS#7) and one of CRLs and OCSP answers (PEM, DER).

    A certificate is a root if it names itself as its issuer, else an intermediate, which is no anchor. Files that are
    none of these kinds are passed over.

    :raises OSError: a folder or a file cannot be read.
    """
    certificates = list({c.dump(): c for f in _files(trust) for c in read_certificates(f.read_bytes())}.values())
    root_set = {c.dump() for c in certificates if c.issuer.dump() == c.subject.dump()}
    crls: list[bytes] = []
    ocsps: list[bytes] = []
    for path in _files(crl_folder) if crl_folder else ():
        for der in _unarmoured(path.read_bytes()):
            if _is(crl.CertificateList, der):
                crls.append(der)
            elif _is(ocsp.OCSPResponse, der):
                ocsps.append(der)
    return TrustStore(
        roots=tuple(sorted(root_set)),
        intermediates=tuple(sorted({c.dump() for c in certificates} - root_set)),
        crls=tuple(crls),
        ocsps=tuple(ocsps),
    )


def read_certificates(data: bytes) -> list[x509.Certificate]:
    """All certificates in a PEM, DER or PKCS#7 (.p7b) file; empty when there are none."""
    found: list[x509.Certificate] = []
    for der in _unarmoured(data):
        if _is(x509.Certificate, der):
            found.append(x509.Certificate.load(der))
        elif _is(cms.ContentInfo, der):
            content = cms.ContentInfo.load(der)
            if content["content_type"].native == "signed_data":
                found += [c.chosen for c in content["content"]["certificates"] if c.name == "certificate"]
    return found


def _files(folder: Path) -> Iterator[Path]:
    if not folder.is_dir():
        raise NotADirectoryError(f"{folder}")
    yield from sorted(p for p in folder.rglob("*") if p.is_file() and p.stat().st_size <= LARGEST_FILE)


def _unarmoured(data: bytes) -> list[bytes]:
    try:
        return [der for _, _, der in pem.unarmor(data, multiple=True)] if pem.detect(data) else [data]
    except ValueError:
        return []


def _is(kind: type, der: bytes) -> bool:
    try:
        value = kind.load(der, strict=True)  # type: ignore[attr-defined]
        _ = value.native  # parses all of it
    except (ValueError, TypeError, KeyError, OverflowError):
        return False
    return True
