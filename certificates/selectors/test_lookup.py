"""Which test certificate a user signs with: the look-up that `signing.test_ca` asks in the demo and in tests."""

from certificates.models import Certificate
from directory.models import Subscriber
from signing.test_ca.opening import has_test_key


def fingerprint_for(username: str, seal: bool) -> str | None:
    """Fingerprint (hex) of the newest certificate whose test key is here, or None.

    The user's own certificate, or with `seal` that of the organisation whose device the user keeps. A revoked or
    expired one is found too, after those in the state "active": what a signature with it is worth, verification says.
    """
    if seal:
        found = Certificate.objects.filter(
            subscriber__kind=Subscriber.Kind.ORGANISATION,
            tokens__custody__until__isnull=True,
            tokens__custody__holder_person__account__username=username,
        )
    else:
        found = Certificate.objects.filter(subscriber__person__account__username=username)
    newest = found.order_by("-not_before", "-id").values_list("status", "fingerprint")
    ordered = sorted(newest, key=lambda one: one[0] != Certificate.Status.ACTIVE)
    return next((fingerprint for _, fingerprint in ordered if has_test_key(fingerprint)), None)
