"""The balance of certificates closes for any history, and every number is what a plain count of the history gives."""

import hashlib
from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from certificates.models import Certificate, CertificateStatusChange
from directory.models import Agency, Subscriber
from reporting.domain.movements import CertificateCounts, total
from reporting.domain.periods import VIETNAM, Period
from reporting.selectors.certificate_movements import UNSAID, certificate_movements, revocations
from tests import world

PERIOD = Period("nua-nam", 2026, 1)
SINCE, UNTIL = PERIOD.instants
MOMENT = timedelta(microseconds=1)
EDGES = (SINCE - MOMENT, SINCE, SINCE + MOMENT, UNTIL - MOMENT, UNTIL, UNTIL + MOMENT)
# Around the period, and often on its very edges.
instants = st.one_of(
    st.sampled_from(EDGES),
    st.integers(-400, 600).map(lambda days: SINCE + timedelta(days=days, hours=5)),
)


@dataclass(frozen=True)
class Life:
    """One certificate; `before` is which earlier one it follows, where that one has no successor yet."""

    body: int
    kind: str
    start: datetime
    term: timedelta
    status: str
    revoked_at: datetime
    replaced_at: datetime | None
    before: int
    renewed: bool
    same_last_day: bool


lives = st.lists(
    st.builds(
        Life,
        body=st.integers(0, 2),
        kind=st.sampled_from(["individual", "organisation"]),
        start=instants,
        term=st.integers(1, 500).map(lambda days: timedelta(days=days)),
        status=st.sampled_from(["active", "revoked", "superseded"]),
        revoked_at=instants,
        replaced_at=st.none() | instants,
        before=st.integers(0, 8),
        renewed=st.booleans(),
        same_last_day=st.booleans(),
    ),
    max_size=12,
)


@pytest.fixture
def bodies(db: None) -> list[Agency]:
    return [world.make_agency(f"UBND xã {number}") for number in range(3)]


def written(found: list[Life], bodies: list[Agency]) -> list[Certificate]:
    """The register after these lives."""
    subscribers = {
        (body.pk, kind): world.make_subscriber(
            body if kind == "organisation" else world.make_person("Nguyễn Văn A", agency=body)
        )
        for body in bodies
        for kind in ("individual", "organisation")
    }
    rows: list[Certificate] = []
    followed: set[int] = set()
    for number, life in enumerate(found):
        body = bodies[life.body]
        subscriber = subscribers[body.pk, life.kind]
        before = rows[life.before] if life.before < len(rows) and life.before not in followed else None
        end = life.start + life.term
        if before is not None:
            followed.add(life.before)
            if life.same_last_day and before.not_after > life.start:
                end = before.not_after
        rows.append(
            world.make_certificate(
                subscriber,
                fingerprint=hashlib.sha256(f"{number}".encode()).hexdigest(),
                serial_number=f"{number:x}",
                not_before=life.start,
                not_after=end,
                status=life.status,
                revoked_at=life.revoked_at if life.status == "revoked" else None,
                predecessor=before,
                renewal_count=(before.renewal_count if before else 0) + (1 if before and life.renewed else 0),
            )
        )
        if life.replaced_at is not None and life.status != "active":
            CertificateStatusChange.objects.create(
                certificate=rows[-1], status="superseded", at=life.replaced_at, reason="Đã cài chứng thư thay thế"
            )
    return rows


def counted(found: list[Life], rows: list[Certificate]) -> dict[tuple[int, str], Counter[str]]:
    """The same numbers, one certificate after the other."""
    numbers: dict[tuple[int, str], Counter[str]] = {}
    successors = {row.predecessor_id: row for row in rows if row.predecessor_id}
    for life, row in zip(found, rows, strict=True):
        replaced = life.replaced_at if life.status != "active" else None
        if replaced is None and life.status == "superseded" and row.pk in successors:
            replaced = successors[row.pk].not_before
        ends = [(row.not_after, 2, "expired")]
        ends += [(row.revoked_at, 0, "revoked")] if row.revoked_at else []
        ends += [(replaced, 1, "superseded")] if replaced else []
        end, _, how = min(ends)
        end = max(end, row.not_before)
        line = numbers.setdefault((row.managing_agency_id, life.kind), Counter())
        line["opening"] += row.not_before < SINCE <= end
        line["closing"] += row.not_before < UNTIL <= end
        if SINCE <= row.not_before < UNTIL:
            before = row.predecessor
            if before is None:
                line["first_issued"] += 1
            elif row.renewal_count > before.renewal_count:
                line["renewed"] += 1
            else:
                same = row.not_after.astimezone(VIETNAM).date() == before.not_after.astimezone(VIETNAM).date()
                line["changed" if same else "reissued"] += 1
        if SINCE <= end < UNTIL:
            line[how] += 1
    return numbers


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(found=lives)
def test_every_number_is_that_of_a_plain_count_and_the_balance_closes(bodies: list[Agency], found: list[Life]) -> None:
    with transaction.atomic():
        rows = written(found, bodies)
        summed: dict[tuple[int, str], CertificateCounts] = {}
        ids = [body.pk for body in bodies]
        for agency, kind, counts in certificate_movements(agencies=ids, since=SINCE, until=UNTIL):
            summed[agency, kind] = summed.get((agency, kind), CertificateCounts()) + counts
        reasons = revocations(agencies=ids, since=SINCE, until=UNTIL)
        transaction.set_rollback(True)
    expected = counted(found, rows)
    for key, line in expected.items():
        assert summed.pop(key, CertificateCounts()) == CertificateCounts(**line)
    assert all(counts.is_empty for counts in summed.values())
    whole = total(CertificateCounts(), *(CertificateCounts(**line) for line in expected.values()))
    assert whole.closes
    assert sum(number for _, number in reasons) == whole.revoked


def test_reasons_are_the_cases_of_the_decree_and_old_words_lose_the_name_of_their_file(bodies: list[Agency]) -> None:
    def revoked(**values: Any) -> None:
        row = world.make_certificate(
            Subscriber.objects.filter(agency=bodies[0]).first() or world.make_subscriber(bodies[0]),
            not_before=SINCE - timedelta(days=9),
            status="revoked",
            revoked_at=SINCE + timedelta(days=3),
        )
        if values:
            CertificateStatusChange.objects.create(
                certificate=row, status="revoked", at=SINCE + timedelta(days=3), **values
            )

    revoked(reason="Nghỉ hưu (hồ sơ TH-1)", cause="retired")
    revoked(reason="Nghỉ hưu từ 01/02 (hồ sơ TH-2)", cause="retired")
    revoked(reason="Chuyển công tác (hồ sơ TH-3)", cause="")
    revoked()
    revoked(reason="Công văn của cơ quan công an", cause="authorities")
    assert revocations(agencies=[bodies[0].pk], since=SINCE, until=UNTIL) == (
        ("Nghỉ hưu (Điều 17 khoản 2 điểm c)", 2),
        ("Chuyển công tác", 1),
        (UNSAID, 1),
        ("Theo yêu cầu của cơ quan tiến hành tố tụng, cơ quan công an (Điều 17 khoản 1 điểm c)", 1),
    )
