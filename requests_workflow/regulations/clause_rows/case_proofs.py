"""The tests that prove the procedures: first certificates, devices, recovery, renewal, revocation, reports."""

from requests_workflow.regulations.clause_rows.proofs import ON_THE_PAGE

_DECREE = "tests/legal/test_conditions_of_the_decree.py::"
_CASES, _ENGINE = "tests/cases/", "tests/engine/"
_MATRICES, _SIGNING = "tests/property/", "tests/signing/"
_TOKENS = "tests/tokens/"

ISSUE = (
    f"{_MATRICES}test_individual_issue_matrix.py::test_the_product_decides_as_the_law_does",
    f"{_CASES}test_issue_straight.py::"
    "test_three_people_get_certificates_and_devices_and_the_case_closes_with_the_notice",
)
ISSUE_FORM = (
    f"{_ENGINE}test_forms_as_data.py::test_mau_01_has_eleven_columns_with_the_number_of_the_row",
    "tests/documents/test_issuing_wording.py::test_form_01_has_the_eleven_columns_of_the_decree",
)
ISSUE_CLOCK = (
    f"{_MATRICES}test_individual_issue_matrix.py::test_only_the_providers_receipt_starts_the_three_working_days",
)
CAN_SUBMIT = (
    f"{_MATRICES}test_individual_issue_matrix.py::test_the_product_decides_as_the_law_does",
    f"{_MATRICES}test_individual_issue_matrix.py::test_the_matrix_speaks_of_every_act_and_of_every_guard",
)
OLD_SERIAL = (
    f"{_CASES}test_issue_straight.py::test_an_old_certificate_is_named_and_followed_by_the_new_one",
    f"{_CASES}test_issue_bad_input.py::test_an_old_certificate_of_somebody_else_is_no_predecessor",
)
HANDED_OVER = (
    f"{_MATRICES}test_handover_notice_matrix.py::test_the_product_decides_as_the_law_does",
    f"{_CASES}test_issue_straight.py::test_partial_notices_close_their_own_rows_and_the_last_one_the_case",
)
NOTICE_URGENCY = (f"{_ENGINE}test_notice_urgency.py::test_the_levels_of_the_profile",)
DECISION = (
    f"{_TOKENS}test_custody.py::test_the_organisations_device_goes_to_its_van_thu_by_decision",
    f"{_TOKENS}test_custody.py::test_the_organisations_device_is_refused_otherwise",
)
KEEPER = (
    f"{_TOKENS}test_custody.py::test_a_device_changes_hands_and_both_ends_of_the_book_meet",
    f"{_TOKENS}test_handing_over.py::test_the_device_is_given_in_three_pages",
)
BOTH_CONFIRM = (f"{_TOKENS}test_keeper_changes.py::test_the_book_changes_when_both_have_confirmed_and_says_so",)
LENDING = (
    f"{_TOKENS}test_keeper_changes.py::"
    "test_only_the_bodys_device_is_lent_by_written_permission_for_a_while_and_comes_back",
    f"{_TOKENS}test_keeper_changes.py::test_rules_that_forbid_lending_leave_the_choice_out",
)
MINUTES = (
    f"{_TOKENS}test_custody.py::test_paper_needs_the_paper",
    "tests/documents/test_minutes.py::test_a_change_of_keeper_rests_on_a_decision_and_the_receiver_changes_the_password",
)
ONE_HOLDER = (
    f"{_TOKENS}test_custody_races.py::test_two_hand_overs_at_once_leave_one_holder",
    f"{_TOKENS}test_handing_over.py::test_a_personal_device_is_not_given_here",
)
NO_PASSWORD = (
    f"{_TOKENS}test_reporting_lock.py::test_a_secret_in_the_description_is_sent_back_and_not_stored",
    f"{_ENGINE}test_paths.py::test_recovery_never_asks_for_the_password",
)
DEVICE_LIST_SCOPED = (f"{_TOKENS}test_register.py::test_the_register_and_the_device_open_only_to_those_in_scope",)
REGISTERS = (
    "tests/certificates/test_register.py::test_a_certificate_is_found_by_name_mail_serial_and_fingerprint",
    f"{_TOKENS}test_register.py::test_a_device_is_found_by_serial_or_by_name_without_accents",
)
CERTIFICATE_FACTS = (
    f"{_SIGNING}test_x509_facts.py::test_all_facts_of_a_certificate_are_read",
    "tests/certificates/test_register_detail.py::test_the_page_says_all_that_a_certificate_must_hold",
)
LEAVER = (f"{_CASES}test_issue_bad_input.py::test_who_has_left_gets_no_device_and_the_row_ends_as_not_handed_over",)
REQUEST_COMPLETE = (
    f"{_ENGINE}test_individual_rows.py::test_each_required_cell_is_asked_for_by_its_name",
    f"{_CASES}test_issue_bad_input.py::test_a_draft_with_a_gap_is_not_submitted",
)
FOLLOWED = (
    f"{_CASES}test_issue_who_sees.py::"
    "test_once_sent_department_provider_and_its_people_see_it_and_the_other_province_never",
)
RECOVERY = (
    f"{_MATRICES}test_token_recovery_matrix.py::test_the_product_decides_as_the_law_does",
    f"{_CASES}test_whole_case.py::test_a_locked_token_is_recovered_and_the_case_closes",
)
RECOVERY_FORM = (
    f"{_ENGINE}test_regulations.py::test_the_form_of_recovery_is_number_06_of_the_decree_with_a_merged_head",
    "tests/documents/test_wording.py::test_recovery_form_says_what_form_06_asks_and_nothing_more",
)
RECOVERY_CLOCK = (
    f"{_CASES}test_deadlines_of_a_case.py::test_the_term_ends_with_the_office_hours_of_the_next_working_day",
    f"{_ENGINE}test_regulations.py::test_the_term_is_one_working_day_from_valid_receipt_everywhere",
)
REFUSAL = (
    f"{_CASES}test_refusal.py::test_the_whole_way_of_a_refusal",
    f"{_CASES}test_refusal.py::test_nobody_refuses_without_clause_and_reason",
)
RECOVERY_AT_PROVIDER = (f"{_CASES}test_provider_route.py::test_agency_or_provider_records_every_answer_to_the_end",)
LOCK_REPORT = (
    f"{_TOKENS}test_reporting_lock.py::test_the_subscriber_answers_one_question_a_page_and_the_report_is_written_once",
)
RECOVERY_CHECKS = (
    f"{_ENGINE}test_checklist.py::test_a_good_dossier_passes_every_line",
    f"{_CASES}test_checks_of_a_case.py::test_every_line_names_its_clause_and_its_evidence",
)
PASSWORD_CHANGE = ("tests/legal/test_password_changes.py::test_each_holder_in_vinh_long_is_reminded_once_a_period",)
RENEWAL_WINDOW = (
    "tests/expiry/test_filing_window.py::test_on_the_last_filing_day_thirty_days_are_left",
    f"{_ENGINE}test_regulations.py::test_the_provider_has_three_working_days_and_renewal_needs_thirty_days_everywhere",
)
RENEWAL_ONCE = ("tests/expiry/test_filing_window.py::test_a_certificate_is_renewed_once",)
NEW_AFTER_RENEWAL = ("tests/expiry/test_words.py::test_after_the_one_renewal_only_a_new_certificate_is_left",)
EXPIRY_TOLD = ("tests/expiry/test_digest.py::test_each_level_is_told_once_on_the_way_to_the_end",)
LOST_DEVICE = (
    f"{_TOKENS}test_register.py::test_a_lost_device_shows_the_button_greyed_with_the_reason",
    f"{_TOKENS}test_handing_over.py::test_a_lost_device_is_not_given",
)
NEW_TERM = (
    f"{_CASES}test_certificate_files.py::TestRefusals::test_more_than_five_years_is_a_warning_that_somebody_has_to_see",
    f"{_DECREE}test_the_longest_terms_are_those_of_the_profile",
)
TERMS = (
    f"{_DECREE}test_a_change_keeps_the_day_of_expiry_and_a_renewal_moves_it_by_three_years_at_most",
    *ON_THE_PAGE,
)
ROLES = (
    "tests/access/test_pages.py::test_each_persona_may_open_what_the_table_says",
    "tests/access/test_policies.py::test_the_policy_is_enforced_and_not_only_written_down",
)
LEDGER = ("tests/ledger/test_verify.py::test_an_edited_entry_is_found",)
WORKING_DAYS = (
    f"{_ENGINE}test_calendar.py::test_a_term_ends_on_the_published_day",
    f"{_MATRICES}test_calendar_properties.py::test_a_term_ends_on_a_working_day_after_its_start",
)
FOUR_EYES = (f"{_CASES}test_review_steps.py::test_a_drafter_who_is_unit_head_too_does_not_check_the_own_draft",)
SYSTEM_DEVICE = (f"{_TOKENS}test_handing_over.py::test_the_device_of_a_service_needs_no_decision",)
ORGANISATION = (
    f"{_CASES}test_all_forms.py::test_an_organisation_gets_its_device_by_a_decision",
    f"{_DECREE}test_an_organisation_shows_its_ground_and_a_system_its_managing_body",
)
SYSTEM = (
    f"{_DECREE}test_an_organisation_shows_its_ground_and_a_system_its_managing_body",
    "tests/documents/test_request_forms.py::test_one_row_says_what_its_form_says_on_a_letter_and_a_landscape_annex",
)
INSTALLED = (f"{_CASES}test_all_forms.py::test_a_renewal_ends_with_the_new_certificate_on_the_device_that_is_there",)
UPDATE = (
    *INSTALLED,
    f"{_DECREE}test_a_renewal_is_refused_the_second_time_and_with_29_days_left_and_says_the_way_on",
)
CHANGE = (
    f"{_DECREE}test_only_the_changes_of_the_decree_are_changes_and_a_change_of_post_is_none",
    f"{_DECREE}test_a_change_keeps_the_day_of_expiry_and_a_renewal_moves_it_by_three_years_at_most",
)
REVOCATION = (
    f"{_CASES}test_all_forms.py::test_a_revoked_certificate_takes_its_device_back_within_five_working_days",
    f"{_DECREE}test_each_kind_of_subscriber_has_the_revocations_of_the_decree",
)
BY_NOTICE = (f"{_DECREE}test_a_notice_of_the_authorities_is_written_down_without_a_request",)
AT_EXPIRY = (
    "tests/legal/test_devices_after_expiry.py::"
    "test_the_five_days_run_from_expiry_and_a_renewed_certificate_opens_nothing",
)
RETURN = (
    *REVOCATION,
    "tests/calendar/test_recomputing.py::test_the_term_for_giving_devices_back_moves_too",
)
LOSS = (f"{_CASES}test_all_forms.py::test_a_lost_device_opens_both_papers_at_once_and_the_loss_ends_the_revocation",)
LOSS_TOLD = (f"{_CASES}test_losses.py::test_the_holder_or_a_drafter_reports_and_everybody_who_must_know_is_told_once",)
PERIODIC_REPORT = (
    "tests/reporting/test_certificate_balance.py::test_every_number_is_that_of_a_plain_count_and_the_balance_closes",
    "tests/reporting/test_periodic_pages.py::test_page_pdf_and_workbook_give_the_same_numbers",
)
REPORT_REMINDED = (
    "tests/legal/test_report_reminders.py::"
    "test_a_body_of_vinh_long_is_reminded_before_the_twentieth_of_november_and_no_other",
)
_SUPERVISION = "tests/reporting/test_supervision.py::"
TRAINING = (f"{_SUPERVISION}test_the_department_records_training_and_each_agency_its_own_people",)
INSPECTION = (f"{_SUPERVISION}test_an_inspection_is_recorded_by_the_department_and_settled_once",)
_PARTNERS = "tests/reporting/test_supervision_partners.py::"
TOLD_OF_INSPECTION = (f"{_PARTNERS}test_the_body_inspected_and_those_that_took_part_are_told_and_see_it",)
TRAINED_TOGETHER = (f"{_PARTNERS}test_the_department_trains_together_with_the_department_of_home_affairs",)
PLAN = (f"{_SUPERVISION}test_a_plan_adds_up_and_is_kept_once_its_year_is_over",)
PAPER_TOO = (f"{_SUPERVISION}test_a_plan_says_where_local_rules_want_it_on_paper_too",)
ISSUE_ALL = (*ISSUE, *ORGANISATION, *SYSTEM)
ENTERED = (f"{_CASES}test_entered_by_department.py::test_a_signed_pdf_that_came_by_qlvb_is_verified_by_a_worker",)
NOTICE_FORM = (f"{_ENGINE}test_forms_as_data.py::test_a_form_whose_text_was_not_found_says_so",)
REPLACED = (f"{_CASES}test_supplement.py::test_a_replacing_paper_is_signed_and_numbered_again",)
WITHDRAWN = (
    f"{_CASES}test_rows_and_withdrawal.py::test_a_dossier_on_its_way_is_withdrawn_and_the_device_is_free_again",
)
RECEIPT = ("tests/documents/test_wording.py::test_receipt_explains_the_due_time",)
RECALLED = (f"{_CASES}test_review_steps.py::test_the_clerk_recalls_from_every_review_and_nobody_else_does",)
DISCARDED = (
    f"{_CASES}test_rows_and_withdrawal.py::test_a_draft_thrown_away_leaves_the_report_of_the_locked_device_open",
)
ONE_DECISION = (
    f"{_CASES}test_issue_endings.py::test_a_row_that_was_answered_is_not_withdrawn_nor_the_dossier_refused_as_a_whole",
)
TWO_SIDES = (f"{_CASES}test_issue_bad_input.py::test_a_device_is_confirmed_by_its_owner_alone_and_only_when_offered",)
KEEPER_CHANGED = (f"{_CASES}test_keeper_before_handover.py::test_another_keeper_takes_the_place_and_the_first_is_told",)
CORRECTED = (
    f"{_CASES}test_serial_corrections.py::test_the_register_the_drafts_and_the_story_of_the_case_follow",
    f"{_CASES}test_serial_corrections.py::test_a_paper_that_was_sent_stands_and_its_correction_is_named",
)
ACTIVATED = (f"{_CASES}test_issue_centralised.py::test_rows_end_by_confirmation_without_any_device",)
ESCALATION = (
    "tests/notifications/test_levels_of_a_limit.py::test_only_office_hours_count",
    f"{_CASES}test_deadlines_of_a_case.py::test_each_level_is_told_once_and_to_more_people",
)
NEARLY_DUE = (f"{_ENGINE}test_deadlines.py::test_urgency_grows_towards_the_due_instant",)
USUAL_SUFFIX = (f"{_ENGINE}test_individual_rows.py::test_an_unusual_domain_is_a_warning_and_no_problem",)
