"""Every value of the five local texts, written here by hand from those texts, with the place where each stands."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import pytest

from requests_workflow.regulations.profile import DELEGATED_DEPARTMENT, PROVIDER, Value
from requests_workflow.regulations.registry import OVERLAYS, profile_for, profile_in_force

TO_DEPARTMENT = {"pki_token": DELEGATED_DEPARTMENT}
PORTAL = ("dichvucong", "truc_lien_thong")
BOTH_WAYS = {DELEGATED_DEPARTMENT: ("qlvb",), PROVIDER: PORTAL}
CULTURE = "district_culture_office"

TERMS = {
    "lai_chau_2025": (date(2025, 1, 1), None),
    "tan_uyen_2024": (date(2024, 8, 15), date(2025, 6, 30)),
    "vinh_long_2020": (date(2020, 12, 28), None),
    "ninh_binh_city_2018": (date(2018, 12, 26), date(2025, 6, 30)),
    "ninh_thuan_2017": (date(2017, 6, 17), None),
}
SAID: Mapping[str, Mapping[str, tuple[Any, str]]] = {
    "lai_chau_2025": {
        "recovery_deadline": (1, "Điều 13 khoản 2 điểm b"),
        "recovery_deadline_starts": ("valid_receipt", "Điều 13 khoản 2 điểm b"),
        "recovery_recipients": (TO_DEPARTMENT, "Điều 13"),
        "channels": (BOTH_WAYS, "Điều 8"),
        "copies": ((DELEGATED_DEPARTMENT,), "Điều 22 khoản 3"),
        "secret_documents_allowed": (False, "Điều 4 khoản 1"),
        "min_pdf_version": ("1.4", "Điều 16 khoản 1 điểm a bước 3"),
        "number_before_sign": (False, "Điều 16 khoản 1 điểm c bước 1"),
        "organisation_token_lending": ("with_written_permission", "Điều 21 khoản 2"),
        "organisation_signature_place": ("left_third", "Điều 15 khoản 1 điểm b"),
        "attachments_sealed": (True, "Điều 15 khoản 4 điểm b"),
        "training_by": ((DELEGATED_DEPARTMENT,), "Điều 18 khoản 2"),
        "inspection_by": ((DELEGATED_DEPARTMENT,), "Điều 18 khoản 3"),
        "yearly_plan_by": ((DELEGATED_DEPARTMENT,), "Điều 18 khoản 4"),
        "report_periods": (("year",), "Điều 18 khoản 4"),
    },
    "tan_uyen_2024": {
        "recovery_deadline": (1, "mục 8"),
        "recovery_deadline_starts": ("valid_receipt", "mục 8"),
        "recovery_recipients": (TO_DEPARTMENT, "mục 1 điểm b"),
        "channels": (BOTH_WAYS, "mục 1"),
        "copies": ((DELEGATED_DEPARTMENT, CULTURE), "mục 1 điểm a"),
        "issue_route": (PROVIDER, "mục 1 điểm a"),
        "renewal_limit": (1, "mục 4"),
        "renewal_min_days_left": (30, "mục 4"),
        "change_min_days_left": (30, "mục 5"),
        "device_return_deadline": (5, "mục 6"),
        "device_return_starts": ("notice_receipt", "mục 6"),
        "loss_told_to": ((PROVIDER,), "mục 6"),
    },
    "vinh_long_2020": {
        "issue_route": (DELEGATED_DEPARTMENT, "Điều 8 khoản 6"),
        "email_domains": (("vinhlong.gov.vn",), "Điều 5 khoản 1 điểm b"),
        "recovery_recipients": (TO_DEPARTMENT, "Điều 6"),
        "channels": (BOTH_WAYS, "Điều 8 khoản 6"),
        "secret_documents_allowed": (False, "Điều 4 khoản 1"),
        "excluded_body_kinds": (("police", "army", "diplomacy"), "Điều 2 khoản 2"),
        "contact_officers_min": (1, "Điều 9 khoản 4"),
        "password_change_months": (6, "Điều 13 khoản 3"),
        "loss_told_to": ((DELEGATED_DEPARTMENT, PROVIDER), "Điều 13 khoản 5"),
        "organisation_token_lending": ("with_written_permission", "Điều 14 khoản 3"),
        "keeper_change_minutes": (True, "Điều 14 khoản 4"),
        "subscriber_manager": (DELEGATED_DEPARTMENT, "Điều 3"),
        "report_periods": (("half_year", "year"), "Điều 15 khoản 3"),
        "report_due_before": ("20/11", "Điều 9 khoản 6"),
        "training_by": ((DELEGATED_DEPARTMENT, "home_affairs"), "Điều 8 khoản 4"),
        "inspection_by": ((DELEGATED_DEPARTMENT,), "Điều 8 khoản 6"),
        "yearly_plan_by": ((DELEGATED_DEPARTMENT, "finance"), "Điều 8 khoản 7"),
    },
    "ninh_binh_city_2018": {
        "number_before_sign": (True, "Điều 10 khoản 2 điểm b"),
        "secret_documents_allowed": (False, "Điều 7 khoản 1 điểm a"),
        "signed_document_kinds": (
            (
                "official_letter",
                "invitation",
                "periodic_report",
                "for_information",
                "consultation",
                "announcement",
                "work_schedule",
            ),
            "Điều 7 khoản 1",
        ),
        "keeper_change_minutes": (True, "Điều 15 khoản 2"),
        "personal_token_lending": (False, "Điều 15 khoản 3"),
        "loss_told_to": (("managing_body",), "Điều 17 khoản 1 điểm đ"),
        "report_periods": (("half_year",), "Điều 17 khoản 1 điểm h"),
        "training_by": ((CULTURE,), "Điều 17 khoản 2 điểm b"),
        "inspection_by": ((CULTURE,), "Điều 17 khoản 2 điểm c"),
        "yearly_plan_by": ((CULTURE, "district_finance_office"), "Điều 17 khoản 2 điểm d"),
        "attachments_sealed": (True, "Điều 9 khoản 2 điểm b"),
        "backup_every_months": (1, "Điều 12 khoản 4"),
    },
    "ninh_thuan_2017": {
        "email_domains": (("ninhthuan.gov.vn",), "Điều 2 khoản 10"),
        "secret_documents_allowed": (False, "Điều 3 khoản 1"),
        "number_before_sign": (False, "Điều 12 khoản 1 điểm b"),
        "printed_copy_warning": (True, "Điều 4 khoản 1"),
        "paper_too_for": (("legal_normative", "individual_decision", "budget"), "Điều 13 khoản 2"),
        "organisation_token_decision": (True, "Điều 16 khoản 4"),
        "keeper_change_minutes": (True, "Điều 10 khoản 3"),
        "device_secrecy": ("Mật", "Điều 10 khoản 1"),
        "attachments_sealed": (True, "Điều 11 khoản 1 điểm d"),
        "report_periods": (("half_year", "year"), "Điều 16 khoản 6"),
        "training_by": ((DELEGATED_DEPARTMENT,), "Điều 15 khoản 2"),
        "inspection_by": ((DELEGATED_DEPARTMENT,), "Điều 15 khoản 4"),
        "yearly_plan_by": ((DELEGATED_DEPARTMENT,), "Điều 15 khoản 5"),
    },
}


@pytest.mark.parametrize("code", SAID)
def test_each_text_says_what_its_overlay_says_and_nothing_more(code: str) -> None:
    values: Mapping[str, Value[Any]] = OVERLAYS[code].values
    assert {name: (one.value, one.clause.locator) for name, one in values.items()} == dict(SAID[code])
    # What is said under the decree of today is in force, not only written down.
    profile = profile_for(overlay=code, on=max(TERMS[code][0], date(2025, 1, 2)))
    assert {name: getattr(profile, name) for name in values} == dict(values)


@pytest.mark.parametrize("code", TERMS)
def test_each_text_is_in_force_from_its_first_day_to_its_last(code: str) -> None:
    first, last = TERMS[code]
    day = timedelta(days=1)
    assert profile_in_force(overlay=code, on=first).code.endswith(f"+{code}")
    assert "+" not in profile_in_force(overlay=code, on=first - day).code
    if last is not None:
        assert profile_in_force(overlay=code, on=last).code.endswith(f"+{code}")
        assert "+" not in profile_in_force(overlay=code, on=last + day).code
    assert set(TERMS) == set(SAID) == set(OVERLAYS)
