"""Who may do what in each state of an ordinary dossier of Mẫu 01, and of one of its rows.

A role that a state does not name may do nothing there.
"""

DRAFTERS = ("clerk", "contact_officer")
SENDERS = ("clerk", "contact_officer", "registry_clerk")


def _each(roles: tuple[str, ...], *acts: str) -> dict[str, set[str]]:
    return {role: set(acts) for role in roles}


# Until the document leaves the agency there is no difference between the routes.
WRITING = {
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
    "answered": {},
    "closed": {},
    "refused": {},
    "withdrawn": {},
}
RECEIPT = {"record_provider_receipt"}
ANSWER = {"record_provider_supplement_request", "record_provider_answer", "record_provider_refusal"}
LAST_ANSWER = ANSWER - {"record_provider_supplement_request"}
ANSWERING = {
    "clerk": ANSWER | {"withdraw"},
    "contact_officer": ANSWER | {"withdraw"},
    "registry_clerk": ANSWER,
    "department_officer": ANSWER,
    "provider_officer": ANSWER,
}
FIRST_ANSWER = {
    "clerk": RECEIPT | ANSWER | {"withdraw"},
    "contact_officer": RECEIPT | ANSWER | {"withdraw"},
    "registry_clerk": RECEIPT | ANSWER,
    "department_officer": RECEIPT | ANSWER,
    "provider_officer": RECEIPT | ANSWER,
}

# What was asked for may never come: the provider answers or refuses all the same.
WAITING_FOR_SUPPLEMENT = {
    "clerk": {"supply_supplement", "reopen_for_correction", "withdraw"} | LAST_ANSWER,
    "contact_officer": {"supply_supplement", "reopen_for_correction", "withdraw"} | LAST_ANSWER,
    "registry_clerk": {"supply_supplement"} | LAST_ANSWER,
    "department_officer": LAST_ANSWER,
    "provider_officer": LAST_ANSWER,
}

# Lai Châu and wherever nothing else is said: to the provider (NĐ 68 Điều 11); no department on the way.
STRAIGHT = WRITING | {
    "sent": FIRST_ANSWER,
    "at_department": {"clerk": {"withdraw"}, "contact_officer": {"withdraw"}},
    "forwarded": {"clerk": {"withdraw"}, "contact_officer": {"withdraw"}},
    "received": ANSWERING,
    "supplement_requested": WAITING_FOR_SUPPLEMENT,
}
# Vĩnh Long Điều 8.6: the department takes it in and sends it on.
THROUGH = WRITING | {
    "sent": {
        "department_officer": {"receive_at_department"},
        "clerk": {"withdraw"},
        "contact_officer": {"withdraw"},
    },
    "at_department": {
        "department_officer": {"forward", "return_for_supplement", "reassign"},
        "department_leader": {"reassign"},
        "clerk": {"withdraw"},
        "contact_officer": {"withdraw"},
    },
    "forwarded": FIRST_ANSWER,
    "received": ANSWERING,
    "supplement_requested": WAITING_FOR_SUPPLEMENT,
}

AFTER_SENDING = ("sent", "at_department", "forwarded", "received", "supplement_requested", "answered")
# What a situation adds: in these states, these roles may do this as well.
DEVICES_ON_THE_WAY = {state: _each(DRAFTERS, "receive_devices") for state in AFTER_SENDING}
DEVICES_BY_THE_DEPARTMENT = {
    state: {**_each(DRAFTERS, "receive_devices"), "department_officer": {"receive_devices_at_department"}}
    for state in AFTER_SENDING
}
COPY_TO_SEND = {state: _each(SENDERS, "record_copy_sent") for state in AFTER_SENDING}
COPY_ON_ITS_WAY = {state: {"department_officer": {"acknowledge_copy"}} for state in AFTER_SENDING}

# What takes the place of these states where a step is left out, or where nobody can sign digitally (NĐ 30 Điều 13.6).
FORMAT_CHECK_ALONE = {"draft": _each(DRAFTERS, "submit_to_format_check", "withdraw")}
NO_CHECKS = {"draft": _each(DRAFTERS, "submit_to_leader", "withdraw")}
NO_FORMAT_CHECK = {
    "unit_head_review": {
        "unit_head": {"approve_content", "return_to_drafter"},
        "clerk": {"recall"},
        "contact_officer": {"recall"},
    }
}
ON_PAPER = {
    "leader_review": {
        "agency_leader": {"return_to_drafter"},
        "clerk": {"recall", "record_wet_signature"},
        "contact_officer": {"recall"},
        "registry_clerk": {"record_wet_signature"},
    },
    "signed": {"registry_clerk": {"record_wet_seal", "return_to_drafter"}},
    "numbered": {"registry_clerk": {"undo_number", "return_to_drafter"}},
}

_PENDING = _each(DRAFTERS, "withdraw_row")
# Another row waits for the provider beside the one to be supplemented.
_SUPPLEMENT = {
    **_each(DRAFTERS, "withdraw_row", "supply_row_supplement"),
    "registry_clerk": {"supply_row_supplement"},
}
_STOP = _each(DRAFTERS, "stop_delivery")
_ENDED: dict[str, dict[str, set[str]]] = {"closed": {}, "refused": {}, "withdrawn": {}, "undelivered": {}}

DEVICE_WITH_ACCOUNT = {
    "pending": _PENDING,
    "supplement": _SUPPLEMENT,
    "issued": _STOP,
    "device_at_department": {},
    "device_received": _each(DRAFTERS, "offer_handover", "stop_delivery"),
    "handover_offered": {
        **_each(DRAFTERS, "cancel_offer", "stop_delivery"),
        "subscriber": {"confirm_receipt", "deny_receipt"},
    },
    "handed_over": {},
    **_ENDED,
}
DEVICE_WITHOUT_ACCOUNT = {
    "pending": _PENDING,
    "supplement": _SUPPLEMENT,
    "issued": _STOP,
    "device_at_department": {},
    "device_received": _each(DRAFTERS, "record_paper_handover", "stop_delivery"),
    "handover_offered": _each(DRAFTERS, "cancel_offer", "stop_delivery"),
    "handed_over": {},
    **_ENDED,
}
# The device of a body or a system: who is to keep it may change until it is offered (Ninh Thuận Điều 10.3, 16.4).
KEEPER_CHANGES = {
    state: _each(DRAFTERS, "change_keeper")
    for state in ("pending", "supplement", "issued", "device_at_department", "device_received")
}
# SIM PKI and centralised signing never reach the states of a device.
NO_DEVICE_WITH_ACCOUNT = {
    "pending": _PENDING,
    "supplement": _SUPPLEMENT,
    "issued": {**_each(DRAFTERS, "record_activation", "stop_delivery"), "subscriber": {"confirm_activation"}},
    **_ENDED,
}
NO_DEVICE_WITHOUT_ACCOUNT = {
    "pending": _PENDING,
    "supplement": _SUPPLEMENT,
    "issued": _each(DRAFTERS, "record_activation", "stop_delivery"),
    **_ENDED,
}
