"""Whether an address is an official one: allow-list of the local rule, deny-list of free mail (NĐ 68/2024, Mẫu 01)."""

import re
from collections.abc import Iterable
from enum import StrEnum

from requests_workflow.regulations.profile import Profile

_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
# RFC 5321 section 4.5.3.1 and RFC 1035 section 2.3.4: 64 before the @, 63 a label, 254 in all.
_ADDRESS = re.compile(
    r"(?=.{1,64}@)[a-z0-9][a-z0-9_%+-]*(?:\.[a-z0-9_%+-]+)*(?<=[a-z0-9])@"
    rf"(?P<domain>(?:{_LABEL}\.)+[a-z]{{2,63}})"
)
LONGEST = 254
# Domains that this installation takes as official beside the usual endings; config.apps adds the demo's where it runs.
_of_installation: set[str] = set()


class EmailVerdict(StrEnum):
    """What is said of an address; UNUSUAL is a warning, the others but OFFICIAL are refusals."""

    OFFICIAL = "official"
    UNUSUAL = "unusual"
    MALFORMED = "malformed"
    FREE_MAIL = "free_mail"
    OTHER_DOMAIN = "other_domain"

    @property
    def refuses(self) -> bool:
        """Whether a form with this address cannot be sent."""
        return self in (EmailVerdict.MALFORMED, EmailVerdict.FREE_MAIL, EmailVerdict.OTHER_DOMAIN)


def email_verdict(*, email: str, profile: Profile) -> EmailVerdict:
    """Judges one address. Under a local allow-list the domain must be one of it, to the letter.

    Without one, an ending that official addresses usually have is taken as such and any other is pointed out: schools,
    Party bodies and the army use endings of their own, so ".gov.vn" is never the test by itself.
    """
    found = _ADDRESS.fullmatch(email.strip().lower())
    if found is None or len(found[0]) > LONGEST:
        return EmailVerdict.MALFORMED
    domain = found["domain"]
    if _within(domain, profile.denied_email_domains.value):
        return EmailVerdict.FREE_MAIL
    allowed = profile.email_domains.value
    if allowed:
        return EmailVerdict.OFFICIAL if domain in allowed else EmailVerdict.OTHER_DOMAIN
    if domain in _of_installation or _within(domain, profile.usual_email_suffixes.value):
        return EmailVerdict.OFFICIAL
    return EmailVerdict.UNUSUAL


def set_domains_of_installation(domains: Iterable[str]) -> None:
    """Domains that are pointed out nowhere here, in the place of those set before; production sets none.

    They stand above neither a local allow-list nor the list of free mail.
    """
    _of_installation.clear()
    _of_installation.update(domains)


def _within(domain: str, suffixes: tuple[str, ...]) -> bool:
    return any(domain == one or domain.endswith(f".{one}") for one in suffixes)
