"""What an act must bring with it, by the law or by the product's own rule of proof."""

# NĐ 68 Điều 4; NĐ 30 Điều 15, 18, 21, 22: when, by which channel, with what to show for it.
LETTER = {"answer_reference", "legal_time", "proof_file"}
DOSSIER = {
    "send": {"channel", "legal_time", "proof_file"},
    # NĐ 30 Điều 13, 17: the file bears the signature.
    "sign": {"signed_document"},
    "seal": {"signed_document"},
    "assign_number": {"number_and_date"},
    "undo_number": {"reason"},
    "record_wet_signature": {"scan_file"},
    "record_wet_seal": {"number_and_date", "scan_file"},
    "receive_at_department": {"legal_time", "proof_file"},
    # Lai Châu Điều 21.3: what is not complete is sent back with the reason.
    "return_for_supplement": {"reason", "clause"},
    "reassign": {"officer"},
    "forward": {"channel", "legal_time", "proof_file"},
    "record_provider_receipt": {"legal_time", "proof_file"},
    "record_provider_supplement_request": LETTER | {"reason"},
    "record_provider_answer": LETTER | {"row_results"},
    # Tân Uyên mục 8 says it of recovery: in writing, with the reason.
    "record_provider_refusal": LETTER | {"reason"},
    "supply_supplement": {"channel", "legal_time", "proof_file", "supplement_file"},
    "receive_devices": {"devices", "legal_time"},
    "receive_devices_at_department": {"devices", "legal_time"},
    "record_copy_sent": {"copy_channel", "legal_time"},
    "acknowledge_copy": {"legal_time"},
    "withdraw": {"reason"},
    "return_to_drafter": {"reason"},
    "reopen_for_correction": {"reason"},
}
REQUEST = {
    "withdraw_row": {"reason", "proof_file"},
    "supply_row_supplement": {"legal_time", "supplement_file"},
    # Ninh Thuận Điều 10.3: the minutes say in what condition the device was.
    "offer_handover": {"condition"},
    "record_paper_handover": {"condition", "legal_time", "proof_file"},
    "confirm_receipt": set[str](),
    "deny_receipt": {"reason"},
    "cancel_offer": {"reason"},
    "stop_delivery": {"reason"},
    "confirm_activation": set[str](),
    "record_activation": {"proof_file"},
}
