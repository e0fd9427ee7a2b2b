"""What the frame of every page shows: agency, person, roles, navigation, notifications, demo banner."""

import tomllib
from dataclasses import dataclass
from functools import cache, cached_property

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from directory.domain.roles import Role
from directory.models import Membership
from directory.selectors.roles import SUBTREE_ROLES
from directory.services.delegations import RECORDERS
from requests_workflow.models import Notification

NOTIFICATIONS_URL = "/thong-bao/"
PERSONA_URL = "/dung-thu/"

CASE_ROLES = frozenset(Role) - {Role.ADMINISTRATOR}
REPORT_ROLES = frozenset(
    {
        Role.CLERK,
        Role.CONTACT_OFFICER,
        Role.UNIT_HEAD,
        Role.AGENCY_LEADER,
        Role.REGISTRY_CLERK,
        Role.DEPARTMENT_OFFICER,
        Role.DEPARTMENT_LEADER,
        Role.PROVIDER_OFFICER,
        Role.REPORT_MANAGER,
        Role.AUDITOR,
    }
)
# Who sees the devices of a body, and the department that follows those of its territory.
RETURN_ROLES = SUBTREE_ROLES | {Role.DEPARTMENT_OFFICER, Role.DEPARTMENT_LEADER}
# Label, address and the roles that see it (None: everybody who is signed in).
# The views' own policies decide; this only spares people links that would refuse them.
NAVIGATION: tuple[tuple[str, str, frozenset[Role] | None], ...] = (
    ("Việc của tôi", "/", None),
    ("Bắt đầu", "/bat-dau/", None),
    ("Hồ sơ", "/ho-so/", CASE_ROLES),
    ("Nhập từ Excel", "/nhap-excel/", frozenset({Role.CLERK, Role.CONTACT_OFFICER})),
    ("Chứng thư", "/chung-thu/", CASE_ROLES),
    ("Thiết bị", "/thiet-bi/", CASE_ROLES),
    ("Giao nộp", "/giao-nop/", RETURN_ROLES),
    ("Kiểm tra chữ ký", "/ky-so/kiem-tra/", None),
    ("Báo cáo", "/bao-cao/", REPORT_ROLES),
    ("Giao ký", "/uy-quyen/", RECORDERS),
    ("Căn cứ pháp lý", "/can-cu-phap-ly/", None),
    ("Lịch làm việc", "/lich-lam-viec/", None),
    ("Quản trị", "/quan-tri/", frozenset({Role.ADMINISTRATOR})),
)


@dataclass(frozen=True)
class NavItem:
    """A navigation link; `current` is "page", "true" (a page below it) or ""."""

    label: str
    url: str
    current: str


@cache
def product_version() -> str:
    """Version in pyproject.toml; "" where the file is not shipped."""
    path = settings.BASE_DIR / "pyproject.toml"
    if not path.exists():
        return ""
    return str(tomllib.loads(path.read_text(encoding="utf-8"))["project"]["version"])


def current_mark(*, path: str, url: str) -> str:
    """The aria-current value of a link to `url` on the page `path`."""
    if path == url:
        return "page"
    return "true" if url != "/" and path.startswith(url) else ""


class Chrome:
    """Read by templates/base.html alone. Queries run when a template asks, so fragments and error pages cost none."""

    notifications_url = NOTIFICATIONS_URL
    persona_url = PERSONA_URL

    def __init__(self, request: HttpRequest) -> None:
        self._request = request

    @property
    def demo(self) -> bool:
        return bool(settings.DEMO)

    @property
    def login_url(self) -> str:
        """Empty on the sign-in page itself."""
        url = str(settings.LOGIN_URL)
        return "" if self._request.path == url else url

    @property
    def version(self) -> str:
        return product_version()

    @cached_property
    def signed_in(self) -> bool:
        user = getattr(self._request, "user", None)
        return bool(user and user.is_authenticated)

    @cached_property
    def memberships(self) -> list[Membership]:
        """Memberships in force today (+07:00), oldest first."""
        user = getattr(self._request, "user", None)
        if not user or not user.is_authenticated:
            return []
        held = Membership.objects.filter(user=user).in_force(on=timezone.localdate())
        return list(held.select_related("agency").order_by("valid_from", "pk"))

    @property
    def agency_name(self) -> str:
        return self.memberships[0].agency.name if self.memberships else ""

    @property
    def user_name(self) -> str:
        return str(self._request.user) if self.signed_in else ""

    @property
    def user_key(self) -> str:
        """Tells the browser whose typed data it keeps; empty for a stranger."""
        return str(self._request.user.pk) if self.signed_in else ""

    @cached_property
    def roles(self) -> list[str]:
        """Vietnamese labels of the roles held today, each once."""
        return list(dict.fromkeys(Role(held.role).label for held in self.memberships))

    @cached_property
    def nav(self) -> list[NavItem]:
        """The links that this person's roles may open; none for a stranger."""
        if not self.signed_in:
            return []
        roles = {Role(held.role) for held in self.memberships}
        path = self._request.path
        return [
            NavItem(label=label, url=url, current=current_mark(path=path, url=url))
            for label, url, allowed in NAVIGATION
            if allowed is None or roles & allowed
        ]

    @cached_property
    def unread(self) -> int:
        """Unread notifications."""
        user = getattr(self._request, "user", None)
        if not user or not user.is_authenticated:
            return 0
        return Notification.objects.filter(recipient=user, read_at__isnull=True).count()


def chrome(request: HttpRequest) -> dict[str, Chrome]:
    """Context processor: `chrome` for the frame."""
    return {"chrome": Chrome(request)}
