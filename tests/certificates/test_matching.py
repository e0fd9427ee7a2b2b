"""A certificate finds its row by proof; a name alone, a contradiction or a second claim leave it to people."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from certificates.domain.matching import CertificateEvidence, Match, RowEvidence, evidence_of, match, same_name

NAME, EMAIL, NUMBER = "Lò Thị Bưởi", "buoi.lt@laichau.gov.vn", "012345678901"


def row(key="1", name=NAME, **values):
    return RowEvidence(row_key=key, full_name=name, **values)


def certificate(key="c", name=NAME, **values):
    return CertificateEvidence(certificate_key=key, common_name=name, **values)


def only(one, *rows) -> Match:
    (found,) = match(certificates=[one], rows=rows)
    return found


class TestProof:
    def test_a_known_key_matches_alone(self):
        found = only(certificate(name="Người Khác", public_key_digest="k"), row(key_digests=("j", "k")), row("2"))
        assert (found.outcome, found.row_key, found.by) == ("matched", "1", "key")
        assert "khóa công khai" in found.candidates[0].supporting[0]

    def test_an_email_matches_with_the_name(self):
        found = only(certificate(emails=(EMAIL,)), row(emails=(f" {EMAIL.upper()}",)), row("2"))
        assert (found.outcome, found.row_key, found.by) == ("matched", "1", "email")
        assert found.candidates[0].row_key == "1"

    def test_an_email_without_the_name_does_not(self):
        found = only(certificate(name="Lò Thị Cam", emails=(EMAIL,)), row(emails=(EMAIL,)))
        assert (found.outcome, found.row_key, found.by) == ("to_decide", None, "")
        assert found.candidates[0].supporting == (f"trùng thư điện tử công vụ {EMAIL}",)
        assert "Lò Thị Cam" in found.candidates[0].opposing[0]

    def test_an_identity_number_matches_with_the_name_though_the_email_differs(self):
        found = only(
            certificate(identity_numbers=(NUMBER,), emails=("khac@x.gov.vn",)),
            row(identity_number=NUMBER, emails=(EMAIL,)),
        )
        assert (found.outcome, found.by) == ("matched", "identity_number")
        assert "thư điện tử khác" in found.candidates[0].opposing[0]

    def test_an_identity_number_without_the_name_does_not(self):
        found = only(certificate(name="Ai Đó", identity_numbers=(NUMBER,)), row(identity_number=NUMBER))
        assert found.outcome == "to_decide"

    def test_a_name_written_without_marks_agrees(self):
        assert only(certificate(name="LO THI BUOI", emails=(EMAIL,)), row(emails=(EMAIL,))).outcome == "matched"

    def test_identity_numbers_are_masked_in_the_evidence(self):
        right = only(certificate(identity_numbers=(NUMBER,)), row(identity_number=NUMBER))
        wrong = only(certificate(identity_numbers=("098765432109",)), row(identity_number=NUMBER))
        assert "0123••••••01" in str(right.candidates)
        for shown in (str(right), str(wrong), repr(row(identity_number=NUMBER))):
            assert NUMBER not in shown
            assert "098765432109" not in shown


class TestDoubt:
    def test_a_name_alone_is_never_a_match(self):
        found = only(certificate(organisations=("UBND xã",)), row(workplace="UBND xã"))
        assert found.outcome == "to_decide"
        assert found.candidates[0].supporting == (
            "trùng họ tên “Lò Thị Bưởi”",
            "trùng cơ quan, tổ chức công tác “UBND xã”",
        )

    def test_the_same_name_with_another_email_is_to_decide(self):
        found = only(certificate(emails=("buoi2@laichau.gov.vn",)), row(emails=(EMAIL,)))
        assert found.outcome == "to_decide"
        assert "thư điện tử khác" in found.candidates[0].opposing[0]

    def test_two_rows_of_that_name_are_both_shown(self):
        found = only(certificate(), row("1"), row("2"), row("3", name="Ai Đó"))
        assert found.outcome == "to_decide"
        assert [one.row_key for one in found.candidates] == ["1", "2"]

    def test_a_certificate_that_two_rows_prove_is_to_decide(self):
        found = only(certificate(emails=(EMAIL,)), row("1", emails=(EMAIL,)), row("2", emails=(EMAIL,)))
        assert found.outcome == "to_decide"
        assert all("cũng khớp với dòng khác" in one.opposing[-1] for one in found.candidates)

    def test_two_certificates_that_prove_one_row_are_both_to_decide(self):
        two = [certificate("a", emails=(EMAIL,)), certificate("b", emails=(EMAIL,))]
        found = match(certificates=two, rows=[row(emails=(EMAIL,))])
        assert [one.outcome for one in found] == ["to_decide", "to_decide"]
        assert "có chứng thư khác cũng khớp" in found[0].candidates[0].opposing[-1]

    def test_key_and_email_that_point_to_different_rows_are_to_decide(self):
        found = only(
            certificate(emails=(EMAIL,), public_key_digest="k"), row("1", emails=(EMAIL,)), row("2", key_digests=("k",))
        )
        assert found.outcome == "to_decide"

    def test_a_second_certificate_of_that_name_learns_that_the_row_is_taken(self):
        two = [certificate("a", emails=(EMAIL,)), certificate("b", emails=("khac@x.gov.vn",))]
        first, second = match(certificates=two, rows=[row(emails=(EMAIL,))])
        assert (first.outcome, second.outcome) == ("matched", "to_decide")
        assert "dòng này đã khớp với chứng thư khác" in second.candidates[0].opposing

    @pytest.mark.parametrize("proof", [{"emails": (EMAIL,)}, {"public_key_digest": "k"}])
    def test_another_identity_number_contradicts_any_proof(self, proof):
        one = certificate(identity_numbers=("098765432109",), **proof)
        found = only(one, row(identity_number=NUMBER, emails=(EMAIL,), key_digests=("k",)))
        assert found.outcome == "to_decide"
        assert any("số định danh khác" in phrase for phrase in found.candidates[0].opposing)

    def test_the_old_certificate_of_the_row_is_not_its_answer(self):
        found = only(
            certificate(emails=(EMAIL,), serial_number="a1b2"), row(emails=(EMAIL,), predecessor_serial="A1B2")
        )
        assert found.outcome == "to_decide"
        assert any("chứng thư cũ" in phrase for phrase in found.candidates[0].opposing)

    def test_one_that_shares_nothing_is_a_stranger(self):
        found = only(certificate(name="Ai Đó", organisations=("UBND xã",)), row(workplace="UBND xã", emails=(EMAIL,)))
        assert (found.outcome, found.candidates) == ("stranger", ())

    def test_empty_evidence_proves_nothing(self):
        found = only(certificate(name="", emails=("",)), row(name="", emails=("",), key_digests=("",)))
        assert found.outcome == "stranger"

    def test_keys_that_come_twice_are_our_own_mistake(self):
        with pytest.raises(ValueError, match="once"):
            match(certificates=[], rows=[row("1"), row("1")])
        with pytest.raises(ValueError, match="once"):
            match(certificates=[certificate(), certificate()], rows=[])


@pytest.mark.parametrize(
    ("one", "other", "agree"),
    [
        ("Nguyễn Văn Hùng", "NGUYỄN VĂN HÙNG", True),
        ("Nguyễn Văn Hùng", "Nguyễn Văn Hưng", False),
        ("Nguyễn Văn Hùng", "Nguyen Van Hung", True),
        ("Trần Thị Hoà", "Trần Thị Hòa", True),
        ("Đỗ Duy", "Dỗ Duy", False),
        ("Đỗ Duy", "Do Duy", True),
        ("Lò  Văn A", "Lo\u0300 Văn A", True),
        ("Lò Văn A", "Lò Văn An", False),
        ("", "", False),
    ],
)
def test_names_agree_up_to_case_spacing_and_missing_marks(one, other, agree):
    assert same_name(one, other) is agree
    assert same_name(other, one) is agree


def test_evidence_is_taken_from_the_facts_of_a_certificate():
    class Facts:
        fingerprint, common_name, public_key_digest, serial_number = "f", NAME, "k", "a1"
        organisations, units, emails, identity_numbers = ("o",), ("u",), (EMAIL,), (NUMBER,)

    assert evidence_of(Facts()) == CertificateEvidence("f", NAME, ("o",), ("u",), (EMAIL,), (NUMBER,), "k", "a1")


few = st.sampled_from
some_names = few(["Lò Thị Bưởi", "LO THI BUOI", "Lò Thị Bươi", "Ai Đó", ""])
some_emails = st.lists(few(["a@x.vn", "b@x.vn", "A@X.VN"]), max_size=2).map(tuple)
some_numbers = few(["", "000000000001", "000000000002"])
some_keys = few(["", "k1", "k2"])
some_rows = st.lists(
    st.builds(
        RowEvidence,
        row_key=few("ABCDE"),
        full_name=some_names,
        emails=some_emails,
        identity_number=some_numbers,
        key_digests=some_keys.map(lambda key: (key,)),
        predecessor_serial=few(["", "a1"]),
    ),
    max_size=5,
    unique_by=lambda one: one.row_key,
)
some_certificates = st.lists(
    st.builds(
        CertificateEvidence,
        certificate_key=few("vwxyz"),
        common_name=some_names,
        emails=some_emails,
        identity_numbers=some_numbers.map(lambda number: (number,) if number else ()),
        public_key_digest=some_keys,
        serial_number=few(["a1", "b2"]),
    ),
    max_size=5,
    unique_by=lambda one: one.certificate_key,
)


@given(certificates=some_certificates, rows=some_rows)
def test_no_row_is_matched_twice_and_every_match_is_proven(certificates, rows):
    found = match(certificates=certificates, rows=rows)
    assert [one.certificate_key for one in found] == [one.certificate_key for one in certificates]
    matched = [one.row_key for one in found if one.outcome == "matched"]
    assert len(set(matched)) == len(matched)
    by_key = {one.row_key: one for one in rows}
    for evidence, one in zip(certificates, found, strict=True):
        if one.outcome != "matched":
            assert (one.row_key, one.by) == (None, "")
            assert (one.outcome == "stranger") == (one.candidates == ())
            continue
        other = by_key[one.row_key]
        assert one.candidates[0].row_key == one.row_key
        mine, theirs = ({text.lower() for text in emails} for emails in (other.emails, evidence.emails))
        proofs = {
            "key": bool(evidence.public_key_digest) and evidence.public_key_digest in other.key_digests,
            "email": bool(mine & theirs) and same_name(evidence.common_name, other.full_name),
            "identity_number": other.identity_number in evidence.identity_numbers
            and same_name(evidence.common_name, other.full_name),
        }
        assert proofs[one.by]
        assert not (other.identity_number and evidence.identity_numbers) or other.identity_number in (
            evidence.identity_numbers
        )
        assert evidence.serial_number != other.predecessor_serial


@given(certificates=some_certificates, rows=some_rows, data=st.data())
def test_the_order_of_upload_and_of_rows_changes_no_outcome(certificates, rows, data):
    def outcomes(some, others):
        return {
            one.certificate_key: (one.outcome, one.row_key, one.by) for one in match(certificates=some, rows=others)
        }

    mixed = data.draw(st.permutations(certificates)), data.draw(st.permutations(rows))
    assert outcomes(*mixed) == outcomes(certificates, rows)


def test_a_whole_dossier_is_matched_quickly():
    rows = [row(str(n), f"Lò Thị Số {n}", emails=(f"{n}@x.gov.vn",)) for n in range(500)]
    certificates = [certificate(str(n), f"Lo Thi So {n}", emails=(f"{n}@x.gov.vn",)) for n in range(500)]
    found = match(certificates=certificates, rows=rows)
    assert [one.row_key for one in found] == [one.certificate_key for one in found]
