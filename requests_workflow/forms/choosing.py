"""Choosing certificates of the register: filters, the ticks of each line, and who had a revocation begun."""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from django import forms
from django.http import QueryDict

from certificates.selectors.register import STANDINGS, Wanted
from directory.models import Subscriber
from requests_workflow.models import Dossier
from requests_workflow.selectors.update_candidates import REVOCATION, UPDATE, Candidate, Obstacle

# What may be ticked of a certificate, by procedure.
SERVICES: Mapping[str, tuple[str, ...]] = MappingProxyType({UPDATE: ("renew", "change"), REVOCATION: ("revoke",)})
# Service -> its name in forms and addresses, and its words.
NAMES = MappingProxyType({"renew": "gia-han", "change": "thay-doi", "revoke": "thu-hoi"})
LABELS = MappingProxyType({"renew": "Gia hạn", "change": "Thay đổi thông tin", "revoke": "Thu hồi"})

type Picked = dict[uuid.UUID, list[str]]


class ChoiceFilter(forms.Form):
    """Which certificates of the register are offered; without a choice, those in force."""

    q = forms.CharField(label="Tên, số hiệu, thư điện tử hoặc cơ quan", max_length=100, required=False)
    tinh_trang = forms.ChoiceField(label="Tình trạng", choices=[("", "Tất cả"), *STANDINGS], required=False)
    loai = forms.ChoiceField(label="Loại thuê bao", choices=[("", "Tất cả"), *Subscriber.Kind.choices], required=False)

    def __init__(self, data: QueryDict) -> None:
        typed = {key: data.get(key, "").replace("\x00", "") for key in ("q", "tinh_trang", "loai")}
        if "tinh_trang" not in data:
            typed["tinh_trang"] = "con_hieu_luc"
        super().__init__(typed)

    def wanted(self) -> Wanted:
        """What is asked of the register; a value that is no choice asks nothing."""
        self.is_valid()
        c = self.cleaned_data
        return Wanted(text=c.get("q", ""), standing=c.get("tinh_trang", ""), kind=c.get("loai", ""))


class InitiatorForm(forms.Form):
    """Whether the agency asks for the revocation, or somebody else had it done and gave notice."""

    ben_yeu_cau = forms.ChoiceField(
        label="Vì sao lập hồ sơ",
        choices=(
            (Dossier.Initiator.AGENCY.value, "Cơ quan đề nghị thu hồi (Mẫu số 05)"),
            (Dossier.Initiator.PROVIDER.value, "Đã có thông báo thu hồi của Cục"),
            (Dossier.Initiator.PROSECUTION.value, "Đã thu hồi theo yêu cầu của cơ quan tiến hành tố tụng"),
            (Dossier.Initiator.POLICE.value, "Đã thu hồi theo yêu cầu của cơ quan công an"),
        ),
        widget=forms.RadioSelect,
        help_text="Đã có thông báo thì không lập Mẫu số 05: chỉ ghi nhận số, ngày, thời điểm nhận và tệp thông báo.",
        error_messages={"required": "Chọn vì sao lập hồ sơ.", "invalid_choice": "Chọn vì sao lập hồ sơ."},
    )


@dataclass(frozen=True)
class Tick:
    """One box of a line: `name` and `value` as sent. An obstacle takes its place; `span` columns where it is of all."""

    name: str
    label: str
    ticked: bool
    obstacle: Obstacle | None
    span: int = 1


@dataclass(frozen=True)
class Offer:
    """One line: the certificate and its boxes."""

    candidate: Candidate
    ticks: tuple[Tick, ...]


def read_picked(data: QueryDict, *, procedure: str) -> Picked:
    """The ticks of a form that was sent: public id -> services; what is no identifier is left out."""
    picked: Picked = {}
    for service in SERVICES[procedure]:
        for one in uuids(data.getlist(NAMES[service])):
            picked.setdefault(one, []).append(service)
    return picked


def offer_of(candidate: Candidate, *, picked: Picked, procedure: str) -> Offer:
    """The line of a certificate; what is in the way of every service alike is said once."""
    services = SERVICES[procedure]
    obstacles = [candidate.obstacle(service) for service in services]
    ticked = picked.get(candidate.certificate.public_id, [])
    if len(services) > 1 and obstacles[0] is not None and len(set(obstacles)) == 1:
        return Offer(candidate, (Tick("", "Không chọn được", False, obstacles[0], len(services)),))
    return Offer(
        candidate,
        tuple(
            Tick(NAMES[service], LABELS[service], service in ticked, obstacle)
            for service, obstacle in zip(services, obstacles, strict=True)
        ),
    )


def refusals(candidates: Iterable[Candidate], *, picked: Picked) -> list[str]:
    """Why some of what was ticked cannot be asked for; a page may be older than the register."""
    return [
        f"{one.certificate.common_name}, {LABELS[service].lower()}: {obstacle.text} Căn cứ: {obstacle.clause}."
        for one in candidates
        for service in picked.get(one.certificate.public_id, [])
        if (obstacle := one.obstacle(service)) is not None
    ]


def uuids(texts: Iterable[Any]) -> list[uuid.UUID]:
    """Those that are identifiers, in order."""
    found = []
    for text in texts:
        try:
            found.append(uuid.UUID(str(text)))
        except ValueError:
            continue
    return found
