"""A certificate enters the register once, whole, and for reasons that can be read."""

import threading
from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, close_old_connections, connection, transaction

from certificates.models import Certificate, CertificateStatusChange
from certificates.services.registering import CannotRegister, register_certificate, term_warning
from directory.ledger.models import LedgerEntry
from signing.services.x509 import certificate_facts
from signing.test_ca import TestCA, new_private_key
from signing.test_ca.odd import issue_odd
from tests.world import make_agency, make_certificate, make_person, make_subscriber, make_user

NOW = datetime.now(UTC).replace(microsecond=0)
DAY = timedelta(days=1)
CASE = "CM-000123"


@pytest.fixture(scope="module")
def ca():
    return TestCA.create(None, now=NOW)


def issued(ca, name="Lò Thị Bưởi", **values):
    """Facts of a certificate, in force for two years from yesterday."""
    term = {"not_before": NOW - DAY, "not_after": NOW + 729 * DAY}
    key = ca.issue(
        subject_cn=name,
        organisation="UBND xã",
        email="buoi@laichau.gov.vn",
        identity_number="012345678901",
        **term | values,
    )
    return certificate_facts(der=key.der)


class World:
    def __init__(self):
        self.agency = make_agency("UBND xã Bản Bo")
        self.person = make_person("Lò Thị Bưởi", agency=self.agency)
        self.subscriber = make_subscriber(self.person)
        self.clerk = make_user("Văn Thư", agency=self.agency)

    def register(self, facts, **values):
        with transaction.atomic():
            return register_certificate(
                **{
                    "facts": facts,
                    "subscriber": self.subscriber,
                    "managing_agency": self.agency,
                    "predecessor": None,
                    "by": self.clerk,
                    "at": NOW,
                    "case_ref": CASE,
                }
                | values
            )

    def refused(self, facts, **values):
        before = Certificate.objects.count(), LedgerEntry.objects.count()
        with pytest.raises(CannotRegister) as refusal:
            self.register(facts, **values)
        assert (Certificate.objects.count(), LedgerEntry.objects.count()) == before
        assert "Hãy" in str(refusal.value) or "hãy" in str(refusal.value)
        return refusal.value.code


@pytest.fixture
def world(db):
    return World()


def test_a_registered_certificate_has_its_facts_history_and_ledger_entry(ca, world):
    facts = issued(ca)
    row = world.register(facts)
    row.refresh_from_db()
    for field in ("serial_number", "common_name", "subject", "issuer", "fingerprint", "public_key_digest"):
        assert getattr(row, field) == getattr(facts, field)
    assert (row.not_before, row.not_after, bytes(row.der)) == (facts.not_before, facts.not_after, facts.der)
    assert (row.official_email, row.status, row.renewal_count) == ("buoi@laichau.gov.vn", "active", 0)
    assert (row.subscriber, row.managing_agency, row.predecessor) == (world.subscriber, world.agency, None)
    assert row.is_in_force(at=NOW)
    (change,) = CertificateStatusChange.objects.filter(certificate=row)
    assert (change.status, change.at) == ("active", NOW)
    assert CASE in change.reason


def test_the_ledger_names_the_certificate_without_personal_data(ca, world):
    row = world.register(issued(ca))
    entry = LedgerEntry.objects.get(action="certificate.registered")
    assert (entry.object_type, entry.object_id) == ("certificate", str(row.public_id))
    assert (entry.actor_ref, entry.at) == (f"user:{world.clerk.pk}", NOW)
    assert entry.payload["fingerprint"] == row.fingerprint
    for private in ("Bưởi", "buoi@", "012345678901", "CCCD"):
        assert private not in str(entry.payload)


def test_a_serial_number_of_twelve_decimal_digits_is_no_identity_number_to_the_ledger(ca, world):
    row = world.register(issued(ca, serial=0x123456789012))
    assert row.serial_number == "123456789012"


def test_the_same_file_again_is_refused(ca, world):
    facts = issued(ca)
    world.register(facts)
    assert world.refused(facts) == "already_registered"


def test_another_certificate_under_the_same_serial_number_is_refused(ca, world):
    world.register(issued(ca, serial=77))
    assert world.refused(issued(ca, serial=77)) == "serial_taken"


def test_a_key_of_another_certificate_is_refused(ca, world):
    key = new_private_key()
    world.register(issued(ca, key=key))
    assert world.refused(issued(ca, key=key)) == "key_known"


def test_a_certificate_out_of_its_term_is_refused(ca, world):
    facts = issued(ca)
    assert world.refused(facts, at=facts.not_after + timedelta(seconds=1)) == "expired"
    assert world.refused(facts, at=facts.not_before - timedelta(seconds=1)) == "not_yet_valid"
    assert world.register(facts, at=facts.not_before).pk


def test_a_ca_and_a_certificate_without_a_name_are_refused(ca, world):
    assert world.refused(certificate_facts(der=ca.sub_der)) == "not_end_entity"
    der = issue_odd(issuer=ca.sub, subject=[], not_before=NOW - DAY, not_after=NOW + DAY)
    assert world.refused(certificate_facts(der=der)) == "nameless"


def test_a_certificate_without_email_has_none_in_the_register(ca, world):
    key = ca.issue(subject_cn="Bưởi", organisation="X", not_before=NOW - DAY, not_after=NOW + DAY)
    assert world.register(certificate_facts(der=key.der)).official_email == ""


@pytest.mark.parametrize("status", ["active", "revoked"])
def test_a_predecessor_keeps_its_status_and_finds_its_successor(ca, world, status):
    old = make_certificate(
        world.subscriber, days_left=-5, status=status, revoked_at=NOW - 9 * DAY if status == "revoked" else None
    )
    row = world.register(issued(ca), predecessor=old)
    old.refresh_from_db()
    assert old.status == status
    assert old.successor == row
    assert LedgerEntry.objects.get(action="certificate.registered").payload["predecessor"] == str(old.public_id)


def test_a_predecessor_has_one_successor(ca, world):
    old = make_certificate(world.subscriber, days_left=-5)
    world.register(issued(ca), predecessor=old)
    assert world.refused(issued(ca), predecessor=old) == "predecessor_succeeded"


def test_a_predecessor_of_somebody_else_is_refused(ca, world):
    other = make_subscriber(make_person("Người Khác", agency=world.agency))
    assert world.refused(issued(ca), predecessor=make_certificate(other)) == "predecessor_of_another"


def test_our_own_mistakes_are_no_refusals(ca, world):
    with pytest.raises(ValueError, match="aware"):
        world.register(issued(ca), at=NOW.replace(tzinfo=None))


def test_what_follows_in_the_transaction_takes_the_certificate_back_with_it(ca, world):
    with transaction.atomic():
        world.register(issued(ca))
        transaction.set_rollback(True)
    assert not Certificate.objects.exists()
    assert not LedgerEntry.objects.filter(action="certificate.registered").exists()


@pytest.mark.django_db(transaction=True)
class TestTwoAtOnce:
    def test_outside_a_transaction_nothing_is_entered(self, ca):
        world = World()
        with pytest.raises(RuntimeError, match="transaction"):
            register_certificate(
                facts=issued(ca),
                subscriber=world.subscriber,
                managing_agency=world.agency,
                predecessor=None,
                by=None,
                at=NOW,
                case_ref=CASE,
            )
        assert not Certificate.objects.exists()

    @pytest.mark.parametrize("kind", ["file", "key", "predecessor"])
    def test_of_two_transactions_one_succeeds_and_the_other_is_told(self, ca, kind):
        world = World()
        key = new_private_key()
        old = make_certificate(world.subscriber, days_left=-5) if kind == "predecessor" else None
        one = issued(ca, key=key)
        other = {"file": one, "key": issued(ca, key=key), "predecessor": issued(ca)}[kind]
        expected = {"file": "already_registered", "key": "key_known", "predecessor": "predecessor_succeeded"}[kind]
        outcomes: list[str] = []
        entered, tried = threading.Event(), threading.Event()

        def first():
            with transaction.atomic():
                world.register(one, predecessor=old)
                entered.set()
                # The other must be waiting by now; it may not see this row, nor pass it.
                assert not tried.wait(timeout=0.5)
            outcomes.append("entered")

        def second():
            assert entered.wait(timeout=20)
            try:
                world.register(other, predecessor=old)
            except CannotRegister as refusal:
                outcomes.append(refusal.code)
            tried.set()

        errors: list[BaseException] = []

        def run(act):
            close_old_connections()
            try:
                act()
            except BaseException as error:
                errors.append(error)
                raise
            finally:
                connection.close()

        threads = [threading.Thread(target=run, args=(act,)) for act in (first, second)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(timeout=60)
        assert not errors
        assert sorted(outcomes) == sorted(["entered", expected])
        assert Certificate.objects.filter(public_key_digest=one.public_key_digest).count() == 1

    def test_many_entered_in_opposite_orders_do_not_lock_each_other_out(self, ca):
        world = World()
        facts = [issued(ca) for _ in range(6)]
        gate = threading.Barrier(2)
        outcomes: list[object] = []

        def enter(some):
            close_old_connections()
            try:
                with transaction.atomic():
                    gate.wait(timeout=20)
                    for one in some:
                        world.register(one)
                outcomes.append("entered")
            except (CannotRegister, IntegrityError) as error:
                outcomes.append(getattr(error, "code", error))
            finally:
                connection.close()

        threads = [threading.Thread(target=enter, args=(some,)) for some in (facts, facts[::-1])]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(timeout=60)
        assert sorted(map(str, outcomes)) == ["already_registered", "entered"]
        assert Certificate.objects.count() == 6


class TestWarning:
    def term(self, ca, **values):
        return term_warning(facts=issued(ca, **values))

    def test_five_years_and_a_day_are_said_nothing_about(self, ca):
        start = datetime(2024, 2, 29, tzinfo=UTC)
        for end in (datetime(2029, 2, 28, tzinfo=UTC), datetime(2029, 3, 2, tzinfo=UTC)):
            assert self.term(ca, not_before=start, not_after=end) == ""
        start = datetime(2026, 11, 22, 3, tzinfo=UTC)
        assert self.term(ca, not_before=start, not_after=datetime(2031, 11, 23, 3, tzinfo=UTC)) == ""

    def test_a_longer_term_is_told_and_still_registered(self, ca, world):
        start = datetime(2026, 11, 20, 3, tzinfo=UTC)
        facts = issued(ca, not_before=start, not_after=datetime(2031, 11, 21, 3, 0, 1, tzinfo=UTC))
        assert "khoản 2 Điều 9" in term_warning(facts=facts)
        assert world.register(facts, at=start + DAY).pk

    def test_a_weak_key_or_hash_is_told(self, ca):
        key = new_private_key("rsa", bits=1024)
        der = issue_odd(issuer=ca.sub, subject=[], not_before=NOW, not_after=NOW + DAY, key=key, digest="sha1")
        warning = term_warning(facts=certificate_facts(der=der))
        assert "RSA 1024 bit" in warning
        assert "SHA1" in warning
