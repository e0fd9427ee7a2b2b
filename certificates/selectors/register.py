"""The register of certificates as one user may see it. Views reach certificates through here alone."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Q, QuerySet

from certificates.domain.standing import EXPIRING_SOON_DAYS
from certificates.models import Certificate
from certificates.selectors.scope import CERTIFICATE_CASES, by_agency, by_subscriber, of_choice
from certificates.selectors.serials import serial_ends
from directory.selectors.roles import Actor
from directory.selectors.search import agencies_named, serial_like, subscribers_named

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")

# Values of ?tinh_trang=, with their words.
STANDINGS = (
    ("con_hieu_luc", "Còn hiệu lực"),
    ("sap_het_han", f"Sắp hết hạn (còn không quá {EXPIRING_SOON_DAYS} ngày)"),
    ("het_han", "Hết hạn"),
    ("da_thu_hoi", "Đã thu hồi"),
    ("da_thay", "Đã thay bằng chứng thư mới"),
)

# Values of ?thiet_bi=: on which device it is. The kinds are those of the register of devices.
NO_DEVICE = "khong"
MEDIA = (
    ("pki_token", "PKI Token"),
    ("sim_pki", "SIM PKI"),
    ("hsm", "HSM"),
    ("other", "Thiết bị khác"),
    (NO_DEVICE, "Chưa ghi thiết bị"),
)


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What a reader asks of the register; "" and None ask nothing.

    `standing` and `medium` are values of STANDINGS and MEDIA, `kind` of Subscriber.Kind, `agency` of scope.of_choice;
    `within_days`: in force and ends in at most so many days.
    """

    text: str = ""
    standing: str = ""
    kind: str = ""
    agency: str = ""
    medium: str = ""
    within_days: int | None = None


def visible_to(actor: Actor) -> QuerySet[Certificate]:
    """Subtree of the actor's agencies, territory of the department, what a case gives, and one's own."""
    return Certificate.objects.filter(by_agency(actor) | by_subscriber(actor) | CERTIFICATE_CASES.condition(actor))


def search(*, actor: Actor, wanted: Wanted, at: datetime) -> QuerySet[Certificate]:
    """Visible certificates that match."""
    rows = visible_to(actor).select_related("subscriber", "managing_agency").defer("der", "subject", "issuer")
    if wanted.text:
        rows = rows.filter(_found_by(wanted.text))
    rows = rows.filter(of_choice(actor=actor, choice=wanted.agency), stands(wanted.standing, at=at))
    if wanted.kind:
        rows = rows.filter(subscriber__kind=wanted.kind)
    if wanted.medium == NO_DEVICE:
        rows = rows.filter(tokens__isnull=True)
    elif wanted.medium:
        rows = rows.filter(pk__in=Certificate.objects.filter(tokens__kind=wanted.medium).values("pk"))
    if wanted.within_days is not None:
        rows = rows.filter(_ends_within(wanted.within_days, at=at))
    return rows


def _found_by(text: str) -> Q:
    plain = text.replace(":", "").replace(" ", "")
    return (
        serial_like(lookup="serial_number", text=plain)
        | serial_ends(plain)
        | Q(fingerprint=plain.lower())
        | Q(common_name__icontains=text)
        | Q(official_email__iexact=text)
        | subscribers_named(text)
        | agencies_named(text)
    )


def _ends_within(days: int, *, at: datetime) -> Q:
    """In force, and the +07:00 day of expiry is at most so many days away."""
    today = at.astimezone(VIETNAM).replace(hour=0, minute=0, second=0, microsecond=0)
    active = Q(status=Certificate.Status.ACTIVE)
    return active & Q(not_before__lte=at, not_after__gte=at, not_after__lt=today + timedelta(days=days + 1))


def stands(standing: str, *, at: datetime) -> Q:
    """Certificates that stand so at that instant; `standing` is a value of STANDINGS, all for any other."""
    active = Q(status=Certificate.Status.ACTIVE)
    in_force = active & Q(not_before__lte=at, not_after__gte=at)
    conditions = {
        "con_hieu_luc": in_force,
        "sap_het_han": _ends_within(EXPIRING_SOON_DAYS, at=at),
        "het_han": active & Q(not_after__lt=at),
        "da_thu_hoi": Q(status=Certificate.Status.REVOKED),
        "da_thay": Q(status=Certificate.Status.SUPERSEDED),
    }
    return conditions.get(standing, Q())
