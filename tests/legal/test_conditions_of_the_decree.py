"""Điều 10 and 13-17 of NĐ 68/2024 against the product's tables, written here by hand from the decree."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace

import pytest

from certificates.services.registering import LONGEST_TERM_YEARS
from certificates.services.registering import term_warning as new_term_warning
from requests_workflow.domain.form_rows import cell_gaps, cell_problems, clean_cells
from requests_workflow.domain.information_changes import CHANGES, changes_for, is_listed
from requests_workflow.domain.renewed_terms import term_refusal, term_warning
from requests_workflow.domain.revocation_reasons import AUTHORITIES_LOCATOR, REASONS, reason_of, reasons_for
from requests_workflow.engine.clauses import Clause
from requests_workflow.engine.procedure import Procedure
from requests_workflow.engine.transition import Rule
from requests_workflow.procedures import certificate_update, organisation_issue, revocation, system_issue
from requests_workflow.procedures.certificate_update import rules as update
from requests_workflow.regulations.instruments import ND_68_2024
from requests_workflow.regulations.matrix import without_a_row
from requests_workflow.regulations.registry import profile_for, profile_for_old_case
from signing.services.x509 import CertificateFacts

TODAY = date(2026, 11, 20)
PROFILE = profile_for(overlay=None, on=TODAY)
OLD_END, SOON = date(2028, 3, 10), date(2028, 3, 11)

KEY = CertificateFacts(
    der=b"",
    fingerprint="",
    public_key_digest="",
    serial_number="1",
    subject="",
    issuer="",
    common_name="Lò Mai",
    organisations=(),
    units=(),
    emails=(),
    identity_numbers=(),
    not_before=datetime(2026, 11, 20, tzinfo=UTC),
    not_after=datetime(2027, 11, 20, tzinfo=UTC),
    is_ca=False,
    key_algorithm="ec",
    key_bits=256,
    signature_hash="sha256",
)

# Điều 17: which cases are whose, by the point of the article.
REVOCATIONS = {
    "individual": {"khoản 1 điểm b", "khoản 1 điểm d", "khoản 2 điểm b", "khoản 2 điểm c"},
    "organisation": {"khoản 1 điểm b", "khoản 1 điểm d", "khoản 3 điểm b"},
    "device": {"khoản 1 điểm b", "khoản 1 điểm d", "khoản 4 điểm b"},
}


def guards_of(table: Procedure, act: str) -> set[str]:
    """Codes of the rules that stand before an act, wherever it starts."""
    return {
        guard.code
        for transition in table.transitions
        if transition.name == act
        for guard in transition.guards
        if isinstance(guard, Rule)
    }


@pytest.mark.parametrize("kind", REVOCATIONS)
def test_each_kind_of_subscriber_has_the_revocations_of_the_decree(kind: str) -> None:
    assert {one.locator.removeprefix("Điều 17 ") for one in reasons_for(kind)} == REVOCATIONS[kind]


def test_a_revocation_is_known_by_its_words_and_stands_in_the_matrix() -> None:
    assert [one.code for one in REASONS.values() if one.device_lost] == ["device_lost"]
    retired = reason_of("  nghỉ HƯU ")
    assert retired is not None
    assert retired.code == "retired"
    assert reason_of("chán") is None
    # The authorities tell; nobody chooses them on the form.
    assert AUTHORITIES_LOCATOR not in {one.locator for one in REASONS.values()}
    for locator in {AUTHORITIES_LOCATOR} | {one.locator for one in REASONS.values()}:
        assert not without_a_row(Clause(ND_68_2024, locator)), locator
    assert "revocation_reason_unfit" in guards_of(revocation.DOSSIER, "submit_to_leader")


def test_a_notice_of_the_authorities_is_written_down_without_a_request() -> None:
    acts = [one for one in revocation.DOSSIER.transitions if one.name == "record_revocation_notice"]
    assert acts
    told, asked = SimpleNamespace(by_notice=True), SimpleNamespace(by_notice=False)
    for act in acts:
        assert act.applies is not None
        assert act.applies(told)
        assert not act.applies(asked)
        assert "revoke_by_notice" in act.effects
        assert not {"signed_document", "number_and_date"} & act.needs
    # What came as a notice is never signed as a request of our own.
    assert "revocation_by_notice" in guards_of(revocation.DOSSIER, "submit_to_leader")


def test_only_the_changes_of_the_decree_are_changes_and_a_change_of_post_is_none() -> None:
    listed = {(kind, code) for kind in REVOCATIONS for code in CHANGES if is_listed(code=code, kind=kind)}
    assert listed == {
        ("individual", "workplace"),
        ("individual", "email"),
        ("organisation", "organisation_name"),
        ("organisation", "organisation_address"),
        ("device", "system"),
    }
    # Post, name and number are offered so that they can be explained.
    assert {"position", "identity"} <= {one.code for one in changes_for("individual")}
    for one in CHANGES.values():
        assert not one.locator or not without_a_row(Clause(ND_68_2024, one.locator)), one.code
    facts = SimpleNamespace(profile=PROFILE, position_changes=("Lò Mai",), identity_changes=(), unlisted_changes=())
    refusal = update.NOT_POSITION(facts)
    assert refusal is not None
    assert refusal.clause == Clause(ND_68_2024, "Điều 17 khoản 2 điểm b")
    assert "Mẫu số 05" in refusal.text
    assert update.NOT_IDENTITY(facts) is None


def test_a_renewal_is_refused_the_second_time_and_with_29_days_left_and_says_the_way_on() -> None:
    facts = SimpleNamespace(
        profile=PROFILE,
        renewed_before=("Lò Mai",),
        renewed_too_late=("Tao Pin",),
        changed_too_late=("Lò Mai",),
        not_in_force=(),
    )
    told = [refusal for rule in update.CONDITIONS if (refusal := rule(facts)) is not None]
    assert [(one.code, one.clause.cite() if one.clause else "") for one in told] == [
        ("renewal_used", "Điều 13 Nghị định số 68/2024/NĐ-CP"),
        ("renewal_too_late", "Điều 13 Nghị định số 68/2024/NĐ-CP"),
        ("change_too_late", "Điều 16 Nghị định số 68/2024/NĐ-CP"),
    ]
    assert all("Đề nghị cấp mới" in one.text for one in told)
    assert "còn dưới 30 ngày" in told[1].text
    # A case of the old regime is judged by its own sixty days.
    facts.profile = profile_for_old_case(received_on=date(2024, 8, 14))
    late = update.RENEWAL_IN_TIME(facts)
    assert late is not None
    assert "còn dưới 60 ngày" in late.text
    conditions = {"certificate_ended", "renewal_used", "renewal_too_late", "change_too_late"}
    assert conditions <= guards_of(certificate_update.DOSSIER, "submit_to_leader")
    assert conditions <= guards_of(certificate_update.DOSSIER, "send")


def test_a_change_keeps_the_day_of_expiry_and_a_renewal_moves_it_by_three_years_at_most() -> None:
    assert term_refusal(renewed=False, old_end=OLD_END, new_end=OLD_END) == ""
    assert "phải giữ nguyên ngày hết hạn 10/03/2028 (Điều 16" in term_refusal(
        renewed=False, old_end=OLD_END, new_end=SOON
    )
    assert term_refusal(renewed=True, old_end=OLD_END, new_end=SOON) == ""
    assert "phải hết hạn sau ngày 10/03/2028" in term_refusal(renewed=True, old_end=OLD_END, new_end=OLD_END)
    years = PROFILE.renewal_max_years.value
    assert term_warning(renewed=True, old_end=OLD_END, new_end=date(2031, 3, 11), most_years=years) == ""
    assert "khoản 3 Điều 9" in term_warning(renewed=True, old_end=OLD_END, new_end=date(2031, 3, 12), most_years=years)
    assert term_warning(renewed=True, old_end=date(2028, 2, 29), new_end=date(2031, 3, 2), most_years=years) == ""


def test_the_longest_terms_are_those_of_the_profile() -> None:
    """Điều 9: the register of certificates warns beyond five years, whatever body it belongs to."""
    assert (PROFILE.new_term_max_years.value, PROFILE.renewal_max_years.value) == (LONGEST_TERM_YEARS, 3)
    start = datetime(2026, 11, 20, tzinfo=UTC)
    for days, words in ((0, ""), (2, "khoản 2 Điều 9")):
        end = start.replace(year=start.year + LONGEST_TERM_YEARS) + timedelta(days=days)
        facts = replace(KEY, not_before=start, not_after=end)
        assert words in new_term_warning(facts=facts)
        assert bool(new_term_warning(facts=facts)) is bool(words)


def test_an_organisation_shows_its_ground_and_a_system_its_managing_body() -> None:
    assert {"establishment_missing", "keeper_missing"} <= guards_of(organisation_issue.DOSSIER, "submit_to_leader")
    assert "keeper_missing" in guards_of(system_issue.DOSSIER, "submit_to_leader")
    grounds = {
        guard.clause.locator
        for one in organisation_issue.DOSSIER.transitions
        for guard in one.guards
        if isinstance(guard, Rule) and guard.code == "establishment_missing"
    }
    assert grounds == {"Điều 10 khoản 2"}
    form = PROFILE.system_issue_form
    cells = clean_cells(
        cells={
            "system_name": "Cổng dịch vụ công",
            "system_kind": "phần mềm",
            "province": "lai châu",
            "official_email": "CONG@laichau.gov.vn",
            "purpose": "Xác thực máy chủ",
        },
        form=form,
    )
    assert (cells["system_kind"], cells["province"]) == ("Phần mềm", "Lai Châu")
    # Điều 10 khoản 3: who owns or manages it is part of the request.
    assert [note.text for note in cell_gaps(cells=cells, form=form)] == ["Nhập tên cơ quan, tổ chức quản lý."]
    assert cell_problems(cells=cells, form=form, profile=PROFILE, today=TODAY) == ()
    cells["system_kind"] = "Máy in"
    problems = cell_problems(cells=cells, form=form, profile=PROFILE, today=TODAY)
    assert [note.text for note in problems] == ["Chọn thiết bị, dịch vụ hoặc phần mềm."]
