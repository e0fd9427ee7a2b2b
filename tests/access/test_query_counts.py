"""A list of a hundred costs as many queries as a list of one: nothing is asked row by row."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from directory.domain.roles import Role
from directory.models import Agency, AgencyFunction, User
from requests_workflow.models import Document, DocumentVerification, Dossier, Request, Step
from tests import world
from tests.access.plans import recorded
from tokens.models import LockReport, Token

pytestmark = pytest.mark.django_db
MANY = 100
FEW = 1


@pytest.fixture
def province() -> Agency:
    return world.make_agency("UBND tỉnh")


@pytest.fixture
def commune(province: Agency) -> Agency:
    return world.make_agency("UBND xã", parent=province)


@pytest.fixture
def department(province: Agency) -> Agency:
    department = world.make_agency("Sở KH&CN", parent=province)
    world.delegate(department, territory=province)
    return department


@pytest.fixture
def clerk(commune: Agency) -> User:
    return world.make_user("Người Soạn", Role.CLERK, Role.SUBSCRIBER, agency=commune)


@pytest.fixture
def officer(department: Agency) -> User:
    return world.make_user("Cán Bộ", Role.DEPARTMENT_OFFICER, agency=department)


def queries(user: User, url: str) -> list[str]:
    """The SQL of one visit, after a first one that fills what is kept for the whole process."""
    client = world.client_of(user)
    assert client.get(url).status_code == 200
    return [sql for sql, _ in recorded(lambda: client.get(url))]


def assert_constant(user: User, url: str, *, more: Callable[[], object]) -> None:
    few = queries(user, url)
    more()
    many = queries(user, url)
    assert len(many) == len(few), "\n".join(sorted(set(many) - set(few)))


def add_rows(dossier: Dossier, count: int) -> None:
    """Rows with their own device, subscriber, certificate and keeper, as a real dossier has them."""
    agency, start = dossier.managing_agency, dossier.requests.count()
    for number in range(start, start + count):
        person = world.make_person(f"Người {number}", agency=agency)
        subscriber = world.make_subscriber(person)
        certificate = world.make_certificate(subscriber)
        token = world.make_token(
            f"{dossier.code}-{number}",
            subscriber=subscriber,
            holder=person,
            certificate=certificate,
            state=Token.State.LOCKED,
        )
        Request.objects.create(
            dossier=dossier,
            position=number + 1,
            procedure="token_recovery",
            state="pending",
            token=token,
            subscriber=subscriber,
            certificate=certificate,
            printed={"token_serial": token.serial_number},
        )


def add_history(dossier: Dossier, count: int, *, by: User) -> None:
    """Files with a verification each, and steps."""
    for number in range(count):
        document = Document.objects.create(
            dossier=dossier,
            kind=Document.Kind.OTHER_PROOF,
            title=f"Tệp {number}",
            file_name="a.pdf",
            storage_name="documents/a.pdf",
            media_type="application/pdf",
            size=1,
            sha256="0" * 64,
            created_by=by,
            created_at=dossier.drafted_at,
        )
        DocumentVerification.objects.create(
            document=document, verdict="valid", report={"signatures": []}, at=dossier.drafted_at
        )
        Step.objects.create(
            dossier=dossier,
            transition="test",
            label="Bước",
            source=dossier.state,
            target=dossier.state,
            by=world.make_user(f"Người bước {number}", agency=dossier.managing_agency),
            at=dossier.drafted_at,
            clause="–",
        )


def send(dossier: Dossier, *, to: Agency, state: str) -> None:
    """A case at the department, as the lists of its officers read it."""
    source, dossier.state = dossier.state, state
    Dossier.objects.filter(pk=dossier.pk).update(
        recipient=to,
        recipient_function=AgencyFunction.Function.DELEGATED_DEPARTMENT,
        channel="qlvb",
        sent_at=dossier.drafted_at,
        first_received_at=dossier.drafted_at,
        valid_received_at=dossier.drafted_at,
        due_at=dossier.drafted_at,
        state=state,
    )
    Step.objects.create(
        dossier=dossier,
        transition="test",
        label="Bước",
        source=source,
        target=state,
        at=dossier.drafted_at,
        clause="–",
    )


def test_the_clerks_work_list(clerk: User, commune: Agency):
    world.make_dossier(commune, by=clerk)
    assert_constant(clerk, "/", more=lambda: [world.make_dossier(commune, by=clerk) for _ in range(MANY - 1)])


def test_the_work_list_with_reports_of_locked_devices(clerk: User, commune: Agency):
    def report(number: int) -> None:
        person = world.make_person(f"Người {number}", agency=commune)
        token = world.make_token(f"R-{number}", subscriber=world.make_subscriber(person), holder=person)
        reporter = world.make_user(f"Báo {number}", agency=commune)
        LockReport.objects.create(token=token, reported_by=reporter, reported_at=datetime.now(UTC))

    def more() -> None:
        for number in range(1, MANY):
            report(number)

    report(0)
    assert_constant(clerk, "/", more=more)


def test_the_officers_work_list(officer: User, clerk: User, commune: Agency, department: Agency):
    def case() -> None:
        send(world.make_dossier(commune, by=clerk), to=department, state="received")

    def more() -> None:
        for _ in range(MANY - 1):
            case()

    case()
    assert_constant(officer, "/", more=more)


@pytest.mark.parametrize("reader", ["clerk", "officer"])
def test_the_list_of_cases(reader: str, officer: User, clerk: User, commune: Agency, department: Agency):
    def case() -> None:
        send(world.make_dossier(commune, by=clerk), to=department, state="received")

    case()
    user = {"clerk": clerk, "officer": officer}[reader]

    def more() -> None:
        for _ in range(23):  # a page holds 25 lines
            case()

    assert_constant(user, "/ho-so/", more=more)


@pytest.mark.parametrize("reader", ["clerk", "officer"])
def test_the_page_of_a_received_case(reader: str, officer: User, clerk: User, commune: Agency, department: Agency):
    dossier = world.make_dossier(commune, by=clerk)
    send(dossier, to=department, state="received")
    add_rows(dossier, FEW)
    add_history(dossier, FEW, by=clerk)

    def more() -> None:
        add_rows(dossier, MANY - 1)
        add_history(dossier, 20, by=clerk)

    assert_constant({"clerk": clerk, "officer": officer}[reader], f"/ho-so/{dossier.public_id}/", more=more)


@pytest.mark.parametrize("page", ["", "soan/", "kiem-tra/"])
def test_the_pages_of_a_draft(page: str, clerk: User, commune: Agency):
    dossier = world.make_dossier(commune, by=clerk)
    add_rows(dossier, FEW)
    assert_constant(clerk, f"/ho-so/{dossier.public_id}/{page}", more=lambda: add_rows(dossier, MANY - 1))


def test_the_officers_check_list(officer: User, clerk: User, commune: Agency, department: Agency):
    dossier = world.make_dossier(commune, by=clerk)
    send(dossier, to=department, state="received")
    add_rows(dossier, FEW)
    assert_constant(officer, f"/ho-so/{dossier.public_id}/tham-dinh/", more=lambda: add_rows(dossier, MANY - 1))


def test_the_page_where_a_case_is_begun(clerk: User, commune: Agency):
    add_rows(world.make_dossier(commune, by=clerk), FEW)
    assert_constant(
        clerk, "/ho-so/moi/khoi-phuc/", more=lambda: add_rows(world.make_dossier(commune, by=clerk), MANY - 1)
    )
