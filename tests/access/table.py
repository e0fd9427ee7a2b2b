"""Who may open and who may send what: written by hand, reviewed, and tested by generated requests.

A row is a URL name and the case or object that it is asked for (tests.access.cases); a column is a persona of the demo.
200 shows, 302 leads on (nobody is led to sign in), 404 gives no hint that there is anything, 405 is not for this
method, 409 and 422 are forms that come back: the case stands against it, or something is missing.
"""
# ruff: noqa: E501  a table is read across

from tests.access.read_only import READ_ONLY

__all__ = ["GET", "PERSONAS", "POST", "POSTED", "READ_ONLY", "RECORDED", "WITHOUT_POLICY", "Row"]

type Row = tuple[str, str]

PERSONAS = (
    "anonymous",
    "thuebao",  # subscriber of xã Nà Cang; the case "received" is about an own device
    "vanphong",  # clerk of the commune
    "daumoi",  # its contact officer
    "chutich",  # its head, signer of the cases
    "phochutich",  # its deputy head
    "vanthu",  # its văn thư
    "stc_truongphong",  # unit head of Sở Tài chính
    "stc_thethuc",  # its format checker
    "canboso",  # officer of the delegated department
    "giamdocso",  # its leader
    "vanthuso",  # its văn thư
    "cuc",  # officer of the provider
    "baocao",  # report manager of the province
    "kiemtra",  # auditor of the province
    "quantri",  # administrator
    "vl_vanphong",  # clerk of a commune of another province
    "vl_canboso",  # officer of that province's department
)

# No view of ours: health checks for machines, and the sign-in, password and second factor of django-allauth.
WITHOUT_POLICY = {
    "healthz",
    "readyz",
    "account_login",
    "account_logout",
    "account_inactive",
    "account_reauthenticate",
    "account_change_password",
    "account_set_password",
    "mfa_index",
    "mfa_authenticate",
    "mfa_reauthenticate",
    "mfa_activate_totp",
    "mfa_deactivate_totp",
    "mfa_view_recovery_codes",
    "mfa_generate_recovery_codes",
    "mfa_download_recovery_codes",
}

# fmt: off
#                                                          ano thu van dau chu pho vth stp stt can gia vts cuc bao kie qua vlv vlc
GET: dict[Row, str] = {
    ("healthz", ""):                                      "200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200",
    ("readyz", ""):                                       "200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200",
    ("account_login", ""):                                "200 302 302 302 302 302 302 302 302 302 302 302 302 302 302 302 302 302",
    ("account_logout", ""):                               "302 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200",
    ("account_inactive", ""):                             "200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200",
    ("account_reauthenticate", ""):                       "302 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200",
    ("account_change_password", ""):                      "302 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200",
    ("account_set_password", ""):                         "302 302 302 302 302 302 302 302 302 302 302 302 302 302 302 302 302 302",
    ("mfa_index", ""):                                    "302 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200",
    ("mfa_authenticate", ""):                             "302 302 302 302 302 302 302 302 302 302 302 302 302 302 302 302 302 302",
    ("mfa_reauthenticate", ""):                           "302 302 302 302 302 302 302 302 302 302 302 302 302 302 302 302 302 302",
    ("mfa_activate_totp", ""):                            "302 302 302 302 302 302 302 302 302 302 302 302 302 302 302 302 302 302",
    ("mfa_deactivate_totp", ""):                          "302 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404",
    ("mfa_view_recovery_codes", ""):                      "302 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404",
    ("mfa_generate_recovery_codes", ""):                  "302 302 302 302 302 302 302 302 302 302 302 302 302 302 302 302 302 302",
    ("mfa_download_recovery_codes", ""):                  "302 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404",
    # The persona switcher is public, in the demo alone.
    ("personas", ""):                                     "200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200",
    # Playing the provider, in the demo alone.
    ("demo_provider", "issue"):                           "302 404 200 200 200 200 200 404 404 200 200 404 200 404 404 404 404 404",
    ("demo_provider_certificates", "issue"):              "302 404 200 200 200 200 200 404 404 200 200 404 200 404 404 404 404 404",
    ("demo_provider_letter", "issue"):                    "302 404 200 200 200 200 200 404 404 200 200 404 200 404 404 404 404 404",
    ("administration", ""):                               "302 404 404 404 404 404 404 404 404 404 404 404 404 404 404 200 404 404",
    ("certificates:register", ""):                        "302 200 200 200 200 200 200 200 200 200 200 200 200 200 200 404 200 200",
    ("certificates:register_csv", ""):                    "302 200 200 200 200 200 200 200 200 200 200 200 200 200 200 404 200 200",
    ("certificates:detail", "thuebao's certificate"):     "302 200 200 200 200 200 200 404 404 200 200 404 404 200 200 404 404 404",
    ("certificates:download", "thuebao's certificate"):   "302 200 200 200 200 200 200 404 404 200 200 404 404 200 200 404 404 404",
    ("tokens:register", ""):                              "302 200 200 200 200 200 200 200 200 200 200 200 200 200 200 404 200 200",
    ("tokens:register_csv", ""):                          "302 200 200 200 200 200 200 200 200 200 200 200 200 200 200 404 200 200",
    ("tokens:detail", "thuebao's device"):                "302 200 200 200 200 200 200 404 404 200 200 404 404 200 200 404 404 404",
    ("tokens:detail", "chutich's device"):                "302 404 200 200 200 200 200 404 404 200 200 404 404 200 200 404 404 404",
    # Only who uses the device, or drafts for its agency, says that it is locked.
    ("tokens:report_locked", "thuebao's device"):         "302 200 200 200 404 404 404 404 404 404 404 404 404 404 404 404 404 404",
    ("tokens:report_locked", "chutich's device"):         "302 404 200 200 200 404 404 404 404 404 404 404 404 404 404 404 404 404",
    ("tokens:report_done", "chutich's device"):           "302 404 302 302 302 404 404 404 404 404 404 404 404 404 404 404 404 404",
    # Who drafts for the agency gives its device to its văn thư; a personal device changes hands through a case alone.
    ("cases:keeper_change", "the service's device"):      "302 404 200 200 404 404 404 404 404 404 404 404 404 404 404 404 404 404",
    ("cases:keeper_change", "vanthu's device"):           "302 404 200 200 404 404 404 404 404 404 404 404 404 404 404 404 404 404",
    ("cases:keeper_change", "thuebao's device"):          "302 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404",
    ("cases:keeper_done", "vanthu's device"):             "302 404 200 200 404 404 404 404 404 404 404 404 404 404 404 404 404 404",
    # Who gives, who takes, and who drafts for the agency; phochutich is to take the commune's second device.
    ("cases:confirm_keeper", "the lent device"):          "302 404 200 200 404 200 404 404 404 404 404 404 404 404 404 404 404 404",
    ("cases:confirm_keeper", "thuebao's device"):         "302 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404",
    # Who registers devices puts their serials right: at the agency, and at the department while a device is there.
    ("cases:correct_serial", "thuebao's device"):         "302 404 200 200 404 404 404 404 404 404 404 404 404 404 404 404 404 404",
    # Minutes may print identity numbers: for who works with them at the agency.
    ("cases:keeper_minutes", "vanthu's device"):          "302 404 200 200 404 404 200 404 404 404 404 404 404 404 404 404 404 404",
    ("tokens:minutes", "the service's minutes"):          "302 404 200 200 404 404 200 404 404 404 404 404 404 404 404 404 404 404",
    ("signing:verify", ""):                               "302 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200",
    # A check of vanphong, who alone may see it.
    ("signing:verification", ""):                         "302 404 200 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404",
    ("reporting:index", ""):                              "302 404 200 200 200 200 200 200 404 200 200 200 200 200 200 404 200 200",
    ("reporting:periodic_pdf", ""):                       "302 404 200 200 200 200 200 200 404 200 200 200 404 200 200 404 200 200",
    ("reporting:periodic_workbook", ""):                  "302 404 200 200 200 200 200 200 404 200 200 200 404 200 200 404 200 200",
    ("reporting:recovery", ""):                           "302 404 404 200 200 200 404 200 404 200 200 404 200 200 200 404 404 200",
    ("reporting:recovery_csv", ""):                       "302 404 404 200 200 200 404 200 404 200 200 404 200 200 200 404 404 200",
    # Registers of the department: its officers write, clerks and contact officers their own people and plan.
    ("reporting:training", ""):                           "302 404 200 200 200 200 404 200 404 200 200 404 200 200 200 404 200 200",
    ("reporting:inspections", ""):                        "302 404 200 200 200 200 404 200 404 200 200 404 200 200 200 404 200 200",
    ("reporting:plans", ""):                              "302 404 200 200 200 200 404 200 404 200 200 404 200 200 200 404 200 200",
    ("cases_public:calendar", ""):                        "302 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200",
    # The department's officers propose; a second person decides, a leader or an administrator too.
    ("cases_public:calendar_propose", ""):                "302 404 404 404 404 404 404 404 404 200 404 404 404 404 404 404 404 200",
    ("cases_public:calendar_hours", ""):                  "302 404 404 404 404 404 404 404 404 200 404 404 404 404 404 404 404 200",
    ("cases_public:calendar_import", ""):                 "302 404 404 404 404 404 404 404 404 200 404 404 404 404 404 404 404 200",
    ("cases_public:calendar_changes", ""):                "302 404 404 404 404 404 404 404 404 200 200 404 404 404 404 200 404 200",
    # Leaders and văn thư of an agency write down who may sign for its head.
    ("cases_public:delegations", ""):                     "302 404 404 404 200 200 200 404 404 404 200 200 404 404 404 404 404 404",
    ("cases_public:delegation_new", ""):                  "302 404 404 404 200 200 200 404 404 404 200 200 404 404 404 404 404 404",
    ("cases_public:legal", ""):                           "302 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200",
    ("cases_public:notifications", ""):                   "302 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200",
    ("cases_public:why_not_told", ""):                    "302 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200",
    ("cases_public:notifications_read", ""):              "405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405",
    ("cases_public:notification_read", ""):               "405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405",
    # Identity data are masked here; showing them is a POST.
    ("cases_public:coordinator", "draft"):                "302 404 200 200 200 200 200 404 404 404 404 404 404 200 200 404 404 404",
    ("cases_public:coordinator", "provider"):             "302 404 200 200 200 200 200 404 404 200 200 404 200 200 200 404 404 404",
    ("cases_public:coordinator", "received"):             "302 404 200 200 200 200 200 404 404 200 200 200 404 200 200 404 404 404",
    ("cases:worklist", ""):                               "302 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200",
    # Who drafts is told what comes to its end.
    ("cases:expiring", ""):                               "302 404 200 200 404 404 404 404 404 404 404 404 404 404 404 404 200 404",
    ("cases:returns", ""):                                "302 404 200 200 200 200 200 200 200 200 200 200 404 200 200 404 200 200",
    # Only who uses the device, or drafts for its agency, says that it is lost.
    ("cases:loss_devices", ""):                           "302 200 200 200 200 200 200 200 200 200 200 200 200 200 200 404 200 200",
    ("cases:report_lost", "thuebao's device"):            "302 200 200 200 404 404 404 404 404 404 404 404 404 404 404 404 404 404",
    ("cases:report_lost", "chutich's device"):            "302 404 200 200 200 404 404 404 404 404 404 404 404 404 404 404 404 404",
    ("cases:report_lost_done", "thuebao's device"):       "302 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404",
    # Each copy has its own proof; the sender writes it down.
    ("cases:copies", "issue"):                            "302 404 200 200 200 200 200 404 404 200 200 404 200 200 200 404 404 404",
    ("cases:record_copy", "issue"):                       "302 404 302 302 404 404 302 404 404 404 404 404 404 404 404 404 404 404",
    # Files with identity data: for who sends the document, and for the department that has it from the sender.
    ("cases:exports", "issue"):                           "302 404 200 200 404 404 200 404 404 404 404 404 404 404 404 404 404 404",
    ("cases:exports", "received"):                        "302 404 200 200 404 404 200 404 404 200 404 404 404 404 404 404 404 404",
    # Whoever sees the whole case; what vanthu prepared to sign is signed by vanthu.
    ("cases:attachments", "draft"):                       "302 404 200 200 200 200 200 404 404 404 404 404 404 200 200 404 404 404",
    ("cases:attachments", "received"):                    "302 404 200 200 200 200 200 404 404 200 200 200 404 200 200 404 404 404",
    ("cases:sign_file", "received"):                      "302 404 404 404 404 404 200 404 404 404 404 404 404 404 404 404 404 404",
    ("cases:sign_file_job", "received"):                  "302 404 404 404 404 404 200 404 404 404 404 404 404 404 404 404 404 404",
    ("cases:list", ""):                                   "302 200 200 200 200 200 200 200 200 200 200 200 200 200 200 404 200 200",
    # Lists hold identity data: for who drafts at the agency, and nobody else.
    ("cases:imports", ""):                                "302 404 200 200 404 404 404 404 404 404 404 404 404 404 404 404 200 404",
    ("cases:import_template", ""):                        "302 404 200 200 404 404 404 404 404 404 404 404 404 404 404 404 200 404",
    ("cases:import", "vanphong's list"):                  "302 404 200 200 404 404 404 404 404 404 404 404 404 404 404 404 404 404",
    ("cases:import_errors", "vanphong's list"):           "302 404 200 200 404 404 404 404 404 404 404 404 404 404 404 404 404 404",
    ("cases:start", ""):                                  "302 404 200 200 404 404 404 404 404 404 404 404 404 404 404 404 200 404",
    # What a procedure takes is for everybody to read; to begin it is for who drafts.
    ("cases:start_index", ""):                            "302 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200",
    ("cases:start_page", ""):                             "302 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200",
    ("cases:what_happened", ""):                          "302 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200",
    ("cases:start_organisation", ""):                     "302 404 200 200 404 404 404 404 404 404 404 404 404 404 404 404 200 404",
    ("cases:start_system", ""):                           "302 404 200 200 404 404 404 404 404 404 404 404 404 404 404 404 200 404",
    ("cases:start_update", ""):                           "302 404 200 200 404 404 404 404 404 404 404 404 404 404 404 404 200 404",
    ("cases:start_revocation", ""):                       "302 404 200 200 404 404 404 404 404 404 404 404 404 404 404 404 200 404",
    # More certificates are chosen for a draft of Mẫu 04 or 05 alone; any other leads to the case.
    ("cases:add_certificates", "draft"):                  "302 404 302 302 404 404 404 404 404 404 404 404 404 404 404 404 404 404",
    ("cases:start_issue", ""):                            "302 404 200 200 404 404 404 404 404 404 404 404 404 404 404 404 200 404",
    ("cases:enter_old_case", ""):                         "302 404 200 404 404 404 404 404 404 200 404 404 404 404 404 404 200 200",
    ("cases:enter_outside", ""):                          "302 404 404 404 404 404 404 404 404 200 404 404 404 404 404 404 404 200",
    # Before it is sent, a case is the sending body's own affair, and its superior's readers'.
    ("cases:case", "draft"):                              "302 404 200 200 200 200 200 404 404 404 404 404 404 200 200 404 404 404",
    ("cases:case", "to_sign"):                            "302 404 200 200 200 200 200 404 404 404 404 404 404 200 200 404 404 404",
    ("cases:case", "unit_head"):                          "302 404 404 404 404 404 404 200 200 404 404 404 404 200 200 404 404 404",
    ("cases:case", "format"):                             "302 404 404 404 404 404 404 200 200 404 404 404 404 200 200 404 404 404",
    # After that the department sees what happens in its territory, also on the way to the provider.
    ("cases:case", "provider"):                           "302 404 200 200 200 200 200 404 404 200 200 404 200 200 200 404 404 404",
    ("cases:deadline_file", "draft"):                     "302 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404",
    ("cases:deadline_file", "received"):                  "302 200 200 200 200 200 200 404 404 200 200 200 404 200 200 404 404 404",
    ("cases:case", "received"):                           "302 200 200 200 200 200 200 404 404 200 200 200 404 200 200 404 404 404",
    ("cases:draft", "draft"):                             "302 404 200 200 404 404 404 404 404 404 404 404 404 404 404 404 404 404",
    ("cases:draft", "received"):                          "302 404 302 302 404 404 404 404 404 302 404 404 404 404 404 404 404 404",
    ("cases:check_answers", "draft"):                     "302 404 200 200 404 404 404 404 404 404 404 404 404 404 404 404 404 404",
    ("cases:check_answers", "received"):                  "302 404 302 302 404 404 404 404 404 404 404 404 404 404 404 404 404 404",
    ("cases:preview", "draft"):                           "302 404 200 200 404 404 404 404 404 404 404 404 404 404 404 404 404 404",
    ("cases:preview", "received"):                        "302 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404",
    # The page of an act opens to its role alone; the act itself may still be refused, with the reason.
    ("cases:act", "draft withdraw"):                      "302 404 200 200 404 404 404 404 404 404 404 404 404 404 404 404 404 404",
    ("cases:act", "unit_head approve_content_to_format"): "302 404 404 404 404 404 404 200 404 404 404 404 404 404 404 404 404 404",
    ("cases:act", "format approve_format"):               "302 404 404 404 404 404 404 404 200 404 404 404 404 404 404 404 404 404",
    ("cases:act", "to_sign return_to_drafter"):           "302 404 404 404 200 200 404 404 404 404 404 404 404 404 404 404 404 404",
    ("cases:act", "to_sign recall"):                      "302 404 200 200 404 404 404 404 404 404 404 404 404 404 404 404 404 404",
    ("cases:act", "provider record_provider_receipt"):    "302 404 200 200 404 404 200 404 404 404 404 404 200 404 404 404 404 404",
    ("cases:act", "received accept"):                     "302 404 404 404 404 404 404 404 404 200 404 404 404 404 404 404 404 404",
    ("cases:act", "received propose_refusal"):            "302 404 404 404 404 404 404 404 404 200 404 404 404 404 404 404 404 404",
    ("cases:act", "received no_such_act"):                "302 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404",
    ("cases:row_act", "received record_recovery"):        "302 404 404 404 404 404 404 404 404 200 404 404 404 404 404 404 404 404",
    ("cases:row_act", "received refuse_row"):             "302 404 404 404 404 404 404 404 404 200 404 404 404 404 404 404 404 404",
    # Whose device it is does not hang on a body: any subscriber who sees the case is told why it is not theirs to say.
    ("cases:row_act", "received confirm_password"):       "302 200 200 200 200 200 200 404 404 200 200 200 404 404 404 404 404 404",
    ("cases:sign", "to_sign sign"):                       "302 404 404 404 200 200 404 404 404 404 404 404 404 404 404 404 404 404",
    ("cases:sign", "received sign"):                      "302 404 404 404 200 200 404 404 404 404 404 404 404 404 404 404 404 404",
    ("cases:sign", "received no_such_act"):               "302 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404",
    # The job of chutich's signature, who alone waits for it.
    ("cases:job", "received"):                            "302 404 404 404 200 404 404 404 404 404 404 404 404 404 404 404 404 404",
    ("cases:checking", "draft"):                          "302 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404",
    ("cases:checking", "received"):                       "302 404 404 404 404 404 404 404 404 200 200 404 404 404 404 404 404 404",
    ("cases:override", "received certificate_in_force"):  "302 404 404 404 404 404 404 404 404 200 404 404 404 404 404 404 404 404",
    ("cases:override", "received no_such_line"):          "302 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404",
    # The paper shows the contact person's identity number: readers of statistics and of the ledger do not open it.
    ("cases:file", "received"):                           "302 404 200 200 200 200 200 404 404 200 200 200 404 404 404 404 404 404",
    ("cases:report", "received"):                         "302 404 200 200 200 200 200 404 404 200 200 200 404 404 404 404 404 404",
    # The provider's answer and its files: whoever may write them down, the department from its copy.
    ("cases:provider_answer", "issue"):                   "302 404 200 200 404 404 200 404 404 200 404 404 200 404 404 404 404 404",
    ("cases:certificate_files", "issue"):                 "302 404 200 200 404 404 200 404 404 200 404 404 200 404 404 404 404 404",
    ("cases:certificate_batch", "issue"):                 "302 404 200 200 404 404 200 404 404 200 404 404 200 404 404 404 404 404",
    ("cases:provider_answer", "received"):                "302 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404",
    # Devices come in through who drafts; another department than the route's has no part in it.
    ("cases:receive_devices", "issue"):                   "302 404 200 200 404 404 404 404 404 404 404 404 404 404 404 404 404 404",
    ("cases:receive_devices", "received"):                "302 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404",
    ("cases:handover", "handover"):                       "302 404 200 200 404 404 404 404 404 404 404 404 404 404 404 404 404 404",
    ("cases:handover_minutes", "handover"):               "302 404 302 302 404 404 404 404 404 404 404 404 404 404 404 404 404 404",
    ("cases:signed_minutes", "handover"):                 "302 404 302 302 404 404 404 404 404 404 404 404 404 404 404 404 404 404",
    ("cases:new_notice", "handover"):                     "302 404 200 200 404 404 404 404 404 404 404 404 404 404 404 404 404 404",
    # A subscriber who sees the whole case is told why it is not theirs to say; another one sees nothing.
    ("cases:confirm_receipt", "handover"):                "302 404 200 200 200 200 200 404 404 200 200 404 404 404 404 404 404 404",
    ("cases:deny_receipt", "handover"):                   "302 404 200 200 200 200 200 404 404 200 200 404 404 404 404 404 404 404",
    # Confirmed on screen: for both sides, and for who may follow the case.
    ("cases:row_minutes", "handover"):                    "302 404 200 200 200 200 200 404 404 200 200 404 200 200 200 404 404 404",
    ("cases:certificate_files", "received"):              "302 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404",
}

# The views that take a POST, sent what stands in POSTED (nothing: an empty form).
#                                                          ano thu van dau chu pho vth stp stt can gia vts cuc bao kie qua vlv vlc
POST: dict[Row, str] = {
    ("account_login", ""):                                "200 302 302 302 302 302 302 302 302 302 302 302 302 302 302 302 302 302",
    ("account_logout", ""):                               "302 302 302 302 302 302 302 302 302 302 302 302 302 302 302 302 302 302",
    ("account_reauthenticate", ""):                       "302 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200",
    ("account_change_password", ""):                      "302 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200",
    ("mfa_activate_totp", ""):                            "302 302 302 302 302 302 302 302 302 302 302 302 302 302 302 302 302 302",
    ("mfa_deactivate_totp", ""):                          "302 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404",
    ("mfa_generate_recovery_codes", ""):                  "302 302 302 302 302 302 302 302 302 302 302 302 302 302 302 302 302 302",
    # Nobody is named, and nobody who is no persona can be.
    ("personas", ""):                                     "404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404",
    ("tokens:report_locked", "thuebao's device"):         "302 200 200 200 404 404 404 404 404 404 404 404 404 404 404 404 404 404",
    ("tokens:report_locked", "chutich's device"):         "302 404 302 302 302 404 404 404 404 404 404 404 404 404 404 404 404 404",
    ("cases:keeper_change", "the service's device"):      "302 404 422 422 404 404 404 404 404 404 404 404 404 404 404 404 404 404",
    ("cases:keeper_change", "thuebao's device"):          "302 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404",
    ("cases:correct_serial", "thuebao's device"):         "302 404 422 422 404 404 404 404 404 404 404 404 404 404 404 404 404 404",
    # Not which offer, so nothing is confirmed.
    ("cases:confirm_keeper", "the lent device"):          "302 404 409 409 404 409 404 404 404 404 404 404 404 404 404 404 404 404",
    ("cases:imports", ""):                                "302 404 422 422 404 404 404 404 404 404 404 404 404 404 404 404 422 404",
    # Nothing is chosen.
    ("cases:import", "vanphong's list"):                  "302 404 422 422 404 404 404 404 404 404 404 404 404 404 404 404 404 404",
    ("signing:verify", ""):                               "302 422 422 422 422 422 422 422 422 422 422 422 422 422 422 422 422 422",
    ("reporting:training", ""):                           "302 404 404 404 404 404 404 404 404 422 404 404 404 404 404 404 404 422",
    ("reporting:inspections", ""):                        "302 404 404 404 404 404 404 404 404 422 404 404 404 404 404 404 404 422",
    ("reporting:plans", ""):                              "302 404 422 422 404 404 404 404 404 422 404 404 404 404 404 404 422 422",
    ("cases_public:calendar_propose", ""):                "302 404 404 404 404 404 404 404 404 422 404 404 404 404 404 404 404 422",
    ("cases_public:calendar_hours", ""):                  "302 404 404 404 404 404 404 404 404 422 404 404 404 404 404 404 404 422",
    ("cases_public:calendar_import", ""):                 "302 404 404 404 404 404 404 404 404 422 404 404 404 404 404 404 404 422",
    ("cases_public:calendar_changes", ""):                "302 404 404 404 404 404 404 404 404 409 409 404 404 404 404 409 404 409",
    ("cases_public:delegations", ""):                     "302 404 404 404 409 409 409 404 404 404 409 409 404 404 404 404 404 404",
    ("cases_public:delegation_new", ""):                  "302 404 404 404 422 422 422 404 404 404 422 422 404 404 404 404 404 404",
    ("cases_public:notifications_read", ""):              "302 302 302 302 302 302 302 302 302 302 302 302 302 302 302 302 302 302",
    ("cases_public:notification_read", ""):               "302 404 302 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404",
    # Shows identity data: to those who work on the case, at the body that sends it or at the one that receives it.
    ("cases_public:coordinator", "draft"):                "302 404 200 200 200 200 200 404 404 404 404 404 404 404 404 404 404 404",
    ("cases_public:coordinator", "provider"):             "302 404 200 200 200 200 200 404 404 404 404 404 200 404 404 404 404 404",
    ("cases_public:coordinator", "received"):             "302 404 200 200 200 200 200 404 404 200 200 200 404 404 404 404 404 404",
    ("cases:start", ""):                                  "302 404 302 302 404 404 404 404 404 404 404 404 404 404 404 404 302 404",
    ("cases:start_organisation", ""):                     "302 404 302 302 404 404 404 404 404 404 404 404 404 404 404 404 302 404",
    ("cases:start_system", ""):                           "302 404 302 302 404 404 404 404 404 404 404 404 404 404 404 404 302 404",
    # Nothing is ticked.
    ("cases:start_update", ""):                           "302 404 422 422 404 404 404 404 404 404 404 404 404 404 404 404 422 404",
    ("cases:start_revocation", ""):                       "302 404 422 422 404 404 404 404 404 404 404 404 404 404 404 404 422 404",
    ("cases:add_certificates", "draft"):                  "302 404 302 302 404 404 404 404 404 404 404 404 404 404 404 404 404 404",
    ("cases:start_issue", ""):                            "302 404 302 302 404 404 404 404 404 404 404 404 404 404 404 404 302 404",
    ("cases:enter_old_case", ""):                         "302 404 422 404 404 404 404 404 404 422 404 404 404 404 404 404 422 422",
    ("cases:enter_outside", ""):                          "302 404 404 404 404 404 404 404 404 200 404 404 404 404 404 404 404 200",
    ("cases:draft", "draft"):                             "302 404 422 422 404 404 404 404 404 404 404 404 404 404 404 404 404 404",
    ("cases:draft", "received"):                          "302 404 302 302 404 404 404 404 404 302 404 404 404 404 404 404 404 404",
    ("cases:check_answers", "draft"):                     "302 404 409 409 404 404 404 404 404 404 404 404 404 404 404 404 404 404",
    ("cases:returns", ""):                                "302 404 422 422 422 422 422 422 422 422 422 422 404 422 422 404 422 422",
    ("cases:report_lost", "thuebao's device"):            "302 422 422 422 404 404 404 404 404 404 404 404 404 404 404 404 404 404",
    ("cases:record_copy", "issue"):                       "302 404 302 302 404 404 302 404 404 404 404 404 404 404 404 404 404 404",
    ("cases:exports", "issue"):                           "302 404 409 409 404 404 409 404 404 404 404 404 404 404 404 404 404 404",
    ("cases:attachments", "received"):                    "302 404 422 422 422 422 422 404 404 422 422 422 404 422 422 404 404 404",
    ("cases:sign_file", "received"):                      "302 404 404 404 404 404 422 404 404 404 404 404 404 404 404 404 404 404",
    ("cases:act", "draft withdraw"):                      "302 404 422 422 404 404 404 404 404 404 404 404 404 404 404 404 404 404",
    ("cases:act", "unit_head approve_content_to_format"): "302 404 404 404 404 404 404 422 404 404 404 404 404 404 404 404 404 404",
    ("cases:act", "format approve_format"):               "302 404 404 404 404 404 404 404 422 404 404 404 404 404 404 404 404 404",
    ("cases:act", "to_sign return_to_drafter"):           "302 404 404 404 422 409 404 404 404 404 404 404 404 404 404 404 404 404",
    ("cases:act", "provider record_provider_receipt"):    "302 404 422 422 404 404 422 404 404 404 404 404 422 404 404 404 404 404",
    ("cases:act", "received accept"):                     "302 404 404 404 404 404 404 404 404 409 404 404 404 404 404 404 404 404",
    ("cases:act", "received propose_refusal"):            "302 404 404 404 404 404 404 404 404 422 404 404 404 404 404 404 404 404",
    ("cases:row_act", "received refuse_row"):             "302 404 404 404 404 404 404 404 404 409 404 404 404 404 404 404 404 404",
    ("cases:row_act", "received confirm_password"):       "302 409 409 409 409 409 409 404 404 409 409 409 404 404 404 404 404 404",
    ("cases:sign", "to_sign sign"):                       "302 404 404 404 422 422 404 404 404 404 404 404 404 404 404 404 404 404",
    # A fresh verification of a filed paper changes no case.
    ("cases:checking", "received"):                       "302 404 404 404 404 404 404 404 404 302 302 404 404 404 404 404 404 404",
    ("cases:override", "received certificate_in_force"):  "302 404 404 404 404 404 404 404 404 422 404 404 404 404 404 404 404 404",
    ("cases:report", "received"):                         "302 404 302 302 302 302 302 404 404 302 302 302 404 404 404 404 404 404",
    ("cases:provider_answer", "issue"):                   "302 404 422 422 404 404 422 404 404 422 404 404 422 404 404 404 404 404",
    ("cases:certificate_files", "issue"):                 "302 404 422 422 404 404 422 404 404 422 404 404 422 404 404 404 404 404",
    ("cases:certificate_batch", "issue"):                 "302 404 422 422 404 404 422 404 404 422 404 404 422 404 404 404 404 404",
    ("cases:receive_devices", "issue"):                   "302 404 422 422 404 404 404 404 404 404 404 404 404 404 404 404 404 404",
    ("cases:handover", "handover"):                       "302 404 422 422 404 404 404 404 404 404 404 404 404 404 404 404 404 404",
    ("cases:signed_minutes", "handover"):                 "302 404 302 302 404 404 404 404 404 404 404 404 404 404 404 404 404 404",
    ("cases:new_notice", "handover"):                     "302 404 422 422 404 404 404 404 404 404 404 404 404 404 404 404 404 404",
    ("cases:confirm_receipt", "handover"):                "302 404 409 409 409 409 409 404 404 409 409 404 404 404 404 404 404 404",
    ("cases:deny_receipt", "handover"):                   "302 404 409 409 409 409 409 404 404 409 409 404 404 404 404 404 404 404",
}
# fmt: on

# What is sent where an empty form would not reach the object.
POSTED: dict[Row, dict[str, str]] = {
    ("personas", ""): {"vai": "nobody"},
    ("tokens:report_locked", "chutich's device"): {"ly_do": "sai_mat_khau", "mo_ta": "", "gui": "1"},
    ("cases:keeper_change", "the service's device"): {"kiem_tra": "1"},
    ("cases:correct_serial", "thuebao's device"): {"so_hieu": "RIGHT-1"},
    # A page from before somebody else saved the draft.
    ("cases:check_answers", "draft"): {"version": "99"},
    ("cases:draft", "draft"): {"rows-TOTAL_FORMS": "0", "rows-INITIAL_FORMS": "0"},
}

# A GET that shows a paper with identity data writes in the ledger who looked; no other GET writes anything.
RECORDED = {"cases:import_errors", "cases:file", "cases:draft", "cases:preview", "tokens:minutes"}
