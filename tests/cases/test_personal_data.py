"""Identity and phone numbers stay in the register of people and on the papers that the law prints them on."""

import logging
import re

import pytest
from django.db import connection

from directory.models import Person
from requests_workflow.models import Document, Dossier
from tests.cases.driver import Driver, device, token_of, user
from tokens.services.recovery import report_locked

# No identity number of the demo looks like anything else: 099, then nine digits.
IDENTITY = re.compile(r"(?<!\d)099\d{9}(?!\d)")
REGISTER = {"directory_person"}


@pytest.fixture(scope="module")
def opening():
    """A closed case and a refused one, so that every table of the workflow holds rows."""

    def both(drive: Driver) -> Dossier:
        report_locked(token=token_of("thuebao"), by=user("thuebao"), at=drive.now)
        dossier = drive.recover(drive.accepted())
        drive.act(dossier, "confirm_password", by="thuebao", row=1)
        expired = drive.received([device("nc_het_han_bi_khoa")])
        return drive.refused_in_writing(drive.override(expired, "certificate_in_force"))

    return both


def tables() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename")
        return [name for (name,) in cursor.fetchall()]


def tables_with(words: list[str]) -> set[str]:
    """Tables in which the text of some row, all columns together, contains one of the words."""
    found = set()
    with connection.cursor() as cursor:
        for table in tables():
            cursor.execute(
                f'SELECT EXISTS (SELECT FROM "{table}" t WHERE t::text LIKE ANY (%s))',  # noqa: S608  own table names
                [[f"%{word}%" for word in words]],
            )
            if cursor.fetchone()[0]:
                found.add(table)
    return found


def test_identity_numbers_stand_in_the_register_of_people_alone(drive: Driver, case: Dossier):
    numbers = list(Person.objects.values_list("identity_number", flat=True))
    assert len(numbers) > 30
    assert all(IDENTITY.fullmatch(number) for number in numbers)
    assert tables_with(numbers) == REGISTER


def test_phone_numbers_stand_in_the_register_of_people_alone(drive: Driver, case: Dossier):
    phones = list(Person.objects.values_list("phone", flat=True))
    assert tables_with(phones) == REGISTER


def test_the_search_would_find_them(drive: Driver, case: Dossier):
    """Names are in the workflow's own tables, and this is how they are found."""
    assert "requests_workflow_request" in tables_with(["Lò Thị Dung"])
    assert {"ledger_ledgerentry_default"} & set(tables()) or any(t.startswith("ledger_ledgerentry") for t in tables())


def test_the_paper_itself_carries_the_contact_persons_number(drive: Driver, case: Dossier):
    contact = case.coordinator
    assert contact is not None
    assert contact.identity_number in drive.text(case, "form_sealed")


def test_answers_of_the_department_do_not_repeat_it(drive: Driver, case: Dossier):
    kinds = set(Document.objects.filter(dossier=case).values_list("kind", flat=True))
    for kind in kinds & {"receipt", "refusal_sealed", "supplement_notice"}:
        assert not IDENTITY.search(drive.text(case, kind))


def test_logs_say_nothing_about_people(drive: Driver, caplog: pytest.LogCaptureFixture):
    with caplog.at_level(logging.DEBUG):
        drive.received([device("nc_bi_khoa")])
    people = list(Person.objects.values_list("identity_number", "phone"))
    assert not [number for pair in people for number in pair if number in caplog.text]
