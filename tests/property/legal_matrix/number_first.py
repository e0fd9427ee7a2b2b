"""The number before the signature, where local rules want it so (Ninh Bình Điều 10 khoản 2 điểm b)."""

from tests.property.legal_matrix.token_recovery.row import LAI_CHAU, ND30, NINH_BINH, Row

NUMBERING = (ND30, "Điều 15")
NUMBERED = {"numbered": True}
ELSEWHERE = {"not_applicable": NUMBERING}
LAI_CHAU_NUMBERING = ("lai-chau-2025", "Điều 16 khoản 1 điểm c bước 1")


def number_first[R: Row](row: type[R]) -> tuple[R, ...]:
    """The same for every văn bản đề nghị; `row` says of which."""
    return (
        row("Ninh Bình Đ10.2b: trình ký rồi lấy số", "leader_review", "ask_for_number", "system", overlay=NINH_BINH),
        row("... chỉ một lần", "leader_review", "ask_for_number", "system", NUMBERED, ELSEWHERE, overlay=NINH_BINH),
        row("Nơi khác trình thẳng", "leader_review", "ask_for_number", "system", {}, ELSEWHERE, LAI_CHAU),
        row(
            "Ninh Bình Đ10.2b: lấy số trước khi ký",
            "awaiting_number",
            "assign_number",
            "registry_clerk",
            overlay=NINH_BINH,
        ),
        row(
            "... việc của văn thư",
            "awaiting_number",
            "assign_number",
            "agency_leader",
            {},
            {"wrong_role": NUMBERING},
            overlay=NINH_BINH,
        ),
        row(
            "Nơi khác lấy số sau khi ký",
            "awaiting_number",
            "assign_number",
            "registry_clerk",
            {},
            {"not_applicable": LAI_CHAU_NUMBERING},
            LAI_CHAU,
        ),
        row(
            "... trả lại khi thể thức sai", "awaiting_number", "return_to_drafter", "registry_clerk", overlay=NINH_BINH
        ),
        row("... thu lại được", "awaiting_number", "recall", "clerk", overlay=NINH_BINH),
        row(
            "Ninh Bình Đ10.2c: ký sau khi có số", "leader_review", "sign", "agency_leader", NUMBERED, overlay=NINH_BINH
        ),
        row(
            "Số ghi nhầm được sửa trước khi ký",
            "leader_review",
            "undo_number",
            "registry_clerk",
            NUMBERED,
            overlay=NINH_BINH,
        ),
        row(
            "... chưa có thì không sửa",
            "leader_review",
            "undo_number",
            "registry_clerk",
            {},
            ELSEWHERE,
            overlay=NINH_BINH,
        ),
        row("Ký rồi thì giữ số đã có", "signed", "keep_number", "system", NUMBERED, overlay=NINH_BINH),
        row(
            "... bản ký tay chờ dấu",
            "signed",
            "keep_number",
            "system",
            {"wet_signed": True},
            ELSEWHERE,
            overlay=NINH_BINH,
        ),
        row("... chưa có số thì còn chờ số", "signed", "keep_number", "system", {}, ELSEWHERE, overlay=NINH_BINH),
        row("Nơi khác cấp số sau khi ký", "signed", "keep_number", "system", NUMBERED, ELSEWHERE, LAI_CHAU),
        row(
            "Không cấp số lần nữa", "signed", "assign_number", "registry_clerk", NUMBERED, ELSEWHERE, overlay=NINH_BINH
        ),
        row(
            "Số đã nằm dưới chữ ký", "numbered", "undo_number", "registry_clerk", NUMBERED, ELSEWHERE, overlay=NINH_BINH
        ),
        row("Ninh Bình Đ10.2d: văn thư ký sau cùng", "numbered", "seal", "registry_clerk", NUMBERED, overlay=NINH_BINH),
    )
