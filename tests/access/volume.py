"""A province after years of work: tens of thousands of cases, written by the database itself in a few seconds."""
# ruff: noqa: S608  table names come from the models, expressions from this file

from dataclasses import dataclass
from datetime import UTC, datetime

from django.db import connection
from django.db.models import Model

from directory.domain.roles import Role
from directory.models import Agency, Person, Subscriber, User
from requests_workflow.models import DeadlineRecord, Dossier, OutboxMessage, Request
from tests import world
from tokens.models import Custody, Token

# Of fifty cases one is drafted, one on its way, one received and one accepted; the rest is history.
STATE = (
    "CASE n % 50 WHEN 0 THEN 'draft' WHEN 1 THEN 'sent' WHEN 2 THEN 'received' WHEN 3 THEN 'accepted' ELSE 'closed' END"
)
ENDED = "CASE WHEN n % 50 > 3 THEN now() - n * interval '5 minutes' END"
LEFT = "CASE WHEN n % 50 > 0 THEN now() - n * interval '5 minutes' END"


@dataclass(frozen=True)
class Province:
    """The people who look at it, and the first body, `commune`, with its devices."""

    clerk: User
    owner: User
    officer: User
    leader: User
    manager: User
    commune: Agency
    province: Agency


def multiply(row: Model, *, source: str, **columns: str) -> None:
    """Inserts a copy of `row` for each line of the FROM item `source`; `columns` are SQL for what differs."""
    meta = row._meta
    names = [str(field.column) for field in meta.concrete_fields if not field.primary_key]
    unknown = set(columns) - set(names)
    if unknown:
        raise ValueError(f"{meta.db_table} has no column {sorted(unknown)}")
    values = [columns.get(name, f't."{name}"') for name in names]
    quoted = ", ".join(f'"{name}"' for name in names)
    with connection.cursor() as cursor:
        cursor.execute(
            f'INSERT INTO "{meta.db_table}" ({quoted})'
            f' SELECT {", ".join(values)} FROM "{meta.db_table}" t, {source} WHERE t.id = {row.pk}'
        )


def fill(*, dossiers: int = 20_000, communes: int = 120, people: int = 2_000) -> Province:
    """Writes the province and lets the planner count it. Call inside a transaction that is rolled back."""
    province = world.make_agency("UBND tỉnh Đông Sơn")
    department = world.make_agency("Sở KH&CN Đông Sơn", parent=province)
    world.delegate(department, territory=province)
    bodies = [world.make_agency(f"UBND xã {number}", parent=province) for number in range(communes)]
    elsewhere = world.make_agency("UBND tỉnh Tây Sơn")
    bodies += [world.make_agency(f"UBND phường {number}", parent=elsewhere) for number in range(communes // 4)]
    ids = "ARRAY[" + ",".join(str(body.pk) for body in bodies) + "]::bigint[]"
    body_of_n = f"({ids})[1 + (n / 7) % {len(bodies)}]"
    commune = bodies[0]
    owner = world.make_user("Người Dùng", Role.SUBSCRIBER, agency=commune)
    clerk = world.make_user("Người Soạn", Role.CLERK, agency=commune)
    assert owner.person is not None
    subscriber = world.make_subscriber(owner.person)
    token = world.make_token("T-0", subscriber=subscriber, holder=owner.person, state=Token.State.LOCKED)
    _people(owner.person, subscriber, token, body_of_n, count=people)
    _dossiers(commune, by=clerk, department=department, body_of_n=body_of_n, count=dossiers)
    _requests(first=token, count=dossiers)
    _outbox(count=dossiers)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
        # The triggers that hold states to steps look now, with plans made for full tables, and not at every test's end.
        cursor.execute("DISCARD PLANS")
    connection.check_constraints()
    return Province(
        clerk=clerk,
        owner=owner,
        officer=world.make_user("Cán Bộ Sở", Role.DEPARTMENT_OFFICER, agency=department),
        leader=world.make_user("Chủ Tịch", Role.AGENCY_LEADER, Role.SUBSCRIBER, agency=commune),
        manager=world.make_user("Báo Cáo", Role.REPORT_MANAGER, agency=province),
        commune=commune,
        province=province,
    )


def _people(person: Person, subscriber: Subscriber, token: Token, body_of_n: str, *, count: int) -> None:
    numbers = f"generate_series(1, {count}) AS n"
    multiply(
        person,
        source=numbers,
        public_id="gen_random_uuid()",
        identity_number="'1' || lpad(n::text, 11, '0')",
        agency_id=body_of_n,
    )
    rows = f'(SELECT id, agency_id, row_number() OVER (ORDER BY id) AS n FROM "{Person._meta.db_table}") AS p'
    multiply(
        subscriber,
        source=rows,
        public_id="gen_random_uuid()",
        person_id="p.id",
        agency_id="p.agency_id",
        managing_agency_id="p.agency_id",
    )
    owners = (
        f"(SELECT id, managing_agency_id, person_id, row_number() OVER (ORDER BY id) AS n"
        f' FROM "{Subscriber._meta.db_table}") AS s'
    )
    multiply(
        token,
        source=owners,
        public_id="gen_random_uuid()",
        serial_number="'T-' || s.n",
        subscriber_id="s.id",
        managing_agency_id="s.managing_agency_id",
    )
    custody = Custody.objects.get(token=token)
    multiply(
        custody,
        source=f'(SELECT k.id, o.person_id FROM "{Token._meta.db_table}" k'
        f' JOIN "{Subscriber._meta.db_table}" o ON o.id = k.subscriber_id WHERE k.id <> {token.pk}) AS k',
        token_id="k.id",
        holder_person_id="k.person_id",
    )


def _dossiers(commune: Agency, *, by: User, department: Agency, body_of_n: str, count: int) -> None:
    template = world.make_dossier(commune, by=by)
    multiply(
        template,
        source=f"generate_series(1, {count}) AS n",
        public_id="gen_random_uuid()",
        code="'KP-2026-' || lpad(n::text, 6, '0')",
        state=STATE,
        managing_agency_id=body_of_n,
        recipient_id=str(department.pk),
        recipient_function="'delegated_department'",
        channel="'qlvb'",
        sent_at=LEFT,
        first_received_at=f"CASE WHEN n % 50 > 1 THEN {LEFT} END",
        valid_received_at=f"CASE WHEN n % 50 > 1 THEN {LEFT} END",
        due_at=f"CASE WHEN n % 50 > 1 THEN {LEFT} + interval '1 day' END",
        answered_at=ENDED,
        closed_at=ENDED,
    )
    made = f"(SELECT id, state FROM \"{Dossier._meta.db_table}\" WHERE code LIKE 'KP-2026-%') AS d"
    multiply(template.steps.get(), source=made, dossier_id="d.id", target="d.state")
    record = DeadlineRecord.objects.create(
        dossier=template,
        parameter="token_recovery",
        starts_at=datetime.now(UTC),
        due_at=datetime.now(UTC),
        explanation={"days": []},
        clause="–",
        computed_at=datetime.now(UTC),
        superseded_at=datetime.now(UTC),
    )
    multiply(
        record,
        source=made.replace("state FROM", "state, answered_at FROM"),
        dossier_id="d.id",
        superseded_at="CASE WHEN d.state NOT IN ('received', 'accepted') THEN now() END",
    )


def _requests(*, first: Token, count: int) -> None:
    """One row for each case: the newest cases are about the devices, the rest about devices that left the register."""
    dossier = Dossier.objects.order_by("id")[0]
    row = Request.objects.create(
        dossier=dossier, position=1, procedure="token_recovery", state="pending", printed={"token_serial": "T-0"}
    )
    devices = f'(SELECT id, subscriber_id, row_number() OVER (ORDER BY id) AS n FROM "{Token._meta.db_table}")'
    multiply(
        row,
        source=f"(SELECT d.id, k.id AS token, k.subscriber_id, d.n FROM"
        f' (SELECT id, row_number() OVER (ORDER BY id) AS n FROM "{Dossier._meta.db_table}"'
        f" WHERE id <> {dossier.pk}) AS d LEFT JOIN {devices} AS k ON k.n = d.n) AS d",
        public_id="gen_random_uuid()",
        dossier_id="d.id",
        token_id="d.token",
        subscriber_id="d.subscriber_id",
        printed="jsonb_build_object('token_serial', 'T-' || d.n)",
    )


def _outbox(*, count: int) -> None:
    now = datetime.now(UTC)
    message = OutboxMessage.objects.create(kind="email", payload={}, created_at=now, not_before=now, done_at=now)
    multiply(message, source=f"generate_series(1, {count}) AS n", done_at="CASE WHEN n % 1000 > 0 THEN now() END")
