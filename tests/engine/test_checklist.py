"""The computed check list: pass, fail and unknown for each line, with its evidence."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from requests_workflow.domain.checklist import CheckFacts, CheckLine, SignatureFacts, TokenFacts, compute_checks
from requests_workflow.regulations.registry import profile_for

PROFILE = profile_for(overlay="lai_chau_2025", on=date(2026, 11, 20))
ROW = TokenFacts(
    serial="TK-001",
    token_id="11",
    device_kind="pki_token",
    certificate_id="21",
    certificate_status="active",
    not_before=date(2024, 9, 1),
    not_after=date(2027, 9, 1),
    belongs_to_sender=True,
)
GOOD = CheckFacts(
    profile=PROFILE,
    recipient="delegated_department",
    on=date(2026, 11, 20),
    signer=SignatureFacts(verdict="valid", is_expected=True, document_id="31"),
    seal=SignatureFacts(verdict="valid", is_expected=True, document_id="31"),
    rows=(ROW, replace(ROW, serial="TK-002", token_id="12", certificate_id="22")),
    dossier_id="41",
)


def line(facts: CheckFacts, code: str) -> CheckLine:
    return next(one for one in compute_checks(facts) if one.code == code)


def test_a_good_dossier_passes_every_line() -> None:
    lines = compute_checks(GOOD)
    assert [one.code for one in lines] == [
        "signer_verified",
        "seal_verified",
        "token_known",
        "kind_delegated",
        "certificate_in_force",
        "belongs_to_sender",
        "document_complete",
        "not_secret",
    ]
    assert all(one.passes for one in lines)
    assert all(one.reason and one.label for one in lines)


@pytest.mark.parametrize(
    ("verdict", "is_expected", "result"),
    [
        ("valid", True, "pass"),
        ("valid", False, "fail"),
        ("invalid", True, "fail"),
        ("unsigned", True, "fail"),
        ("indeterminate", True, "unknown"),
        ("wet", True, "unknown"),
        ("never heard of", True, "unknown"),
        (None, True, "unknown"),
    ],
)
def test_a_signature_passes_only_when_valid_and_of_the_right_signer(
    verdict: str | None, is_expected: bool, result: str
) -> None:
    found = SignatureFacts(verdict=verdict, is_expected=is_expected)
    assert line(replace(GOOD, signer=found), "signer_verified").result == result
    assert line(replace(GOOD, seal=found), "seal_verified").result == result


@pytest.mark.parametrize(
    ("changes", "code", "result"),
    [
        ({"token_id": None}, "token_known", "unknown"),
        ({"device_kind": "sim_pki"}, "kind_delegated", "fail"),
        ({"device_kind": None}, "kind_delegated", "unknown"),
        ({"certificate_status": "revoked"}, "certificate_in_force", "fail"),
        ({"certificate_status": None}, "certificate_in_force", "unknown"),
        ({"not_after": date(2026, 11, 19)}, "certificate_in_force", "fail"),
        ({"not_after": date(2026, 11, 20)}, "certificate_in_force", "pass"),
        ({"not_before": date(2026, 11, 21)}, "certificate_in_force", "fail"),
        ({"belongs_to_sender": False}, "belongs_to_sender", "fail"),
        ({"belongs_to_sender": None}, "belongs_to_sender", "unknown"),
        ({"missing_fields": ("Tên chứng thư chữ ký số",)}, "document_complete", "fail"),
    ],
)
def test_one_bad_row_decides_its_line_and_is_named(changes: dict[str, Any], code: str, result: str) -> None:
    found = line(replace(GOOD, rows=(ROW, replace(ROW, serial="TK-BAD", **changes))), code)
    assert found.result == result
    assert ("TK-BAD" in found.reason) is (result != "pass")
    assert "TK-001" not in found.reason


def test_a_failing_row_weighs_more_than_an_unknown_one() -> None:
    rows = (replace(ROW, belongs_to_sender=None), replace(ROW, belongs_to_sender=False))
    assert line(replace(GOOD, rows=rows), "belongs_to_sender").result == "fail"


def test_evidence_of_a_row_leads_to_its_certificate_or_device() -> None:
    bad = replace(ROW, serial="TK-BAD", certificate_status="revoked", belongs_to_sender=False)
    facts = replace(GOOD, rows=(ROW, bad))
    assert line(facts, "certificate_in_force").evidence == (("TK-BAD", "certificate", "21"),)
    assert line(facts, "belongs_to_sender").evidence == (("TK-BAD", "token", "11"),)
    assert line(facts, "signer_verified").evidence == (("Báo cáo kiểm tra chữ ký", "document", "31"),)


def test_no_rows_and_a_missing_contact_never_pass() -> None:
    empty = replace(GOOD, rows=())
    assert line(empty, "token_known").result == "unknown"
    assert line(empty, "document_complete").result == "fail"
    assert "Chức vụ" in line(replace(GOOD, missing_contact_fields=("Chức vụ",)), "document_complete").reason


def test_a_secret_document_fails_under_the_local_clause() -> None:
    found = line(replace(GOOD, marked_secret=True), "not_secret")
    assert found.result == "fail"
    assert found.clause.locator == "Điều 4 khoản 1"


def test_the_provider_gets_every_other_kind() -> None:
    facts = replace(GOOD, recipient="provider", rows=(replace(ROW, device_kind="sim_pki"),))
    assert line(facts, "kind_delegated").passes
    assert not line(replace(facts, rows=(ROW,)), "kind_delegated").passes
