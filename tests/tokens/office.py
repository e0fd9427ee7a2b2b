"""An agency with its own device, whoever keeps it and whoever is to: for the tests of a change of keeper."""

from dataclasses import dataclass
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from directory.domain.roles import Role
from directory.models import Agency, User
from requests_workflow.models import Notification
from tests import world
from tokens.models import Custody, KeeperChange, Token

PDF = b"%PDF-1.4\n% bien ban\n%%EOF\n"


@dataclass
class Office:
    commune: Agency
    clerk: User
    keeper: User
    taker: User
    seal: Token

    @property
    def url(self) -> str:
        return f"/thiet-bi/{self.seal.public_id}/giao/"

    def answers(self, **changes: Any) -> dict[str, Any]:
        assert self.taker.person is not None
        return {
            "viec": "keep",
            "nguoi_nhan": str(self.taker.person.public_id),
            "so_quyet_dinh": "07/QĐ-UBND",
            "ngay_quyet_dinh": f"{timezone.localdate():%d/%m/%Y}",
            "tinh_trang": "Nguyên vẹn",
            "cach": "man_hinh",
        } | changes

    def on_paper(self, **changes: Any) -> dict[str, Any]:
        """The answers where both have signed minutes."""
        minute = f"{timezone.localtime():%d/%m/%Y %H:%M}"
        scan = SimpleUploadedFile("bien-ban.pdf", PDF, content_type="text/plain")
        return self.answers(**{"cach": "bien_ban", "giao_luc": minute, "bien_ban": scan} | changes)


def make_office() -> Office:
    """A commune with a clerk, its present văn thư and the next."""
    commune = world.make_agency("UBND xã Nà Cang", parent=world.make_agency("UBND tỉnh"))
    keeper = world.make_user("Vàng Thị Sổ", Role.REGISTRY_CLERK, agency=commune)
    return Office(
        commune=commune,
        clerk=world.make_user("Lò Thị Mai", Role.CLERK, agency=commune),
        keeper=keeper,
        taker=world.make_user("Thào A Sử", Role.REGISTRY_CLERK, agency=commune),
        seal=world.make_token("SEAL-1", subscriber=world.make_subscriber(commune), holder=keeper.person),
    )


def holder(token: Token) -> Custody:
    return Custody.objects.get(token=token, until__isnull=True)


def press(client: Client, token: Token, *, change: KeeperChange, **more: str) -> Any:
    return client.post(f"/thiet-bi/{token.public_id}/giao/xac-nhan/", {"lan": str(change.public_id)} | more)


def told(user: User, kind: str) -> list[str]:
    return list(Notification.objects.filter(recipient=user, kind=kind).values_list("title", flat=True))
