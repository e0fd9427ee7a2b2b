"""Under which article each act stands where no local rule says it more closely."""

from collections.abc import Mapping

from tests.property.legal_matrix.individual_issue.row import (
    HANDOVER,
    ISSUE_DOSSIER,
    ISSUING,
    ND30,
    ND68,
    OWN,
    TWO_SIDES,
)
from tests.property.legal_matrix.same_law import ARTICLES, FIRST_CERTIFICATES, PAPERS

type Grounds = Mapping[str, set[tuple[str, str]]]

DISCARDING, RECALLING = (OWN, "Bỏ bản soạn,"), (ND30, "Điều 18 khoản 4")
RETURNING, RECEIVING_POINT = (ND30, "Điều 21 khoản 2 điểm b"), (OWN, "Sở làm đầu mối tiếp nhận,")
ACTIVATION = (OWN, "Xác nhận dùng được,")
DEVICE_BACK = (ND68, "Điều 20")

PAPER: Grounds = {
    "submit_to_unit_head": {(ND30, "Điều 10 khoản 2")},
    "submit_to_format_check": {(ND30, "Điều 10 khoản 2")},
    "submit_to_leader": {(ND30, "Điều 10 khoản 2")},
    "approve_content_to_format": {(ND30, "Điều 12 khoản 1")},
    "approve_content": {(ND30, "Điều 12 khoản 1")},
    "approve_format": {(ND30, "Điều 12 khoản 2")},
    "return_to_drafter": {(ND30, "Điều 10 khoản 3")},
    "recall": {(OWN, "Thu lại bản trình,")},
    "sign": {(ND30, "Điều 13 khoản 7")},
    "record_wet_signature": {(ND30, "Điều 13 khoản 6")},
    "assign_number": {(ND30, "Điều 15")},
    "undo_number": {(ND30, "Điều 15")},
    "ask_for_number": {(ND30, "Điều 15")},
    "keep_number": {(ND30, "Điều 15")},
    "seal": {(ND30, "Điều 17 khoản 2")},
    "record_wet_seal": {(ND30, "Điều 17 khoản 1 điểm b")},
    "send": {(ND68, "Điều 4")},
    # A draft is thrown away, a signed document is called back.
    "withdraw": {DISCARDING, RECALLING},
}
REQUEST: Grounds = {
    "supply_supplement": {ISSUE_DOSSIER},
    "reopen_for_correction": {(ND30, "Điều 18 khoản 3")},
    "receive_at_department": {(ND30, "Điều 21")},
    "return_for_supplement": {RETURNING},
    "forward": {RECEIVING_POINT},
    "reassign": {(OWN, "Phân công xử lý,")},
    "record_provider_receipt": {ISSUING},
    "record_provider_supplement_request": {RETURNING},
    "record_provider_answer": {ISSUING},
    "record_provider_refusal": {ISSUING},
    "complete_answer": {ISSUING},
    "await_supplement": {RETURNING},
    "close": {HANDOVER},
    "record_copy_sent": {(ND68, "Điều 4")},
    "acknowledge_copy": {(ND30, "Điều 22 khoản 3")},
}
WAITING_ROW: Grounds = {
    "refuse": {ISSUING},
    "withdraw": {RECALLING},
    "withdraw_row": {RECALLING},
    "ask_supplement": {RETURNING},
    "supplemented": {ISSUING},
    "supply_row_supplement": {ISSUING},
}
DEVICES: Grounds = {
    "receive_devices": {HANDOVER},
    "receive_devices_at_department": {RECEIVING_POINT},
}
ISSUED_ROW: Grounds = {
    "mark_issued": {ISSUING},
    "device_at_department": {RECEIVING_POINT},
    "device_arrived": {HANDOVER},
    "close_noticed": {HANDOVER},
    "offer_handover": {HANDOVER},
    "cancel_offer": {TWO_SIDES},
    "confirm_receipt": {TWO_SIDES},
    "deny_receipt": {TWO_SIDES},
    "record_paper_handover": {HANDOVER},
    "stop_delivery": {(OWN, "Không bàn giao thiết bị,")},
    "confirm_activation": {ACTIVATION},
    "record_activation": {ACTIVATION},
}
# What only one procedure has: (acts of the dossier, acts of a row).
NEW_KEEPER: Grounds = {"change_keeper": {(OWN, "Đổi người giữ trước khi bàn giao,")}}
OWN_ACTS: Mapping[str, tuple[Grounds, Grounds]] = {
    "organisation_issue": ({}, NEW_KEEPER),
    "system_issue": ({}, NEW_KEEPER),
    "certificate_update": (
        {},
        {
            "mark_granted": {(ND68, "Điều 14")},
            "confirm_installation": {(ND68, "Điều 14")},
            "record_installation": {(ND68, "Điều 14")},
            "stop_installation": {(ND68, "Điều 14")},
        },
    ),
    "revocation": (
        {"record_revocation_notice": {(ND68, "Điều 17")}},
        {
            "mark_revoked": {(ND68, "Điều 19")},
            "close_revoked": {(ND68, "Điều 19")},
            "device_settled": {DEVICE_BACK},
        },
    ),
    "device_return": (
        {"record_return_receipt": {DEVICE_BACK}},
        {
            "send_device": {DEVICE_BACK},
            "take_device": {DEVICE_BACK},
            "leave_lost": {DEVICE_BACK},
            "withdraw": {DEVICE_BACK},
        },
    ),
    "device_loss": ({"found_device": {DISCARDING}}, {"send_loss": {DEVICE_BACK}, "withdraw": {DEVICE_BACK}}),
}


def grounds_of(code: str) -> tuple[Grounds, Grounds]:
    """(act -> articles of the dossier, act -> articles of a row) of the procedure `code`."""
    dossier, row = OWN_ACTS.get(code, ({}, {}))
    if code in PAPERS:
        return {**PAPER, **dossier}, row
    first = code in FIRST_CERTIFICATES or code == "individual_issue"
    shared = ({**PAPER, **REQUEST, **(DEVICES if first else {})}, {**WAITING_ROW, **(ISSUED_ROW if first else {})})
    articles = ARTICLES.get(code, {})
    said = [{act: {articles.get(one, one) for one in found} for act, found in acts.items()} for acts in shared]
    return {**said[0], **dossier}, {**said[1], **row}
