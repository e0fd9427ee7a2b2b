"""/chung-thu/<id>/: one certificate with all that is known of it, and its file."""

import re
import uuid
from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from certificates.domain.filing_window import MIN_DAYS_LEFT, filing_window, may_be_renewed
from certificates.models import Certificate
from certificates.selectors.chain import line_of
from certificates.selectors.links import CERTIFICATE_CASE_LINKS, CERTIFICATE_DEVICE_LINKS, Link
from certificates.selectors.register import visible_to
from certificates.views.register import standing_of
from directory.domain.personal_data import mask_identity_numbers
from directory.policies import REGISTERS, ActorRequest, policy
from signing.services.x509 import UnreadableCertificate, certificate_facts, limits_of_use

CHAIN_COLUMNS = [
    {"label": "Chứng thư"},
    {"label": "Số hiệu"},
    {"label": "Hiệu lực từ", "nowrap": True},
    {"label": "Hết hạn", "nowrap": True},
    {"label": "Tình trạng"},
]

# A comma that separates attributes; one inside a value is escaped.
SEPARATOR = re.compile(r"(?<!\\),")
# Attributes that RFC 4514 leaves as numbers, as signing programs call them.
ATTRIBUTES = {
    "1.2.840.113549.1.9.1=": "E=",
    "2.5.4.4=": "SN=",
    "2.5.4.5=": "SERIALNUMBER=",
    "2.5.4.12=": "T=",
    "2.5.4.42=": "G=",
    "2.5.4.97=": "organizationIdentifier=",
}


@require_safe
@policy(REGISTERS)
def detail(request: ActorRequest, public_id: uuid.UUID) -> HttpResponse:
    """Holder, agency, term, the whole line of certificates, devices, cases, history and the evidence."""
    now = timezone.now()
    certificate = get_object_or_404(
        visible_to(request.actor).select_related("subscriber__person", "subscriber__agency", "managing_agency"),
        public_id=public_id,
    )
    return render(
        request,
        "certificates/detail.html",
        {
            "certificate": certificate,
            "standing": standing_of(certificate, at=now),
            "facts": _facts(certificate, at=now),
            "technical": _technical(certificate),
            "chain_columns": CHAIN_COLUMNS,
            "chain": _chain(certificate, request=request, at=now),
            "devices": _linked(CERTIFICATE_DEVICE_LINKS.find(actor=request.actor, pk=certificate.pk)),
            "cases": _linked(CERTIFICATE_CASE_LINKS.find(actor=request.actor, pk=certificate.pk)),
            "history": _history(certificate),
        },
    )


def _facts(certificate: Certificate, *, at: datetime) -> list[dict[str, Any]]:
    subscriber = certificate.subscriber
    person = subscriber.person
    rows: list[dict[str, Any]] = [
        {"label": "Thuê bao", "value": subscriber.name, "note": subscriber.get_kind_display()},
        {"label": "Cơ quan, tổ chức công tác", "value": subscriber.agency.name},
        {"label": "Cơ quan, tổ chức quản lý trực tiếp", "value": certificate.managing_agency.name},
        {"label": "Địa chỉ thư điện tử công vụ", "value": certificate.official_email or "Không có"},
        {"label": "Hiệu lực từ", "value": _moment(certificate.not_before)},
        {"label": "Hết hạn lúc", "value": _moment(certificate.not_after), "note": _remaining(certificate, at=at)},
    ]
    if certificate.is_in_force(at=at):
        rows.append(_last_filing_day(certificate, at=at))
    rows.append({"label": "Số lần đã gia hạn", "value": str(certificate.renewal_count)})
    if person is not None:
        rows.insert(1, {"label": "Chức vụ", "value": person.position})
    if certificate.revoked_at:
        rows.append({"label": "Thu hồi lúc", "value": _moment(certificate.revoked_at)})
    return rows


def _remaining(certificate: Certificate, *, at: datetime) -> str:
    """ "Còn 45 ngày" while it is in force."""
    if not certificate.is_in_force(at=at):
        return ""
    left = certificate.days_left(at=at)
    return f"Còn {left} ngày" if left else "Hết hạn trong hôm nay"


def _last_filing_day(certificate: Certificate, *, at: datetime) -> dict[str, Any]:
    """Until when a renewal may be filed (NĐ 68/2024 Điều 13), in a line of the facts."""
    label = "Ngày cuối nhận hồ sơ gia hạn"
    if not may_be_renewed(renewal_count=certificate.renewal_count):
        return {"label": label, "value": "Không gia hạn được nữa", "note": "Đã gia hạn 01 lần; đề nghị cấp mới."}
    window = filing_window(not_after=certificate.not_after, min_days_left=MIN_DAYS_LEFT)
    left = window.days_to_file(day=timezone.localdate(at))
    words = (
        f"còn {left} ngày để nộp" if left > 0 else "hôm nay là ngày cuối" if left == 0 else "đã qua; đề nghị cấp mới"
    )
    note = f"Phải còn hiệu lực ít nhất {MIN_DAYS_LEFT} ngày (NĐ 68/2024 Điều 13): {words}."
    return {"label": label, "value": f"{window.last_filing_day:%d/%m/%Y}", "note": note}


def _named(name: str) -> str:
    """A distinguished name for people: words in the place of numbers."""
    parts = SEPARATOR.split(name)
    return ",".join(
        next((word + part.removeprefix(number) for number, word in ATTRIBUTES.items() if part.startswith(number)), part)
        for part in parts
    )


def _technical(certificate: Certificate) -> list[dict[str, str]]:
    """What the file itself says, with all that NĐ 68/2024 Điều 7 wants in a certificate."""
    rows = [
        {"label": "Số hiệu chứng thư", "value": certificate.serial_number},
        {"label": "Vân tay SHA-256", "value": _grouped(certificate.fingerprint)},
        {"label": "Chủ thể", "value": _named(mask_identity_numbers(certificate.subject))},
        {"label": "Bên cấp", "value": _named(certificate.issuer)},
    ]
    try:
        facts = certificate_facts(der=bytes(certificate.der))
        limits = limits_of_use(der=facts.der)
    except UnreadableCertificate:
        return [*rows, {"label": "Tệp chứng thư", "value": "Không đọc được tệp đang lưu"}]
    key = f"{facts.key_algorithm.upper()} {facts.key_bits or ''}".strip()
    return [
        *rows,
        {"label": "Khóa công khai", "value": key, "note": f"SHA-256 {_grouped(facts.public_key_digest)}"},
        {"label": "Chữ ký của bên cấp", "value": f"Băm {facts.signature_hash.upper() or 'không rõ'}"},
        {"label": "Mục đích, phạm vi sử dụng", "value": "; ".join(limits) or "Bên cấp không ghi giới hạn"},
    ]


def _chain(certificate: Certificate, *, request: ActorRequest, at: datetime) -> list[dict[str, Any]]:
    """All certificates of the line, oldest first; each is a link where the reader may open it."""
    line = line_of(certificate)
    if len(line) == 1:
        return []
    ids = [one.pk for one in line]
    open_ids = set(visible_to(request.actor).filter(pk__in=ids).values_list("pk", flat=True))
    rows = []
    for one in line:
        here = one.pk == certificate.pk
        url = "" if here or one.pk not in open_ids else reverse("certificates:detail", args=[one.public_id])
        rows.append(
            {
                "cells": [
                    {"text": f"{one.common_name} (đang xem)" if here else one.common_name, "url": url},
                    one.serial_number,
                    f"{timezone.localtime(one.not_before):%d/%m/%Y}",
                    f"{timezone.localtime(one.not_after):%d/%m/%Y}",
                    {"tag": standing_of(one, at=at)},
                ]
            }
        )
    return rows


def _linked(links: list[Link]) -> list[dict[str, Any]]:
    """Links as rows of a summary list."""
    return [
        {"label": link.label or "Thông tin", "value": link.title, "url": link.url, "note": link.note} for link in links
    ]


def _history(certificate: Certificate) -> list[dict[str, Any]]:
    tones = {"active": "success", "superseded": "neutral", "revoked": "danger"}
    return [
        {
            "title": change.get_status_display(),
            "at": change.at,
            "comment": change.reason,
            "tone": tones.get(change.status, "info"),
        }
        for change in certificate.status_changes.order_by("at", "id")
    ]


def _moment(at: datetime) -> str:
    return f"{timezone.localtime(at):%d/%m/%Y %H:%M}"


def _grouped(fingerprint: str) -> str:
    """Hex in groups of four, which people can compare aloud."""
    return " ".join(fingerprint[i : i + 4] for i in range(0, len(fingerprint), 4))


@require_safe
@policy(REGISTERS)
def download(request: ActorRequest, public_id: uuid.UUID) -> HttpResponse:
    """The certificate itself (DER); it is public by nature, yet only readers of the register find it here."""
    certificate = get_object_or_404(visible_to(request.actor), public_id=public_id)
    response = HttpResponse(bytes(certificate.der), content_type="application/pkix-cert")
    response["Content-Disposition"] = f'attachment; filename="chung-thu-{certificate.serial_number}.cer"'
    return response
