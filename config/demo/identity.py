"""Names that stay the same from one load of the demo to the next."""

from uuid import UUID, uuid5

DEMO_PASSWORD = "dung-thu-2026"  # noqa: S105  public on purpose: it opens fictional accounts of the demo alone
_NAMESPACE = UUID("6f3c9a52-5f0e-5c7e-9d6b-0e1f6d0a2026")


def demo_id(kind: str, slug: str) -> UUID:
    """Public id of a demo row: `demo_id("agency", "na_cang")` is the same in every database."""
    return uuid5(_NAMESPACE, f"{kind}:{slug}")
