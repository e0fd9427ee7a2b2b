"""Names for the tests that prove a behaviour: pytest node ids, grouped as the rows cite them."""

_CASES, _ENGINE = "tests/cases/", "tests/engine/"
_MATRICES, _SIGNING = "tests/property/", "tests/signing/"
_TOKENS, _PAGES = "tests/tokens/", "tests/workflow_pages/"

# The matrix and the profiles themselves.
PLANNED_COUNTED = ("tests/legal/test_clause_matrix.py::test_planned_clauses_are_few_and_counted",)
ON_THE_PAGE = (f"{_PAGES}test_legal_page.py::test_every_value_of_every_profile_has_words",)
LOCAL_VALUES = (f"{_ENGINE}test_regulations.py::test_each_authority_says_its_own", *ON_THE_PAGE)
OVERLAY_IN_FORCE = (
    f"{_ENGINE}test_regulations.py::test_the_rule_of_vinh_long_lives_on_under_the_decree",
    f"{_ENGINE}test_regulations.py::test_an_old_case_has_the_local_rules_of_its_day_or_none",
)
DISTRICTS_END = (f"{_ENGINE}test_regulations.py::test_rules_of_a_district_end_with_the_districts",)
OLD_REGIME = (f"{_ENGINE}test_regulations.py::test_cases_of_14_and_15_august_2024_differ_as_the_law_does",)
OLD_LAYOUT = (f"{_ENGINE}test_regulations.py::test_what_a_later_decree_took_over_is_no_local_value_any_more",)
OLD_FORMS = (f"{_ENGINE}test_regulations.py::test_the_forms_of_the_circular_of_2016_have_no_number_but_one",)
REGIME_BY_DATE = (*OLD_REGIME, f"{_ENGINE}test_regulations.py::test_the_decree_applies_from_its_day_in_force")
RIGHT_DATES = (f"{_ENGINE}test_regulations.py::test_citations_use_the_right_dates_where_local_rules_misprint_them",)
MISPRINTS_TOLD = ("tests/legal/test_misprints.py::test_every_misprint_is_told_on_the_page",)
EMAIL = (
    f"{_ENGINE}test_official_email.py::test_every_denied_domain_is_refused_everywhere_and_so_is_what_lies_below_it",
    f"{_ENGINE}test_individual_rows.py::test_each_refused_address_says_what_to_do",
)
LOCAL_EMAIL = (
    f"{_ENGINE}test_official_email.py::"
    "test_every_text_has_a_verdict_and_only_the_listed_domain_is_official_in_vinh_long",
    f"{_CASES}test_issue_through_department.py::"
    "test_an_address_outside_the_provinces_domain_stops_the_submission_not_the_draft",
)
RECOVERY_ROUTE = (
    f"{_ENGINE}test_regulations.py::"
    "test_in_lai_chau_pki_tokens_go_to_the_delegated_department_and_others_to_the_provider",
    f"{_CASES}test_provider_route.py::test_the_recipient_follows_from_the_kind_of_device",
)
CHANNELS = (
    f"{_ENGINE}test_inputs_and_effects.py::test_each_channel_is_the_one_towards_that_recipient",
    f"{_CASES}test_database_rules.py::test_a_dossier_is_not_sent_without_a_channel",
)
COPIES = (f"{_ENGINE}test_regulations.py::test_who_gets_a_copy_of_a_first_certificate_is_said_locally",)
THROUGH_DEPARTMENT = (
    f"{_CASES}test_issue_through_department.py::test_two_people_get_their_devices_by_way_of_the_department",
)

# Documents and signatures.
SECRET = (
    f"{_ENGINE}test_checklist.py::test_a_secret_document_fails_under_the_local_clause",
    f"{_CASES}test_checks_of_a_case.py::test_a_contact_person_with_a_gap_and_a_secret_mark_fail",
)
ORDER = (
    f"{_SIGNING}test_signing.py::test_person_number_and_seal_in_the_order_of_the_law",
    f"{_MATRICES}test_token_recovery_matrix.py::test_the_product_decides_as_the_law_does",
)
REVIEWS = (
    f"{_ENGINE}test_paths.py::test_both_checks_come_before_the_leader",
    f"{_CASES}test_review_steps.py::test_both_reviews_come_before_the_leader",
)
OWN_SIGNATURE = (
    f"{_CASES}test_signed_uploads.py::test_a_signature_by_another_persons_certificate",
    f"{_CASES}test_signed_uploads.py::test_a_personal_certificate_is_no_seal",
)
ACTING = (f"{_CASES}test_locked_signer_or_seal.py::test_the_deputy_signs_for_the_head_and_the_paper_says_kt",)
VERDICTS = (
    f"{_SIGNING}test_verdicts.py::test_a_good_signature_passes_every_check",
    f"{_SIGNING}test_verdicts.py::test_the_verdict_follows_from_the_checks_alone",
)
INTACT = (
    f"{_SIGNING}test_attacks.py::test_every_signed_byte_counts",
    f"{_SIGNING}test_attacks.py::test_bytes_after_the_last_signature_are_invalid",
)
SIGNING_TIME = (
    f"{_SIGNING}test_verdicts.py::test_expired_since_with_proof_and_a_list_from_then_is_valid",
    f"{_SIGNING}test_verdicts.py::test_signed_after_revocation_is_invalid",
)
REVOCATION_DATA = (
    f"{_SIGNING}test_verdicts.py::test_without_revocation_data_nothing_is_valid",
    f"{_SIGNING}test_verdicts.py::test_ocsp_answers_do_as_well_as_lists",
)
PATH = (
    f"{_SIGNING}test_verdicts.py::test_an_unknown_issuer_leaves_it_open",
    f"{_SIGNING}test_verdicts.py::test_a_look_alike_ca_of_the_same_name_is_not_trusted",
)
SCOPE = (
    f"{_SIGNING}test_uploads.py::test_a_certificate_not_meant_for_signing",
    f"{_SIGNING}test_verdicts.py::test_a_certificate_of_a_service_signs_no_documents",
)
TIMESTAMP = (f"{_SIGNING}test_verdicts.py::test_a_timestamp_whose_authority_is_unknown_proves_nothing",)
SIGNER_CHECKED = (
    f"{_SIGNING}test_uploads.py::test_an_expired_certificate",
    f"{_SIGNING}test_uploads.py::test_a_revoked_certificate_even_backdated",
    f"{_CASES}test_locked_signer_or_seal.py::test_a_signer_without_a_certificate_in_force_is_told_so",
)
REPORT_TOLD = ("tests/signing_pages/test_verify_page.py::test_the_report_tells_each_check_by_icon_word_and_reason",)
PDF_VERSION = (
    f"{_SIGNING}test_uploads.py::test_a_pdf_older_than_the_law_allows",
    "tests/documents/test_pdf.py::test_file_says_that_it_is_pdf_a_3u_and_at_least_version_1_4",
)
IMAGES = (
    "tests/documents/test_pdf.py::test_personal_signature_is_centred_between_title_and_printed_name",
    f"{_SIGNING}test_signing.py::test_the_seal_is_red_and_the_person_blue",
)
SEAL_IMAGE = (
    "tests/documents/test_pdf.py::test_seal_has_true_size_and_covers_the_left_third_of_the_signature",
    f"{_SIGNING}test_signing.py::test_the_seal_is_red_and_the_person_blue",
)
ANNEX = ("tests/documents/test_layout.py::test_two_hundred_rows_flow_to_an_annex_numbered_on_its_own",)
LAYOUT = (
    "tests/documents/test_layout.py::test_sizes_and_styles_follow_the_decree",
    "tests/documents/test_layout.py::test_no_word_leaves_the_margins",
)
LABEL_TIME = (
    f"{_CASES}test_own_register.py::test_without_that_value_number_time_and_proof_are_asked_for",
    f"{_CASES}test_deadlines_of_a_case.py::test_a_receipt_cannot_be_before_the_sending_or_in_the_future",
)
WET = (
    f"{_CASES}test_issue_on_paper.py::test_the_first_certificate_of_a_body_goes_out_as_a_scan_with_ink",
    f"{_CASES}test_locked_signer_or_seal.py::test_ink_is_not_taken_where_every_device_works",
)
ORIGINAL = (
    f"{_CASES}test_database_rules.py::test_history_and_papers_are_neither_changed_nor_deleted",
    f"{_CASES}test_whole_case.py::test_every_step_has_its_ledger_entry_and_every_paper_its_bytes",
)
SUPPLEMENTS = (
    f"{_CASES}test_supplement.py::test_asking_for_more_stops_the_clock_and_says_why_in_writing",
    f"{_CASES}test_supplement.py::test_a_notice_needs_clause_and_reason",
)
WORK_LIST = (
    f"{_CASES}test_work_list.py::test_through_a_whole_case_the_list_and_the_engine_agree",
    f"{_CASES}test_work_list.py::test_the_most_urgent_comes_first",
)
IN_OFFICE = (
    f"{_CASES}test_signed_uploads.py::test_a_leader_whose_office_ended_while_the_worker_was_busy_signs_nothing",
)
STAMP = (f"{_SIGNING}test_signing.py::test_stamp_lines_say_who_for_whom_and_when",)

# First certificates, devices and their hand-over.
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
CAN_SUBMIT = (f"{_MATRICES}test_individual_issue_matrix.py::test_the_matrix_speaks_of_every_act_and_of_every_guard",)
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
    "tests/certificates/test_register.py::test_the_page_shows_history_and_the_neighbours_in_the_chain",
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

# Recovery.
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

# Renewal, change, revocation and return.
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
TERMS = (f"{_ENGINE}test_regulations.py::test_every_value_has_a_unit_and_a_mark_of_evidence", *ON_THE_PAGE)

# Reports, roles, calendar.
RECOVERY_REPORT = ("tests/reporting/test_recovery_report.py::test_every_count_equals_the_list_that_it_opens",)
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
BACKUP = (
    "tests/ledger/test_linking.py::test_entries_restored_from_another_server_are_linked_and_later_ones_too",
    *ON_THE_PAGE,
)
SYSTEM_DEVICE = (f"{_TOKENS}test_handing_over.py::test_the_device_of_a_service_needs_no_decision",)

# The procedures beside recovery and the first certificate of a person.
ORGANISATION = (f"{_CASES}test_all_forms.py::test_an_organisation_gets_its_device_by_a_decision",)
SYSTEM = ISSUE
UPDATE = (f"{_CASES}test_all_forms.py::test_a_renewal_ends_with_the_new_certificate_on_the_device_that_is_there",)
INSTALLED = UPDATE
CHANGE = UPDATE
REVOCATION = (f"{_CASES}test_all_forms.py::test_a_revoked_certificate_takes_its_device_back_within_five_working_days",)
RETURN = (
    *REVOCATION,
    "tests/calendar/test_recomputing.py::test_the_term_for_giving_devices_back_moves_too",
)
LOSS = (f"{_CASES}test_all_forms.py::test_a_lost_device_opens_both_papers_at_once_and_the_loss_ends_the_revocation",)
PERIODIC_REPORT = (
    "tests/reporting/test_certificate_balance.py::test_every_number_is_that_of_a_plain_count_and_the_balance_closes",
    "tests/reporting/test_periodic_pages.py::test_page_pdf_and_workbook_give_the_same_numbers",
)
ISSUE_ALL = (*ISSUE, *ORGANISATION, *SYSTEM)
REPORT_DAY = (
    f"{_ENGINE}test_regulations.py::test_a_report_day_is_a_date_of_any_year_or_none",
    "tests/reporting/test_periodic_words.py::test_the_days_of_local_rules_are_told_where_they_name_one",
)
PLACES = (
    "tests/documents/test_issuing_pdf.py::test_giver_and_receiver_sign_side_by_side",
    "tests/documents/test_issuing_pdf.py::test_each_receiver_of_a_list_has_a_place_in_his_row",
)
ENTERED = (f"{_CASES}test_entered_by_department.py::test_a_signed_pdf_that_came_by_qlvb_is_verified_by_a_worker",)
CSV = ("tests/certificates/test_register_filters.py::test_the_csv_holds_the_whole_list_as_filtered",)
BOTH_VALID = (f"{_SIGNING}test_verdicts.py::test_person_and_seal_are_both_valid",)
NO_KEYS = (f"{_CASES}test_certificate_uploads.py::test_a_private_key_is_refused_and_is_nowhere_afterwards",)
NOTICE_FORM = (f"{_ENGINE}test_forms_as_data.py::test_the_text_of_mau_07_was_not_found_and_the_form_says_so",)
OLD_VALUES = (
    f"{_ENGINE}test_regulations.py::test_no_value_of_an_old_base_rests_on_a_later_decree",
    *ON_THE_PAGE,
)
OWN_REGISTER = (
    f"{_CASES}test_own_register.py::test_the_product_numbers_sends_and_receives_by_its_own_register",
    f"{_CASES}test_own_register.py::test_numbers_of_one_body_and_year_run_without_gaps",
)
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
ACTIVATED = (f"{_CASES}test_issue_centralised.py::test_rows_end_by_confirmation_without_any_device",)
ESCALATION = (
    "tests/notifications/test_levels_of_a_limit.py::test_only_office_hours_count",
    f"{_CASES}test_deadlines_of_a_case.py::test_each_level_is_told_once_and_to_more_people",
)
NEARLY_DUE = (f"{_ENGINE}test_deadlines.py::test_urgency_grows_towards_the_due_instant",)
USUAL_SUFFIX = (f"{_ENGINE}test_individual_rows.py::test_an_unusual_domain_is_a_warning_and_no_problem",)
