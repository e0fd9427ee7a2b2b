"""The reports and registers of /bao-cao/ that somebody may open, as tabs that stand on each of their pages."""

from typing import Any

from directory.policies import REPORTS, ActorRequest, Policy
from reporting.views.policies import ANY_REPORT, SUPERVISION

PAGES: tuple[tuple[str, str, Policy], ...] = (
    ("/bao-cao/", "Báo cáo định kỳ", ANY_REPORT),
    ("/bao-cao/khoi-phuc/", "Khôi phục thiết bị", REPORTS),
    ("/bao-cao/tap-huan/", "Tập huấn", SUPERVISION),
    ("/bao-cao/kiem-tra/", "Kiểm tra", SUPERVISION),
    ("/bao-cao/ke-hoach/", "Kế hoạch, dự trù kinh phí", SUPERVISION),
)


def tabs_of(request: ActorRequest) -> list[dict[str, Any]]:
    """Context of components/tabs.html; none for somebody with one page only."""
    roles = request.actor.roles
    found = [
        {"url": url, "label": label, "current": url == request.path} for url, label, who in PAGES if roles & who.roles
    ]
    return found if len(found) > 1 else []
