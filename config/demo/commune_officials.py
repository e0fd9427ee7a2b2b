"""The invented officials of the main commune, xã Nà Cang."""

from config.demo.hints import CONTACT_HINT, DEPUTY_HINT, DRAFT_HINT, LOCK_HINT, SEAL_HINT, SIGN_HINT
from config.demo.shapes import Official
from config.demo.terms import Term
from directory.domain.roles import Role
from tokens.models import Token

Kind = Token.Kind
State = Token.State

NA_CANG: tuple[Official, ...] = (
    Official(
        slug="thuebao",
        full_name="Lò Thị Dung",
        position="Công chức Văn hóa - Xã hội",
        agency="na_cang",
        roles=(Role.SUBSCRIBER,),
        hint=LOCK_HINT,
        device_state=State.LOCKED,
    ),
    Official(
        slug="vanphong",
        full_name="Vàng A Sử",
        position="Chuyên viên Văn phòng HĐND và UBND",
        agency="na_cang",
        roles=(Role.CLERK,),
        hint=DRAFT_HINT,
    ),
    Official(
        slug="daumoi",
        full_name="Nguyễn Thị Hạnh",
        position="Công chức phụ trách công nghệ thông tin",
        agency="na_cang",
        roles=(Role.CONTACT_OFFICER,),
        term=Term.DAYS_30,
        hint=CONTACT_HINT,
    ),
    Official(
        slug="chutich",
        full_name="Tẩn A Páo",
        position="Chủ tịch UBND xã",
        agency="na_cang",
        roles=(Role.AGENCY_LEADER,),
        title="CHỦ TỊCH",
        is_head=True,
        hint=SIGN_HINT,
    ),
    Official(
        slug="phochutich",
        full_name="Hoàng Văn Đức",
        position="Phó Chủ tịch UBND xã",
        agency="na_cang",
        roles=(Role.AGENCY_LEADER,),
        title="PHÓ CHỦ TỊCH",
        hint=DEPUTY_HINT,
    ),
    Official(
        slug="vanthu",
        full_name="Đèo Thị Lan",
        position="Văn thư",
        agency="na_cang",
        roles=(Role.REGISTRY_CLERK,),
        hint=SEAL_HINT,
    ),
    # Officials without accounts, whose certificates and devices stand in telling states.
    Official(
        slug="nc_con_31_ngay",
        full_name="Giàng A Chứ",
        position="Công chức Địa chính - Xây dựng",
        agency="na_cang",
        term=Term.DAYS_31,
    ),
    Official(
        slug="nc_con_29_ngay",
        full_name="Lý Thị Mẩy",
        position="Công chức Tư pháp - Hộ tịch",
        agency="na_cang",
        term=Term.DAYS_29,
    ),
    Official(
        slug="nc_het_han_bi_khoa",
        full_name="Quàng Văn Inh",
        position="Công chức Tài chính - Kế toán",
        agency="na_cang",
        term=Term.EXPIRED,
        device_state=State.LOCKED,
    ),
    Official(
        slug="nc_thu_hoi",
        full_name="Phàn Thị Sơn",
        position="Công chức Văn phòng - Thống kê",
        agency="na_cang",
        term=Term.REVOKED,
        device_state=State.LOST,
    ),
    Official(
        slug="nc_da_gia_han",
        full_name="Mùa A Dình",
        position="Chỉ huy trưởng Ban Chỉ huy quân sự",
        agency="na_cang",
        term=Term.RENEWED,
        device_state=State.LOCKED,
    ),
    Official(
        slug="nc_phong_kinh_te",
        full_name="Sùng Thị Dợ",
        position="Trưởng phòng Kinh tế",
        agency="na_cang_kinh_te",
        managing="na_cang",
        device_state=State.LOCKED,
    ),
    Official(
        slug="nc_chuyen_cong_tac",
        full_name="Lường Văn Thắng",
        position="Công chức Địa chính - Nông nghiệp",
        agency="ban_luot",
        managing="na_cang",
        device_state=State.LOCKED,
    ),
    Official(
        slug="nc_sim_bi_khoa",
        full_name="Ma A Phử",
        position="Trưởng phòng Văn hóa - Xã hội",
        agency="na_cang",
        device=Kind.SIM_PKI,
        device_state=State.LOCKED,
    ),
    Official(
        slug="nc_bi_khoa",
        full_name="Lù Thị Xoan",
        position="Công chức Lao động - Xã hội",
        agency="na_cang",
        device_state=State.LOCKED,
    ),
    Official(
        slug="nc_da_tra",
        full_name="Chu Văn Bình",
        position="Công chức Văn phòng - Thống kê",
        agency="na_cang",
        term=Term.EXPIRED,
        device_state=State.RETURNED,
    ),
)
