"""Profiles are chosen by date, overlays change only what they say, and citations carry the right dates."""

from dataclasses import fields
from datetime import date, timedelta
from itertools import pairwise

import pytest

from requests_workflow.engine.clauses import Clause
from requests_workflow.procedures.outgoing_document.file_acts import FILE_ACTS
from requests_workflow.procedures.registry import PROCEDURES
from requests_workflow.regulations.instruments import INSTRUMENTS, LAI_CHAU_2025, ND_30_2020, ND_68_2024, TAN_UYEN_2024
from requests_workflow.regulations.profile import DELEGATED_DEPARTMENT, PROVIDER, FormRef, Overlay, Profile, Value
from requests_workflow.regulations.registry import (
    BASES,
    OVERLAYS,
    NoProfile,
    profile_by_code,
    profile_for,
    profile_for_new_dossier,
    profile_for_old_case,
    profile_in_force,
)

TODAY = date(2026, 11, 20)


def test_the_decree_applies_from_its_day_in_force() -> None:
    assert profile_for(overlay=None, on=date(2024, 8, 14)).code == "national_2019"
    assert profile_for(overlay=None, on=date(2024, 8, 15)).code == "national_2024"
    assert profile_for_new_dossier(overlay=None, on=date(2024, 8, 15)).code == "national_2024"
    with pytest.raises(NoProfile, match="recording old cases"):
        profile_for_new_dossier(overlay=None, on=date(2024, 8, 14))
    with pytest.raises(NoProfile):
        profile_for(overlay=None, on=date(2016, 1, 31))


def test_the_bases_follow_each_other_without_gap_or_overlap() -> None:
    for earlier, later in pairwise(BASES):
        assert earlier.valid_to == later.valid_from - timedelta(days=1)
        assert (earlier.historic, earlier.status) == (True, "replaced")
    assert [one.code for one in BASES] == ["national_2016", "national_2018", "national_2019", "national_2024"]
    assert (BASES[-1].historic, BASES[-1].valid_to) == (False, None)
    # Where the day is that of the circular's issue and not of its force, the base says so.
    assert "chưa xác nhận" in BASES[0].note
    assert "chưa xác nhận" in BASES[2].note


def test_cases_of_14_and_15_august_2024_differ_as_the_law_does() -> None:
    old = profile_for_old_case(received_on=date(2024, 8, 14))
    new = profile_for_old_case(received_on=date(2024, 8, 15))
    assert (old.renewal_min_days_left.value, new.renewal_min_days_left.value) == (60, 30)
    assert old.renewal_min_days_left.clause.cite() == "Điều 63 khoản 1 Nghị định số 130/2018/NĐ-CP"
    assert (old.device_return_starts.value, new.device_return_starts.value) == ("revocation", "notice_receipt")
    assert (old.form_regime, new.form_regime) == ("tt-185-2019", ND_68_2024)
    forms = [one.name for one in fields(Profile) if one.name.endswith("_form")]
    assert {name: getattr(old, name).mau for name in forms} == {
        "individual_issue_form": "02",
        "organisation_issue_form": "04",
        "system_issue_form": "06",
        "update_form": "08",
        "revocation_form": "10",
        "recovery_form": "12",
        "handover_notice_form": "13",
        "return_form": "14",
        "loss_form": "15",
    }
    assert [getattr(new, name).mau for name in forms] == ["06", "01", "07", "02", "03", "04", "05", "08", "09"]
    assert old.recovery_form.columns == new.recovery_form.columns
    assert dict(new.subscriber_forms.value) == {}
    assert old.subscriber_forms.value["revocation_request"] == "09"


def test_the_forms_of_the_circular_of_2016_have_no_number_but_one() -> None:
    for day in (date(2018, 11, 14), date(2018, 11, 15)):
        profile = profile_for_old_case(received_on=day)
        assert profile.form_regime == "tt-08-2016"
        assert (profile.revocation_form.name, profile.recovery_form.name) == ("Mẫu số 09", "Mẫu chưa rõ số")
        assert (profile.revocation_form.evidence, profile.recovery_form.evidence) == ("V", "NF")
    first = profile_for_old_case(received_on=date(2018, 11, 14))
    assert first.extra_revocation_cases.value == ("device_rules_broken",)
    assert profile_for_old_case(received_on=date(2018, 11, 15)).extra_revocation_cases.value == ()


def test_no_value_of_an_old_base_rests_on_a_later_decree() -> None:
    for base in (one for one in BASES if one.historic):
        for name in Profile.parameters():
            value = getattr(base, name)
            if isinstance(value, (Value, FormRef)):
                assert value.clause.instrument not in {ND_68_2024, ND_30_2020}, (base.code, name)


def test_an_old_case_has_the_local_rules_of_its_day_or_none() -> None:
    vinh_long = profile_for_old_case(received_on=date(2021, 3, 1), overlay="vinh_long_2020")
    assert vinh_long.code == "national_2019+vinh_long_2020"
    assert (vinh_long.historic, vinh_long.status) == (True, "replaced")
    assert vinh_long.email_domains.value == ("vinhlong.gov.vn",)
    assert vinh_long.renewal_min_days_left.value == 60
    before = profile_for_old_case(received_on=date(2020, 12, 27), overlay="vinh_long_2020")
    assert before.code == "national_2019"
    with pytest.raises(NoProfile):
        profile_for_old_case(received_on=date(2021, 3, 1), overlay="nowhere_1999")
    assert profile_by_code(vinh_long.code) == vinh_long


def test_what_a_later_decree_took_over_is_no_local_value_any_more() -> None:
    for overlay in OVERLAYS.values():
        sources = {value.clause.locator for value in overlay.values.values()}
        sources |= {clause.locator for clause in overlay.local_clauses.values()}
        assert not sources & set(overlay.superseded), overlay.code
        for locator, by in overlay.superseded.items():
            assert by.instrument in {ND_68_2024, ND_30_2020}, locator
        for base, values in overlay.historic_values.items():
            assert profile_by_code(base).historic
            assert {one.clause.locator for one in values.values()} <= set(overlay.superseded)
    ninh_binh_then = profile_for(overlay="ninh_binh_city_2018", on=date(2019, 1, 2))
    ninh_binh_later = profile_for(overlay="ninh_binh_city_2018", on=date(2025, 1, 2))
    assert ninh_binh_then.organisation_signature_place.value == "top_left"
    assert ninh_binh_later.organisation_signature_place.value == "left_third"
    ninh_thuan = profile_for(overlay="ninh_thuan_2017", on=date(2018, 1, 2))
    assert ninh_thuan.organisation_signature_place.value == "top_right"
    assert ninh_thuan.subscriber_manager.value == DELEGATED_DEPARTMENT


def test_a_report_day_is_a_date_of_any_year_or_none() -> None:
    assert profile_for(overlay="vinh_long_2020", on=TODAY).report_due_on(2026) == date(2026, 11, 20)
    assert profile_for(overlay=None, on=TODAY).report_due_on(2026) is None


def test_nationally_every_device_goes_to_the_provider() -> None:
    profile = profile_for(overlay=None, on=TODAY)
    assert profile.recovery_recipient("pki_token") == PROVIDER
    assert profile.channels_for(PROVIDER) == ("dichvucong", "truc_lien_thong")


def test_in_lai_chau_pki_tokens_go_to_the_delegated_department_and_others_to_the_provider() -> None:
    profile = profile_for(overlay="lai_chau_2025", on=TODAY)
    assert profile.recovery_recipient("pki_token") == DELEGATED_DEPARTMENT
    assert profile.recovery_recipient("sim_pki") == PROVIDER
    assert profile.channels_for(DELEGATED_DEPARTMENT) == ("qlvb",)
    assert profile.channels_for(DELEGATED_DEPARTMENT, wet_signed=True) == ("qlvb", "paper")


def test_first_certificates_go_straight_to_the_provider_unless_the_province_says_otherwise() -> None:
    for overlay in (None, "lai_chau_2025"):
        assert profile_for(overlay=overlay, on=TODAY).issue_route.value == PROVIDER
    through = profile_for(overlay="vinh_long_2020", on=TODAY).issue_route
    assert (through.value, through.clause.cite()) == (
        DELEGATED_DEPARTMENT,
        "Điều 8 khoản 6 Quyết định số 35/2020/QĐ-UBND",
    )


def test_who_gets_a_copy_of_a_first_certificate_is_said_locally() -> None:
    assert profile_for(overlay=None, on=TODAY).copies.value == ()
    assert profile_for(overlay="lai_chau_2025", on=TODAY).copies.value == (DELEGATED_DEPARTMENT,)
    # The department has the dossier itself.
    assert profile_for(overlay="vinh_long_2020", on=TODAY).copies.value == ()
    tan_uyen = profile_for(overlay="tan_uyen_2024", on=date(2025, 1, 2)).copies
    assert tan_uyen.value == (DELEGATED_DEPARTMENT, "district_culture_office")
    assert tan_uyen.clause.locator == "mục 1 điểm a"


def test_the_rule_of_vinh_long_lives_on_under_the_decree() -> None:
    profile = profile_for(overlay="vinh_long_2020", on=TODAY)
    assert (profile.code, profile.status, profile.valid_to) == ("national_2024+vinh_long_2020", "in_force", None)
    # Older than the decree, it is read with it from the decree's first day and with the older base before.
    assert profile.valid_from == date(2024, 8, 15)
    assert profile_for(overlay="vinh_long_2020", on=date(2024, 8, 14)).code == "national_2019+vinh_long_2020"


def test_in_vinh_long_addresses_are_of_the_province_and_everywhere_free_mail_is_none() -> None:
    vinh_long = profile_for(overlay="vinh_long_2020", on=TODAY)
    assert vinh_long.email_domains.value == ("vinhlong.gov.vn",)
    assert vinh_long.email_domains.clause.locator == "Điều 5 khoản 1 điểm b"
    for overlay in (None, "lai_chau_2025"):
        assert profile_for(overlay=overlay, on=TODAY).email_domains.value == ()
    assert vinh_long.denied_email_domains == profile_for(overlay=None, on=TODAY).denied_email_domains
    assert {"gmail.com", "yahoo.com", "hotmail.com"} <= set(vinh_long.denied_email_domains.value)


def test_in_vinh_long_the_department_is_reached_by_the_document_system_and_sends_on_by_the_portal() -> None:
    profile = profile_for(overlay="vinh_long_2020", on=TODAY)
    assert profile.channels_for(DELEGATED_DEPARTMENT) == ("qlvb",)
    assert profile.channels_for(PROVIDER) == ("dichvucong", "truc_lien_thong")
    assert profile.recovery_recipient("pki_token") == DELEGATED_DEPARTMENT


def test_the_provider_has_three_working_days_and_renewal_needs_thirty_days_everywhere() -> None:
    for overlay in (None, "lai_chau_2025", "vinh_long_2020"):
        profile = profile_for(overlay=overlay, on=TODAY)
        assert (profile.issue_deadline.value, profile.issue_deadline.unit) == (3, "working_day")
        assert profile.issue_deadline.clause == Clause(ND_68_2024, "Điều 11 khoản 2")
        assert (profile.renewal_min_days_left.value, profile.renewal_min_days_left.unit) == (30, "day")
        assert profile.handover_notice_levels.value == (0, 1, 3)


def test_a_draft_says_that_it_is_one() -> None:
    profile = profile_for(overlay="lai_chau_2025", on=TODAY)
    assert profile.status == "draft"
    assert "dự thảo" in profile.recovery_deadline.clause.cite()


def test_an_overlay_keeps_the_values_that_it_does_not_name() -> None:
    base, local = profile_for(overlay=None, on=TODAY), profile_for(overlay="lai_chau_2025", on=TODAY)
    assert local.recovery_form == base.recovery_form
    assert local.renewal_min_days_left == base.renewal_min_days_left
    assert local.email_domains == base.email_domains


def test_rules_of_a_district_end_with_the_districts() -> None:
    assert profile_for(overlay="tan_uyen_2024", on=date(2025, 6, 30)).code == "national_2024+tan_uyen_2024"
    with pytest.raises(NoProfile):
        profile_for(overlay="tan_uyen_2024", on=date(2025, 7, 1))
    with pytest.raises(NoProfile):
        profile_for(overlay="nowhere_1999", on=TODAY)


def test_a_pinned_profile_is_found_by_code_after_it_has_ended() -> None:
    pinned = profile_for(overlay="tan_uyen_2024", on=date(2025, 1, 2))
    assert profile_by_code(pinned.code) == pinned
    assert profile_by_code("national_2024").code == "national_2024"
    for unknown in ("", "national_1999", "national_2024+nowhere"):
        with pytest.raises(NoProfile):
            profile_by_code(unknown)


def test_the_term_is_one_working_day_from_valid_receipt_everywhere() -> None:
    for overlay in (None, "lai_chau_2025"):
        profile = profile_for(overlay=overlay, on=TODAY)
        assert (profile.recovery_deadline.value, profile.recovery_deadline.unit) == (1, "working_day")
        assert profile.recovery_deadline_starts.value == "valid_receipt"


def test_an_overlay_cannot_invent_a_parameter() -> None:
    odd = Overlay(
        code="odd",
        title="",
        status="draft",
        valid_from=TODAY,
        valid_to=None,
        values={"coffee_break": 1},
        local_clauses={},
    )
    with pytest.raises(TypeError, match="coffee_break"):
        odd.over(profile_for(overlay=None, on=TODAY))


def test_local_clauses_name_acts_or_refusals_that_exist() -> None:
    transitions = [t for one in PROCEDURES.values() for t in one.transitions]
    names = {t.name for t in transitions} | {getattr(g, "code", "") for t in transitions for g in t.guards}
    names |= set(FILE_ACTS)
    for overlay in OVERLAYS.values():
        assert set(overlay.local_clauses) <= names


def test_every_value_has_a_unit_and_a_mark_of_evidence() -> None:
    for profile in [*BASES, *(overlay.over(base) for overlay in OVERLAYS.values() for base in BASES)]:
        values = [getattr(profile, one.name) for one in fields(Profile)]
        for value in (one for one in values if isinstance(one, Value)):
            assert value.unit
            assert value.evidence in {"V", "R", "S", "I", "M", "P", "NF"}


def test_the_form_of_recovery_is_number_06_of_the_decree_with_a_merged_head() -> None:
    form = profile_for(overlay=None, on=TODAY).recovery_form
    assert (form.mau, form.instrument) == ("06", ND_68_2024)
    assert [column.label for column in form.columns] == [
        "Số hiệu thiết bị lưu khóa bí mật",
        "Tên chứng thư chữ ký số",
        "Cơ quan, tổ chức công tác",
        "Địa chỉ thư điện tử công vụ",
    ]
    assert [column.group for column in form.columns] == ["", *["Thông tin của thuê bao"] * 3]
    assert not any("email" in field.kind for field in form.contact_fields)


def test_citations_use_the_right_dates_where_local_rules_misprint_them() -> None:
    assert INSTRUMENTS[ND_30_2020].issued_on == date(2020, 3, 5)
    assert INSTRUMENTS["qd-28-2018"].issued_on == date(2018, 7, 12)
    decree = INSTRUMENTS[ND_68_2024]
    assert (decree.issued_on, decree.in_force_on) == (date(2024, 6, 25), date(2024, 8, 15))


@pytest.mark.parametrize(
    ("clause", "text"),
    [
        (Clause(ND_68_2024, "Điều 22 khoản 2"), "Điều 22 khoản 2 Nghị định số 68/2024/NĐ-CP"),
        (Clause("blld-2019", "Điều 112"), "Điều 112 Bộ luật Lao động số 45/2019/QH14"),
        (
            Clause(TAN_UYEN_2024, "mục 8"),
            "mục 8 Công văn của UBND huyện Tân Uyên hướng dẫn chữ ký số chuyên dùng công vụ "
            "theo Nghị định số 68/2024/NĐ-CP",
        ),
        (
            Clause(LAI_CHAU_2025, "Điều 13 khoản 2 điểm b"),
            "Điều 13 khoản 2 điểm b Quy chế quản lý, sử dụng chữ ký số chuyên dùng công vụ trong cơ quan nhà nước "
            "tỉnh Lai Châu (dự thảo năm 2025, chưa có số)",
        ),
    ],
)
def test_a_citation_reads_as_officials_write_it(clause: Clause, text: str) -> None:
    assert clause.cite() == text


def test_instruments_in_force_have_a_note_where_their_text_is_not_at_hand() -> None:
    assert [one.code for one in INSTRUMENTS.values() if one.evidence == "M" and not one.note] == []


def test_a_local_rule_that_has_ended_leaves_the_national_ones() -> None:
    day = date(2026, 11, 19)
    assert profile_in_force(overlay="tan_uyen_2024", on=day) == profile_for(overlay=None, on=day)
    assert profile_in_force(overlay="vinh_long_2020", on=day) == profile_for(overlay="vinh_long_2020", on=day)
    with pytest.raises(NoProfile):
        profile_in_force(overlay=None, on=date(2009, 1, 1))
