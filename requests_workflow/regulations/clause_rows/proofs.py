"""Names for the tests that prove a behaviour: pytest node ids, grouped as the rows cite them."""

_CASES, _ENGINE = "tests/cases/", "tests/engine/"
_MATRICES, _SIGNING = "tests/property/", "tests/signing/"
_TOKENS, _PAGES = "tests/tokens/", "tests/workflow_pages/"

# The matrix and the profiles themselves.
ON_THE_PAGE = (f"{_PAGES}test_legal_page.py::test_every_value_of_every_profile_has_words",)
LOCAL_VALUES = (
    "tests/legal/test_local_values.py::test_each_text_says_what_its_overlay_says_and_nothing_more",
    *ON_THE_PAGE,
)
PRINTED_COPY = ("tests/legal/test_local_notices.py::test_a_case_says_where_a_printed_copy_has_no_force",)
BODIES_SHOWN = (
    "tests/admin_pages/test_administration.py::test_it_says_to_whom_bodies_send_and_which_rules_they_chose",
)
# Whoever chose a text has its rules from its first day to its last.
CHOSEN = (
    "tests/legal/test_local_values.py::test_each_text_is_in_force_from_its_first_day_to_its_last",
    f"{_PAGES}test_legal_page.py::test_a_commune_of_lai_chau_reads_its_own_rules",
)
OVERLAY_IN_FORCE = (
    f"{_ENGINE}test_regulations.py::test_the_rule_of_vinh_long_lives_on_under_the_decree",
    f"{_ENGINE}test_regulations.py::test_an_old_case_has_the_local_rules_of_its_day_or_none",
)
DISTRICTS_END = (
    "tests/legal/test_local_values.py::test_each_text_is_in_force_from_its_first_day_to_its_last",
    f"{_ENGINE}test_regulations.py::test_rules_of_a_district_end_with_the_districts",
)
OLD_REGIME = (
    f"{_ENGINE}test_regulations.py::test_cases_of_14_and_15_august_2024_differ_as_the_law_does",
    f"{_CASES}test_old_cases.py::test_the_day_of_receipt_decides_the_regime_and_the_form",
)
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
    f"{_MATRICES}test_individual_issue_matrix.py::test_the_product_decides_as_the_law_does",
    f"{_MATRICES}test_token_recovery_matrix.py::test_the_product_decides_as_the_law_does",
    f"{_ENGINE}test_checklist.py::test_a_secret_document_fails_under_the_local_clause",
    f"{_CASES}test_checks_of_a_case.py::test_a_contact_person_with_a_gap_and_a_secret_mark_fail",
)
ORDER = (
    f"{_SIGNING}test_signing.py::test_person_number_and_seal_in_the_order_of_the_law",
    f"{_MATRICES}test_token_recovery_matrix.py::test_the_product_decides_as_the_law_does",
)
CONTACT_OFFICERS = (
    f"{_CASES}test_whose_requests.py::test_a_body_without_a_contact_officer_is_told_so_where_the_rules_want_one",
)
EXCLUDED = (
    f"{_CASES}test_whose_requests.py::test_a_body_of_an_excluded_sector_asks_nothing_under_rules_that_leave_it_out",
    f"{_MATRICES}test_individual_issue_matrix.py::test_the_product_decides_as_the_law_does",
)
NUMBER_FIRST = (
    f"{_CASES}test_number_before_signing.py::test_the_leader_signs_a_paper_that_bears_its_number",
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
ACTING = (
    f"{_CASES}test_locked_signer_or_seal.py::test_the_deputy_signs_for_the_head_and_the_paper_says_kt",
    "tests/delegation/test_delegates_sign.py::test_the_delegate_signs_and_the_paper_names_both_titles",
)
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
TRUSTED_ONLY = (
    f"{_CASES}test_certificate_files.py::"
    "TestRefusals::test_a_certificate_of_another_authority_is_refused_however_well_it_matches",
    f"{_SIGNING}test_x509_issuance.py::test_without_its_authority_the_issuer_is_unknown",
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
_CORNER = f"{_SIGNING}test_corner.py::"
_AGENCY_FILES = f"{_CASES}test_files_the_agency_signs.py::"
CORNER = (
    f"{_CORNER}test_the_text_stands_upright_at_the_top_right_however_the_page_is_turned",
    f"{_CORNER}test_the_signed_corner_is_proved_like_any_upload_and_has_no_picture",
    f"{_AGENCY_FILES}test_the_sealed_attachment_looks_as_the_law_says",
)
ATTACHMENTS_SEALED = (
    f"{_MATRICES}test_token_recovery_matrix.py::test_the_product_decides_as_the_law_does",
    f"{_AGENCY_FILES}test_each_attachment_is_sealed_before_the_document_leaves_and_arrives_with_it",
    f"{_AGENCY_FILES}test_what_comes_back_wrong_is_not_taken",
)
SCAN_SEALED = (f"{_AGENCY_FILES}test_the_scan_of_a_paper_signed_by_hand_is_sealed_digitally_where_the_seal_works",)
_COPIES = f"{_CASES}test_electronic_copies.py::"
ELECTRONIC_COPY = (
    f"{_COPIES}test_an_electronic_copy_says_what_it_is_and_keeps_the_signatures_of_the_original",
    f"{_COPIES}test_an_extract_is_a_file_of_its_own_and_each_body_copies_in_its_own_name",
)
STAMP = (f"{_SIGNING}test_signing.py::test_stamp_lines_say_who_for_whom_and_when",)

BACKUP = (
    "tests/docs/test_operations.py::test_copies_go_to_storage_as_often_as_local_rules_want",
    "tests/ledger/test_linking.py::test_entries_restored_from_another_server_are_linked_and_later_ones_too",
)

REPORT_DAY = (
    f"{_ENGINE}test_regulations.py::test_a_report_day_is_a_date_of_any_year_or_none",
    "tests/reporting/test_periodic_words.py::test_the_days_of_local_rules_are_told_where_they_name_one",
)
PLACES = (
    "tests/documents/test_issuing_pdf.py::test_giver_and_receiver_sign_side_by_side",
    "tests/documents/test_issuing_pdf.py::test_each_receiver_of_a_list_has_a_place_in_his_row",
)
CSV = ("tests/certificates/test_register_filters.py::test_the_csv_holds_the_whole_list_as_filtered",)
BOTH_VALID = (f"{_SIGNING}test_verdicts.py::test_person_and_seal_are_both_valid",)
NO_KEYS = (f"{_CASES}test_certificate_uploads.py::test_a_private_key_is_refused_and_is_nowhere_afterwards",)
OLD_VALUES = (
    f"{_ENGINE}test_regulations.py::test_no_value_of_an_old_base_rests_on_a_later_decree",
    *ON_THE_PAGE,
)
OWN_REGISTER = (
    f"{_CASES}test_own_register.py::test_the_product_numbers_sends_and_receives_by_its_own_register",
    f"{_CASES}test_own_register.py::test_numbers_of_one_body_and_year_run_without_gaps",
)
