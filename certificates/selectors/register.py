"""The register of certificates as one user may see it. Views reach certificates through here alone."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Q, QuerySet

from certificates.domain.standing import EXPIRING_SOON_DAYS
from certificates.models import Certificate
from certificates.selectors.scope import CERTIFICATE_CASES, by_agency, by_subscriber
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


def visible_to(actor: Actor) -> QuerySet[Certificate]:
    """Subtree of the actor's agencies, territory of the department, what a case gives, and one's own."""
    return Certificate.objects.filter(by_agency(actor) | by_subscriber(actor) | CERTIFICATE_CASES.condition(actor))


def search(*, actor: Actor, text: str, standing: str, at: datetime) -> QuerySet[Certificate]:
    """Visible certificates that match; `standing` is a value of STANDINGS or ""."""
    rows = visible_to(actor).select_related("subscriber", "managing_agency").defer("der", "subject", "issuer")
    if text:
        rows = rows.filter(
            serial_like(lookup="serial_number", text=text.replace(":", "").replace(" ", ""))
            | Q(fingerprint=text.replace(":", "").lower())
            | Q(common_name__icontains=text)
            | Q(official_email__iexact=text)
            | subscribers_named(text)
            | agencies_named(text)
        )
    return rows.filter(_standing(standing, at=at))


def _standing(standing: str, *, at: datetime) -> Q:
    active = Q(status=Certificate.Status.ACTIVE)
    in_force = active & Q(not_before__lte=at, not_after__gte=at)
    # "Days left" are counted between +07:00 dates, so the window ends with a Vietnamese day.
    today = at.astimezone(VIETNAM).replace(hour=0, minute=0, second=0, microsecond=0)
    conditions = {
        "con_hieu_luc": in_force,
        "sap_het_han": in_force & Q(not_after__lt=today + timedelta(days=EXPIRING_SOON_DAYS + 1)),
        "het_han": active & Q(not_after__lt=at),
        "da_thu_hoi": Q(status=Certificate.Status.REVOKED),
        "da_thay": Q(status=Certificate.Status.SUPERSEDED),
    }
    return conditions.get(standing, Q())
