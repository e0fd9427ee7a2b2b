"""Who may do what in each state of an ordinary notice: an outgoing document of the agency, and nobody has to answer it.

A role that a state does not name may do nothing there.
"""

ORDINARY = {
    "draft": {
        "clerk": {"submit_to_unit_head", "withdraw"},
        "contact_officer": {"submit_to_unit_head", "withdraw"},
    },
    "unit_head_review": {
        "unit_head": {"approve_content_to_format", "return_to_drafter"},
        "clerk": {"recall"},
        "contact_officer": {"recall"},
    },
    "format_review": {
        "format_checker": {"approve_format", "return_to_drafter"},
        "clerk": {"recall"},
        "contact_officer": {"recall"},
    },
    "awaiting_number": {
        "registry_clerk": {"return_to_drafter"},
        "clerk": {"recall"},
        "contact_officer": {"recall"},
    },
    "leader_review": {
        "agency_leader": {"sign", "return_to_drafter"},
        "clerk": {"recall"},
        "contact_officer": {"recall"},
    },
    "signed": {"registry_clerk": {"assign_number", "return_to_drafter"}},
    "numbered": {"registry_clerk": {"seal", "undo_number", "return_to_drafter"}},
    "sealed": {
        "registry_clerk": {"send"},
        "clerk": {"send", "withdraw"},
        "contact_officer": {"send", "withdraw"},
    },
    "sent": {},
    "withdrawn": {},
}
# What the acts must bring: NĐ 68 Điều 4; NĐ 30 Điều 15, 18.
BROUGHT = {
    "send": {"channel", "legal_time", "proof_file"},
    "assign_number": {"number_and_date"},
    "record_wet_signature": {"scan_file"},
    "record_wet_seal": {"number_and_date", "scan_file"},
    "undo_number": {"reason"},
    "return_to_drafter": {"reason"},
    "withdraw": {"reason"},
}
