"""Why certificates could not enter the register, told before anybody tries; the register itself decides in the end."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Q

from certificates.models import Certificate
from certificates.services.registering import CannotRegister, refuse_unfit
from signing.services.x509 import CertificateFacts


def registration_problems(
    *, certificates: Sequence[CertificateFacts], at: datetime, keys_may_repeat: frozenset[str] = frozenset()
) -> tuple[str, ...]:
    """A Vietnamese sentence for each certificate that cannot be registered at `at`, "" for one that can; one query.

    The same order as `certificates`. A predecessor is not looked at: it belongs to the row, not to the file.
    `keys_may_repeat` are digests of keys that a renewal may keep.
    """
    known = _known(certificates)
    known.keys -= keys_may_repeat
    return tuple(_problem(one, known=known, at=at) for one in certificates)


def _problem(facts: CertificateFacts, *, known: "_Known", at: datetime) -> str:
    try:
        if facts.fingerprint in known.fingerprints:
            raise CannotRegister("already_registered", serial=facts.serial_number)
        refuse_unfit(facts, at)
        if (facts.issuer, facts.serial_number) in known.serials:
            raise CannotRegister("serial_taken", serial=facts.serial_number)
        if facts.public_key_digest in known.keys:
            raise CannotRegister("key_known")
    except CannotRegister as error:
        return str(error)
    return ""


class _Known:
    """What the register already holds of these certificates."""

    def __init__(self, rows: list[tuple[str, str, str, str]]) -> None:
        self.fingerprints = {row[0] for row in rows}
        self.serials = {(row[1], row[2]) for row in rows}
        self.keys = {row[3] for row in rows}


def _known(certificates: Sequence[CertificateFacts]) -> _Known:
    same = (
        Q(fingerprint__in=[one.fingerprint for one in certificates])
        | Q(serial_number__in=[one.serial_number for one in certificates])
        | Q(public_key_digest__in=[one.public_key_digest for one in certificates])
    )
    columns = ("fingerprint", "issuer", "serial_number", "public_key_digest")
    return _Known(list(Certificate.objects.filter(same).values_list(*columns)) if certificates else [])
