"""A new certificate comes onto the device that is there already (NĐ 68/2024 Điều 14, 16; Tân Uyên mục 4, 5)."""

from collections.abc import Iterator

from certificates.services.revoking import supersede_certificate
from requests_workflow.services import device_returns
from requests_workflow.services.errors import FieldError, InvalidInput, known
from requests_workflow.services.performance import Performance
from tokens.models import DeviceReturn
from tokens.services import custody, returning


def record_installation(p: Performance) -> Iterator[Performance]:
    """The device carries the new certificate from the given time on, and the old one is replaced.

    Without a device (SIM PKI, centralised signing) only the old certificate is replaced. Yields each dossier that
    waited for the device to go back. Raises InvalidInput for a device that cannot carry it.
    """
    row, at = known(p.request), known(p.given.legal_at)
    certificate = known(row.certificate)
    if row.token is not None:
        try:
            custody.link_certificate(
                token=row.token,
                certificate=certificate,
                subscriber=certificate.subscriber,
                at=at,
                case_ref=p.dossier.code,
                by=known(p.by),
            )
        except custody.CannotRecord as error:
            raise InvalidInput(FieldError("legal_at", str(error))) from error
        # A device that was to go back because its certificate ended is in use again.
        ended = returning.settle_returns(
            token_ids=[row.token.pk],
            outcome=DeviceReturn.Outcome.REUSED,
            ref=p.dossier.code,
            by=p.by,
            at=at,
            now=p.now,
        )
        yield from device_returns.close_behind(p, obligations=[one.pk for one in ended])
    if row.predecessor is not None:
        supersede_certificate(
            certificate=row.predecessor,
            successor=certificate,
            at=at,
            by=p.by,
            now=p.now,
            case_ref=p.dossier.code,
        )
