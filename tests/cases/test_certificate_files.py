"""Certificate files of the provider, good and bad: what matches enters the register once, and nothing is half-done."""

from datetime import timedelta

import pytest
from asn1crypto import core
from cryptography.hazmat.primitives.serialization import Encoding, pkcs7

from certificates.models import Certificate
from directory.ledger.models import LedgerEntry
from directory.models import Person, Subscriber
from requests_workflow.models import CertificateFile, Dossier, Request, Step
from requests_workflow.services.certificate_decisions import FileDecision, decide_files
from requests_workflow.services.certificate_files import ReviewedFile, review, waiting_elsewhere
from requests_workflow.services.errors import InvalidInput
from signing.test_ca import TestCA, TestKey
from signing.test_ca.opening import open_test_ca
from tests.cases.driver import NOW, Driver, user
from tests.cases.issue_driver import IssueDriver
from tests.signing.x509_files import CN, EMAIL_ADDRESS, odd, raw, zipped
from tokens.models import Installation

WHY_ASIDE = "Cục gửi nhầm, đã báo lại Cục."


@pytest.fixture(scope="module")
def opening():
    """Two people asked for, both issued; their files and devices are to come."""

    def drive(driver: Driver) -> Dossier:
        issuing = IssueDriver(driver.now)
        dossier = issuing.answer(issuing.issue_sent("nc_moi_dan_van", "nc_moi_y_te"), issued=(1, 2))
        driver.now = issuing.now
        return dossier

    return drive


def counts() -> tuple[int, ...]:
    """Everything that a decision about certificate files may write."""
    return (
        Certificate.objects.count(),
        Subscriber.objects.count(),
        Person.objects.count(),
        Installation.objects.count(),
        LedgerEntry.objects.count(),
        Step.objects.count(),
        CertificateFile.objects.exclude(decision="waiting").count(),
        Request.objects.filter(certificate__isnull=False, procedure="individual_issue").count(),
    )


def looked_at(issuing: IssueDriver, case: Dossier, *files: bytes, name: str = "tệp.cer") -> list[ReviewedFile]:
    """The files uploaded together and reviewed."""
    batch = issuing.upload_certificates(case, files=[(name, data) for data in files])
    return review(batch=batch, now=issuing.now)


def outcome(one: ReviewedFile) -> str:
    """What the matcher says of a file that is not refused."""
    assert one.match is not None, one.refusal
    return one.match.outcome


def decide(issuing: IssueDriver, one: ReviewedFile, target: Request | None, *, by: str = "vanphong", **more) -> None:
    decision = FileDecision(
        file_id=one.file.public_id, request_id=target.public_id if target is not None else None, **more
    )
    decide_files(batch_id=one.file.batch.public_id, decisions=[decision], by=user(by), now=issuing.tick())


def refused(issuing: IssueDriver, one: ReviewedFile, target: Request | None, **more) -> str:
    """Why the decision was refused; nothing at all was written."""
    before = counts()
    with pytest.raises(InvalidInput) as caught:
        decide(issuing, one, target, **more)
    assert counts() == before
    assert [error.field for error in caught.value.errors] == [f"file-{one.file.public_id}"]
    return str(caught.value)


def pem(*keys: TestKey) -> bytes:
    return b"".join(key.certificate.public_bytes(Encoding.PEM) for key in keys)


class TestMatching:
    def test_a_file_goes_to_the_row_that_it_names_and_its_serial_is_in_the_register(self, issuing, case):
        first, second = issuing.row(case, 1), issuing.row(case, 2)
        key = issuing.key_for(second)
        (one,) = looked_at(issuing, case, key.der)
        assert outcome(one) == "matched"
        assert one.match is not None
        assert one.match.row_key == str(second.public_id)
        decide(issuing, one, second)
        second = issuing.row(case, 2)
        assert second.certificate.fingerprint == key.fingerprint
        assert second.certificate.subscriber == second.subscriber
        assert bytes(second.certificate.der) == key.der
        assert issuing.row(case, 1).certificate is None
        assert first.subscriber is None

    @pytest.mark.parametrize("wrapping", ["pem", "p7b", "zip"])
    def test_several_in_one_file_are_each_matched(self, issuing, case, wrapping):
        keys = [issuing.key_for(issuing.row(case, position)) for position in (1, 2)]
        data = {
            "pem": pem(*keys),
            "p7b": pkcs7.serialize_certificates(
                [*(key.certificate for key in keys), open_test_ca().sub.certificate], Encoding.DER
            ),
            "zip": zipped(("1.cer", keys[0].der), ("thu muc/2.cer", keys[1].der)),
        }[wrapping]
        batch = issuing.upload_certificates(case, files=[("ket-qua", data)])
        found = review(batch=batch, now=issuing.now)
        assert [outcome(one) for one in found] == ["matched", "matched"]
        issuing.take_matches(batch)
        for position, key in enumerate(keys, start=1):
            assert issuing.row(case, position).certificate.fingerprint == key.fingerprint

    def test_a_name_alone_waits_for_a_person_who_decides(self, issuing, case):
        one = issuing.row(case, 1)
        key = issuing.key_for(one, email="", identity_number="")
        (found,) = looked_at(issuing, case, key.der)
        assert outcome(found) == "to_decide"
        decide(issuing, found, one)
        assert issuing.row(case, 1).certificate.fingerprint == key.fingerprint

    @pytest.mark.parametrize("tag", [0x1E, 0x14], ids=["BMPString", "T61String"])
    def test_names_in_old_kinds_of_text_are_read(self, issuing, case, tag):
        one = issuing.row(case, 1)
        name = one.printed["full_name"]
        contents = name.encode("utf-16-be") if tag == 0x1E else name.encode("utf-8")
        der = odd(
            open_test_ca().sub,
            (CN, raw(tag, contents)),
            (EMAIL_ADDRESS, core.IA5String(one.printed["official_email"])),
            not_before=NOW - timedelta(days=1),
            not_after=NOW + timedelta(days=300),
        )
        (found,) = looked_at(issuing, case, der)
        assert outcome(found) == "matched"
        decide(issuing, found, one)
        assert issuing.row(case, 1).certificate.common_name == name

    def test_a_certificate_of_another_dossier_is_a_stranger_and_the_other_is_named(self, issuing, case):
        other = issuing.answer(issuing.issue_sent("thuebaomoi", number="129"), issued=(1,))
        (found,) = looked_at(issuing, case, issuing.key_for(issuing.row(other, 1)).der)
        assert outcome(found) == "stranger"
        assert found.facts is not None
        assert waiting_elsewhere(facts=found.facts, dossier=case) == other
        assert waiting_elsewhere(facts=found.facts, dossier=other) is None
        assert "không có gì trong chứng thư khớp" in refused(issuing, found, issuing.row(case, 1))
        assert "không còn chờ chứng thư" in refused(issuing, found, issuing.row(other, 1))
        issuing.certificates(other, 1)
        assert waiting_elsewhere(facts=found.facts, dossier=case) is None

    def test_two_certificates_for_one_person_are_for_people_to_tell_apart(self, issuing, case):
        one = issuing.row(case, 1)
        found = looked_at(issuing, case, issuing.key_for(one).der, issuing.key_for(one).der)
        assert [outcome(each) for each in found] == ["to_decide", "to_decide"]
        before = counts()
        both = [FileDecision(file_id=each.file.public_id, request_id=one.public_id) for each in found]
        with pytest.raises(InvalidInput, match="Mỗi dòng một chứng thư"):
            decide_files(batch_id=found[0].file.batch.public_id, decisions=both, by=user("vanphong"), now=issuing.now)
        assert counts() == before
        decide(issuing, found[1], one)
        assert "không còn chờ chứng thư" in refused(issuing, found[0], one)


class TestRefusals:
    def test_the_same_file_twice_in_one_upload_is_one_certificate(self, issuing, case):
        key = issuing.key_for(issuing.row(case, 1))
        found = looked_at(issuing, case, key.der, pem(key))
        assert [bool(each.facts) for each in found] == [True, False]
        assert "chỉ tính một lần" in found[1].refusal
        decide(issuing, found[0], issuing.row(case, 1))
        assert Certificate.objects.filter(fingerprint=key.fingerprint).count() == 1

    def test_a_later_upload_of_a_registered_file_is_known(self, issuing, case):
        one = issuing.row(case, 1)
        key = issuing.key_for(one)
        (early,) = looked_at(issuing, case, key.der)
        (late,) = looked_at(issuing, case, key.der)
        decide(issuing, early, one)
        (late,) = review(batch=late.file.batch, now=issuing.now)
        assert "đã có trong sổ chứng thư" in late.refusal
        assert "đã có trong sổ chứng thư" in refused(issuing, late, issuing.row(case, 2))
        # What is known needs no reason to be put away.
        decide(issuing, late, None)
        assert CertificateFile.objects.get(pk=late.file.pk).decision == "set_aside"

    def test_a_certificate_with_a_known_key_is_refused(self, issuing, case):
        old = issuing.key_for(issuing.row(case, 2))
        issuing.take_matches(issuing.upload_certificates(case, files=[("2.cer", old.der)]))
        again = issuing.key_for(issuing.row(case, 1), key=old.private_key)
        (found,) = looked_at(issuing, case, again.der)
        assert "Khóa của chứng thư này đã dùng" in found.refusal
        assert "Khóa của chứng thư này đã dùng" in refused(issuing, found, issuing.row(case, 1))

    def test_a_certificate_of_another_authority_is_refused_however_well_it_matches(self, issuing, case, tmp_path):
        one = issuing.row(case, 1)
        strange = TestCA.create(tmp_path, now=NOW).issue(
            subject_cn=one.printed["full_name"],
            organisation=one.printed["workplace"],
            email=one.printed["official_email"],
            identity_number=one.printed["identity_number"],
            not_before=NOW - timedelta(days=1),
            not_after=NOW + timedelta(days=300),
        )
        (found,) = looked_at(issuing, case, strange.der)
        assert found.verdict is not None
        assert not found.verdict.trusted
        assert found.match is None
        assert found.verdict.text in refused(issuing, found, one)

    @pytest.mark.parametrize(
        ("start", "end", "said"), [(-300, -1, "đã hết hạn"), (30, 300, "chưa có hiệu lực")], ids=["expired", "early"]
    )
    def test_a_certificate_out_of_its_term_is_refused(self, issuing, case, start, end, said):
        one = issuing.row(case, 1)
        key = issuing.key_for(
            one, not_before=issuing.now + timedelta(days=start), not_after=issuing.now + timedelta(days=end)
        )
        (found,) = looked_at(issuing, case, key.der)
        assert said in found.refusal
        assert said in refused(issuing, found, one)

    def test_more_than_five_years_is_a_warning_that_somebody_has_to_see(self, issuing, case):
        one = issuing.row(case, 1)
        key = issuing.key_for(one, not_after=issuing.now + timedelta(days=6 * 366))
        (found,) = looked_at(issuing, case, key.der)
        assert "dài hơn 05 năm" in found.warnings[0]
        assert "Đánh dấu đã xem cảnh báo" in refused(issuing, found, one)
        decide(issuing, found, one, warnings_seen=True)
        assert issuing.row(case, 1).certificate is not None

    def test_the_old_certificate_that_a_row_names_is_not_its_new_one(self, issuing, case):
        one = issuing.row(case, 1)
        Request.objects.filter(pk=one.pk).update(printed={**one.printed, "old_certificate_serial": "abcdef1234"})
        (found,) = looked_at(issuing, case, issuing.key_for(one, serial=0xABCDEF1234).der)
        assert outcome(found) == "to_decide"
        assert "đây là chứng thư cũ" in refused(issuing, found, one)

    def test_a_good_file_is_not_put_away_without_a_reason(self, issuing, case):
        (found,) = looked_at(issuing, case, issuing.key_for(issuing.row(case, 1)).der)
        assert "ghi lý do không nhập" in refused(issuing, found, None)
        assert "ghi lý do không nhập" in refused(issuing, found, None, reason="  sai     ")
        decide(issuing, found, None, reason=WHY_ASIDE)
        file = CertificateFile.objects.get(pk=found.file.pk)
        assert (file.decision, file.reason, file.decided_by) == ("set_aside", WHY_ASIDE, user("vanphong"))
        assert "đã được quyết định “Không nhập”" in refused(issuing, found, issuing.row(case, 1))

    def test_one_bad_decision_stops_the_good_one_beside_it(self, issuing, case):
        first, second = issuing.row(case, 1), issuing.row(case, 2)
        good, bad = looked_at(
            issuing,
            case,
            issuing.key_for(first).der,
            issuing.key_for(second, not_before=NOW - timedelta(days=9), not_after=NOW - timedelta(days=1)).der,
        )
        before = counts()
        with pytest.raises(InvalidInput):
            decide_files(
                batch_id=good.file.batch.public_id,
                decisions=[
                    FileDecision(file_id=good.file.public_id, request_id=first.public_id),
                    FileDecision(file_id=bad.file.public_id, request_id=second.public_id),
                ],
                by=user("vanphong"),
                now=issuing.tick(),
            )
        assert counts() == before

    def test_what_the_register_finds_at_the_last_moment_stops_everything(self, issuing, case):
        """The second certificate bears the serial of the first: neither file alone shows it."""
        rows = [issuing.row(case, position) for position in (1, 2)]
        found = looked_at(issuing, case, *(issuing.key_for(one, serial=987654321).der for one in rows))
        assert [each.refusal for each in found] == ["", ""]
        before = counts()
        decisions = [
            FileDecision(file_id=each.file.public_id, request_id=one.public_id)
            for each, one in zip(found, rows, strict=True)
        ]
        with pytest.raises(InvalidInput, match="đã có trong sổ với một chứng thư khác"):
            decide_files(
                batch_id=found[0].file.batch.public_id, decisions=decisions, by=user("vanphong"), now=issuing.tick()
            )
        assert counts() == before
