"""Who may do what in each state of an ordinary dossier."""

# In an ordinary case (PKI token, Lai Châu, agency with both checks): everything that each role may do in each state.
# A role that a state does not name may do nothing there.
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
    "sent": {"department_officer": {"receive"}, "clerk": {"withdraw"}, "contact_officer": {"withdraw"}},
    "received": {
        "department_officer": {"accept", "return_for_supplement", "propose_refusal", "reassign"},
        "department_leader": {"reassign"},
        "clerk": {"withdraw"},
        "contact_officer": {"withdraw"},
    },
    "supplement_requested": {
        "clerk": {"supply_supplement", "reopen_for_correction", "withdraw"},
        "contact_officer": {"supply_supplement", "reopen_for_correction", "withdraw"},
        "registry_clerk": {"supply_supplement"},
    },
    "accepted": {
        "department_officer": {"propose_refusal", "reassign"},
        "department_leader": {"reassign"},
        "clerk": {"withdraw"},
        "contact_officer": {"withdraw"},
    },
    "refusal_drafted": {"department_leader": {"sign_refusal", "return_refusal"}},
    "refusal_signed": {
        "department_officer": {"assign_refusal_number"},
        "registry_clerk@recipient": {"assign_refusal_number"},
    },
    "refusal_numbered": {
        "department_officer": {"issue_refusal", "undo_refusal_number"},
        "registry_clerk@recipient": {"issue_refusal", "undo_refusal_number"},
    },
    "closed": {},
    "refused": {},
    "withdrawn": {},
}
