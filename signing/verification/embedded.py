"""Certificates, CRLs and OCSP answers in a file's document security store (ISO 32000-2 §12.8.4.3)."""

from typing import Any

from pyhanko.pdf_utils import generic

from signing.verification.trust import TrustStore

MOST_ITEMS = 500


def embedded_evidence(root: Any) -> TrustStore:
    """What the catalog's /DSS holds; empty when there is none or it is malformed. Its certificates are no roots."""
    return TrustStore(
        intermediates=_streams(root, "/Certs"), crls=_streams(root, "/CRLs"), ocsps=_streams(root, "/OCSPs")
    )


def _streams(root: Any, key: str) -> tuple[bytes, ...]:
    try:
        array = root["/DSS"][key]
        streams = [array[i] for i in range(min(len(array), MOST_ITEMS))]
        return tuple(s.data for s in streams if isinstance(s, generic.StreamObject))
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001  a malformed store is no store
        return ()
